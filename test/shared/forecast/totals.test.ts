import { NO_PACE } from '../../../nodes/shared/forecast/surge';
import {
	addStep,
	countDays,
	findShares,
	findUsualDay,
	findWatched,
	modulo,
	startTotals,
	sumShares,
	type HourTotal,
	type UsageTotals,
} from '../../../nodes/shared/forecast/totals';
import { DAY, HOUR } from './observe';

const listHours = (of: (hour: number) => HourTotal) =>
	Array.from({ length: 24 }, (_, hour) => of(hour));

/** Usage in the first twelve hours of the day only; a quarter of the second day was missed. */
const TOTALS: UsageTotals = {
	anchor: 0,
	lastDay: 2,
	days: [
		{ used: 10, missed: 0 },
		{ used: 20, missed: 0.25 },
		{ used: 6, missed: 0 },
	],
	hours: listHours((hour) => ({ used: hour < 12 ? 2 : 0, watched: 1 })),
	pace: NO_PACE,
};
const SHARES = findShares(TOTALS);

const round = (values: readonly number[]) => values.map((value) => Number(value.toFixed(6)));

it('begins with a day of nothing, and 24 hours of which nothing is known', () => {
	expect(startTotals(5)).toEqual({
		anchor: 5,
		lastDay: 0,
		days: [{ used: 0, missed: 0 }],
		hours: listHours(() => ({ used: 0, watched: 0 })),
		pace: NO_PACE,
	});
});

it('days are counted from the anchor', () => {
	expect(countDays({ ...TOTALS, anchor: DAY }, 2.5 * DAY)).toBe(1.5);
	expect([modulo(-1, 24), modulo(-24, 24), modulo(25, 24)]).toEqual([23, 0, 1]);
});

describe('the shares of the hours', () => {
	it('are those of a day', () => {
		expect(round(SHARES)).toEqual(
			listHours((hour) => ({ used: hour < 12 ? 0.083333 : 0, watched: 0 })).map(({ used }) => used),
		);
	});

	it('are the usual one where less than half an hour was watched, and none where usage is negative', () => {
		const hours = listHours((hour) => {
			if (hour < 12) return { used: 2, watched: 1 };
			return hour < 18 ? { used: 5, watched: 0.49 } : { used: -1, watched: 1 };
		});
		const shares = findShares({ ...TOTALS, hours });
		// 24 in 18 known hours are the usual 4/3 an hour.
		expect([shares[0], shares[12], shares[18]]).toEqual([1.5 / 24, 1 / 24, 0]);
		const enough = hours.map((hour) => (hour.watched < 1 ? { used: 5, watched: 0.5 } : hour));
		expect(findShares({ ...TOTALS, hours: enough })[12]).toBeCloseTo(10 / 84, 9);
	});

	it('are even where nothing is used', () => {
		const hours = listHours(() => ({ used: 0, watched: 1 }));
		expect(findShares({ ...TOTALS, hours })).toEqual(hours.map(() => 1 / 24));
	});

	it('add up to a time of the day', () => {
		const sums = [0, 0.1, 0.5, 0.75, 1].map((time) => sumShares(SHARES, time));
		expect(round(sums)).toEqual([0, 0.2, 1, 1, 1]);
		expect(
			sumShares(
				listHours(() => ({ used: 1 / 24, watched: 0 })).map(({ used }) => used),
				1,
			),
		).toBeCloseTo(1, 9);
	});
});

describe('what was watched', () => {
	it.each([
		[1, [1, 0.75, 0]],
		[2, [1, 0.75, 0]],
		[2.25, [1, 0.75, 0.5]],
		[2.5, [1, 0.75, 1]],
		[4, [1, 0.75, 1]],
	])('up to %d days', (days, expected) => {
		expect(round(findWatched(TOTALS, SHARES, days * DAY))).toEqual(expected);
	});

	it('is never less than nothing', () => {
		const days = [{ used: 0, missed: 1.2 }];
		expect(findWatched({ ...TOTALS, days }, SHARES, 3 * DAY)).toEqual([0]);
	});

	it('makes a usual day', () => {
		expect(findUsualDay(TOTALS, 2.25 * DAY)).toEqual({ perDay: 16, watched: 2.25 });
		const unseen = { ...TOTALS, days: [{ used: 5, missed: 1 }] };
		expect(findUsualDay(unseen, 3 * DAY)).toEqual({ perDay: 0, watched: 0 });
		const growing = { ...TOTALS, days: [{ used: -5, missed: 0 }] };
		expect(findUsualDay(growing, 3 * DAY)).toEqual({ perDay: 0, watched: 1 });
	});
});

