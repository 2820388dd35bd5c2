import { MAX_DAYS, MILLISECONDS_A_DAY } from '../forecast/totals';
import { addObservation as addToUsage, type UsageHistory } from '../forecast/usage';
import { toNumber, type ExactDecimal } from '../decimal';
import { forgetAccount, limitToClock, type AlertState } from '../alert/state';
import type { LimitValues } from '../alert/limits';
import type { Pause } from '../alert/pause';

/** A balance as a check found it, with account and currency as the vendor names them, or null. */
export interface ObservedBalance {
	readonly balance: ExactDecimal;
	readonly available: ExactDecimal;
	readonly account: string | null;
	readonly currency: string | null;
	/** When the reply arrived, in milliseconds since 1970. */
	readonly at: number;
}

/** What is remembered of an account, however many rows watch it. Times are in milliseconds since 1970. */
export interface WatchedAccount {
	/** The newest balance, for showing, and what it was of. */
	readonly lastBalance: number | null;
	readonly lastCheckedAt: number | null;
	readonly account: string | null;
	readonly currency: string | null;
	/** Null before the first balance. */
	readonly usage: UsageHistory | null;
	/** After a refusal that is not of the credential itself. */
	readonly pause: Pause | null;
	readonly rows: readonly WatchedRow[];
	/** What is noteworthy and could not be told yet, since no item was put out. */
	readonly pendingNotices: readonly string[];
}

/** What is remembered of one row that watches an account: what it was told, by its label and limits. */
export interface WatchedRow {
	readonly labelKey: string | null;
	/** Null where they could not be read. */
	readonly limits: LimitValues | null;
	/** Tells rows with the same label apart, however their limits change; the first one is 0. */
	readonly number: number;
	/** In which execution, and when, it was judged last. */
	readonly executionId: string;
	readonly judgedAt: number;
	/** In which execution a row with other limits went on from this one, or null. */
	readonly takenOverIn: string | null;
	readonly alert: AlertState;
}

/** What is known of an account that was never checked. */
export const NEVER_CHECKED: WatchedAccount = {
	lastBalance: null,
	lastCheckedAt: null,
	account: null,
	currency: null,
	usage: null,
	pause: null,
	rows: [],
	pendingNotices: [],
};

const OF_ANOTHER =
	'The vendor names another account or currency than at the last check: the history begins anew.';

const CLOCK_PUT_BACK =
	'The clock was put back since the last check: what it had recorded for later is forgotten.';
const LONG_AGO = `The last check lies more than ${MAX_DAYS} days back, or the clock was put forward: the history begins anew.`;

/** Clocks of two workers differ by so many milliseconds, at most. */
const CLOCKS_DIFFER = 60_000;

/** Rows may ask about one account in several currencies: the history goes on in its own. */
export function chooseObservation(
	{ account, currency }: WatchedAccount,
	observed: readonly ObservedBalance[],
): ObservedBalance | null {
	const same = observed.find((each) => each.account === account && each.currency === currency);
	const fitting = observed.find((each) => !hasChangedAccount({ account, currency }, each));
	return same ?? fitting ?? observed[0] ?? null;
}

/** An account as far as a check may go on from what is known of it, and what is noteworthy about that. */
export interface ResumedAccount {
	readonly account: WatchedAccount;
	readonly notices: readonly string[];
}

/** Goes on from what is known, unless it is of another account or from another time; null is a check without a balance. */
export function resumeAccount(
	known: WatchedAccount,
	observed: ObservedBalance | null,
	now: number,
): ResumedAccount {
	if (observed !== null && hasChangedAccount(known, observed)) {
		const rows = changeRows(known.rows, now, forgetAccount);
		return { account: { ...NEVER_CHECKED, rows }, notices: [OF_ANOTHER] };
	}
	const rows = changeRows(known.rows, now, (alert) => alert);
	return {
		account: { ...known, rows },
		notices: observed === null ? [] : findClockNotices(known, now),
	};
}

/** Whether the vendor now names another account or currency; naming none says nothing. */
function hasChangedAccount(
	known: Pick<WatchedAccount, 'account' | 'currency'>,
	observed: ObservedBalance,
): boolean {
	const differs = (before: string | null, now: string | null) =>
		before !== null && now !== null && before !== now;
	return differs(known.account, observed.account) || differs(known.currency, observed.currency);
}

/** None of their times lies ahead: a clock that was put back must neither silence nor prefer any. */
function changeRows(
	rows: readonly WatchedRow[],
	now: number,
	change: (alert: AlertState) => AlertState,
): readonly WatchedRow[] {
	return rows.map((row) => ({
		...row,
		judgedAt: Math.min(row.judgedAt, now),
		alert: change(limitToClock(row.alert, now)),
	}));
}

function findClockNotices(
	{ lastCheckedAt, usage }: WatchedAccount,
	now: number,
): readonly string[] {
	if (lastCheckedAt === null || usage === null) return [];
	if (lastCheckedAt > now + CLOCKS_DIFFER) return [CLOCK_PUT_BACK];
	return now - lastCheckedAt > MAX_DAYS * MILLISECONDS_A_DAY ? [LONG_AGO] : [];
}

/** The account with one balance more. */
export function addObservation(known: WatchedAccount, observed: ObservedBalance): WatchedAccount {
	const { at, balance, available, account, currency } = observed;
	return {
		...known,
		lastBalance: toNumber(balance),
		lastCheckedAt: at,
		account: account ?? known.account,
		currency: currency ?? known.currency,
		pause: null,
		usage: addToUsage(known.usage, { at, available: toNumber(available) }),
	};
}
