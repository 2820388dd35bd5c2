import type { Sample } from '../forecast/history';
import type { ExactDecimal } from '../decimal';
import type { WatchReason } from '../item';
import type { WatchLevel } from './level';

/** A balance as a check found it, with account and currency as the vendor names them, or null. */
export interface ObservedBalance {
	readonly balance: ExactDecimal;
	readonly available: ExactDecimal;
	readonly account: string | null;
	readonly currency: string | null;
}

/** What is remembered of one account between two checks. Times are in milliseconds since 1970. */
export interface WatchState {
	/** As it was told, by the amount. */
	readonly level: WatchLevel;
	/** As it was told, by the days left. */
	readonly daysAreFew: boolean;
	/** How many checks in a row saw it worse than told. */
	readonly worseChecks: number;
	readonly fewDaysChecks: number;
	/** Since when it is not fine, as told. */
	readonly since: number | null;
	/** When it was last told that the account, or its check, is not fine. */
	readonly alertedAt: number | null;
	/** How many checks in a row brought no balance. */
	readonly failures: number;
	readonly isFailureAlerted: boolean;
	/** Before this a refused credential is not tried again. */
	readonly notBefore: number | null;
	/** The newest balance, for showing, and what it was of. */
	readonly lastBalance: number | null;
	readonly lastCheckedAt: number | null;
	readonly account: string | null;
	readonly currency: string | null;
	/** Under these limits it was judged: others are judged afresh. */
	readonly limits: string;
	readonly history: readonly Sample[];
}

/** What is known of an account that was never checked. */
export const NOTHING_KNOWN: WatchState = {
	level: 'fine',
	daysAreFew: false,
	worseChecks: 0,
	fewDaysChecks: 0,
	since: null,
	alertedAt: null,
	failures: 0,
	isFailureAlerted: false,
	notBefore: null,
	lastBalance: null,
	lastCheckedAt: null,
	account: null,
	currency: null,
	limits: '',
	history: [],
};

type Standing = Pick<WatchState, 'level' | 'daysAreFew'>;

/** Whether nothing was told that still holds on. */
export function isFine({ level, daysAreFew }: Standing): boolean {
	return level === 'fine' && !daysAreFew;
}

/** What is beyond its limit, as it was told; the amount counts more than the days. */
export function findReason({ level, daysAreFew }: Standing): WatchReason | null {
	if (level !== 'fine') return 'threshold';
	return daysAreFew ? 'daysLeft' : null;
}
