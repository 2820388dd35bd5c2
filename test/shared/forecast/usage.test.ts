import fc from 'fast-check';
import { estimateRunway } from '../../../nodes/shared/forecast/runway';
import { parseUsage, serializeUsage } from '../../../nodes/shared/forecast/serialize';
import { MAX_DAYS, type Observation } from '../../../nodes/shared/forecast/totals';
import {
	addObservation,
	findShownUntil,
	type UsageHistory,
} from '../../../nodes/shared/forecast/usage';
import {
	BEGIN,
	DAY,
	HOUR,
	MINUTE,
	forecast,
	listObservations,
	observe,
	observeAll,
	useUp,
} from './observe';

const usedOn = ({ totals }: UsageHistory) => totals.days.map(({ used }) => Math.round(used));
const missedOn = ({ totals }: UsageHistory) => {
	return totals.days.map(({ missed }) => Math.round(missed * 100) / 100);
};

/** Settles the last step too. */
function settle(history: UsageHistory): UsageHistory {
	return addObservation(history, { ...history.newest, at: history.newest.at + 1 });
}

describe('usage', () => {
	it('is the sum of the falls of each day', () => {
		const history = settle(observe([100, 90, 70, 70, 40], DAY));
		expect(usedOn(history)).toEqual([10, 20, 0, 30]);
		expect(missedOn(history)).toEqual([0, 0, 0, 0]);
	});

	it('lies in its hour of the day, counted from the first check', () => {
		const history = settle(observe([100, 97, 97, 92, 92], HOUR));
		expect(history.totals.hours.slice(0, 5)).toEqual([
			{ used: 3, watched: 1 },
			{ used: 0, watched: 1 },
			{ used: 5, watched: 1 },
			{ used: 0, watched: 1 },
			{ used: 0, watched: 0 },
		]);
	});

	it('is spread evenly over the time between two checks', () => {
		const history = settle(observe([100, 40], 3 * DAY));
		expect(usedOn(history)).toEqual([20, 20, 20]);
		const halves = settle(observe([100, 94], 1.5 * HOUR));
		expect(halves.totals.hours.slice(0, 2)).toEqual([
			{ used: 4, watched: 1 },
			{ used: 2, watched: 0.5 },
		]);
	});

	it('fades by the hour of the day, and is kept by the day for four weeks', () => {
		const history = settle(
			observe(
				useUp(1000, 41, () => 24),
				DAY,
			),
		);
		expect(history.totals.days).toHaveLength(MAX_DAYS);
		expect(history.totals.lastDay).toBe(39);
		// The sum of a geometric series, 0.93 a day.
		expect(history.totals.hours[0]?.watched).toBeCloseTo((1 - 0.93 ** 40) / 0.07, 2);
		expect(history.totals.hours[0]?.used).toBeCloseTo((1 - 0.93 ** 40) / 0.07, 2);
	});

	it('shows no rhythm by what is bought at once: no hour counts more than two days', () => {
		const amounts = useUp(2000, 60, (hour) => (hour === 50 ? 480 : 1));
		const history = settle(observe(amounts, HOUR));
		// A day more has passed for what was used in this hour on the first two days.
		expect(history.totals.hours[2]?.used).toBeCloseTo(48 + 0.93 + 0.93 ** 2, 1);
		expect(usedOn(history)).toEqual([24, 24, 490]);
	});
});

