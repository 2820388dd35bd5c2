import { isBelow, toNumber } from '../decimal';
import { attempt, type Result } from '../failure/attempt';
import { invalidRequest } from '../failure/error';
import { readFields, type Input } from '../input/fields';
import { readBoolean, readInteger, readOptionalDecimal } from '../input/readers';
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
};

/** The parameters and options of watching, which are not a vendor's own. */
export const WATCH_FIELDS = {
	...LIMIT_FIELDS,
	...POLICY_FIELDS,
	snoozeUntil: { label: 'Snooze Until', read: (value: unknown) => value },
};

/** How easily a person wants to be alerted. */
export interface AlertPolicy {
	/** Checks in a row that must see it before it is told. */
	readonly checksBeforeAlert: number;
	/** The same for checks without a balance. */
	readonly failuresBeforeAlert: number;
	/** Milliseconds between reminders; 0 is never. */
	readonly remindEvery: number;
	readonly notifyOnRecovery: boolean;
}

/** What a person chose for watching one account. */
export interface WatchOptions {
	/** Or why they cannot be read. */
	readonly limits: Result<WatchLimits>;
	readonly policy: AlertPolicy;
	/** Whether every check is put out, not only what happened. */
	readonly outputEveryCheck: boolean;
}

/** Where nothing else is said. */
const DEFAULTS = readPolicy({});

/** Reads the limits and options of one item. Where one is refused, the others still count; never throws. */
export function readWatchOptions(input: Input): WatchOptions {
	const limits = attempt(() => readLimits(input));
	const options = attempt(() => readPolicy(input));
	if (options.ok) return { ...options.value, limits };
	return { ...DEFAULTS, limits: limits.ok ? options : limits };
}

function readPolicy(input: Input): Omit<WatchOptions, 'limits'> {
	const { outputEveryCheck, ...policy } = readFields(POLICY_FIELDS, input);
	return { policy, outputEveryCheck };
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
