import { estimateRunway } from '../../../nodes/shared/forecast/runway';
import { ENOUGH_DAYS, stepDaysLeft } from '../../../nodes/shared/alert/daysLeft';
import { NO_PACE } from '../../../nodes/shared/forecast/surge';
import type { DayTotal } from '../../../nodes/shared/forecast/totals';
import {
	BEGIN,
	DAY,
	forecast,
	HOUR,
	listObservations,
	observe,
	observeAll,
	useUp,
} from './observe';

/** At which steps it would be told that less than so many days are left. */
function listAlerts(amounts: readonly number[], every: number, limit: number): readonly number[] {
	let state = ENOUGH_DAYS;
	return amounts.flatMap((_, index) => {
		const history = observe(amounts.slice(0, index + 1), every);
		const next = stepDaysLeft(state, estimateRunway(history), limit, 1);
		const isTold = next.areFew && !state.areFew;
		state = next;
		return isTold ? [index] : [];
	});
}

describe('before it suffices', () => {
	it('a first full day is needed', () => {
		const steady = useUp(1000, 26, () => 1);
		expect(estimateRunway(observe(steady.slice(0, 23), HOUR))).toBeNull();
		expect(forecast(steady.slice(0, 25), HOUR).daysLeft).toBeCloseTo(976 / 24, 4);
	});

	it('one daily check suffices, with a wide range', () => {
		expect(estimateRunway(observe([1000], DAY))).toBeNull();
		const { daysLeft, daysLeftMin, daysLeftMax } = forecast([1000, 990], DAY);
		expect(daysLeft).toBeCloseTo(99, 3);
		expect([Math.round(daysLeftMin), Math.round(daysLeftMax)]).toEqual([56, 400]);
	});

	it('a day that a top-up hides is no day', () => {
		expect(estimateRunway(observe([1000, 1500, 2000], DAY))).toBeNull();
	});

	it('nothing left is told at once, without a burn', () => {
		expect(estimateRunway(observe([0], DAY))).toEqual({
			burnPerDay: null,
			daysLeft: 0,
			daysLeftMin: 0,
			daysLeftMax: 0,
			isSurge: false,
		});
		expect(forecast([20, 10, 0], DAY)).toMatchObject({ daysLeft: 0, daysLeftMax: 0 });
		expect(forecast([20, 10, 0], DAY).burnPerDay).toBeCloseTo(10, 4);
		expect(forecast([20, 10, -5], DAY)).toMatchObject({ daysLeft: 0, daysLeftMax: 0 });
	});
});

/** What is used in each hour of a day: 24, half of it from hour 8 to 12, and half until 14. */
const HOURLY = Array.from({ length: 24 }, (_, hour) => {
	if (hour < 8 || hour >= 14) return 0;
	return hour < 12 ? 3 : 6;
});

/** The runway of an account that had these days, at the end of the last, with so much left. */
function runwayAfter(
	days: readonly DayTotal[],
	available: number,
	hourly: readonly number[] = HOURLY,
) {
	const newest = { at: days.length * DAY, available };
	return estimateRunway({
		totals: {
			anchor: 0,
			lastDay: days.length,
			days: [...days, { used: 0, missed: 0 }],
			hours: hourly.map((used) => ({ used, watched: 1 })),
			pace: NO_PACE,
		},
		change: 1,
		settled: newest,
		heldSince: newest.at,
		newest,
		trend: [newest],
	});
}

it('99 hundredths of a day are a day', () => {
	const even = HOURLY.map(() => 1);
	expect(runwayAfter([{ used: 24, missed: 0.01 }], 100, even)).not.toBeNull();
	expect(runwayAfter([{ used: 24, missed: 0.0101 }], 100, even)).toBeNull();
});

