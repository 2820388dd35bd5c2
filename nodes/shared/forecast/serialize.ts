import { MAX_TREND, type Trend } from './sparkline';
import { MAX_FINISHED, MAX_SURGE_HOURS, type Pace } from './surge';
import {
	countDays,
	HOURS_A_DAY,
	MAX_DAYS,
	MILLISECONDS_A_DAY,
	type DayTotal,
	type HourTotal,
	type UsageTotals,
} from './totals';
import type { UsageHistory } from './usage';

/** A history as JSON keeps it: lists of numbers by name. */
export type SerializedUsage = Readonly<Record<string, readonly number[]>>;

const MILLISECONDS_A_MINUTE = 60_000;

/** What a date can hold, in milliseconds before and after 1970. */
const MAX_TIME = 8.64e15;

/** No account has more: what is computed from it stays a number. */
const MAX_AMOUNT = 1e60;

/** Two steps of the longest kind lie between the observations of a history. */
const MAX_STEP = 2 * MAX_DAYS * MILLISECONDS_A_DAY;

/** About 1 kB at most as JSON. Times of the trend are minutes, each since the one before. */
export function serializeUsage(history: UsageHistory): SerializedUsage {
	const { totals, change, settled, heldSince, newest, trend } = history;
	const { anchor, lastDay, days, hours, pace } = totals;
	const { hour, used, watched, finished, peak, surge } = pace;
	return {
		anchor: [anchor, lastDay],
		used: days.map((day) => day.used),
		missed: days.map((day) => day.missed),
		hourUsed: hours.map((total) => total.used),
		hourWatched: hours.map((total) => total.watched),
		pace: [hour, used, watched, peak, surge?.hours ?? 0, surge?.used ?? 0],
		finished,
		observed: [settled.at, settled.available, newest.at, newest.available, heldSince, change],
		trendMinutes: trend.map(({ at }, index) => {
			return (at - (trend[index - 1]?.at ?? 0)) / MILLISECONDS_A_MINUTE;
		}),
		trend: trend.map(({ available }) => available),
	};
}

/** Reads what `serializeUsage` made. Throws a TypeError where it is mangled. */
export function parseUsage(value: unknown): UsageHistory {
	const lists = requireObject(value);
	const totals = parseTotals(lists);
	const observed = requireNumbers(lists, 'observed', 6, 6);
	const [settledAt = 0, settled = 0, newestAt = 0, newest = 0, heldSince = 0, change = 0] =
		observed;
	check(isTime(heldSince) && isTime(newestAt), 'observed');
	check(heldSince <= settledAt && settledAt <= newestAt, 'observed');
	check(newestAt - settledAt <= MAX_STEP && change >= 0, 'observed');
	const day = Math.floor(countDays(totals, newestAt));
	check(totals.lastDay <= day + 1 && totals.pace.hour <= (day + 2) * HOURS_A_DAY, 'anchor');
	return {
		totals,
		change,
		settled: { at: settledAt, available: settled },
		heldSince,
		newest: { at: newestAt, available: newest },
		trend: parseTrend(lists),
	};
}

function parseTotals(lists: Lists): UsageTotals {
	const [anchor = 0, lastDay = 0] = requireNumbers(lists, 'anchor', 2, 2);
	check(isTime(anchor) && Number.isInteger(lastDay), 'anchor');
	return {
		anchor,
		lastDay,
		days: parseDays(lists),
		hours: parseHours(lists),
		pace: parsePace(lists),
	};
}

function parseDays(lists: Lists): readonly DayTotal[] {
	const used = requireNumbers(lists, 'used', 1, MAX_DAYS);
	const missed = requireNumbers(lists, 'missed', used.length, used.length);
	check(missed.every(isPositive), 'missed');
	return used.map((each, index) => ({ used: each, missed: missed[index] ?? 0 }));
}

function parseHours(lists: Lists): readonly HourTotal[] {
	const used = requireNumbers(lists, 'hourUsed', HOURS_A_DAY, HOURS_A_DAY);
	const watched = requireNumbers(lists, 'hourWatched', HOURS_A_DAY, HOURS_A_DAY);
	check(watched.every(isPositive), 'hourWatched');
	return used.map((each, index) => ({ used: each, watched: watched[index] ?? 0 }));
}

function parsePace(lists: Lists): Pace {
	const numbers = requireNumbers(lists, 'pace', 6, 6);
	const [hour = 0, used = 0, watched = 0, peak = 0, surgeHours = 0, surgeUsed = 0] = numbers;
	const finished = requireNumbers(lists, 'finished', 0, MAX_FINISHED);
	check(Number.isInteger(hour) && watched >= 0 && peak >= 0, 'pace');
	check(isPositive(surgeHours) && surgeHours <= MAX_SURGE_HOURS, 'pace');
	// A surge in which nothing is used is none.
	check(surgeHours === 0 || surgeUsed > 0, 'pace');
	const surge = surgeHours === 0 ? null : { hours: surgeHours, used: surgeUsed };
	return { hour, used, watched, finished, peak, surge };
}

function parseTrend(lists: Lists): Trend {
	const minutes = requireNumbers(lists, 'trendMinutes', 1, MAX_TREND);
	const amounts = requireNumbers(lists, 'trend', minutes.length, minutes.length);
	let at = 0;
	return amounts.map((available, index) => {
		const since = minutes[index] ?? 0;
		at += since * MILLISECONDS_A_MINUTE;
		check(Number.isInteger(since) && isTime(at) && (index === 0 || since > 0), 'trendMinutes');
		return { at, available };
	});
}

type Lists = Readonly<Record<string, unknown>>;

function requireObject(value: unknown): Lists {
	if (!isObject(value)) throw new TypeError('No usage');
	return value;
}

function isObject(value: unknown): value is Lists {
	return typeof value === 'object' && value !== null;
}

/** A list of so many amounts. Throws where it is none. */
function requireNumbers(
	lists: Lists,
	name: string,
	least: number,
	most: number,
): readonly number[] {
	const list = lists[name];
	if (!isAmounts(list) || list.length < least || list.length > most) throw new TypeError(name);
	return list;
}

function isAmounts(value: unknown): value is readonly number[] {
	return Array.isArray(value) && value.every(isAmount);
}

function isAmount(value: unknown): boolean {
	return typeof value === 'number' && Math.abs(value) <= MAX_AMOUNT;
}

function isTime(value: number): boolean {
	return Math.abs(value) <= MAX_TIME;
}

function isPositive(value: number): boolean {
	return value >= 0;
}

function check(isRight: boolean, name: string): void {
	if (!isRight) throw new TypeError(name);
}
