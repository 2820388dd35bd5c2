import { addToPace, interruptPace, NO_PACE, roundAmount, roundTime, type Pace } from './surge';

/** What was available at one time. */
export interface Observation {
	/** Milliseconds since 1970. */
	readonly at: number;
	/** As a number: it is for estimates, never for comparing with a limit. */
	readonly available: number;
}

/** What was used on a day. */
export interface DayTotal {
	/** In the account's own unit. */
	readonly used: number;
	/** The share of a usual day's usage that nobody could see. */
	readonly missed: number;
}

/** What was used in one hour of the day; what is long ago weighs less. */
export interface HourTotal {
	readonly used: number;
	/** In hours. */
	readonly watched: number;
}

/**
 * Usage, summed up. A day begins at the time of day of the first check, so that daily checks see
 * whole days, or where usage shows that the account is at rest. Time zones do not matter then.
 */
export interface UsageTotals {
	/** When the first day began, in milliseconds since 1970. */
	readonly anchor: number;
	/** The number of the newest day since then. */
	readonly lastDay: number;
	/** Up to the newest, without a gap. */
	readonly days: readonly DayTotal[];
	/** By the hour of the day, from its beginning on. */
	readonly hours: readonly HourTotal[];
	readonly pace: Pace;
}

export const MILLISECONDS_AN_HOUR = 3_600_000;
export const MILLISECONDS_A_DAY = 86_400_000;
export const HOURS_A_DAY = 24;

/** So many days are remembered: four of each weekday. */
export const MAX_DAYS = 28;

const NEW_DAY: DayTotal = { used: 0, missed: 0 };
const UNSEEN_DAY: DayTotal = { used: 0, missed: 1 };
const UNKNOWN_HOUR: HourTotal = { used: 0, watched: 0 };

/** Digits of a day's total that are remembered: it grows in many small steps. */
const DAY_DIGITS = 7;

/** With every day an hour's total weighs so much of what it did: half after ten days. */
const FADING = 0.93;

/** What an hour has beyond the usage of so many days shows no rhythm. */
const MAX_DAYS_AN_HOUR = 2;

/** An hour of the day that was watched for less than that, in hours, is unknown. */
const MIN_WATCHED = 0.5;

/** In their first days days may still begin at another time. */
const MAX_DAYS_TO_SHIFT = 8;

/** An account is at rest in hours that together have less than so much of a day's usage. */
const REST_HOURS = 6;
const REST_SHARE = 1 / 16;

/** An hour with less than half of the usual usage belongs to the rest. */
const QUIET = 0.5 / HOURS_A_DAY;

export function startTotals(at: number): UsageTotals {
	const hours = Array.from({ length: HOURS_A_DAY }, () => UNKNOWN_HOUR);
	return { anchor: at, lastDay: 0, days: [NEW_DAY], hours, pace: NO_PACE };
}

/** How many days, with their fraction, lie between the anchor and this time. */
export function countDays({ anchor }: UsageTotals, at: number): number {
	return (at - anchor) / MILLISECONDS_A_DAY;
}

/** Adds what was used between two times, as if evenly; null where nobody could see it. */
export function addStep(
	totals: UsageTotals,
	from: number,
	to: number,
	used: number | null,
): UsageTotals {
	const isNewDay = Math.floor(countDays(totals, to)) > totals.lastDay;
	let next = isNewDay ? beginDaysAtRest(totals) : totals;
	const shares = findShares(next);
	const usual = findUsualDay(next, from).perDay;
	for (let start = from; start < to; ) {
		const hour = Math.floor((start - next.anchor) / MILLISECONDS_AN_HOUR);
		const end = Math.min(to, next.anchor + (hour + 1) * MILLISECONDS_AN_HOUR);
		const hours = (end - start) / MILLISECONDS_AN_HOUR;
		const slot = modulo(hour, HOURS_A_DAY);
		next = turnDays(next, Math.floor(hour / HOURS_A_DAY));
		next =
			used === null
				? missPiece(next, hours * (shares[slot] ?? 0))
				: addPiece(next, hour, { used: (used * (end - start)) / (to - from), hours }, usual);
		start = end;
	}
	if (used !== null) return next;
	return { ...next, pace: interruptPace(next.pace, (to - from) / MILLISECONDS_AN_HOUR) };
}

/** The remainder of a division, never negative: days and hours may lie before the anchor. */
export function modulo(number: number, divisor: number): number {
	return ((number % divisor) + divisor) % divisor;
}

function missPiece(totals: UsageTotals, share: number): UsageTotals {
	return { ...totals, days: changeLast(totals.days, 0, share) };
}

/** Adds what was used in a part of one hour. */
function addPiece(
	{ anchor, lastDay, days, hours, pace }: UsageTotals,
	hour: number,
	piece: { readonly used: number; readonly hours: number },
	usual: number,
): UsageTotals {
	const slot = modulo(hour, HOURS_A_DAY);
	const before = hours[slot] ?? UNKNOWN_HOUR;
	const most = usual > 0 ? MAX_DAYS_AN_HOUR * usual : Infinity;
	const changed = hours.slice();
	changed[slot] = {
		used: roundAmount(before.used + Math.min(piece.used, most)),
		watched: roundTime(before.watched + piece.hours),
	};
	return {
		anchor,
		lastDay,
		days: changeLast(days, piece.used, 0),
		hours: changed,
		pace: addToPace(pace, hour, piece, days.length),
	};
}

