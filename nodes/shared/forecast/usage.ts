import { addToTrend, type Trend } from './sparkline';
import { restartPace, roundAmount } from './surge';
import {
	addStep,
	countDays,
	findUsualDay,
	HOURS_A_DAY,
	MAX_DAYS,
	MILLISECONDS_A_DAY,
	startTotals,
	type Observation,
	type UsageTotals,
} from './totals';

/** What is kept of an account for its runway. */
export interface UsageHistory {
	/** All but the step between the last two observations: the next one may show that it was a slip. */
	readonly totals: UsageTotals;
	/** How far an observation usually lies from the one before, where they differ. */
	readonly change: number;
	readonly settled: Observation;
	/** Since when the settled amount was read: some vendors repeat an old reading for hours. */
	readonly heldSince: number;
	readonly newest: Observation;
	readonly trend: Trend;
}

/** What a step adds to. */
type Sums = Pick<UsageHistory, 'totals' | 'change'>;

/** A rise is a top-up above the least of these: else it is a vendor's rounding or estimate. */
const SMALL_RISE = { days: 0.25, ofAvailable: 0.003, changes: 4 };

/** The usual change follows a new one by so much, and a new one counts up to so many usual ones. */
const CHANGE_FOLLOWS = 1 / 20;
const CHANGE_COUNTS = 4;

/** A fall is far beyond the usual one from so many times it on, of four hours at least. */
const FAR_FALL = 3;
const FAR_FALL_DAYS = 1 / 6;

/** Before so many days were watched nobody knows what is far beyond. */
const MIN_WATCHED = 0.1;

/** So much of a slip is no difference; and so much of it may have been used meanwhile. */
const SLIP_BLUR = 0.05;
const SLIP_USAGE = 0.25;

/** So many times the usual usage may lie beneath a slip. */
const USAGE_BENEATH = 4;

/** No vendor repeats an old reading for longer than twelve hours. */
const MAX_HOLD = MILLISECONDS_A_DAY / 2;

/**
 * The history with one more observation. The same one again changes nothing. After a month without
 * any the history begins anew; where the clock was put back, what lies later is forgotten.
 */
export function addObservation(history: UsageHistory | null, seen: Observation): UsageHistory {
	if (history === null) return startHistory(seen);
	const { settled, newest } = history;
	if (seen.at - newest.at > MAX_DAYS * MILLISECONDS_A_DAY) return startHistory(seen);
	if (seen.at <= settled.at) return putBack(history, seen);
	const trend = addToTrend(history.trend, seen);
	const isSettled = seen.at > newest.at && !isSlip(history, seen);
	if (!isSettled) return { ...history, newest: seen, trend };
	const isHeld = newest.available === settled.available;
	const heldSince = isHeld ? history.heldSince : newest.at;
	return { ...sumUp(history), settled: newest, heldSince, newest: seen, trend };
}

function startHistory(seen: Observation): UsageHistory {
	return goOn({ totals: startTotals(seen.at), change: 0 }, seen, []);
}

/** Goes on from one observation alone. */
function goOn({ totals, change }: Sums, seen: Observation, trend: Trend): UsageHistory {
	return {
		totals,
		change,
		settled: seen,
		heldSince: seen.at,
		newest: seen,
		trend: addToTrend(trend, seen),
	};
}

/** Days that lie later go; the usage of an earlier time of this day stays. */
function putBack({ totals, change, trend }: UsageHistory, seen: Observation): UsageHistory {
	const day = Math.floor(countDays(totals, seen.at));
	const later = Math.max(0, totals.lastDay - day);
	if (later >= totals.days.length) return startHistory(seen);
	const days = totals.days.slice(0, totals.days.length - later);
	const pace = restartPace(totals.pace, Math.floor(countDays(totals, seen.at) * HOURS_A_DAY));
	const earlier = { ...totals, lastDay: totals.lastDay - later, days, pace };
	return goOn({ totals: earlier, change }, seen, trend);
}

/** Until when usage shows: a reading that stays for less than twelve hours may be an old one. */
export function findShownUntil({ settled, heldSince, newest }: UsageHistory): number {
	const isHeld = newest.available === settled.available && newest.at - heldSince < MAX_HOLD;
	return isHeld ? heldSince : newest.at;
}

/** Everything up to the newest observation. What a top-up hides is not watched. */
export function sumUp({ totals, change, settled, heldSince, newest }: UsageHistory): Sums {
	const fall = settled.available - newest.available;
	if (-fall > findSmallRise(totals, change, settled)) {
		const from = Math.max(heldSince, settled.at - MAX_HOLD);
		return { totals: addStep(totals, from, newest.at, null), change };
	}
	return {
		totals: addStep(totals, settled.at, newest.at, fall),
		change: followChange(change, Math.abs(fall)),
	};
}

/** Up to here a rise is taken off the usage, so that what a reading sways adds up to nothing. */
function findSmallRise(totals: UsageTotals, change: number, { at, available }: Observation) {
	const small = Math.max(
		SMALL_RISE.days * findUsualDay(totals, at).perDay,
		SMALL_RISE.ofAvailable * Math.abs(available),
	);
	return change === 0 ? small : Math.min(small, SMALL_RISE.changes * change);
}

function followChange(change: number, seen: number): number {
	if (seen === 0) return change;
	if (change === 0) return roundAmount(seen);
	const counted = Math.min(seen, CHANGE_COUNTS * change);
	return roundAmount(change + (counted - change) * CHANGE_FOLLOWS);
}

/** Whether the newest observation was a slip of the vendor's: this one goes on where it came from. */
function isSlip({ totals, settled, newest }: UsageHistory, seen: Observation): boolean {
	const away = Math.abs(newest.available - settled.available);
	if (away === 0) return false;
	const { perDay, watched } = findUsualDay(totals, settled.at);
	const [from, to] = newest.available < settled.available ? [settled, newest] : [newest, seen];
	const days = Math.max(FAR_FALL_DAYS, (to.at - from.at) / MILLISECONDS_A_DAY);
	const fall = from.available - to.available;
	if (watched < MIN_WATCHED || fall < FAR_FALL * perDay * days) return false;
	const beneath = settled.available - seen.available;
	const usual = (perDay * (seen.at - settled.at)) / MILLISECONDS_A_DAY;
	const blur = SLIP_BLUR * away;
	const most = Math.min(SLIP_USAGE * away, USAGE_BENEATH * usual + blur);
	return beneath >= -blur && beneath <= most;
}
