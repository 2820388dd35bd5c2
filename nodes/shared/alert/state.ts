import type { WatchReason } from '../item';
import { ENOUGH_DAYS, type DaysLeftState } from './daysLeft';
import type { AlertLevel } from './level';

/** How an account stands by its amount and by its days. */
export interface Standing {
	readonly level: AlertLevel;
	readonly daysLeft: DaysLeftState;
}

/** How a watched account and its check stand, as it was told. Times are in milliseconds since 1970. */
export interface AlertState extends Standing {
	/** How many checks in a row saw it worse. */
	readonly worseChecks: number;
	/** What a person was told last, where a snooze keeps from them how it stands now; else null. */
	readonly told: Standing | null;
	/** Since when the account is not ok. */
	readonly since: number | null;
	/** When it was last told that the account is not ok. */
	readonly alertedAt: number | null;
	/** How many checks in a row brought no balance. */
	readonly failures: number;
	/** Since when the check brings no balance, or a person thinks so. */
	readonly failingSince: number | null;
	/** When it was last told that the check fails; null where it was not. */
	readonly failureAlertedAt: number | null;
	/** Whether that was of a kind which does not pass by itself. */
	readonly isFailureLasting: boolean;
}

/** Nothing was told yet. */
export const NOTHING_TOLD: AlertState = {
	level: 'ok',
	worseChecks: 0,
	daysLeft: ENOUGH_DAYS,
	told: null,
	since: null,
	alertedAt: null,
	failures: 0,
	failingSince: null,
	failureAlertedAt: null,
	isFailureLasting: false,
};

/** Whether nothing was told of the account that still holds on. */
export function isOk({ level, daysLeft }: Standing): boolean {
	return level === 'ok' && !daysLeft.areFew;
}

/** What is beyond its limit, as it was told; the amount counts more than the days. */
export function findReason({ level, daysLeft }: Standing): WatchReason | null {
	if (level !== 'ok') return 'threshold';
	return daysLeft.areFew ? 'daysLeft' : null;
}

/** The same state at an earlier time: a clock that was put back must not silence reminders. */
export function limitToClock(state: AlertState, now: number): AlertState {
	const notLater = (time: number | null) => (time === null ? null : Math.min(time, now));
	return {
		...state,
		since: notLater(state.since),
		alertedAt: notLater(state.alertedAt),
		failingSince: notLater(state.failingSince),
		failureAlertedAt: notLater(state.failureAlertedAt),
	};
}

/** Of another account: only whoever was told that the check fails is told that it works. */
export function forgetAccount({
	failures,
	failingSince,
	failureAlertedAt,
	isFailureLasting,
}: AlertState): AlertState {
	return { ...NOTHING_TOLD, failures, failingSince, failureAlertedAt, isFailureLasting };
}