describe('a top-up', () => {
	it('hides what was used beneath it: its step is missed', () => {
		const history = settle(observe([100, 90, 150, 140, 130], DAY));
		expect(usedOn(history)).toEqual([10, 0, 10, 10]);
		expect(missedOn(history)).toEqual([0, 1, 0, 0]);
	});

	it.each([
		// Hours of less usage have a smaller share of the day: what is held has been counted by then.
		[6, 0.2222],
		[11, 0.4018],
		[20, 0.5166],
	])('hides a reading of %d hours before, half a day at most', (held, missed) => {
		const steady = useUp(1000, 49, () => 1);
		const reading = Array.from({ length: held }, () => 952);
		const history = settle(observe([...steady, ...reading, 1400, 1399], HOUR));
		expect(history.totals.days.at(-1)?.missed).toBe(missed);
	});

	it('that hides the end of the day before begins no day anew', () => {
		const steady = useUp(1000, 46, () => 1);
		const reading = Array.from({ length: 5 }, () => 955);
		const { totals } = settle(observe([...steady, ...reading, 1400], HOUR));
		expect(totals.days).toEqual([
			{ used: 24, missed: 0 },
			{ used: 21, missed: 0 },
			{ used: 0, missed: 0.1718 },
		]);
	});

	it.each<[string, readonly number[], number]>([
		// The saw of daily checks: 40 left of 10 a day.
		[
			'of six days, seen daily',
			Array.from({ length: 5 }, () => [100, 90, 80, 70, 60, 50, 40]).flat(),
			4,
		],
		['of two days, seen daily', Array.from({ length: 12 }, () => [50, 40]).flat(), 4],
		[
			'of two days, begun with a top-up',
			[40, ...Array.from({ length: 12 }, () => [50, 40]).flat()],
			4,
		],
	])('%s leaves the days as they are', (_, amounts, days) => {
		expect(forecast(amounts, DAY).daysLeft).toBeCloseTo(days, 4);
	});

	it('is a rise of more than four usual steps, and a smaller one is taken off the usage', () => {
		const steady = useUp(1000, 51, () => 1);
		const after = (rise: number) => observe([...steady, 950 + rise, 950], HOUR);
		expect(after(4).totals.days.at(-1)).toEqual({ used: -2, missed: 0 });
		expect(after(4.01).totals.days.at(-1)).toEqual({ used: 2, missed: 0.0417 });
	});

	it('is a rise of more than three in a thousand where no step is known yet', () => {
		const missedAfter = (rise: number) => missedOn(observe([1000, 1000 + rise, 1000], DAY));
		expect([missedAfter(3), missedAfter(3.1)]).toEqual([[0], [1]]);
	});

	it('of a quarter of a day counts at finer checks', () => {
		const amounts = useUp(3000, 24 * 15, (hour) => (hour % 5 === 4 ? -5 : 1));
		expect(forecast(amounts, HOUR).burnPerDay).toBeCloseTo(24, 1);
	});
});

describe('a reading that sways', () => {
	it('adds up to what is really used', () => {
		const sways = [0, 2, -1, 1, -2];
		const amounts = useUp(1000, 241, () => 1).map((each, index) => each + (sways[index % 5] ?? 0));
		expect(forecast(amounts, HOUR).burnPerDay).toBeCloseTo(24, 0);
	});

	it('by a thousandth of much more than is used is no top-up either', () => {
		const amounts = useUp(100_000, 24 * 20, () => 1).map((each, index) => {
			return each + 100 * Math.sin(index * 2.4);
		});
		expect(forecast(amounts, HOUR).burnPerDay).toBeGreaterThan(18);
		expect(forecast(amounts, HOUR).burnPerDay).toBeLessThan(30);
	});
});

describe('a slip that is taken back', () => {
	it.each<[string, number]>([
		['nothing', 0],
		['ten times as much', 9500],
		['a half', 475],
		['a debt', -300],
	])('of %s is undone', (_, odd) => {
		const plain = useUp(1000, 60, () => 1);
		const slipped = plain.map((each, index) => (index === 50 ? odd : each));
		const runway = forecast(slipped, HOUR);
		expect(runway.burnPerDay).toBeCloseTo(24, 2);
		expect(usedOn(observe(slipped, HOUR))).toEqual([24, 24, 10]);
	});

	it('is believed while nothing tells it apart', () => {
		const slipped = [...useUp(1000, 50, () => 1), 0];
		expect(forecast(slipped, HOUR).daysLeft).toBe(0);
	});

	it('is no slip where much less comes back, or more', () => {
		const steady = useUp(1000, 50, () => 1);
		expect(usedOn(settle(observe([...steady, 400, 700, 699], HOUR)))).toEqual([24, 24, 553]);
		expect(usedOn(settle(observe([...steady, 400, 1400, 1399], HOUR)))).toEqual([24, 24, 553]);
	});

	it('is no slip where more than a quarter of it does not come back', () => {
		const history = observe([...useUp(1000, 11, () => 10), 860, 875, 865], DAY);
		expect(usedOn(settle(history)).slice(-3)).toEqual([40, 0, 10]);
		const back = observe([...useUp(1000, 11, () => 10), 860, 891, 881], DAY);
		expect(usedOn(settle(back)).slice(-3)).toEqual([5, 5, 10]);
	});

	/** One an hour, then 950, what is odd, and what comes next: whether what is odd is left out. */
	const isLeftOut = (odd: number, next: number) => {
		const { settled } = observe([...useUp(1000, 51, () => 1), odd, next], HOUR);
		return settled.available === 950;
	};

	it.each<[string, [number, number], [number, number]]>([
		// Three times what four hours use.
		['a fall from 12 on', [938, 948], [938.01, 948]],
		['a quarter of 12 at most beneath it', [938, 947], [938, 946.9]],
		// Four times what two hours use, and a twentieth of 950.
		['8 and 47.5 at most beneath it', [0, 894.5], [0, 894.4]],
		['47.5 at most beyond it', [0, 997.5], [0, 997.6]],
		// The same of a slip of 450.
		['8 and 22.5 at most beneath one that rises', [1400, 919.5], [1400, 919.4]],
		['22.5 at most beyond one that rises', [1400, 972.5], [1400, 972.6]],
	])('has %s', (_, slip, none) => {
		expect([isLeftOut(...slip), isLeftOut(...none)]).toEqual([true, false]);
	});

	it('is a fall of three times what is used meanwhile, at daily checks too', () => {
		const isOfDaysLeftOut = (odd: number) => {
			return observe([...useUp(1000, 6, () => 24), odd, 864], DAY).settled.available === 880;
		};
		expect([isOfDaysLeftOut(808), isOfDaysLeftOut(809)]).toEqual([true, false]);
	});

	it('is not known in the first tenth of a day', () => {
		const isFirstLeftOut = (part: number) => {
			const [second, third] = [BEGIN + part * DAY, BEGIN + 2 * part * DAY];
			const { settled } = observeAll([
				{ at: BEGIN, available: 100 },
				{ at: second, available: 99 },
				{ at: third, available: 20 },
				{ at: third + HOUR, available: 98 },
			]);
			return settled.available === 99;
		};
		expect([isFirstLeftOut(0.1), isFirstLeftOut(0.0999)]).toEqual([true, false]);
	});

	it('is nothing that stays: an account at rest goes on', () => {
		const { settled, newest } = observe([5, 5, 5, 5], DAY);
		expect([settled.at, newest.at]).toEqual([BEGIN + 2 * DAY, BEGIN + 3 * DAY]);
	});

	it('is no slip where the fall is as ever: daily top-ups of what was used', () => {
		const history = observe([100, 90, 80, 70, 80, 70, 80, 70], DAY);
		expect(usedOn(settle(history))).toEqual([10, 10, 10, 0, 10, 0, 10]);
	});
});

