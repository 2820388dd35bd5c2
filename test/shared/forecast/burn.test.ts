import { findBurn } from '../../../nodes/shared/forecast/burn';
import { NO_PACE } from '../../../nodes/shared/forecast/surge';
import { DAY } from './observe';

const EVEN = Array.from({ length: 24 }, () => 1 / 24);

interface Days {
	/** The share of each that nobody saw; none where it is not given. */
	readonly missed?: readonly number[];
	/** How many days have passed since the first began; all where it is not given. */
	readonly until?: number;
	/** The number of the first. */
	readonly first?: number;
}

/** The burn of days on which so much was used. */
function burnOf(used: readonly number[], days: Days = {}) {
	const { missed = [], until = used.length, first = 0 } = days;
	const totals = {
		anchor: 0,
		lastDay: first + used.length - 1,
		days: used.map((each, index) => ({ used: each, missed: missed[index] ?? 0 })),
		hours: [],
		pace: NO_PACE,
	};
	return findBurn(totals, EVEN, (first + until) * DAY);
}

describe('what is used on a usual day', () => {
	it.each<[string, readonly number[], Days, number, number]>([
		['the same every day', [10, 10, 10], {}, 10, 3],
		['nothing', [0, 0], {}, 0, 2],
		['less than nothing, which is none', [-10, -10], {}, 0, 2],
		['half a day so far', [10, 5], { until: 1.5 }, 10, 1.5],
		['a day of which most was missed', [10, 2, 10, 10], { missed: [0, 0.8] }, 10, 3.2],
		['nothing that anybody saw', [0, 0], { missed: [1, 1] }, 0, 0],
	])('%s', (_, used, days, perDay, watched) => {
		const burn = burnOf(used, days);
		expect(burn.perDay).toBeCloseTo(perDay, 9);
		expect(burn.watched).toBeCloseTo(watched, 9);
		expect(burn.variance).toBeCloseTo(0, 9);
	});

	it('rests on as many days as were watched', () => {
		expect(burnOf([8, 12]).support).toBeCloseTo(2, 9);
		expect(burnOf([10, 5], { until: 1.5 }).support).toBeCloseTo(1.5, 9);
		expect(burnOf([0, 0, 0, 100, 0]).support).toBeCloseTo(5, 9);
	});
});

describe('one or two days far beyond the others', () => {
	it.each<[string, readonly number[], number, number]>([
		['one is left out', [10, 10, 100, 10, 10], 10, 4],
		['two are', [10, 100, 10, 100, 10, 10], 10, 4],
		['of three none is', [10, 100, 10, 100, 10, 100, 10, 10], 43.75, 8],
		['five times as much is not far', [10, 10, 50, 10, 10], 18, 5],
		['four days suffice', [10, 10, 100, 10], 10, 3],
		['three do not', [10, 10, 100], 40, 3],
		['where most days have none, each is like the others', [0, 0, 0, 100, 0], 20, 5],
	])('%s', (_, used, perDay, watched) => {
		expect(burnOf(used).perDay).toBeCloseTo(perDay, 9);
		expect(burnOf(used).watched).toBeCloseTo(watched, 9);
	});

	it('are far beyond those that were watched for more than half', () => {
		const used = [10, 10, 10, 1, 100];
		expect(burnOf(used, { missed: [0, 0, 0, 0.5, 0] }).watched).toBeCloseTo(3.5, 9);
		// Of four, of which one was hardly watched, three are too few to compare with.
		expect(burnOf(used.slice(1), { missed: [0, 0, 0.5, 0] }).watched).toBeCloseTo(3.5, 9);
		expect(burnOf(used.slice(1), { missed: [0, 0, 0.49, 0] }).watched).toBeCloseTo(2.51, 9);
	});
});

describe('what chance adds with every day', () => {
	it('is at least half of what a day has by itself, however days make up for each other', () => {
		// 2 beside 10 on both days: 4 + 4, and 4/3 of -4 are less than a half of that, shared by one day.
		expect(burnOf([8, 12]).variance).toBeCloseTo(4 / 100, 9);
	});

	it('is more where one day goes on as the one before', () => {
		const { perDay, variance, support } = burnOf([8, 8, 12, 12]);
		// Days of now weigh more: 1, e^-0.2, e^-0.4 and e^-0.6 make 10.3951 of them.
		const trust = 0.11822;
		expect(perDay).toBeCloseTo(10 + trust * 0.3951, 3);
		expect(support).toBeCloseTo(1 / ((1 - trust) / 4 + trust / 3.8122), 3);
		// Of the long mean: own 16, next 4, second -8.
		expect(variance * perDay ** 2).toBeCloseTo((16 + (4 / 3) * 4 - (2 / 3) * 8) / 3, 6);
	});
});

it('usage that has changed for sure is that of now alone', () => {
	const { perDay, support } = burnOf([10, 12, 10, 12, 20, 22, 20, 22]);
	const weights = Array.from({ length: 8 }, (_, index) => Math.exp((index - 7) / 5));
	const sum = weights.reduce((total, weight) => total + weight, 0);
	const used = weights.map(
		(weight, index) => weight * ([10, 12, 10, 12, 20, 22, 20, 22][index] ?? 0),
	);
	expect(perDay).toBeCloseTo(used.reduce((total, each) => total + each, 0) / sum, 2);
	expect(support).toBeCloseTo(
		sum ** 2 / weights.reduce((total, weight) => total + weight ** 2, 0),
		2,
	);
});

it('how far a day jumps shows on days of which more than half was watched, and on the ones before', () => {
	/** Steady, then a little more, by so much in doubt. */
	const used = [10, 12, 10, 12, 10, 12, 10, 12, 13, 15];
	expect(burnOf(used).perDay).toBeCloseTo(11.9025, 3);
	expect(burnOf(used, { missed: [0, 0, 0, 0, 0.5] }).perDay).toBeCloseTo(12.2649, 3);
	expect(burnOf(used, { missed: [0, 0, 0, 0, 0.49] }).perDay).toBeCloseTo(12.1977, 3);
});

it('usage that has changed is followed where no two days in a row were watched, too', () => {
	const every = [10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 20, 20, 20].flatMap((used) => [used, 0]);
	const missed = every.map((_, index) => index % 2);
	expect(burnOf(every, { missed }).perDay).toBeCloseTo(17.2048, 3);
});

describe('weekdays', () => {
	const week = [12, 12, 12, 12, 12, 5, 5];

	it('are known after two of each, by the number of the day', () => {
		const { perDay, weekdays, variance } = burnOf([...week, ...week]);
		expect(weekdays.map((share) => Number(share.toFixed(6)))).toEqual([
			1.2, 1.2, 1.2, 1.2, 1.2, 0.5, 0.5,
		]);
		expect(perDay).toBeCloseTo(10, 9);
		expect(variance).toBeCloseTo(0, 9);
		const before = burnOf([...week, ...week], { first: -3 });
		expect(before.weekdays.map((share) => Number(share.toFixed(6)))).toEqual([
			1.2, 1.2, 0.5, 0.5, 1.2, 1.2, 1.2,
		]);
		const after = burnOf([...week, ...week, 12, 12, 12], { first: 1 });
		expect(after.weekdays.map((share) => share > 1)).toEqual([
			false,
			true,
			true,
			true,
			true,
			true,
			false,
		]);
	});

	it('are not known before', () => {
		const { perDay, weekdays } = burnOf([...week, ...week].slice(0, 13));
		expect(weekdays).toEqual([1, 1, 1, 1, 1, 1, 1]);
		expect(perDay).toBeCloseTo(135 / 13, 9);
	});
});
