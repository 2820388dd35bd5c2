import { optionalDecimal, toggle, wholeNumber, type Fields } from '../input/fields';
import { isBelow, toNumber } from '../decimal';
import { invalidRequest, orRefusal, type Refusal } from '../failure/failure';
import type { WatchCalm } from './step';
import { watchLimits, type WatchLimits } from './limits';

/** What a person chose for watching one account. */
export interface WatchOptions {
	/** Or why they cannot be read. */
	readonly limits: WatchLimits | Refusal;
	readonly calm: WatchCalm;
	/** Whether every check is put out, not only what happened. */
	readonly everyCheck: boolean;
}

const MILLISECONDS_AN_HOUR = 3_600_000;

export const DEFAULT_CHECKS_BEFORE_ALERT = 1;
export const DEFAULT_FAILURES_BEFORE_ALERT = 3;
/** In hours. */
export const DEFAULT_REMIND_EVERY = 24;

/** Where nothing else is said. */
export const DEFAULT_CALM: WatchCalm = {
	checksBeforeAlert: DEFAULT_CHECKS_BEFORE_ALERT,
	failuresBeforeAlert: DEFAULT_FAILURES_BEFORE_ALERT,
	remindEvery: DEFAULT_REMIND_EVERY * MILLISECONDS_AN_HOUR,
	tellRecovery: true,
};

export const MOST_CHECKS_BEFORE_ALERT = 100;

/** The names of the parameters and options of watching, which are not a vendor's own. */
export const WATCH_FIELD_NAMES = [
	'direction',
	'threshold',
	'criticalThreshold',
	'daysLeftThreshold',
	'recoverAt',
	'notifyRecovered',
	'checksBeforeAlert',
	'failuresBeforeAlert',
	'remindEvery',
	'everyCheck',
] as const;

/** Reads the limits and options of one item. Where one is refused, the others still count; never throws. */
export function watchOptions(fields: Fields): WatchOptions {
	const limits = orRefusal(() => watchLimits(fields));
	const options = orRefusal(() => ({ calm: watchCalm(fields), everyCheck: everyCheck(fields) }));
	return 'outcome' in options
		? { calm: DEFAULT_CALM, everyCheck: false, limits: 'outcome' in limits ? limits : options }
		: { ...options, limits };
}

function everyCheck(fields: Fields): boolean {
	return toggle(fields, { name: 'everyCheck', label: 'Every Check' }, false);
}

function watchCalm(fields: Fields): WatchCalm {
	const counted = { least: 1, most: MOST_CHECKS_BEFORE_ALERT };
	return {
		checksBeforeAlert: wholeNumber(
			fields,
			{ name: 'checksBeforeAlert', label: 'Checks Before Alert' },
			counted,
			DEFAULT_CALM.checksBeforeAlert,
		),
		failuresBeforeAlert: wholeNumber(
			fields,
			{ name: 'failuresBeforeAlert', label: 'Failures Before Alert' },
			counted,
			DEFAULT_CALM.failuresBeforeAlert,
		),
		remindEvery: remindEvery(fields),
		tellRecovery: toggle(
			fields,
			{ name: 'notifyRecovered', label: 'Notify Recovered' },
			DEFAULT_CALM.tellRecovery,
		),
	};
}

/** Hours as they were filled in, half ones too, in milliseconds. */
function remindEvery(fields: Fields): number {
	const hours = optionalDecimal(fields, { name: 'remindEvery', label: 'Remind Every' });
	if (hours === null) return DEFAULT_CALM.remindEvery;
	if (isBelow(hours, { text: '0' })) {
		throw invalidRequest('Remind Every must not be negative', '0 is never.');
	}
	return toNumber(hours) * MILLISECONDS_AN_HOUR;
}
