import type { Sample } from '../../../nodes/shared/forecast/history';
import { estimateRunway } from '../../../nodes/shared/forecast/runway';

const HOUR = 3_600_000;

/** A sample an hour, at which this is available. */
function hourly(available: (hour: number) => number, hours = 48): readonly Sample[] {
	return Array.from({ length: hours }, (_, hour) => {
		return { at: hour * HOUR, available: available(hour) };
	});
}

/** 24 a day of 1,000. */
const falling = (hour: number) => 1000 - hour;

it('tells the rate and the days from the newest sample on', () => {
	const runway = estimateRunway(hourly(falling));
	expect(runway?.burnPerDay).toBeCloseTo(24, 6);
	expect(runway?.daysLeft).toBeCloseTo((1000 - 47) / 24, 6);
});

describe('is not thrown off by', () => {
	const DAYS = (1000 - 47) / 24;

	it.each<[string, (hour: number) => number]>([
		['a reading that is far too high', (hour) => (hour === 20 ? 9000 : falling(hour))],
		['one that is far too low', (hour) => (hour === 20 ? -500 : falling(hour))],
		['one that is 0', (hour) => (hour === 30 ? 0 : falling(hour))],
		['the newest one', (hour) => (hour === 46 ? 100 : falling(hour))],
		['noise', (hour) => falling(hour) + ((hour * 7919) % 5) - 2],
	])('%s', (_, available) => {
		expect(estimateRunway(hourly(available))?.daysLeft).toBeCloseTo(DAYS, -1);
		expect(estimateRunway(hourly(available))?.burnPerDay).toBeCloseTo(24, -1);
	});

	it('missed checks', () => {
		const history = hourly(falling).filter(({ at }) => (at / HOUR) % 7 < 3 || at / HOUR === 47);
		expect(estimateRunway(history)?.daysLeft).toBeCloseTo(DAYS, 6);
	});
});

describe('a top-up', () => {
	it('does not change the rate, however short ago it was', () => {
		for (const paidAt of [10, 24, 40, 46, 47]) {
			const topped = (hour: number) => falling(hour) + (hour >= paidAt ? 500 : 0);
			const runway = estimateRunway(hourly(topped));
			expect(runway?.burnPerDay).toBeCloseTo(24, 0);
			expect(runway?.daysLeft).toBeCloseTo((1500 - 47) / 24, 0);
		}
	});

	it('may come again and again', () => {
		const topped = (hour: number) => falling(hour) + 100 * Math.floor(hour / 10);
		expect(estimateRunway(hourly(topped))?.burnPerDay).toBeCloseTo(24, 0);
	});
});

describe('days left', () => {
	it('are none on an empty account, whatever its rate', () => {
		expect(estimateRunway(hourly((hour) => 47 - hour))?.daysLeft).toBe(0);
		expect(estimateRunway(hourly((hour) => hour - 100))?.daysLeft).toBe(0);
	});

	it.each<[string, (hour: number) => number]>([
		['nothing is used', () => 500],
		['it grows', (hour) => 500 + hour],
	])('have no end where %s', (_, available) => {
		const runway = estimateRunway(hourly(available));
		expect(runway?.daysLeft).toBe(Infinity);
		expect(Object.is(runway?.burnPerDay, -0)).toBe(false);
	});
});

it.each<[string, readonly Sample[]]>([
	['nothing', []],
	['three samples of two days', hourly(falling).filter(({ at }) => (at / HOUR) % 20 === 0)],
	['five hours', hourly(falling, 6)],
	['samples of one moment', Array.from({ length: 9 }, () => ({ at: 5, available: 7 }))],
])('%s tells nothing', (_, history) => {
	expect(estimateRunway(history)).toBeNull();
});

it('six hours suffice', () => {
	expect(estimateRunway(hourly(falling, 7))?.burnPerDay).toBeCloseTo(24, 6);
});
