import { withSample } from '../forecast/history';
import { toNumber } from '../decimal';
import type { RefusalKind } from '../failure/kind';
import { runwayOf, type Runway } from '../forecast/runway';
import { continued } from './resume';
import { areDaysFew, levelOfAmount, type WatchLevel } from './level';
import type { WatchEventName, WatchReason } from './item';
import { fingerprintOf, type WatchLimits } from './limits';
import { isFine, NOTHING_KNOWN, reasonOf, type ObservedBalance, type WatchState } from './state';

/** What there is to tell. */
export interface WatchEvent {
	readonly event: WatchEventName;
	/** Null where it is about the check, not about the account. */
	readonly reason: WatchReason | null;
}

/** How easily a person wants to be told. */
export interface WatchCalm {
	/** Checks in a row that must see it before it is told. */
	readonly checksBeforeAlert: number;
	/** The same for checks without a balance. */
	readonly failuresBeforeAlert: number;
	/** Milliseconds between reminders; 0 is never. */
	readonly remindEvery: number;
	readonly tellRecovery: boolean;
}

/** What a check changes, and what there is to tell, in this order. */
export interface WatchStep {
	/** What was known, as far as this check goes on from it. */
	readonly before: WatchState;
	readonly state: WatchState;
	readonly events: readonly WatchEvent[];
	/** Null where the history does not suffice. */
	readonly runway: Runway | null;
	/** Null where it is unknown, 0 where nothing is left, Infinity where nothing is used up. */
	readonly daysLeft: number | null;
	/** What is noteworthy about what was known. */
	readonly notices: readonly string[];
}

/** Whether a refused credential is not to be tried yet; a clock that was put back does not count. */
export function isResting({ notBefore }: WatchState, now: number): boolean {
	return notBefore !== null && now < notBefore && notBefore <= now + REFUSED_CREDENTIAL_RESTS;
}

/** A check that read a balance: pure, so that a run that is repeated comes to the same. */
export function balanceStep(
	known: WatchState | null,
	observed: ObservedBalance,
	limits: WatchLimits,
	calm: WatchCalm,
	now: number,
): WatchStep {
	const { state, notices } = continued(known ?? NOTHING_KNOWN, observed, now);
	const { balance, available, account, currency } = observed;
	const sample = { at: now, available: toNumber(available) };
	const history = withSample(state.history, sample);
	const runway = runwayOf(history);
	const fingerprint = fingerprintOf(limits);
	// What a person has changed is judged as if nothing had been; what was told is not told again.
	const isChanged = state.limits !== fingerprint;
	const seen = levelOfAmount(available, limits, isChanged ? 'fine' : state.level);
	const amount = amountStep(state, seen, calm);
	const daysLeft = sample.available <= 0 ? 0 : (runway?.daysLeft ?? null);
	// Unknown days are judged by nothing: they hold.
	const isJudgedAfresh = isChanged && daysLeft !== null;
	const few = areDaysFew(daysLeft, limits, !isJudgedAfresh && state.daysAreFew);
	const days = daysStep(state, few, daysLeft !== null, calm);
	const wasFine = isFine(state);
	const next = { ...state, ...amount, ...days };
	const events = [
		...(state.failingIsTold ? [aboutCheck('checkWorking')] : []),
		...levelEvents(state, next, calm, now),
	];
	const isTold = events.some(({ event }) => event !== 'checkWorking' && event !== 'recovered');
	return {
		...{ before: state, notices, runway, daysLeft, events },
		state: {
			...next,
			...{ failures: 0, failingIsTold: false, notBefore: null, limits: fingerprint, history },
			...{ lastBalance: toNumber(balance), lastCheckedAt: now },
			...{ account: account ?? state.account, currency: currency ?? state.currency },
			since: isFine(next) ? null : wasFine ? now : state.since,
			toldAt: isTold ? now : state.toldAt,
		},
	};
}

const RANKS: Readonly<Record<WatchLevel, number>> = { fine: 0, low: 1, critical: 2 };

