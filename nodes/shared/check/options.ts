import { readFields, type Input, type ValuesOf } from '../input/fields';
import { readBoolean, readInteger, readOptionalDecimal, readOptionalText } from '../input/readers';

/** Milliseconds for one attempt where nothing else is said; credential tests use it too. */
export const DEFAULT_TIMEOUT = 10_000;
export const DEFAULT_RETRIES = 2;
export const DEFAULT_CONCURRENCY = 10;

export const TIMEOUT_BOUNDS = { min: 100, max: 60_000 };
export const RETRIES_BOUNDS = { min: 0, max: 5 };
export const CONCURRENCY_BOUNDS = { min: 1, max: 100 };

/** What every vendor's node offers beside the vendor's own parameters. */
export const CHECK_FIELDS = {
	label: { label: 'Label', read: readOptionalText },
	threshold: { label: 'Threshold', read: readOptionalDecimal },
	includeRaw: { label: 'Include Raw', read: readBoolean(false) },
	/** Milliseconds for one attempt. */
	timeout: { label: 'Timeout', read: readInteger(TIMEOUT_BOUNDS, DEFAULT_TIMEOUT) },
	/** Attempts after the first. */
	retries: { label: 'Retries', read: readInteger(RETRIES_BOUNDS, DEFAULT_RETRIES) },
	/** Requests at a time, one value for the run. */
	concurrency: {
		label: 'Concurrency',
		read: readInteger(CONCURRENCY_BOUNDS, DEFAULT_CONCURRENCY),
	},
};

export type CheckOptions = ValuesOf<typeof CHECK_FIELDS>;

/** Reads the options of one item. Throws `invalidRequest` in words. */
export function readCheckOptions(input: Input): CheckOptions {
	return readFields(CHECK_FIELDS, input);
}
