import {
	addToTrend,
	drawSparkline,
	MAX_TREND,
	type Trend,
} from '../../../nodes/shared/forecast/sparkline';

/** Observations of these amounts, one a moment. */
function inTurn(...amounts: readonly number[]): Trend {
	return amounts.map((available, at) => ({ at, available }));
}

it.each<[string, Trend, string]>([
	['a fall', inTurn(70, 60, 50, 40, 30, 20, 10, 0), '█▇▆▅▄▃▂▁'],
	['a rise', inTurn(0, 10), '▁█'],
	['no change', inTurn(5, 5, 5), '▅▅▅'],
	[
		'a fall at any time',
		inTurn(10, 5, 0).map(({ at, available }) => ({ at: at + 1e12, available })),
		'█▅▁',
	],
	['amounts below zero', inTurn(-5, -10, 5), '▃▁█'],
	[
		'a gap, in which nothing is known to change',
		[...inTurn(10, 9), { at: 10, available: 0 }, { at: 11, available: 0 }],
		'███▁',
	],
])('%s', (_, history, picture) => {
	expect(drawSparkline(history)).toBe(picture);
});

it('has sixteen columns at most, of equal time, and shows a top-up where it was', () => {
	const amounts = Array.from({ length: 60 }, (_, at) => (at < 30 ? 60 - at : 120 - at));
	expect(drawSparkline(inTurn(...amounts))).toBe('▄▄▃▃▂▂▂▁██▇▇▆▆▅▅');
});

it.each<[string, Trend]>([
	['nothing', []],
	['one observation', inTurn(5)],
	['observations of one moment', [...inTurn(5), ...inTurn(9)]],
])('%s is no picture', (_, history) => {
	expect(drawSparkline(history)).toBeNull();
});

describe('a trend', () => {
	const MINUTE = 60_000;
	const HOUR = 60 * MINUTE;
	const trendOf = (hours: readonly number[]) => {
		return hours.reduce<Trend>((trend, hour) => {
			return addToTrend(trend, { at: hour * HOUR + 30_000, available: 100_000 - hour / 7 });
		}, []);
	};
	const hoursOf = (trend: Trend) => trend.map(({ at }) => at / HOUR);
	const upTo = (count: number) => Array.from({ length: count }, (_, hour) => hour);

	it('keeps the minute, and four digits', () => {
		expect(addToTrend([], { at: 5 * MINUTE + 59_999, available: 12_345.6 })).toEqual([
			{ at: 5 * MINUTE, available: 12_350 },
		]);
	});

	it('keeps one observation of a minute, and forgets what lies later', () => {
		expect(hoursOf(trendOf([10, 11, 12, 11]))).toEqual([10, 11]);
	});

	it('forgets what is older than two weeks, and keeps what is just as old', () => {
		expect(hoursOf(trendOf([0, 1, 14 * 24 + 1]))).toEqual([1, 14 * 24 + 1]);
	});

	it('keeps so many, the first and the last among them, and leaves no long gap', () => {
		const hours = hoursOf(trendOf(upTo(300)));
		const gaps = hours.slice(1).map((hour, index) => hour - (hours[index] ?? 0));
		expect(hours).toHaveLength(MAX_TREND);
		expect([hours[0], hours.at(-1)]).toEqual([0, 299]);
		expect(Math.max(...gaps)).toBeLessThan(32);
	});

	it('lets the one go that lies closest between its neighbours', () => {
		const hours = [...upTo(MAX_TREND - 2).map((place) => 2 * place), 35, 37];
		expect(hoursOf(trendOf([...hours, 39]))).toEqual([...hours.filter((hour) => hour !== 34), 39]);
	});
});