describe('the end', () => {
	const daysOf = (usageOf: (day: number) => number) =>
		Array.from({ length: 14 }, (_, day) => ({ used: usageOf(day), missed: 0 }));
	const daily = daysOf(() => 24);

	it.each<[string, number, number]>([
		['in the middle of the first hours', 6, 10 / 24],
		['between the slow hours and the fast ones', 12, 12 / 24],
		['in the fast ones', 18, 13 / 24],
		['with the last hour of a day, not with the first of the next', 24, 14 / 24],
		['the day after', 25.5, 1 + 8.5 / 24],
		['with the last hour of a week', 168, 6 + 14 / 24],
		['weeks later', 24 * 7 * 5 + 6, 7 * 5 + 10 / 24],
	])('lies %s', (_, available, days) => {
		expect(runwayAfter(daily, available)?.daysLeft).toBeCloseTo(days, 9);
	});

	it.each<[string, number, number]>([
		['before a week-end, not after it', 56, 4 + 14 / 24],
		['before a later one', 56 * 4, 7 * 3 + 4 + 14 / 24],
		['after it', 57.5, 7 + 9 / 24],
	])('lies %s', (_, available, days) => {
		const weekly = daysOf((day) => [12, 12, 12, 12, 8, 0, 0][day % 7] ?? 0);
		expect(runwayAfter(weekly, available)?.daysLeft).toBeCloseTo(days, 9);
	});

	it('is found at once, however far it is', () => {
		expect(runwayAfter(daily, 3.7e27)?.daysLeft).toBe(3.7e27 / 24);
	});

	it('is unknown to one side where hardly anything is certain', () => {
		const { daysLeft, daysLeftMin, daysLeftMax } = forecast([1000, 999, 900], DAY);
		expect([daysLeft, daysLeftMin, daysLeftMax].map((days) => days.toFixed(1))).toEqual([
			'18.0',
			'7.5',
			'Infinity',
		]);
	});
});

it('where nothing is used up there is no end', () => {
	expect(forecast([5, 5, 5], DAY)).toEqual({
		burnPerDay: 0,
		daysLeft: Infinity,
		daysLeftMin: Infinity,
		daysLeftMax: Infinity,
		isSurge: false,
	});
});

describe('usage that is the same every day', () => {
	it('is sure after two weeks, up to half of the time between two checks', () => {
		const { burnPerDay, daysLeft, daysLeftMin, daysLeftMax } = forecast(
			useUp(1000, 16, () => 10),
			DAY,
		);
		expect(burnPerDay).toBeCloseTo(10, 4);
		expect(daysLeft).toBeCloseTo(85, 3);
		expect(daysLeftMin).toBeCloseTo(84.5, 3);
		expect(daysLeftMax).toBeCloseTo(85.5, 3);
	});

	it('is less sure in the first two weeks', () => {
		const widths = [3, 7, 13].map((days) => {
			const { daysLeft, daysLeftMin, daysLeftMax } = forecast(
				useUp(1000, days, () => 10),
				DAY,
			);
			return [daysLeftMin / daysLeft, daysLeftMax / daysLeft].map((share) => share.toFixed(2));
		});
		expect(widths).toEqual([
			['0.59', '3.28'],
			['0.68', '1.87'],
			['0.89', '1.14'],
		]);
	});
});

it('usage that differs from day to day is less sure, the more so the nearer the end', () => {
	const amounts = useUp(1000, 29, (day) => (day % 3 === 0 ? 20 : 5));
	const { burnPerDay, daysLeft, daysLeftMin, daysLeftMax } = forecast(amounts, DAY);
	expect(burnPerDay).toBeCloseTo(10.2, 0);
	expect(daysLeftMin / daysLeft).toBeLessThan(0.95);
	expect(daysLeftMax / daysLeft).toBeGreaterThan(1.05);
	const less = amounts.map((each) => each - 680);
	const near = forecast(less, DAY);
	expect(near.daysLeftMin / near.daysLeft).toBeLessThan(daysLeftMin / daysLeft);
});

describe('a day and a night', () => {
	/** Two an hour for twelve hours, then nothing. */
	const amounts = useUp(1000, 24 * 15 + 1, (hour) => (hour % 24 < 12 ? 2 : 0));

	it('are told to the hour', () => {
		// 640 left at the beginning of a night: 26 whole days and 16 more, that is 8 hours of a day.
		const { daysLeft } = forecast(amounts.slice(0, 24 * 14 + 13), HOUR);
		expect(amounts[24 * 14 + 12]).toBe(640);
		expect(daysLeft).toBeCloseTo(0.5 + 26 + 8 / 24, 0);
		const atNight = forecast(amounts.slice(0, 24 * 14 + 19), HOUR);
		expect(daysLeft - atNight.daysLeft).toBeCloseTo(0.25, 2);
	});

	it('are not told falsely in the first days', () => {
		expect(
			listAlerts(
				useUp(240, 24 * 3, (hour) => (hour % 24 < 12 ? 2 : 0)),
				HOUR,
				7,
			),
		).toEqual([]);
	});
});

