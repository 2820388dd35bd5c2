import type { ExactDecimal } from '../decimal';
import { optionalDecimal, optionalText, toggle, wholeNumber, type Fields } from '../input/fields';

/** What every vendor's node offers beside the vendor's own parameters. */
export interface CheckOptions {
	readonly label: string | null;
	readonly lowThreshold: ExactDecimal | null;
	readonly includeRaw: boolean;
	/** Milliseconds for one attempt. */
	readonly timeout: number;
	/** Attempts after the first. */
	readonly retries: number;
	/** Requests at a time, one value for the run. */
	readonly concurrency: number;
}

/** Milliseconds for one attempt where nothing else is said; credential tests use it too. */
export const DEFAULT_TIMEOUT = 10_000;
export const DEFAULT_RETRIES = 2;
export const DEFAULT_CONCURRENCY = 10;

/** The names of the options that are not a vendor's own. */
export const CHECK_OPTION_NAMES = [
	'label',
	'lowThreshold',
	'includeRaw',
	'timeout',
	'retries',
	'concurrency',
] as const;

/** The label alone: it is wanted even where another option is refused. */
export function labelOption(fields: Fields): string | null {
	const label = optionalText(fields, { name: 'label', label: 'Label' });
	return label === '' ? null : label;
}

/** Reads the options of one item. Throws `invalidRequest` in words. */
export function checkOptions(fields: Fields): CheckOptions {
	return {
		label: labelOption(fields),
		lowThreshold: optionalDecimal(fields, { name: 'lowThreshold', label: 'Low Threshold' }),
		includeRaw: toggle(fields, { name: 'includeRaw', label: 'Include Raw' }, false),
		timeout: wholeNumber(
			fields,
			{ name: 'timeout', label: 'Timeout' },
			{ least: 100, most: 60_000 },
			DEFAULT_TIMEOUT,
		),
		retries: wholeNumber(
			fields,
			{ name: 'retries', label: 'Retries' },
			{ least: 0, most: 5 },
			DEFAULT_RETRIES,
		),
		concurrency: wholeNumber(
			fields,
			{ name: 'concurrency', label: 'Concurrency' },
			{ least: 1, most: 100 },
			DEFAULT_CONCURRENCY,
		),
	};
}
