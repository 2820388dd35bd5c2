import { isBelow, toNumber } from '../decimal';
import { attempt, type Result } from '../failure/attempt';
import { invalidRequest } from '../failure/error';
import { readFields, type Input } from '../input/fields';
import { readBoolean, readInteger, readOneOf, readOptionalDecimal } from '../input/readers';
import { readTime } from '../input/time';
import { LIMIT_FIELDS, readLimits, type WatchLimits } from './limits';

const MILLISECONDS_AN_HOUR = 3_600_000;

export const DEFAULT_CHECKS_BEFORE_ALERT = 1;
export const DEFAULT_FAILURES_BEFORE_ALERT = 3;
export const MAX_CHECKS_BEFORE_ALERT = 100;
/** In hours. */
export const DEFAULT_REMIND_EVERY = 24;

const COUNTED = { min: 1, max: MAX_CHECKS_BEFORE_ALERT };

/** How easily to alert, and what to put out. */
const POLICY_FIELDS = {
	checksBeforeAlert: {
		label: 'Checks Before Alert',
		read: readInteger(COUNTED, DEFAULT_CHECKS_BEFORE_ALERT),
	},
	failuresBeforeAlert: {
		label: 'Failures Before Alert',
		read: readInteger(COUNTED, DEFAULT_FAILURES_BEFORE_ALERT),
	},
	remindEvery: { label: 'Remind Every', read: readHours },
	notifyOnRecovery: { label: 'Notify on Recovery', read: readBoolean(true) },
	outputEveryCheck: { label: 'Output Every Check', read: readBoolean(false) },
	snoozeUntil: { label: 'Snooze Until', read: (value: unknown) => value },
};

/** What holds for a whole run, so that it takes no expression. */
export const RUN_FIELDS = {
	combineEvents: { label: 'Combine Events', read: readBoolean(false) },
	sampleEvent: {
		label: 'Sample Event',
		read: readOneOf([
			'none',
			'low',
			'critical',
			'recovered',
			'reminder',
			'checkFailing',
			'checkWorking',
		]),
	},
	stateStorage: { label: 'Keep State In', read: readOneOf(['staticData', 'dataTable']) },
};

/** The parameters and options of watching, which are not a vendor's own. */
export const WATCH_FIELDS = { ...LIMIT_FIELDS, ...POLICY_FIELDS, ...RUN_FIELDS };

/** How easily a person wants to be alerted. */
export interface AlertPolicy {
	/** Checks in a row that must see it before it is told. */
	readonly checksBeforeAlert: number;
	/** The same for checks without a balance. */
	readonly failuresBeforeAlert: number;
	/** Milliseconds between reminders; 0 is never. */
	readonly remindEvery: number;
	readonly notifyOnRecovery: boolean;
	/** Until then nothing is told, but what still holds is told afterwards; milliseconds since 1970, or null. */
	readonly snoozedUntil: number | null;
}

/** What a person chose for watching one account. */
export interface WatchOptions {
	/** Or why they cannot be read. */
	readonly limits: Result<WatchLimits>;
	readonly policy: AlertPolicy;
	/** Whether every check is put out, not only what happened. */
	readonly outputEveryCheck: boolean;
	/** What is noteworthy about what was filled in. */
	readonly notices: readonly string[];
}

/**
 * Reads the limits and options of one item; a date without an offset is one of this time zone. Where one
 * is refused, the others still count; never throws.
 */
export function readWatchOptions(input: Input, timeZone: string): WatchOptions {
	const limits = attempt(() => readLimits(input));
	const options = attempt(() => readPolicy(input, timeZone));
	if (options.ok) return { ...options.value, limits };
	return { ...readPolicy({}, timeZone), limits: limits.ok ? options : limits };
}

const NO_DATE =
	'Snooze Until is no date, so that alerts come as usual. Fill in one such as 2026-12-24 or 2026-12-24T09:00, or leave it empty.';

function readPolicy(input: Input, timeZone: string): Omit<WatchOptions, 'limits'> {
	const { outputEveryCheck, snoozeUntil, ...policy } = readFields(POLICY_FIELDS, input);
	const snoozedUntil = readTime(snoozeUntil, timeZone);
	return {
		policy: { ...policy, snoozedUntil: snoozedUntil ?? null },
		outputEveryCheck,
		notices: snoozedUntil === undefined ? [NO_DATE] : [],
	};
}

/** Hours as they were filled in, half ones too, in milliseconds. */
function readHours(value: unknown, label: string): number {
	const hours = readOptionalDecimal(value, label);
	if (hours === null) return DEFAULT_REMIND_EVERY * MILLISECONDS_AN_HOUR;
	if (isBelow(hours, { text: '0' })) {
		throw invalidRequest(`${label} must not be negative`, '0 is never.');
	}
	return toNumber(hours) * MILLISECONDS_AN_HOUR;
}