describe('weekdays only', () => {
	/** Ten on five days, then nothing on two. */
	const amounts = useUp(1000, 29, (day) => (day % 7 < 5 ? 10 : 0));

	it('are known after two weeks: 14.2 whole weeks, and the sixth day of the last is the end', () => {
		// On the first day of a week, 900 left: 18 weeks less their last week-end.
		expect(amounts[14]).toBe(900);
		expect(forecast(amounts.slice(0, 15), DAY).daysLeft).toBeCloseTo(18 * 7 - 2, 2);
		expect(forecast(amounts.slice(0, 20), DAY).daysLeft).toBeCloseTo(17 * 7, 1);
	});

	it('are not known before', () => {
		expect(forecast(amounts.slice(0, 14), DAY).daysLeft).toBeCloseTo(117, 0);
	});
});

describe('a one-off', () => {
	/** Ten days' usage at once on the fifteenth day: 26 days are left. */
	const amounts = useUp(510, 25, (day) => (day === 14 ? 110 : 10));

	it('may be a surge at first, and is none with the next check', () => {
		expect(forecast(amounts.slice(0, 16), DAY)).toMatchObject({ isSurge: true });
		expect(forecast(amounts.slice(0, 17), DAY).daysLeft).toBeCloseTo(25, 2);
		expect(forecast(amounts, DAY).daysLeft).toBeCloseTo(17, 2);
	});

	it('is not told', () => {
		expect(listAlerts(amounts, DAY, 7)).toEqual([]);
		const hourly = useUp(1200, 24 * 20, (hour) => (hour === 300 ? 240 : 1));
		expect(listAlerts(hourly, HOUR, 7)).toEqual([]);
	});

	it('that is paid in again at once is not told either', () => {
		const paid = amounts.map((each, day) => (day >= 16 ? each + 150 : each));
		expect(listAlerts(paid, DAY, 7)).toEqual([]);
	});

	it('that comes for the third time is none', () => {
		const often = useUp(3000, 28, (day) => (day % 7 === 3 && day > 6 ? 110 : 10));
		expect(forecast(often, DAY).burnPerDay).toBeGreaterThan(15);
		const twice = useUp(3000, 28, (day) => (day === 10 || day === 20 ? 110 : 10));
		expect(forecast(twice, DAY).burnPerDay).toBeCloseTo(10, 2);
	});
});

describe('a surge', () => {
	/** Ten steady days, then ten times the burn. */
	const hourly = useUp(500, 24 * 11, (hour) => (hour < 240 ? 1 : 10));
	const daily = useUp(500, 14, (day) => (day < 10 ? 10 : 100));

	it('is seen after four finished hours, and told with the fifth', () => {
		expect(forecast(hourly.slice(0, 244), HOUR)).toMatchObject({ isSurge: false });
		expect(forecast(hourly.slice(0, 245), HOUR)).toMatchObject({ isSurge: true });
		expect(listAlerts(hourly, HOUR, 7)).toEqual([245]);
	});

	it('counts by its own hours alone, and may as well have half as much again', () => {
		const seen = forecast(hourly.slice(0, 245), HOUR);
		expect(seen).toMatchObject({ isSurge: true, burnPerDay: 240 });
		expect(seen.daysLeft).toBeCloseTo(220 / 240, 4);
		expect(seen.daysLeftMin).toBeCloseTo(220 / 360, 4);
		expect(seen.daysLeftMax).toBeCloseTo(220 / 160, 4);
	});

	it('is told with the second daily check', () => {
		expect(listAlerts(daily, DAY, 7)).toEqual([12]);
	});

	it('is over with the first usual hour', () => {
		const short = useUp(1500, 260, (hour) => (hour >= 240 && hour < 250 ? 10 : 1));
		expect(forecast(short.slice(0, 251), HOUR).isSurge).toBe(true);
		expect(forecast(short.slice(0, 252), HOUR).isSurge).toBe(false);
	});

	it('is not known in the first week', () => {
		const early = useUp(1500, 24 * 6, (hour) => (hour < 100 ? 1 : 10));
		expect(forecast(early, HOUR).isSurge).toBe(false);
	});

	it('is none where less than five times as much is used, nor where one hour is as ever', () => {
		const double = useUp(1500, 260, (hour) => (hour < 240 ? 1 : 4.9));
		expect(forecast(double, HOUR).isSurge).toBe(false);
		const uneven = useUp(1500, 260, (hour) => (hour < 240 || hour % 3 === 0 ? 1 : 10));
		expect(forecast(uneven, HOUR).isSurge).toBe(false);
	});

	it('that lasts for more than four days is the usage of now', () => {
		const lasting = useUp(9000, 24 * 16, (hour) => (hour < 240 ? 1 : 10));
		expect(forecast(lasting.slice(0, 241 + 96), HOUR).isSurge).toBe(true);
		expect(forecast(lasting, HOUR).isSurge).toBe(false);
	});

	it('is not hidden by the part of it that the daily check before saw', () => {
		const amounts = useUp(600, 14, (day) => (day < 10 ? 10 : ([45, 100, 100][day - 10] ?? 100)));
		expect(forecast(amounts.slice(0, 12), DAY).isSurge).toBe(false);
		expect(forecast(amounts.slice(0, 13), DAY).isSurge).toBe(true);
	});

	it('is forgotten where a top-up hides a day', () => {
		expect(forecast([...daily.slice(0, 12), 900], DAY).isSurge).toBe(false);
	});
});