describe('time', () => {
	it('that passed for more than a month makes the history begin anew', () => {
		const before = observe([100, 90, 80], DAY);
		const late = { at: before.newest.at + MAX_DAYS * DAY, available: 50 };
		expect(addObservation(before, late).totals.anchor).toBe(BEGIN);
		const later = { at: late.at + 1, available: 50 };
		expect(addObservation(before, later)).toEqual(addObservation(null, later));
	});

	it('that was put back by days forgets what lies later', () => {
		const before = observe(
			useUp(1000, 10, () => 10),
			DAY,
		);
		const after = addObservation(before, { at: BEGIN + 5.5 * DAY, available: 700 });
		expect(usedOn(after)).toEqual([10, 10, 10, 10, 10, 10]);
		expect(after.trend.map(({ at }) => (at - BEGIN) / DAY)).toEqual([0, 1, 2, 3, 4, 5, 5.5]);
		expect(after.settled).toEqual(after.newest);
		expect([after.totals.lastDay, after.totals.pace.hour]).toEqual([5, 5.5 * 24]);
	});

	it('that was put back to the observation before takes the place of both', () => {
		const before = observe([100, 90, 80], DAY);
		const again = { at: before.settled.at, available: 85 };
		expect(addObservation(before, again)).toMatchObject({ settled: again, newest: again });
	});

	it('that did not pass changes the newest observation alone', () => {
		const before = observe([100, 90, 80], DAY);
		const again = { at: before.newest.at, available: 79 };
		const { trend, ...after } = addObservation(before, again);
		expect({ ...after, trend: before.trend }).toEqual({ ...before, newest: again });
		expect(trend.at(-1)).toEqual(again);
	});

	it('that was put back before the first day makes it begin anew', () => {
		const before = observe(
			useUp(1000, 5, () => 10),
			DAY,
		);
		const first = { at: BEGIN - DAY, available: 700 };
		expect(addObservation(before, first)).toEqual(addObservation(null, first));
	});

	it('that was put back a little takes the place of the newest observation', () => {
		const before = observe([100, 90, 80], DAY);
		const after = addObservation(before, { at: before.newest.at - HOUR, available: 81 });
		expect(after.newest.available).toBe(81);
		expect(after.settled).toEqual(before.settled);
		expect(after.totals).toEqual(before.totals);
	});

	it('of day at which an account rests becomes the beginning of its days', () => {
		// Twelve hours of usage from the first check on: the middle of the rest is hour 17, as far as it is known.
		const amounts = useUp(1000, 24 * 4 + 1, (hour) => (hour % 24 < 12 ? 2 : 0));
		const { totals } = settle(observe(amounts, HOUR));
		expect((totals.anchor - BEGIN) / HOUR).toBe(17);
		expect(totals.days.map(({ used }) => used)).toEqual([22.9992, 25.0008, 24, 24, 0]);
		expect(totals.hours.map(({ used }) => used > 0)).toEqual(
			Array.from({ length: 24 }, (_, hour) => hour >= 7 && hour < 19),
		);
	});
});