function changeLast(days: readonly DayTotal[], used: number, missed: number): readonly DayTotal[] {
	const last = days.at(-1) ?? NEW_DAY;
	const changed = {
		used: roundAmount(last.used + used, DAY_DIGITS),
		missed: roundTime(last.missed + missed),
	};
	return [...days.slice(0, -1), changed];
}

/** Begins the days up to this one. */
function turnDays(totals: UsageTotals, day: number): UsageTotals {
	const passed = day - totals.lastDay;
	if (passed <= 0) return totals;
	const begun = Array.from({ length: Math.min(passed, MAX_DAYS) }, () => NEW_DAY);
	const kept = FADING ** passed;
	return {
		anchor: totals.anchor,
		lastDay: day,
		days: [...totals.days, ...begun].slice(-MAX_DAYS),
		hours: totals.hours.map(({ used, watched }) => {
			return { used: roundAmount(used * kept), watched: roundTime(watched * kept) };
		}),
		pace: totals.pace,
	};
}

/**
 * Lets days begin while the account is at rest: a working day that is cut in two would make two half
 * days of a Friday. What is known already is cut anew by the share that each part of a day has.
 */
function beginDaysAtRest(totals: UsageTotals): UsageTotals {
	const { anchor, lastDay, days, hours, pace } = totals;
	const shares = findShares(totals);
	const later = days.length > MAX_DAYS_TO_SHIFT ? 0 : findRest(shares);
	if (later === 0) return totals;
	const kept = roundTime(1 - sumShares(shares, later / HOURS_A_DAY));
	const mix = (first: number, second: number) => kept * first + (1 - kept) * second;
	return {
		anchor: anchor + later * MILLISECONDS_AN_HOUR,
		lastDay,
		days: [UNSEEN_DAY, ...days].map(({ used, missed }, index) => {
			const next = days[index] ?? NEW_DAY;
			return {
				used: roundAmount(mix(used, next.used), DAY_DIGITS),
				missed: roundTime(mix(missed, next.missed)),
			};
		}),
		hours: [...hours.slice(later), ...hours.slice(0, later)],
		pace: { ...pace, hour: pace.hour - later },
	};
}

/** The hour of the day in the middle of its rest; 0 where there is none, or where it is there already. */
function findRest(shares: readonly number[]): number {
	const shareOf = (hour: number) => shares[modulo(hour, HOURS_A_DAY)] ?? 0;
	let least = REST_SHARE;
	let from = 0;
	for (let hour = 0; hour < HOURS_A_DAY; hour++) {
		let sum = 0;
		for (let index = 0; index < REST_HOURS; index++) sum += shareOf(hour + index);
		if (sum >= least) continue;
		least = sum;
		from = hour;
	}
	if (least === REST_SHARE) return 0;
	const after = shares.findIndex((_, hour) => shareOf(from + REST_HOURS + hour) >= QUIET);
	const before = shares.findIndex((_, hour) => shareOf(from - 1 - hour) >= QUIET);
	const middle = modulo(from + Math.floor((REST_HOURS + after - before) / 2), HOURS_A_DAY);
	return middle === 1 || middle === HOURS_A_DAY - 1 ? 0 : middle;
}

/** What is used on a day, on average of what was watched up to a time, and how many days that was. */
export function findUsualDay(
	totals: UsageTotals,
	at: number,
): { readonly perDay: number; readonly watched: number } {
	let used = 0;
	let watched = 0;
	const shares = findWatched(totals, findShares(totals), at);
	totals.days.forEach((day, index) => {
		used += day.used;
		watched += shares[index] ?? 0;
	});
	return { perDay: watched > 0 ? Math.max(0, used / watched) : 0, watched };
}

/** The share of a usual day's usage that could be seen on each day, up to a time on the last one. */
export function findWatched(
	totals: UsageTotals,
	shares: readonly number[],
	at: number,
): readonly number[] {
	const last = totals.days.length - 1;
	const time = Math.min(1, Math.max(0, countDays(totals, at) - totals.lastDay));
	return totals.days.map(({ missed }, index) => {
		return Math.max(0, (index < last ? 1 : sumShares(shares, time)) - missed);
	});
}

/** What of a day's usage lies before this time of the day, from 0 to 1. */
export function sumShares(shares: readonly number[], time: number): number {
	const hour = Math.floor(time * HOURS_A_DAY);
	let sum = 0;
	for (let index = 0; index < hour; index++) sum += shares[index] ?? 0;
	return sum + (time * HOURS_A_DAY - hour) * (shares[hour] ?? 0);
}

/** The share of each hour of the day in a day's usage; they add up to 1. */
export function findShares({ hours }: UsageTotals): readonly number[] {
	let sum = 0;
	let known = 0;
	const rates = hours.map(({ used, watched }) => {
		if (watched < MIN_WATCHED) return null;
		const rate = Math.max(0, used / watched);
		sum += rate;
		known += 1;
		return rate;
	});
	if (sum === 0) return rates.map(() => 1 / HOURS_A_DAY);
	const usual = sum / known;
	return rates.map((rate) => (rate ?? usual) / (usual * HOURS_A_DAY));
}
