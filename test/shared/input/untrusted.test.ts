import {
	allowNull,
	isBoolean,
	isCount,
	isFiniteNumber,
	isListOf,
	isRecord,
	isText,
	isTime,
	parseRecord,
	requireMember,
	toRecord,
	type Guard,
} from '../../../nodes/shared/input/untrusted';

it('an object is read from its text', () => {
	expect(parseRecord('{"a":1}')).toEqual({ a: 1 });
});

it.each(['[]', '7', 'null', '"text"', '', '{', 7, null, undefined, { a: 1 }])(
	'%j is no text of an object',
	(written) => {
		expect(() => parseRecord(written)).toThrow();
	},
);

it('what is no object is refused in words', () => {
	expect(() => toRecord([])).toThrow(new TypeError('Not an object'));
	expect(toRecord({ a: 1 })).toEqual({ a: 1 });
});

it('a member is of its type, or named', () => {
	expect(requireMember({ a: 'x' }, 'a', isText)).toBe('x');
	expect(() => requireMember({ a: 7 }, 'a', isText)).toThrow(new TypeError('a'));
	expect(() => requireMember({}, 'a', isText)).toThrow(new TypeError('a'));
});

it.each<[string, Guard<unknown>, readonly unknown[], readonly unknown[]]>([
	['an object', isRecord, [{}, { a: 1 }], [null, [], 'x', 7, undefined]],
	['a switch', isBoolean, [true, false], [0, 'true', null]],
	['a text', isText, ['', 'x'], [7, null, undefined]],
	['a number', isFiniteNumber, [0, -1.5], ['7', Infinity, Number.NaN, null]],
	['a count', isCount, [0, 7], [-1, 0.5, '7', null, Infinity]],
	['a time', isTime, [0, -5, 8.64e15], [8.64e15 + 1, '5', null, Infinity]],
	['null too', allowNull(isText), [null, 'x'], [7, undefined]],
	['a list', isListOf(isText), [[], ['x']], [['x', 7], 'x', null, { 0: 'x' }]],
])('%s', (_, isOfType, good, bad) => {
	expect([good.every(isOfType), bad.some(isOfType)]).toEqual([true, false]);
});

it('what looks like a text and is none holds no object', () => {
	expect(() => parseRecord({ toString: () => '{}' })).toThrow(new TypeError('Not an object'));
});
