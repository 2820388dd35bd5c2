import { estimateRunway, type Runway } from '../../nodes/shared/forecast/runway';
import { addObservation, type UsageHistory } from '../../nodes/shared/forecast/usage';
import { findFloor, type Account } from './accounts';
import { estimateRunway as estimateFormerly } from './formerEstimate';
import { addSample, type Sample } from './formerHistory';
import { MOMENTS_A_DAY } from './usage';

/** Says after a check at the end of a moment how many days are left; null where it cannot. */
export type Estimate = (moment: number, available: number) => Runway | null;

export interface Estimator {
	readonly name: string;
	readonly start: (account: Account) => Estimate;
	/** Whether it is tried on all accounts: what takes long is tried on a part of them. */
	readonly isCheap: boolean;
	/** Whether a mark of this kind of account is about it, at daily and hourly checks. */
	readonly isMark: (kind: string) => boolean;
}

const MILLISECONDS_A_MOMENT = 300_000;
const BEGIN = Date.UTC(2026, 0, 5, 9);

/** When a moment ends. */
export function timeOf(moment: number): number {
	return BEGIN + moment * MILLISECONDS_A_MOMENT;
}

function sure(daysLeft: number, burnPerDay: number): Runway {
	return { burnPerDay, daysLeft, daysLeftMin: daysLeft, daysLeftMax: daysLeft, isSurge: false };
}

function divide(available: number, burnPerDay: number): Runway | null {
	if (available <= 0) return sure(0, burnPerDay);
	return sure(burnPerDay > 0 ? available / burnPerDay : Infinity, burnPerDay);
}

export const OURS = 'this package';
export const FORMER = 'median slope';
export const INFORMED = 'mean, told the top-ups';
export const FLOOR = 'floor';

/** What this package's median slope of before is held against. */
export const FORMERLY_NO_WORSE = ['lasting doubling', 'short holds', 'jitter of 0.1 %'];

export const ESTIMATORS: readonly Estimator[] = [
	{ name: OURS, isCheap: true, isMark: () => true, start: startOurs },
	{
		name: FORMER,
		isCheap: false,
		isMark: (kind) => FORMERLY_NO_WORSE.includes(kind),
		start: startFormer,
	},
	{ name: 'last two checks', isCheap: false, isMark: () => false, start: startLastTwo },
	{
		name: 'seven-day least squares',
		isCheap: false,
		isMark: () => false,
		start: startLeastSquares,
	},
	{ name: INFORMED, isCheap: true, isMark: () => true, start: startInformed },
	{
		name: FLOOR,
		isCheap: true,
		isMark: () => true,
		start: (account) => (moment) => sure(findFloor(account, moment), account.perDay),
	},
];

function startOurs(): Estimate {
	let history: UsageHistory | null = null;
	return (moment, available) => {
		history = addObservation(history, { at: timeOf(moment), available });
		return estimateRunway(history);
	};
}

function startFormer(): Estimate {
	let history: readonly Sample[] = [];
	return (moment, available) => {
		history = addSample(history, { at: timeOf(moment), available });
		const found = estimateFormerly(history);
		return found === null ? null : sure(found.daysLeft, found.burnPerDay);
	};
}

function startLastTwo(): Estimate {
	let last: { readonly moment: number; readonly available: number } | null = null;
	return (moment, available) => {
		const before = last;
		last = { moment, available };
		if (before === null) return null;
		const burn = (before.available - available) / (moment - before.moment);
		return divide(available, burn * MOMENTS_A_DAY);
	};
}

/** The mean since the first check, of what was really used. */
function startInformed({ spent }: Account): Estimate {
	let first: number | null = null;
	return (moment, available) => {
		first ??= moment;
		if (moment - first < MOMENTS_A_DAY) return null;
		const burn = ((spent[moment] ?? 0) - (spent[first] ?? 0)) / (moment - first);
		return divide(available, burn * MOMENTS_A_DAY);
	};
}

/** In running sums: what is older than seven days is taken off again. */
function startLeastSquares(): Estimate {
	const kept: Array<readonly [time: number, available: number]> = [];
	let oldest = 0;
	let [count, times, amounts, squares, products] = [0, 0, 0, 0, 0];
	const add = (time: number, available: number, sign: number) => {
		count += sign;
		times += sign * time;
		amounts += sign * available;
		squares += sign * time ** 2;
		products += sign * time * available;
	};
	return (moment, available) => {
		const now = moment / MOMENTS_A_DAY;
		kept.push([now, available]);
		add(now, available, 1);
		for (; (kept[oldest]?.[0] ?? now) < now - 7; oldest++) {
			const [time, amount] = kept[oldest] ?? [0, 0];
			add(time, amount, -1);
		}
		const below = count * squares - times ** 2;
		if (count < 2 || below <= 0) return null;
		return divide(available, -(count * products - times * amounts) / below);
	};
}