describe('a step', () => {
	it('is spread over the hours that it takes', () => {
		const { days, hours, pace, lastDay } = addStep(TOTALS, 2.5 * DAY, 2.5 * DAY + 1.5 * HOUR, 3);
		expect(days).toEqual([...TOTALS.days.slice(0, 2), { used: 9, missed: 0 }]);
		expect(hours.slice(11, 15)).toEqual([
			{ used: 2, watched: 1 },
			{ used: 2, watched: 2 },
			{ used: 1, watched: 1.5 },
			{ used: 0, watched: 1 },
		]);
		expect(pace).toEqual({ ...NO_PACE, hour: 61, used: 1, watched: 0.5, finished: [2] });
		expect(lastDay).toBe(2);
	});

	it('that nobody saw is missed by its share of the day', () => {
		const pace = { ...NO_PACE, finished: [1, 2] };
		const before = { ...TOTALS, pace };
		const missed = addStep(before, 2.25 * DAY, 2.25 * DAY + 2 * HOUR, null);
		expect(missed).toEqual({
			...before,
			// Two shares of a twelfth, each to the ten thousandth.
			days: [...TOTALS.days.slice(0, 2), { used: 6, missed: 0.1666 }],
		});
		const long = addStep(before, 2.25 * DAY, 2.25 * DAY + 4 * HOUR, null);
		expect(long.pace.finished).toEqual([]);
	});

	it('over midnight begins a day, and what is known by the hour fades by it', () => {
		const days = Array.from({ length: 9 }, (_, used) => ({ used, missed: 0 }));
		const { hours, ...next } = addStep(
			{ ...TOTALS, days, lastDay: 8 },
			9 * DAY - 2 * HOUR,
			9 * DAY + HOUR,
			6,
		);
		expect(next.days.map(({ used }) => used)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 12, 2]);
		expect(next.lastDay).toBe(9);
		expect([hours[0], hours[1], hours[22]]).toEqual([
			{ used: 3.86, watched: 1.93 },
			{ used: 1.86, watched: 0.93 },
			{ used: 1.86, watched: 1.86 },
		]);
	});

	it('counts in its hour as two usual days at most', () => {
		// 16 on a usual day: 32 of 500 count.
		const { days, hours } = addStep(TOTALS, 2.25 * DAY, 2.25 * DAY + HOUR, 500);
		expect(hours[6]).toEqual({ used: 34, watched: 2 });
		expect(days.at(-1)).toEqual({ used: 506, missed: 0 });
	});

	it('after days of which nothing is known begins them too', () => {
		const { days, lastDay } = addStep(startTotals(0), 2.5 * DAY, 2.5 * DAY + HOUR, 3);
		expect(days.map(({ used }) => used)).toEqual([0, 0, 3]);
		expect(lastDay).toBe(2);
	});

	it('of weeks leaves four of them', () => {
		const { days, lastDay } = addStep(TOTALS, 2.5 * DAY, 40.5 * DAY, null);
		// The first one moves the beginning of the days by 18 hours.
		expect([days.length, lastDay]).toEqual([28, 39]);
		expect(days.slice(0, -1).every(({ missed }) => missed > 0.99 && missed <= 1)).toBe(true);
	});
});

describe('where days begin', () => {
	/** Usage in these hours of the first day; the step begins the second. */
	const anchorAfter = (isUsed: (hour: number) => boolean, count = 1) => {
		const totals: UsageTotals = {
			...TOTALS,
			lastDay: count - 1,
			days: Array.from({ length: count }, () => ({ used: 24, missed: 0 })),
			hours: listHours((hour) => ({ used: isUsed(hour) ? 2 : 0, watched: 1 })),
		};
		const { anchor } = addStep(totals, count * DAY - HOUR, count * DAY, 0);
		return anchor / HOUR;
	};

	it('is the middle of the rest', () => {
		expect(anchorAfter((hour) => hour < 12)).toBe(18);
		expect(anchorAfter((hour) => hour >= 8 && hour < 20)).toBe(2);
		expect(anchorAfter((hour) => hour >= 12)).toBe(6);
		expect(anchorAfter((hour) => hour < 6 || hour >= 12)).toBe(9);
		// One hour of nineteen is less than a sixteenth.
		expect(anchorAfter((hour) => hour < 7 || hour >= 12)).toBe(9);
	});

	it('stays where there is no rest of six hours, and where it is there already', () => {
		expect(anchorAfter((hour) => hour < 7 || hour >= 11)).toBe(0);
		expect(anchorAfter((hour) => hour >= 8 && hour < 18)).toBe(0);
		expect(anchorAfter((hour) => hour >= 2 && hour < 20)).toBe(0);
		expect(anchorAfter((hour) => hour >= 5 && hour < 19)).toBe(0);
		expect(anchorAfter(() => true)).toBe(0);
	});

	it('has no part of hours with half of the usual usage, before it nor after it', () => {
		const anchorOf = (used: readonly number[]) => {
			const hours = used.map((each) => ({ used: each, watched: 1 }));
			return addStep({ ...TOTALS, hours }, 3 * DAY - HOUR, 3 * DAY, 0).anchor / HOUR;
		};
		const nothing = (count: number) => Array.from({ length: count }, () => 0);
		/** In 16 hours. */
		const most = (used: number) => Array.from({ length: 16 }, () => used / 16);
		// 24 in a day: one an hour is usual.
		expect(anchorOf([...nothing(6), 1, ...most(22.5), 0.5])).toBe(3);
		expect(anchorOf([...nothing(7), 0.5, ...most(23.5)])).toBe(3);
	});

	it('moves the hour that is not over with it', () => {
		const hours = listHours((hour) => ({ used: hour < 12 ? 2 : 0, watched: 1 }));
		const pace = { ...NO_PACE, hour: 71, used: 1, watched: 0.5 };
		const begun = addStep({ ...TOTALS, hours, pace }, 3 * DAY - HOUR / 2, 3 * DAY, 2);
		expect(begun.anchor / HOUR).toBe(18);
		expect(begun.pace).toMatchObject({ hour: 72 - 18, finished: [3] });
	});

	it('stays after eight days', () => {
		expect(anchorAfter((hour) => hour < 12, 8)).toBe(18);
		expect(anchorAfter((hour) => hour < 12, 9)).toBe(0);
	});
});
