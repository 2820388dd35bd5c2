import { findWeekdays } from '../../../nodes/shared/forecast/weekdays';

const WEEK = [12, 12, 12, 12, 12, 5, 5];
const EVEN = [1, 1, 1, 1, 1, 1, 1];

/** What each weekday has, to six digits. */
function weekdaysOf(used: readonly number[], watched: readonly number[] = []): readonly number[] {
	const days = used.map((each, index) => {
		return { weekday: index % 7, used: each, watched: watched[index] ?? 1 };
	});
	return findWeekdays(days).map((share) => Number(share.toFixed(6)));
}

it('two weeks that are the same are believed', () => {
	expect(weekdaysOf([...WEEK, ...WEEK])).toEqual([1.2, 1.2, 1.2, 1.2, 1.2, 0.5, 0.5]);
});

it('weeks that differ are believed the less', () => {
	// The Monday alone would have 12.5 beside 10.07, and the last day 4.5.
	expect(weekdaysOf([...WEEK, 13, 11, 12, 12, 12, 6, 4])).toEqual([
		1.240946, 1.144567, 1.192757, 1.192757, 1.192757, 0.566298, 0.46992,
	]);
});

it.each<[string, readonly number[]]>([
	['days that are the same', Array.from({ length: 14 }, () => 3)],
	['no usage', Array.from({ length: 14 }, () => 0)],
	['less than no usage', [...WEEK, ...WEEK].map((used) => -used)],
	['weeks that have nothing in common', [1, 2, 3, 4, 5, 6, 7, 7, 6, 5, 4, 3, 2, 1]],
	['thirteen days', [...WEEK, ...WEEK].slice(0, 13)],
])('%s show none', (_, used) => {
	expect(weekdaysOf(used)).toEqual(EVEN);
});

it('a weekday that was watched for a tenth of a day counts, and of less is like the others', () => {
	const used = [12, 12, 12, 12, 12, 5, 2, 12, 12, 12, 12, 12, 5, 2];
	const watched = (share: number) => used.map((_, index) => (index % 7 === 6 ? share : 1));
	const [enough, less] = [0.05, 0.0499].map((share) => weekdaysOf(used, watched(share))[6]);
	expect(enough).toBeGreaterThan(2);
	expect(less).toBeLessThan(1.1);
});

it('a weekday on which more came than went has nothing', () => {
	const shares = weekdaysOf([12, 12, 12, 12, 12, -5, 5, 12, 12, 12, 12, 12, -5, 5]);
	expect(shares).toEqual([1.168458, 1.168458, 1.168458, 1.168458, 1.168458, 0.423696, 0.734013]);
});