it('how far an observation lies from the one before does not change where nothing does', () => {
	expect(observe([100, 90, 90, 90], DAY).change).toBe(10);
	expect(observe([100, 90, 90, 70, 70], DAY).change).toBe(10.5);
});

it('usage shows until an amount is repeated, and after twelve hours of it', () => {
	const steady = useUp(1000, 51, () => 1);
	const shownAfter = (hours: number) => {
		const repeated = Array.from({ length: hours }, () => 950);
		return (findShownUntil(observe([...steady, ...repeated], HOUR)) - BEGIN) / HOUR;
	};
	expect([0, 1, 11, 12].map(shownAfter)).toEqual([50, 50, 50, 62]);
});

const AMOUNT = fc.oneof(
	fc.double({ min: -1e9, max: 1e9, noNaN: true }),
	fc.constantFrom(0, -0, 1, 1e15, 1e-9),
);
const STEP = fc.oneof(
	fc.integer({ min: -3 * DAY, max: 3 * DAY }),
	fc.constantFrom(0, MINUTE, HOUR, DAY, 27 * DAY, 40 * DAY),
);
const WALK = fc.array(fc.tuple(STEP, AMOUNT), { minLength: 1, maxLength: 50 }).map((steps) => {
	let at = BEGIN;
	return steps.map(([step, available]): Observation => {
		at += step;
		return { at, available };
	});
});

/** Whether it is a number, and no number is NaN in what it consists of. */
function isSound(value: unknown): boolean {
	if (typeof value === 'number') return !Number.isNaN(value);
	if (typeof value !== 'object' || value === null) return true;
	return Object.values(value).every(isSound);
}

describe('whatever is observed', () => {
	it('nothing is no number, and the estimate lies inside of its range', () => {
		fc.assert(
			fc.property(WALK, (walk) => {
				const history = observeAll(walk);
				const runway = estimateRunway(history);
				expect(isSound(history) && isSound(runway)).toBe(true);
				if (runway === null) return;
				expect(runway.daysLeftMin).toBeLessThanOrEqual(runway.daysLeft);
				expect(runway.daysLeft).toBeLessThanOrEqual(runway.daysLeftMax);
				expect(runway.daysLeftMin).toBeGreaterThanOrEqual(0);
			}),
			{ seed: 1 },
		);
	});

	it('a replay changes nothing', () => {
		fc.assert(
			fc.property(WALK, (walk) => {
				const history = observeAll(walk);
				expect(addObservation(history, history.newest)).toEqual(history);
			}),
			{ seed: 2 },
		);
	});

	it('is read again as it was written', () => {
		fc.assert(
			fc.property(WALK, (walk) => {
				const history = observeAll(walk);
				const written = JSON.stringify(serializeUsage(history));
				expect(JSON.stringify(serializeUsage(parseUsage(JSON.parse(written))))).toBe(written);
				expect(estimateRunway(parseUsage(JSON.parse(written)))).toEqual(estimateRunway(history));
			}),
			{ seed: 3 },
		);
	});

	it('amounts a thousand times as large leave the days as they are', () => {
		const amounts = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 30, maxLength: 200 });
		fc.assert(
			fc.property(amounts, (falls) => {
				const small = useUp(5000, falls.length, (step) => falls[step] ?? 0);
				const days = forecast(small, 2 * HOUR);
				const large = forecast(
					small.map((each) => each * 1000),
					2 * HOUR,
				);
				if (days.daysLeft === Infinity) return;
				expect(large.daysLeft / days.daysLeft).toBeCloseTo(1, 4);
				expect((large.burnPerDay ?? 0) / (days.burnPerDay ?? 0)).toBeCloseTo(1000, 1);
			}),
			{ seed: 4 },
		);
	});

	it('ten thousand observations take no more than 1.4 kB', () => {
		let state = 1;
		const random = () => {
			state = (state * 48_271) % 2_147_483_647;
			return state / 2_147_483_647;
		};
		let left = 123_456.789;
		let history: UsageHistory | null = null;
		let longest = 0;
		for (const { at } of listObservations(
			Array.from({ length: 10_000 }, () => 0),
			7 * MINUTE,
		)) {
			left = left < 1000 ? left + 123_456.789 : left - random() * 100;
			history = addObservation(history, { at: at + Math.floor(random() * 9999), available: left });
			longest = Math.max(longest, JSON.stringify(serializeUsage(history)).length);
		}
		expect(longest).toBeGreaterThan(1000);
		expect(longest).toBeLessThan(1400);
	});
});
