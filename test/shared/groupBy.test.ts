import { groupBy } from '../../nodes/shared/groupBy';

it('keeps the order of the keys and of the elements, and mixes nothing up', () => {
	const groups = groupBy([3, 1, 4, 6, 5], (number) => number % 2 === 0);
	expect([...groups]).toEqual([
		[false, [3, 1, 5]],
		[true, [4, 6]],
	]);
});

it('has no group where there is nothing', () => {
	expect(groupBy([], () => 'any').size).toBe(0);
});
