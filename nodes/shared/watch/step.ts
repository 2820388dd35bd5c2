import { addSample } from '../forecast/history';
import { toNumber } from '../decimal';
import type { FailureKind } from '../failure/kinds';
import { estimateRunway, type Runway } from '../forecast/runway';
import { resumeState } from './resume';
import { areDaysFew, judgeAmount, type WatchLevel } from './level';
import type { WatchEventName, WatchReason } from '../item';
import { fingerprintLimits, type WatchLimits } from './limits';
import { isFine, NOTHING_KNOWN, findReason, type ObservedBalance, type WatchState } from './state';

/** What there is to tell. */
export interface WatchEvent {
	readonly event: WatchEventName;
	/** Null where it is about the check, not about the account. */
	readonly reason: WatchReason | null;
}

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

const RANKS: Readonly<Record<WatchLevel, number>> = { fine: 0, low: 1, critical: 2 };

/** An estimate counts once two in a row agree. */
const MIN_DAYS_CHECKS = 2;

/** A schedule never fires at the same millisecond: so much, or a twentieth, is no early reminder. */
const EARLY = 300_000;

/** What may lock an account when it is sent again and again. */
const RESTING: ReadonlySet<FailureKind> = new Set(['authentication', 'notAllowed']);

/** What does not pass by itself: a person has to put it right. */
const AT_ONCE: ReadonlySet<FailureKind> = new Set([...RESTING, 'internal']);

/** For so many milliseconds a refused credential is not tried again: one hour. */
const REFUSED_CREDENTIAL_RESTS = 3_600_000;

/** Whether a refused credential is not to be tried yet; a clock that was put back does not count. */
export function isResting({ notBefore }: WatchState, now: number): boolean {
	return notBefore !== null && now < notBefore && notBefore <= now + REFUSED_CREDENTIAL_RESTS;
}

/** A check that read a balance: pure, so that a run that is repeated comes to the same. */
export function stepWithBalance(
	known: WatchState | null,
	observed: ObservedBalance,
	limits: WatchLimits,
	policy: AlertPolicy,
	now: number,
): WatchStep {
	const { state, notices } = resumeState(known ?? NOTHING_KNOWN, observed, now);
	const { balance, available, account, currency } = observed;
	const sample = { at: now, available: toNumber(available) };
	const history = addSample(state.history, sample);
	const runway = estimateRunway(history);
	const fingerprint = fingerprintLimits(limits);
	// What a person has changed is judged as if nothing had been; what was told is not told again.
	const isChanged = state.limits !== fingerprint;
	const seen = judgeAmount(available, limits, isChanged ? 'fine' : state.level);
	const daysLeft = sample.available <= 0 ? 0 : (runway?.daysLeft ?? null);
	// Unknown days are judged by nothing: they hold.
	const isJudgedAfresh = isChanged && daysLeft !== null;
	const few = areDaysFew(daysLeft, limits, !isJudgedAfresh && state.daysAreFew);
	const next: WatchState = {
		...state,
		...stepAmount(state, seen, policy),
		...stepDays(state, few, daysLeft !== null, policy),
		failures: 0,
		isFailureAlerted: false,
		notBefore: null,
		limits: fingerprint,
		history,
		lastBalance: toNumber(balance),
		lastCheckedAt: now,
		account: account ?? state.account,
		currency: currency ?? state.currency,
	};
	const alerts = findEvents(state, next, policy, now);
	const isAlerted = alerts.some(({ event }) => event !== 'recovered');
	return {
		before: state,
		state: {
			...next,
			since: chooseSince(state, next, now),
			alertedAt: isAlerted ? now : state.alertedAt,
		},
		events: state.isFailureAlerted ? [createCheckEvent('checkWorking'), ...alerts] : alerts,
		runway,
		daysLeft,
		notices,
	};
}

/** Since when the account is not fine. */
function chooseSince(before: WatchState, next: WatchState, now: number): number | null {
	if (isFine(next)) return null;
	return isFine(before) ? now : before.since;
}

/** Worse is told once it has been seen often enough; better at once. */
function stepAmount(
	{ level, worseChecks }: WatchState,
	seen: WatchLevel,
	{ checksBeforeAlert }: AlertPolicy,
): Pick<WatchState, 'level' | 'worseChecks'> {
	if (RANKS[seen] <= RANKS[level]) return { level: seen, worseChecks: 0 };
	const checks = worseChecks + 1;
	return checks >= checksBeforeAlert
		? { level: seen, worseChecks: 0 }
		: { level, worseChecks: checks };
}

function stepDays(
	{ daysAreFew, fewDaysChecks }: WatchState,
	few: boolean,
	isKnown: boolean,
	{ checksBeforeAlert }: AlertPolicy,
): Pick<WatchState, 'daysAreFew' | 'fewDaysChecks'> {
	if (!isKnown) return { daysAreFew: few, fewDaysChecks };
	if (!few || daysAreFew) return { daysAreFew: few, fewDaysChecks: 0 };
	const checks = fewDaysChecks + 1;
	return checks >= Math.max(MIN_DAYS_CHECKS, checksBeforeAlert)
		? { daysAreFew: true, fewDaysChecks: 0 }
		: { daysAreFew: false, fewDaysChecks: checks };
}

function createCheckEvent(event: 'checkFailing' | 'checkWorking' | 'reminder'): WatchEvent {
	return { event, reason: null };
}

function findEvents(
	before: WatchState,
	next: WatchState,
	{ notifyOnRecovery, remindEvery }: AlertPolicy,
	now: number,
): readonly WatchEvent[] {
	const reason = findReason(next);
	if (next.level !== 'fine' && RANKS[next.level] > RANKS[before.level]) {
		return [{ event: next.level, reason }];
	}
	if (isFine(before) && next.daysAreFew) return [{ event: 'low', reason }];
	if (isFine(next)) {
		return isFine(before) || !notifyOnRecovery
			? []
			: [{ event: 'recovered', reason: findReason(before) }];
	}
	return isDue(before, remindEvery, now) ? [{ event: 'reminder', reason }] : [];
}

function isDue({ alertedAt }: WatchState, remindEvery: number, now: number): boolean {
	if (remindEvery === 0 || alertedAt === null) return false;
	return now - alertedAt >= remindEvery - Math.min(EARLY, remindEvery / 20);
}

/** A check without a balance says nothing about the account: all else holds. */
export function stepWithFailure(
	known: WatchState | null,
	kind: FailureKind,
	policy: AlertPolicy,
	now: number,
): WatchStep {
	const { state, notices } = resumeState(known ?? NOTHING_KNOWN, null, now);
	const failures = state.failures + 1;
	const isEnough = failures >= policy.failuresBeforeAlert || AT_ONCE.has(kind);
	const events = findFailureEvents(state, isEnough, policy, now);
	return {
		before: state,
		state: {
			...state,
			failures,
			isFailureAlerted: state.isFailureAlerted || isEnough,
			notBefore: RESTING.has(kind) ? now + REFUSED_CREDENTIAL_RESTS : null,
			alertedAt: events.length > 0 ? now : state.alertedAt,
		},
		events,
		runway: estimateRunway(state.history),
		daysLeft: null,
		notices,
	};
}

function findFailureEvents(
	before: WatchState,
	isEnough: boolean,
	{ remindEvery }: AlertPolicy,
	now: number,
): readonly WatchEvent[] {
	if (before.isFailureAlerted) {
		return isDue(before, remindEvery, now) ? [createCheckEvent('reminder')] : [];
	}
	return isEnough ? [createCheckEvent('checkFailing')] : [];
}
