import {
	addToPace,
	interruptPace,
	NO_PACE,
	restartPace,
	roundAmount,
	roundTime,
	type Pace,
} from '../../../nodes/shared/forecast/surge';

/** After four hours of 1, of which the first four in a row had 4. */
const STEADY: Pace = { ...NO_PACE, hour: 100, finished: [1, 1, 1, 1, 1, 1, 1, 1], peak: 4 };

const WEEK = 8;

/** Whole hours in which so much was used. */
function useByHour(pace: Pace, used: readonly number[], days = WEEK): Pace {
	return used.reduce((now, each) => addToPace(now, now.hour, { used: each, hours: 1 }, days), pace);
}

describe('an hour', () => {
	it('adds up until it was watched, and begins anew with another one', () => {
		const half = addToPace(STEADY, 100, { used: 2, hours: 0.5 }, WEEK);
		expect(half).toEqual({ ...STEADY, used: 2, watched: 0.5 });
		expect(addToPace(half, 100, { used: 1, hours: 0.25 }, WEEK)).toMatchObject({
			hour: 100,
			used: 3,
			watched: 0.75,
		});
		expect(addToPace(half, 101, { used: 1, hours: 0.25 }, WEEK)).toMatchObject({
			hour: 101,
			used: 1,
			watched: 0.25,
		});
	});

	it('is finished once it was watched up to a thousandth', () => {
		const more = (hours: number) => addToPace(STEADY, 100, { used: 5, hours }, WEEK);
		expect(more(0.9989)).toMatchObject({ hour: 100, used: 5, watched: 0.9989 });
		expect(more(0.999)).toMatchObject({
			hour: 101,
			used: 0,
			watched: 0,
			finished: [1, 1, 1, 1, 1, 1, 1, 5],
		});
	});

	it('is remembered to five digits, and its time to the ten thousandth', () => {
		const piece = { used: 1.234567, hours: 0.123456 };
		expect(addToPace(NO_PACE, 0, piece, WEEK)).toMatchObject({ used: 1.2346, watched: 0.1235 });
	});
});

describe('the busiest time before', () => {
	it('is of the first four of eight hours, and fades', () => {
		const seven = useByHour(NO_PACE, [9, 1, 1, 1, 1, 1, 1]);
		expect(seven.peak).toBe(0);
		expect(useByHour(seven, [1]).peak).toBe(12);
		expect(useByHour(seven, [1, 1]).peak).toBe(roundAmount(12 * 0.9995));
	});

	it('stays as it is while a surge lasts', () => {
		expect(useByHour(STEADY, [5, 5, 5, 5, 5, 5]).peak).toBe(4);
		const long: Pace = { ...STEADY, surge: { hours: 96, used: 400 } };
		expect(useByHour(long, [5]).peak).toBe(roundAmount((400 * 4) / 96));
	});

	it('is not that of a surge which is over before it has lasted', () => {
		const surge: Pace = { ...STEADY, surge: { hours: 4, used: 40 } };
		expect(useByHour(surge, [1]).peak).toBe(4);
	});

	it('rises at once in the first week', () => {
		const busier: Pace = { ...STEADY, finished: [2, 2, 2, 2, 2, 2, 2, 2] };
		expect(useByHour(busier, [2], WEEK - 1).peak).toBe(8);
		expect(useByHour(busier, [2]).peak).toBe(roundAmount(4 * 1.02));
	});

	it('rises by a fiftieth an hour once it is known, however much more is used', () => {
		// Two hours after the four of 1 are no more the first ones.
		expect(useByHour(STEADY, [2, 2, 2, 2, 2, 2]).peak).toBe(roundAmount(4 * 1.02 * 1.02));
	});
});

describe('a surge', () => {
	it('is four hours of five times the busiest, each with twice its part', () => {
		expect(useByHour(STEADY, [5, 5, 5, 5]).surge).toEqual({ hours: 4, used: 20 });
		expect(useByHour(STEADY, [5, 5, 5, 4.9]).surge).toBeNull();
		expect(useByHour(STEADY, [9, 9, 9, 2]).surge).toEqual({ hours: 4, used: 29 });
		expect(useByHour(STEADY, [9, 9, 9, 1.9]).surge).toBeNull();
		expect(useByHour(STEADY, [9, 9, 9]).surge).toBeNull();
	});

	it('needs a second week, eight hours, and usage before', () => {
		const hours = [5, 5, 5, 5];
		expect(useByHour(STEADY, hours, WEEK - 1).surge).toBeNull();
		expect(useByHour({ ...STEADY, finished: [1, 1, 1] }, hours).surge).toBeNull();
		expect(useByHour({ ...STEADY, finished: [1, 1, 1] }, [9, 9, 9, 9]).surge).toBeNull();
		expect(useByHour({ ...STEADY, finished: [1, 1, 1, 1] }, hours).surge).not.toBeNull();
		expect(
			useByHour({ ...STEADY, finished: [0, 0, 0, 0, 0, 0, 0, 0], peak: 0 }, hours).surge,
		).toBeNull();
	});

	it('goes on while an hour has twice the part of the busiest, up to 96 hours', () => {
		const surge: Pace = { ...STEADY, surge: { hours: 4, used: 12 } };
		expect(useByHour(surge, [2]).surge).toEqual({ hours: 5, used: 14 });
		expect(useByHour(surge, [1.99]).surge).toBeNull();
		const long = (hours: number): Pace => ({ ...surge, surge: { hours, used: 400 } });
		expect(useByHour(long(95), [5]).surge).toEqual({ hours: 96, used: 405 });
		expect(useByHour(long(96), [5]).surge).toBeNull();
	});
});

it('four hours of which nobody knows end a surge, and less do not', () => {
	const surge: Pace = { ...STEADY, surge: { hours: 4, used: 12 } };
	expect(interruptPace(surge, 3.9)).toBe(surge);
	expect(interruptPace(surge, 4)).toEqual({ ...surge, finished: [], surge: null });
});

it('where the clock was put back only the busiest time before is known', () => {
	expect(restartPace({ ...STEADY, surge: { hours: 4, used: 12 } }, 7)).toEqual({
		hour: 7,
		used: 0,
		watched: 0,
		finished: [],
		peak: 4,
		surge: null,
	});
});

it('amounts are rounded to five digits or as many as are asked for, times to the ten thousandth', () => {
	expect([roundAmount(123_456), roundAmount(123_456, 2), roundTime(1.234_56)]).toEqual([
		123_460, 120_000, 1.2346,
	]);
});