describe('a lasting change', () => {
	const amounts = useUp(1000, 29, (day) => (day < 14 ? 10 : 20));

	it('is followed within days', () => {
		const burns = [15, 16, 17, 19, 21, 28].map((count) => {
			return Math.round((forecast(amounts.slice(0, count), DAY).burnPerDay ?? 0) * 10) / 10;
		});
		expect(burns).toEqual([10, 11.6, 13.4, 15.7, 17.1, 19.3]);
	});
});

it('missed checks do not matter', () => {
	const all = listObservations(
		useUp(1000, 24 * 15, () => 1),
		HOUR,
	);
	const some = all.filter((_, index) => (index * 7) % 5 < 2 || index === all.length - 1);
	const runway = estimateRunway(observeAll(some));
	expect(runway?.burnPerDay).toBeCloseTo(24, 2);
	expect(runway?.daysLeft).toBeCloseTo((1000 - 24 * 15 + 1) / 24, 1);
});

it('a schedule that is seconds late does not matter', () => {
	const late = listObservations(
		useUp(1000, 16, () => 10),
		DAY,
	).map(({ at, available }, index) => {
		return { at: at + (index % 3) * 4000, available };
	});
	expect(estimateRunway(observeAll(late))?.daysLeft).toBeCloseTo(85, 1);
});

it('a change to summer time does not matter', () => {
	const amounts = useUp(1000, 24, (day) => (day % 7 < 5 ? 10 : 0));
	const shifted = amounts.map((available, day) => {
		return { at: BEGIN + day * DAY - (day > 17 ? HOUR : 0), available };
	});
	const plain = forecast(amounts, DAY).daysLeft;
	const days = estimateRunway(observeAll(shifted))?.daysLeft ?? 0;
	expect(Math.abs(days / plain - 1)).toBeLessThan(0.02);
});

describe('a reading that stays for hours and jumps', () => {
	/** One an hour, of which the vendor tells every seventh hour: at another time every day. */
	const held = useUp(1000, 24 * 15, () => 1).map((_, hour) => 1000 - 7 * Math.floor(hour / 7));

	it('says nothing of the time in which it stays', () => {
		const burns = [351, 354, 357].map((count) => {
			return Math.round((forecast(held.slice(0, count), HOUR).burnPerDay ?? 0) * 10) / 10;
		});
		// One in a hundred is left to the hours in which it jumps.
		expect(burns).toEqual([24.2, 24.2, 24.1]);
	});

	it('for half a day or more is the account at rest', () => {
		const rests = [...held, ...Array.from({ length: 24 }, () => held.at(-1) ?? 0)];
		expect(forecast(rests, HOUR).burnPerDay).toBeLessThan(23);
	});
});

it.each<[string, (day: number) => number, string]>([
	['days that make up for each other', (day) => (day % 2 === 0 ? 15 : 5), '0.894 to 1.128'],
	['two busy days of six', (day) => (day % 6 < 2 ? 20 : 5), '0.810 to 1.283'],
	['three busy days of nine', (day) => (day % 9 < 3 ? 20 : 5), '0.771 to 1.386'],
])('the range of %s', (_, usageOf, range) => {
	const { daysLeft, daysLeftMin, daysLeftMax } = forecast(useUp(1000, 29, usageOf), DAY);
	const shares = [daysLeftMin, daysLeftMax].map((days) => (days / daysLeft).toFixed(3));
	expect(shares.join(' to ')).toBe(range);
});
