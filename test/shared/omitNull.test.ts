import { omitNull } from '../../nodes/shared/omitNull';

it.each([
	[{}, {}],
	[
		{ a: 1, b: null, c: 'x' },
		{ a: 1, c: 'x' },
	],
	[{ a: null }, {}],
	[
		{ a: 0, b: '', c: false, d: [], e: NaN },
		{ a: 0, b: '', c: false, d: [], e: NaN },
	],
	// Only the members themselves.
	[
		{ a: { b: null }, c: [null] },
		{ a: { b: null }, c: [null] },
	],
])('leaves out of %j what is null', (value, expected) => {
	const before = structuredClone(value);
	expect(omitNull(value)).toStrictEqual(expected);
	expect(value).toStrictEqual(before);
});

it('keeps the order', () => {
	expect(Object.keys(omitNull({ z: 1, y: null, b: 2, a: 3 }))).toEqual(['z', 'b', 'a']);
});

it('has for a type what may be absent', () => {
	const createItem = (limit: number | null): { a: number; limit?: number } =>
		omitNull({ a: 1, limit });
	expect(Object.keys(createItem(null))).toEqual(['a']);
	expect(createItem(5).limit).toBe(5);
});
