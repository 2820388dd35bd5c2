import type { ExactDecimal } from '../decimal';
import type { FailureKind } from '../failure/kinds';
import type { WatchEventName, WatchReason } from '../item';
import { stepDaysLeft, type DaysLeftRange } from './daysLeft';
import { judgeAmount, type AlertLevel } from './level';
import type { WatchLimits } from './limits';
import { allowEarly } from './early';
import type { AlertPolicy } from './policy';
import { findReason, isOk, type AlertState, type Standing } from './state';

/** What there is to tell. */
export interface WatchEvent {
	readonly event: WatchEventName;
	/** Null where it is about the check, not about the account. */
	readonly reason: WatchReason | null;
}

/** What a check changes, and what there is to tell, in this order. */
export interface AlertStep {
	readonly before: AlertState;
	readonly state: AlertState;
	readonly events: readonly WatchEvent[];
}

/** What a check found. */
export interface Observation {
	readonly available: ExactDecimal;
	/** Null where it is unknown. */
	readonly daysLeft: DaysLeftRange | null;
}

const RANKS: Readonly<Record<AlertLevel, number>> = { ok: 0, low: 1, critical: 2 };

/** What does not pass by itself: a person has to put it right, and is told at the first check. */
const TOLD_AT_ONCE: ReadonlySet<FailureKind> = new Set([
	'authentication',
	'invalidRequest',
	'notFound',
	'notAllowed',
	'internal',
]);

const NO_FAILURE = { failingSince: null, failureAlertedAt: null, isFailureLasting: false } as const;

/** A check that read a balance: pure, so that a run that is repeated comes to the same. */
export function stepWithBalance(
	before: AlertState,
	{ available, daysLeft }: Observation,
	limits: WatchLimits,
	policy: AlertPolicy,
	now: number,
): AlertStep {
	const { checksBeforeAlert } = policy;
	const isSnoozed = isQuiet(policy, now);
	const told: Standing = before.told ?? before;
	const seen = judgeAmount(available, limits, before.level);
	// Whoever was told that the check fails is told that it works, once nothing keeps that back.
	const isFailureTold = before.failureAlertedAt !== null;
	const next: AlertState = {
		...before,
		...stepAmount(before, seen, checksBeforeAlert),
		daysLeft: stepDaysLeft(before.daysLeft, daysLeft, limits.daysLeftThreshold, checksBeforeAlert),
		told: isSnoozed ? { level: told.level, daysLeft: told.daysLeft } : null,
		failures: 0,
		...(isSnoozed && isFailureTold ? {} : NO_FAILURE),
	};
	const alerts = isSnoozed ? [] : findEvents(told, next, before.alertedAt, policy, now);
	const isWorkingTold = !isSnoozed && isFailureTold;
	const isAlerted = alerts.some(({ event }) => event !== 'recovered');
	return {
		before,
		state: {
			...next,
			since: chooseSince(before, next, isQuiet(policy, now) ? told : next, now),
			alertedAt: isAlerted ? now : before.alertedAt,
		},
		events: isWorkingTold ? [createCheckEvent('checkWorking'), ...alerts] : alerts,
	};
}

function isQuiet({ snoozedUntil }: AlertPolicy, now: number): boolean {
	return snoozedUntil !== null && now < snoozedUntil;
}

function createCheckEvent(event: 'checkFailing' | 'checkWorking' | 'reminder'): WatchEvent {
	return { event, reason: null };
}

/** Since when the account is not ok, or a person thinks so. */
function chooseSince(
	before: AlertState,
	next: Standing,
	told: Standing,
	now: number,
): number | null {
	if (isOk(next)) return isOk(told) ? null : before.since;
	return isOk(before) ? now : before.since;
}

/** Worse is told once it has been seen often enough; better at once. */
function stepAmount(
	{ level, worseChecks }: AlertState,
	seen: AlertLevel,
	checksBeforeAlert: number,
): Pick<AlertState, 'level' | 'worseChecks'> {
	if (RANKS[seen] <= RANKS[level]) return { level: seen, worseChecks: 0 };
	const checks = worseChecks + 1;
	return checks >= checksBeforeAlert
		? { level: seen, worseChecks: 0 }
		: { level, worseChecks: checks };
}

function findEvents(
	before: Standing,
	next: AlertState,
	alertedAt: number | null,
	{ notifyOnRecovery, remindEvery }: AlertPolicy,
	now: number,
): readonly WatchEvent[] {
	const reason = findReason(next);
	if (next.level !== 'ok' && RANKS[next.level] > RANKS[before.level]) {
		return [{ event: next.level, reason }];
	}
	if (isOk(before) && next.daysLeft.areFew) return [{ event: 'low', reason }];
	if (isOk(next)) {
		return isOk(before) || !notifyOnRecovery
			? []
			: [{ event: 'recovered', reason: findReason(before) }];
	}
	return isDue(alertedAt, remindEvery, now) ? [{ event: 'reminder', reason }] : [];
}

function isDue(alertedAt: number | null, remindEvery: number, now: number): boolean {
	if (remindEvery === 0 || alertedAt === null) return false;
	return now - alertedAt >= remindEvery - allowEarly(remindEvery);
}

/** A check without a balance says nothing about the account: all else holds. */
export function stepWithFailure(
	before: AlertState,
	kind: FailureKind,
	policy: AlertPolicy,
	now: number,
): AlertStep {
	const failures = before.failures + 1;
	const isLasting = TOLD_AT_ONCE.has(kind);
	const isEnough = failures >= policy.failuresBeforeAlert || isLasting;
	// What was told is reminded of while it goes on; where a check worked in between, it has to be enough again.
	const isOngoing = isEnough || (before.failures > 0 && before.failureAlertedAt !== null);
	const isTold = isOngoing && !isQuiet(policy, now);
	const events = isTold ? findFailureEvents(before, isLasting, policy, now) : [];
	return {
		before,
		state: {
			...before,
			failures,
			failingSince: before.failingSince ?? now,
			...(events.length > 0 ? { failureAlertedAt: now, isFailureLasting: isLasting } : {}),
		},
		events,
	};
}

function findFailureEvents(
	{ failureAlertedAt, isFailureLasting }: AlertState,
	isLasting: boolean,
	{ remindEvery }: AlertPolicy,
	now: number,
): readonly WatchEvent[] {
	// Who was told of an outage waits: what somebody has to put right is told anew.
	const isWorse = isLasting && !isFailureLasting;
	if (failureAlertedAt === null || isWorse) return [createCheckEvent('checkFailing')];
	return isDue(failureAlertedAt, remindEvery, now) ? [createCheckEvent('reminder')] : [];
}
