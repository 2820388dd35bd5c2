import {
	MAX_DAYS,
	MAX_SAMPLES,
	addSample,
	type Sample,
} from '../../../nodes/shared/forecast/history';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function historyOf(hours: readonly number[]): readonly Sample[] {
	return hours.reduce<readonly Sample[]>((history, hour) => {
		return addSample(history, { at: hour * HOUR, available: 1000 - hour });
	}, []);
}

const upTo = (hours: number) => Array.from({ length: hours }, (_, hour) => hour);

it('keeps the samples in order of time', () => {
	expect(historyOf([0, 1, 5])).toEqual([
		{ at: 0, available: 1000 },
		{ at: HOUR, available: 999 },
		{ at: 5 * HOUR, available: 995 },
	]);
});

it('forgets what is older than the bound, and keeps what is just as old', () => {
	const history = historyOf([0, 1, MAX_DAYS * 24 + 1]);
	expect(history.map(({ at }) => at)).toEqual([HOUR, MAX_DAYS * DAY + HOUR]);
});

it('forgets what lies in the future of a clock that was put back, or at the same time', () => {
	expect(historyOf([10, 11, 12, 11]).map(({ at }) => at / HOUR)).toEqual([10, 11]);
});

describe('with too many samples', () => {
	const history = historyOf(upTo(300));
	const gaps = history.slice(1).map(({ at }, index) => (at - (history[index]?.at ?? 0)) / HOUR);

	it('keeps so many', () => {
		expect(history).toHaveLength(MAX_SAMPLES);
	});

	it('keeps the first, the last ten, and leaves no long gap', () => {
		expect(history[0]?.at).toBe(0);
		expect(history.slice(-10).map(({ at }) => at / HOUR)).toEqual(upTo(300).slice(-10));
		expect(Math.max(...gaps)).toBeLessThan((3 * 300) / MAX_SAMPLES);
	});
});
