import {
	choice,
	isAbsent,
	optionalDecimal,
	optionalText,
	requiredText,
	toggle,
	wholeNumber,
	type FieldName,
	type Fields,
} from '../../../nodes/shared/input/fields';
import { orRefusal, RefusalError, type Refusal } from '../../../nodes/shared/failure/failure';

const field: FieldName = { name: 'field', label: 'The Field' };
const date = new Date('2026-11-21T08:00:00.000Z');

/** The title of a row: what JSON would leave out is told as well. */
const titled = <Rest extends readonly unknown[]>(
	rows: ReadonlyArray<readonly [unknown, ...Rest]>,
) =>
	rows.map(([value, ...rest]) => {
		const title =
			typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'undefined');
		return [title, value, ...rest] as const;
	});

const singles = (values: readonly unknown[]) => titled(values.map((value) => [value] as const));

const whole = (fields: Fields) => wholeNumber(fields, field, { least: 0, most: 999_999 }, null);

describe('isAbsent', () => {
	it.each(
		titled([
			[undefined, true],
			[null, false],
			['', false],
			[0, false],
			[false, false],
		]),
	)('%s: %#', (_, value, expected) => {
		expect(isAbsent({ field: value }, 'field')).toBe(expected);
	});

	it('holds for what is not there', () => {
		expect(isAbsent({}, 'field')).toBe(true);
	});
});

describe('requiredText', () => {
	it.each(
		titled([
			['hunter22', 'hunter22'],
			['  Typed As It Is\n', '  Typed As It Is\n'],
			['0', '0'],
			['\u{1f511}', '\u{1f511}'],
			[0, '0'],
			[100045, '100045'],
			[-1.5, '-1.5'],
		]),
	)('reads %s exactly', (_, value, expected) => {
		expect(requiredText({ field: value }, field)).toBe(expected);
	});

	it.each(singles([undefined, null, '', ' ', '\t\r\n', '\u00a0']))(
		'refuses %s as empty',
		(_, value) => {
			expect(refusalOf((fields) => requiredText(fields, field), value)).toMatchObject({
				kind: 'invalidRequest',
				summary: 'The Field is empty',
			});
		},
	);

	it.each(singles([true, false, [], ['x'], {}, { x: 1 }, date, NaN, Infinity]))(
		'refuses %s, and does not call it empty',
		(_, value) => {
			const { kind, summary } = refusalOf((fields) => requiredText(fields, field), value);
			expect(kind).toBe('invalidRequest');
			expect(summary).toMatch(/^The Field must be a text, not /);
		},
	);
});

describe('optionalText', () => {
	it.each(
		titled([
			[undefined, ''],
			[null, ''],
			['', ''],
			['  ', ''],
			[' x ', ' x '],
			[0, '0'],
			[20.5, '20.5'],
		]),
	)('reads %s', (_, value, expected) => {
		expect(optionalText({ field: value }, field)).toBe(expected);
	});

	it.each(
		titled([
			[['x'], 'a list'],
			[[], 'a list'],
			[{ x: 1 }, 'a value of type object'],
			[date, 'a value of type object'],
			[true, 'a value of type boolean'],
			[NaN, 'a value of type number'],
		]),
	)('refuses %s', (_, value, kind) => {
		expect(refusalOf((fields) => optionalText(fields, field), value)).toMatchObject({
			kind: 'invalidRequest',
			summary: `The Field must be a text, not ${kind}`,
		});
	});
});

describe('choice', () => {
	const choose = (fields: Fields) => choice(fields, field, ['1', '0', 'json']);

	it.each(
		titled([
			[undefined, '1'],
			['1', '1'],
			['0', '0'],
			['json', 'json'],
			[0, '0'],
			[1, '1'],
		]),
	)('reads %s', (_, value, expected) => {
		expect(choose({ field: value })).toBe(expected);
	});

	it.each(
		singles([null, '', ' ', 'JSON', ' json', '2', 2, true, [], ['json'], {}, date, 'toString']),
	)('refuses %s', (_, value) => {
		expect(refusalOf(choose, value)).toMatchObject({
			kind: 'invalidRequest',
			summary: 'The Field must be one of 1, 0, json',
		});
	});
});

describe('toggle', () => {
	it.each(singles([undefined, null, '', ' ']))('takes the preset for %s', (_, value) => {
		expect(toggle({ field: value }, field, true)).toBe(true);
		expect(toggle({ field: value }, field, false)).toBe(false);
	});

	it.each(
		titled([
			[true, true],
			[false, false],
			['true', true],
			['false', false],
		]),
	)('reads %s whatever the preset', (_, value, expected) => {
		expect(toggle({ field: value }, field, true)).toBe(expected);
		expect(toggle({ field: value }, field, false)).toBe(expected);
	});

	it.each(singles(['yes', 'no', '1', '0', 'truee', 1, 0, [], [true], {}, date, 'null']))(
		'refuses %s',
		(_, value) => {
			expect(refusalOf((fields) => toggle(fields, field, true), value)).toMatchObject({
				kind: 'invalidRequest',
				summary: 'The Field must be true or false',
			});
		},
	);
});