/** Worse is told once it has been seen often enough; better at once. */
function amountStep(
	{ level, worseChecks }: WatchState,
	seen: WatchLevel,
	{ checksBeforeAlert }: WatchCalm,
): Pick<WatchState, 'level' | 'worseChecks'> {
	if (RANKS[seen] <= RANKS[level]) return { level: seen, worseChecks: 0 };
	const checks = worseChecks + 1;
	return checks >= checksBeforeAlert
		? { level: seen, worseChecks: 0 }
		: { level, worseChecks: checks };
}

/** An estimate counts once two in a row agree. */
const FEWEST_DAYS_CHECKS = 2;

function daysStep(
	{ daysAreFew, fewDaysChecks }: WatchState,
	few: boolean,
	isKnown: boolean,
	{ checksBeforeAlert }: WatchCalm,
): Pick<WatchState, 'daysAreFew' | 'fewDaysChecks'> {
	if (!isKnown) return { daysAreFew: few, fewDaysChecks };
	if (!few || daysAreFew) return { daysAreFew: few, fewDaysChecks: 0 };
	const checks = fewDaysChecks + 1;
	return checks >= Math.max(FEWEST_DAYS_CHECKS, checksBeforeAlert)
		? { daysAreFew: true, fewDaysChecks: 0 }
		: { daysAreFew: false, fewDaysChecks: checks };
}

function aboutCheck(event: 'checkFailing' | 'checkWorking' | 'reminder'): WatchEvent {
	return { event, reason: null };
}

function levelEvents(
	before: WatchState,
	next: WatchState,
	{ tellRecovery, remindEvery }: WatchCalm,
	now: number,
): readonly WatchEvent[] {
	const reason = reasonOf(next);
	if (next.level !== 'fine' && RANKS[next.level] > RANKS[before.level]) {
		return [{ event: next.level, reason }];
	}
	if (isFine(before) && next.daysAreFew) return [{ event: 'low', reason }];
	if (isFine(next)) {
		return isFine(before) || !tellRecovery
			? []
			: [{ event: 'recovered', reason: reasonOf(before) }];
	}
	return isDue(before, remindEvery, now) ? [{ event: 'reminder', reason }] : [];
}

/** A schedule never fires at the same millisecond: so much, or a twentieth, is no early reminder. */
const EARLY = 300_000;

function isDue({ toldAt }: WatchState, remindEvery: number, now: number): boolean {
	if (remindEvery === 0 || toldAt === null) return false;
	return now - toldAt >= remindEvery - Math.min(EARLY, remindEvery / 20);
}

/** What may lock an account when it is sent again and again. */
const RESTING: ReadonlySet<RefusalKind> = new Set(['authentication', 'notAllowed']);

/** What does not pass by itself: a person has to put it right. */
const AT_ONCE: ReadonlySet<RefusalKind> = new Set([...RESTING, 'internal']);

/** For so many milliseconds a refused credential is not tried again: one hour. */
const REFUSED_CREDENTIAL_RESTS = 3_600_000;

/** A check without a balance says nothing about the account: all else holds. */
export function failureStep(
	known: WatchState | null,
	kind: RefusalKind,
	{ failuresBeforeAlert, remindEvery }: WatchCalm,
	now: number,
): WatchStep {
	const { state, notices } = continued(known ?? NOTHING_KNOWN, null, now);
	const failures = state.failures + 1;
	const isEnough = failures >= failuresBeforeAlert || AT_ONCE.has(kind);
	const events: readonly WatchEvent[] = state.failingIsTold
		? isDue(state, remindEvery, now)
			? [aboutCheck('reminder')]
			: []
		: isEnough
			? [aboutCheck('checkFailing')]
			: [];
	return {
		...{ before: state, notices, events },
		runway: runwayOf(state.history),
		daysLeft: null,
		state: {
			...state,
			failures,
			failingIsTold: state.failingIsTold || isEnough,
			notBefore: RESTING.has(kind) ? now + REFUSED_CREDENTIAL_RESTS : null,
			toldAt: events.length > 0 ? now : state.toldAt,
		},
	};
}
