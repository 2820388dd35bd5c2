import { DAYS_A_WEEK, findWeekdays, type WatchedDay } from './weekdays';
import { findWatched, modulo, type UsageTotals } from './totals';

/** How an account is used, as far as its days show. */
export interface Burn {
	/** What is used on a usual day, in the account's own unit. */
	readonly perDay: number;
	/** What each weekday has of a usual day. */
	readonly weekdays: readonly number[];
	/** What chance adds with every day: a variance, where a usual day is 1. */
	readonly variance: number;
	/** On how many days `perDay` rests. */
	readonly support: number;
	/** How many days were watched. */
	readonly watched: number;
}

/** An average of days, those of now weighing more or not. */
interface Mean {
	readonly perDay: number;
	/** As many days of equal weight would be as sure; not a number where nothing was watched. */
	readonly support: number;
}

/** What lies so many times beyond the days below it is bought once, and so is the next one. */
const ONE_OFF = 5;
const MAX_ONE_OFFS = 2;
const MIN_DAYS_BESIDE_ONE_OFF = 4;

/** A day that was watched for more than half of its usage can be compared with others. */
const HALF_A_DAY = 0.5;

/** The short mean: after so many days a day weighs e times as much. */
const SHORT_MEMORY = 5;

/** The short mean counts from so many standard deviations beside the long one on, and alone from the other. */
const CHANGED = { from: 2, surely: 3.5 };

/** What two days and three in a row have in common makes a stretch of days vary more (Newey, West, 1987). */
const NEXT_DAY = 4 / 3;
const SECOND_DAY = 2 / 3;

/** However much days make up for each other, so much of their own variance stays. */
const LEAST_VARIANCE = 0.5;

const NOTHING_SEEN = { used: 0, watched: 0 };

/** The burn at a time on the last day, by what share each hour of the day has in a day's usage. */
export function findBurn(totals: UsageTotals, shares: readonly number[], at: number): Burn {
	const days = leaveOutOneOffs(listDays(totals, shares, at));
	const weekdays = findWeekdays(days);
	const expected = days.map(({ weekday, watched }) => watched * (weekdays[weekday] ?? 1));
	const long = average(days, expected, Infinity);
	const short = average(days, expected, SHORT_MEMORY);
	const rests = findRests(days, expected, long.perDay);
	const trust = judgeChange(long, short, findJumps(rests, days));
	const perDay = Math.max(0, long.perDay + trust * (short.perDay - long.perDay));
	const watched = days.reduce((sum, day) => sum + day.watched, 0);
	const variance = Math.min(
		findVariance(rests, watched),
		findVariance(findRests(days, expected, perDay), watched),
	);
	return {
		perDay,
		weekdays,
		// Divided twice: the square of a tiny amount is 0.
		variance: perDay > 0 ? variance / perDay / perDay : 0,
		support: 1 / ((1 - trust) / long.support + trust / short.support),
		watched,
	};
}

function listDays(
	totals: UsageTotals,
	shares: readonly number[],
	at: number,
): readonly WatchedDay[] {
	const { days, lastDay } = totals;
	const watched = findWatched(totals, shares, at);
	const first = lastDay - days.length + 1;
	return days.map(({ used }, index) => {
		return { weekday: modulo(first + index, DAYS_A_WEEK), used, watched: watched[index] ?? 0 };
	});
}

/** One or two days far beyond all others say nothing of what is to come. */
function leaveOutOneOffs(days: readonly WatchedDay[]): readonly WatchedDay[] {
	const whole = days.filter(({ watched }) => watched > HALF_A_DAY);
	const inOrder = whole.map(({ used }) => used).sort((first, second) => second - first);
	const middle = inOrder[Math.floor(inOrder.length / 2)] ?? 0;
	// Where most days have no usage, each purchase is like the others.
	if (middle <= 0 || inOrder.length < MIN_DAYS_BESIDE_ONE_OFF) return days;
	const highest = ONE_OFF * (inOrder[MAX_ONE_OFFS] ?? 0);
	return days.map(({ weekday, used, watched }) => {
		return { weekday, ...(used > highest ? NOTHING_SEEN : { used, watched }) };
	});
}

/** What was used, by what would have been on usual days. */
function average(days: readonly WatchedDay[], expected: readonly number[], memory: number): Mean {
	let [used, usual, weights, squares] = [0, 0, 0, 0];
	days.forEach((day, index) => {
		const weight = Math.exp(index / memory);
		used += weight * day.used;
		usual += weight * (expected[index] ?? 0);
		weights += weight * day.watched;
		squares += weight ** 2 * day.watched;
	});
	return {
		perDay: usual > 0 ? used / usual : 0,
		support: weights ** 2 / squares,
	};
}

/** How far usage has changed of late, from 0 to 1, by what a day jumps from one to the next. */
function judgeChange(long: Mean, short: Mean, jumps: number): number {
	const chance = Math.sqrt(jumps * Math.max(0, 1 / short.support - 1 / long.support));
	if (!(chance > 0)) return 0;
	const apart = Math.abs(short.perDay - long.perDay) / chance;
	return Math.min(1, Math.max(0, (apart - CHANGED.from) / (CHANGED.surely - CHANGED.from)));
}

function findRests(days: readonly WatchedDay[], expected: readonly number[], perDay: number) {
	return days.map(({ used }, index) => used - perDay * (expected[index] ?? 0));
}

/** The variance of a day, by the difference to the day before: a lasting change hardly shows in it. */
function findJumps(rests: readonly number[], days: readonly WatchedDay[]): number {
	let [squares, count] = [0, 0];
	rests.forEach((rest, index) => {
		const isWatched = (place: number) => (days[place]?.watched ?? 0) > HALF_A_DAY;
		if (!isWatched(index) || !isWatched(index - 1)) return;
		squares += (rest - (rests[index - 1] ?? 0)) ** 2 / 2;
		count += 1;
	});
	return count > 0 ? squares / count : findVariance(rests, rests.length);
}

/** The variance that a day adds to a stretch of days. */
function findVariance(rests: readonly number[], watched: number): number {
	let [own, next, second] = [0, 0, 0];
	rests.forEach((rest, index) => {
		own += rest ** 2;
		next += rest * (rests[index - 1] ?? 0);
		second += rest * (rests[index - 2] ?? 0);
	});
	const together = own + NEXT_DAY * next + SECOND_DAY * second;
	return Math.max(together, LEAST_VARIANCE * own) / Math.max(LEAST_VARIANCE, watched - 1);
}