describe('wholeNumber', () => {
	it.each(
		titled([
			[0, 0],
			['0', 0],
			[5, 5],
			['5', 5],
			[' 5\n', 5],
			['007', 7],
			['5.0', 5],
			['5.000', 5],
			[999_999, 999_999],
			['999999', 999_999],
		]),
	)('reads %s', (_, value, expected) => {
		expect(whole({ field: value })).toBe(expected);
	});

	it.each(singles([undefined, null, '', '  ']))('takes the preset for %s', (_, value) => {
		expect(whole({ field: value })).toBeNull();
		expect(wholeNumber({ field: value }, field, { least: 1, most: 2 }, 7)).toBe(7);
	});

	it.each(
		titled([
			[-1, '"-1"'],
			['-1', '"-1"'],
			[1_000_000, '"1000000"'],
			['1000000', '"1000000"'],
			[0.5, '"0.5"'],
			['0.5', '"0.5"'],
			['1e3', '"1e3"'],
			['0x10', '"0x10"'],
			['1,000', '"1,000"'],
			['five', '"five"'],
			['99999999999999999999999999999999', '"99999999999999999999999999999999"'],
			['x'.repeat(100_000), `"${'x'.repeat(40)}"`],
			// Whole only where floating point rounds them.
			['0.99999999999999999999', '"0.99999999999999999999"'],
			['1.00000000000000000001', '"1.00000000000000000001"'],
			[1e21, '"1e+21"'],
			[NaN, 'a value of type number'],
			[Infinity, 'a value of type number'],
			[true, 'a value of type boolean'],
			[[], 'a list'],
			[[5], 'a list'],
			[{}, 'a value of type object'],
			[date, 'a value of type object'],
		]).map(([title, ...rest]) => [title.slice(0, 40), ...rest] as const),
	)('refuses %s', (_, value, shown) => {
		expect(refusalOf(whole, value)).toMatchObject({
			kind: 'invalidRequest',
			summary: `The Field must be a whole number from 0 to 999999, not ${shown}`,
		});
	});

	it.each([
		[99, false],
		[100, true],
		[60_000, true],
		[60_001, false],
	])('takes both bounds in: %d', (value, isWithin) => {
		const read = () => wholeNumber({ field: value }, field, { least: 100, most: 60_000 }, null);
		if (isWithin) expect(read()).toBe(value);
		else expect(read).toThrow(RefusalError);
	});
});

describe('optionalDecimal', () => {
	it.each(
		titled([
			[0, '0'],
			['0', '0'],
			['0.00', '0.00'],
			[20, '20'],
			['20', '20'],
			[' 19.50 ', '19.50'],
			[-5.25, '-5.25'],
			[0.1, '0.1'],
			[1e21, '1000000000000000000000'],
			[1e-7, '0.0000001'],
			['12345678901234567890.123', '12345678901234567890.123'],
		]),
	)('reads %s', (_, value, expected) => {
		expect(optionalDecimal({ field: value }, field)?.text).toBe(expected);
	});

	it.each(singles([undefined, null, '', ' ']))('takes %s as none', (_, value) => {
		expect(optionalDecimal({ field: value }, field)).toBeNull();
	});

	it.each(
		titled([
			['1e3', '"1e3"'],
			['20,5', '"20,5"'],
			['1,000', '"1,000"'],
			['£20', '"£20"'],
			['20 GBP', '"20 GBP"'],
			['.5', '".5"'],
			['NaN', '"NaN"'],
			['9'.repeat(31), `"${'9'.repeat(31)}"`],
			[NaN, 'a value of type number'],
			[-Infinity, 'a value of type number'],
			[false, 'a value of type boolean'],
			[[], 'a list'],
			[['20'], 'a list'],
			[{}, 'a value of type object'],
			[date, 'a value of type object'],
		]),
	)('refuses %s', (_, value, shown) => {
		expect(refusalOf((fields) => optionalDecimal(fields, field), value)).toMatchObject({
			kind: 'invalidRequest',
			summary: `The Field must be a number such as 20 or 19.50, not ${shown}`,
		});
	});
});

const READERS: ReadonlyArray<readonly [string, (fields: Fields) => unknown, unknown]> = [
	['requiredText', (fields) => requiredText(fields, field), ''],
	['optionalText', (fields) => optionalText(fields, field), []],
	['choice', (fields) => choice(fields, field, ['a', 'b']), 'c'],
	['toggle', (fields) => toggle(fields, field, true), 'c'],
	['wholeNumber', whole, 'c'],
	['optionalDecimal', (fields) => optionalDecimal(fields, field), 'c'],
];

it.each(READERS)('%s tells calmly, in one sentence without a period', (_, read, value) => {
	const { summary, advice } = refusalOf(read, value);
	expect(`${summary ?? ''} ${advice}`).not.toMatch(/error|problem|failure|mistake/i);
	expect(summary).toMatch(/^The Field .*[^.]$/);
	expect(advice).toMatch(/\.$/);
});

it.each(READERS)('%s does not take what every object inherits for a field', (_, read) => {
	const inherited: FieldName = { name: 'toString', label: 'The Field' };
	expect(inherited.name in {}).toBe(true);
	expect(() => read({})).not.toThrow(TypeError);
});

/** The refusal in which a reader ends for this value. */
function refusalOf(read: (fields: Fields) => unknown, value: unknown): Refusal {
	const refused = orRefusal(() => {
		read({ field: value });
		return null;
	});
	if (refused === null) throw new Error('Nothing was refused');
	return refused;
}
