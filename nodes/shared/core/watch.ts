import { withSample, type Sample } from './balanceHistory';
import { toNumber, type ExactDecimal } from './decimal';
import type { RefusalKind } from './refusal';
import { runwayOf, type Runway } from './runway';
import { areDaysFew, levelOfAmount, type WatchLevel } from './watchLevel';
import type { WatchLimits } from './watchLimits';

/** What a person is told about; `reminder` says again what holds on. */
export type WatchEvent =
	| { readonly event: 'low' | 'critical'; readonly reason: 'threshold' | 'daysLeft' }
	| { readonly event: 'recovered' }
	| { readonly event: 'reminder' }
	| { readonly event: 'checkFailing' }
	| { readonly event: 'checkWorking' };

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

/** What one check found. */
export type Observation =
	| { readonly found: 'balance'; readonly balance: ExactDecimal; readonly available: ExactDecimal }
	| { readonly found: 'nothing'; readonly kind: RefusalKind };

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
	readonly toldAt: number | null;
	/** How many checks in a row brought no balance. */
	readonly failures: number;
	readonly failingIsTold: boolean;
	/** Before this a refused credential is not tried again. */
	readonly notBefore: number | null;
	/** The newest balance, for showing. */
	readonly lastBalance: number | null;
	readonly lastCheckedAt: number | null;
	/** Under these limits it was judged: others are judged afresh. */
	readonly limits: string;
	readonly history: readonly Sample[];
}

/** What a check changes, and what there is to tell, in this order. */
export interface WatchStep {
	readonly state: WatchState;
	readonly events: readonly WatchEvent[];
	/** Null where the history does not suffice. */
	readonly runway: Runway | null;
}

const NOTHING_KNOWN: WatchState = {
	...{ level: 'fine', daysAreFew: false, worseChecks: 0, fewDaysChecks: 0 },
	...{ since: null, toldAt: null, failures: 0, failingIsTold: false, notBefore: null },
	...{ lastBalance: null, lastCheckedAt: null, limits: '', history: [] },
};

/** One check of one account: pure, so that a run that is repeated comes to the same. */
export function watchStep(
	known: WatchState | null,
	observation: Observation,
	limits: WatchLimits,
	calm: WatchCalm,
	now: number,
): WatchStep {
	const state = onThisClock(known ?? NOTHING_KNOWN, now);
	return observation.found === 'balance'
		? balanceStep(state, observation, limits, calm, now)
		: failureStep(state, observation.kind, calm, now);
}

/** A clock that was put back must not silence reminders. */
function onThisClock(state: WatchState, now: number): WatchState {
	const notLater = (time: number | null) => (time === null ? null : Math.min(time, now));
	return { ...state, toldAt: notLater(state.toldAt), since: notLater(state.since) };
}

/** Whether a refused credential is not to be tried yet; a clock that was put back does not count. */
export function isResting({ notBefore }: WatchState, now: number): boolean {
	return notBefore !== null && now < notBefore && notBefore <= now + REFUSED_CREDENTIAL_RESTS;
}

function balanceStep(
	state: WatchState,
	{ balance, available }: Extract<Observation, { found: 'balance' }>,
	limits: WatchLimits,
	calm: WatchCalm,
	now: number,
): WatchStep {
	const sample = { at: now, available: toNumber(available) };
	const history = withSample(state.history, sample);
	const runway = runwayOf(history);
	const fingerprint = JSON.stringify(limits);
	// What a person has changed is judged as if nothing had been; what was told is not told again.
	const isChanged = state.limits !== fingerprint;
	const seen = levelOfAmount(available, limits, isChanged ? 'fine' : state.level);
	const amount = amountStep(state, seen, calm);
	const daysLeft = sample.available <= 0 ? 0 : (runway?.daysLeft ?? null);
	const few = areDaysFew(daysLeft, limits, !isChanged && state.daysAreFew);
	const days = daysStep(state, few, daysLeft !== null, calm);
	const wasFine = isFine(state);
	const next = { ...state, ...amount, ...days };
	const events = [
		...(state.failingIsTold ? [{ event: 'checkWorking' } as const] : []),
		...levelEvents(state, next, calm, now),
	];
	const isTold = events.some(({ event }) => event !== 'checkWorking' && event !== 'recovered');
	return {
		runway,
		events,
		state: {
			...next,
			...{ failures: 0, failingIsTold: false, notBefore: null, limits: fingerprint, history },
			...{ lastBalance: toNumber(balance), lastCheckedAt: now },
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

function isFine({ level, daysAreFew }: Pick<WatchState, 'level' | 'daysAreFew'>): boolean {
	return level === 'fine' && !daysAreFew;
}

function levelEvents(
	before: WatchState,
	next: WatchState,
	{ tellRecovery, remindEvery }: WatchCalm,
	now: number,
): readonly WatchEvent[] {
	if (next.level !== 'fine' && RANKS[next.level] > RANKS[before.level]) {
		return [{ event: next.level, reason: 'threshold' }];
	}
	if (isFine(before) && next.daysAreFew) return [{ event: 'low', reason: 'daysLeft' }];
	if (isFine(next)) return isFine(before) || !tellRecovery ? [] : [{ event: 'recovered' }];
	return isDue(before, remindEvery, now) ? [{ event: 'reminder' }] : [];
}

function isDue({ toldAt }: WatchState, remindEvery: number, now: number): boolean {
	return remindEvery > 0 && toldAt !== null && now - toldAt >= remindEvery;
}

/** What a person has to put right, and what may lock an account when it is sent again and again. */
const AT_ONCE: ReadonlySet<RefusalKind> = new Set(['authentication', 'notAllowed']);

/** For so many milliseconds a refused credential is not tried again: one hour. */
const REFUSED_CREDENTIAL_RESTS = 3_600_000;

/** A check without a balance says nothing about the account: all else holds. */
function failureStep(
	state: WatchState,
	kind: RefusalKind,
	{ failuresBeforeAlert, remindEvery }: WatchCalm,
	now: number,
): WatchStep {
	const failures = state.failures + 1;
	const isEnough = failures >= failuresBeforeAlert || AT_ONCE.has(kind);
	const events: readonly WatchEvent[] = state.failingIsTold
		? isDue(state, remindEvery, now)
			? [{ event: 'reminder' }]
			: []
		: isEnough
			? [{ event: 'checkFailing' }]
			: [];
	return {
		runway: runwayOf(state.history),
		events,
		state: {
			...state,
			failures,
			failingIsTold: state.failingIsTold || isEnough,
			notBefore: AT_ONCE.has(kind) ? now + REFUSED_CREDENTIAL_RESTS : null,
			toldAt: events.length > 0 ? now : state.toldAt,
		},
	};
}
