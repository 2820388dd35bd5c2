import {
	readBoolean,
	readInteger,
	readOneOf,
	readOptionalDecimal,
	readOptionalText,
	readText,
	readUnlessAbsent,
	readWhere,
	type Reader,
} from '../../../nodes/shared/input/readers';
import { CheckError } from '../../../nodes/shared/failure/error';
import { catchFailure } from '../failure/catchFailure';

const LABEL = 'The Field';
const date = new Date('2026-11-21T08:00:00.000Z');

/** The title of a row: what JSON would leave out is told as well. */
const addTitles = <Rest extends readonly unknown[]>(
	rows: ReadonlyArray<readonly [unknown, ...Rest]>,
) =>
	rows.map(([value, ...rest]) => {
		const title =
			typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'undefined');
		return [title, value, ...rest] as const;
	});

const titleSingles = (values: readonly unknown[]) =>
	addTitles(values.map((value) => [value] as const));

/** What a reader makes of this value, with nothing read before it. */
const read = <Value>(reader: Reader<Value>, value: unknown): Value => reader(value, LABEL, {});

/** The failure in which a reader ends for this value. */
const refuse = (reader: Reader<unknown>, value: unknown) => catchFailure(() => read(reader, value));

const readWhole = readInteger({ min: 0, max: 999_999 }, null);

/** Tells everything that it is given. */
const tell: Reader<readonly unknown[]> = (...given) => given;

describe('readUnlessAbsent', () => {
	it.each(
		addTitles([
			[undefined, true],
			[null, false],
			['', false],
			[0, false],
			[false, false],
		]),
	)('%s: %#', (_, value, isAbsent) => {
		const before = { other: 5 };
		expect(readUnlessAbsent(tell)(value, LABEL, before)).toEqual(
			isAbsent ? null : [value, LABEL, before],
		);
	});

	it('refuses what the reader refuses', () => {
		expect(refuse(readUnlessAbsent(readText), '').summary).toBe('The Field is empty');
	});
});

describe('readWhere', () => {
	it.each<[Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>, boolean]>([
		[{}, {}, true],
		[{ mode: 'code' }, { mode: 'code' }, true],
		[{ mode: 'code' }, { mode: 'code', other: 5 }, true],
		[{ mode: 'code' }, { mode: 'user' }, false],
		[{ mode: 'code' }, { mode: null }, false],
		[{ mode: 'code' }, {}, false],
		[{ isOn: true }, { isOn: true }, true],
		[{ isOn: true }, { isOn: false }, false],
		// As it was read, not as it was filled in.
		[{ isOn: true }, { isOn: 'true' }, false],
		[{ mode: 'code', isOn: true }, { mode: 'code', isOn: true }, true],
		[{ mode: 'code', isOn: true }, { mode: 'code', isOn: false }, false],
		[{ mode: 'code', isOn: true }, { mode: 'user', isOn: true }, false],
	])('where %j: with %j before it: %s', (shown, before, isRead) => {
		expect(readWhere(shown, tell)('x', LABEL, before)).toEqual(
			isRead ? ['x', LABEL, before] : null,
		);
	});

	it.each(titleSingles([undefined, null, '', [], {}, date]))(
		'refuses %s where it is shown, and does not mind it elsewhere',
		(_, value) => {
			const readCode = readWhere({ mode: 'code' }, readText);
			expect(() => readCode(value, LABEL, { mode: 'code' })).toThrow(CheckError);
			expect(readCode(value, LABEL, { mode: 'user' })).toBeNull();
		},
	);
});

describe('readText', () => {
	it.each(
		addTitles([
			['hunter22', 'hunter22'],
			['  Typed As It Is\n', '  Typed As It Is\n'],
			['0', '0'],
			['\u{1f511}', '\u{1f511}'],
			[0, '0'],
			[100045, '100045'],
			[-1.5, '-1.5'],
		]),
	)('reads %s exactly', (_, value, expected) => {
		expect(read(readText, value)).toBe(expected);
	});

	it.each(titleSingles([undefined, null, '', ' ', '\t\r\n', '\u00a0']))(
		'refuses %s as empty',
		(_, value) => {
			expect(refuse(readText, value)).toMatchObject({
				kind: 'invalidRequest',
				summary: 'The Field is empty',
			});
		},
	);

	it.each(titleSingles([true, false, [], ['x'], {}, { x: 1 }, date, NaN, Infinity]))(
		'refuses %s, and does not call it empty',
		(_, value) => {
			const { kind, summary } = refuse(readText, value);
			expect(kind).toBe('invalidRequest');
			expect(summary).toMatch(/^The Field must be a text, not /);
		},
	);
});

describe('readOptionalText', () => {
	it.each(
		addTitles<[string | null]>([
			[undefined, null],
			[null, null],
			['', null],
			['  ', null],
			[' x ', ' x '],
			[0, '0'],
			[20.5, '20.5'],
		]),
	)('reads %s', (_, value, expected) => {
		expect(read(readOptionalText, value)).toBe(expected);
	});

	it.each(
		addTitles([
			[['x'], 'a list'],
			[[], 'a list'],
			[{ x: 1 }, 'a value of type object'],
			[date, 'a value of type object'],
			[true, 'a value of type boolean'],
			[NaN, 'a value of type number'],
		]),
	)('refuses %s', (_, value, kind) => {
		expect(refuse(readOptionalText, value)).toMatchObject({
			kind: 'invalidRequest',
			summary: `The Field must be a text, not ${kind}`,
		});
	});
});

describe('readOneOf', () => {
	const readFormat = readOneOf(['1', '0', 'json']);

	it.each(
		addTitles([
			[undefined, '1'],
			['1', '1'],
			['0', '0'],
			['json', 'json'],
			[0, '0'],
			[1, '1'],
		]),
	)('reads %s', (_, value, expected) => {
		expect(read(readFormat, value)).toBe(expected);
	});

	it.each(
		titleSingles([
			null,
			'',
			' ',
			'JSON',
			' json',
			'2',
			2,
			true,
			[],
			['json'],
			{},
			date,
			'toString',
		]),
	)('refuses %s', (_, value) => {
		expect(refuse(readFormat, value)).toMatchObject({
			kind: 'invalidRequest',
			summary: 'The Field must be one of 1, 0, json',
		});
	});
});

describe('readBoolean', () => {
	it.each(titleSingles([undefined, null, '', ' ']))('takes the preset for %s', (_, value) => {
		expect(read(readBoolean(true), value)).toBe(true);
		expect(read(readBoolean(false), value)).toBe(false);
	});

	it.each(
		addTitles([
			[true, true],
			[false, false],
			['true', true],
			['false', false],
		]),
	)('reads %s whatever the preset', (_, value, expected) => {
		expect(read(readBoolean(true), value)).toBe(expected);
		expect(read(readBoolean(false), value)).toBe(expected);
	});

	it.each(titleSingles(['yes', 'no', '1', '0', 'truee', 1, 0, [], [true], {}, date, 'null']))(
		'refuses %s',
		(_, value) => {
			expect(refuse(readBoolean(true), value)).toMatchObject({
				kind: 'invalidRequest',
				summary: 'The Field must be true or false',
			});
		},
	);
});

describe('readInteger', () => {
	it.each(
		addTitles([
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
		expect(read(readWhole, value)).toBe(expected);
	});

	it.each(titleSingles([undefined, null, '', '  ']))('takes the preset for %s', (_, value) => {
		expect(read(readWhole, value)).toBeNull();
		expect(read(readInteger({ min: 1, max: 2 }, 7), value)).toBe(7);
	});

	it.each(
		addTitles([
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
			[NaN, '"NaN"'],
			[Infinity, '"Infinity"'],
			[true, 'a value of type boolean'],
			[[], 'a list'],
			[[5], 'a list'],
			[{}, 'a value of type object'],
			[date, 'a value of type object'],
		]).map(([title, ...rest]) => [title.slice(0, 40), ...rest] as const),
	)('refuses %s', (_, value, shown) => {
		expect(refuse(readWhole, value)).toMatchObject({
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
		const readTimeout = readInteger({ min: 100, max: 60_000 }, null);
		if (isWithin) expect(read(readTimeout, value)).toBe(value);
		else expect(() => read(readTimeout, value)).toThrow(CheckError);
	});
});

describe('readOptionalDecimal', () => {
	it.each(
		addTitles([
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
		expect(read(readOptionalDecimal, value)?.text).toBe(expected);
	});

	it.each(titleSingles([undefined, null, '', ' ']))('takes %s as none', (_, value) => {
		expect(read(readOptionalDecimal, value)).toBeNull();
	});

	it.each(
		addTitles([
			['1e3', '"1e3"'],
			['20,5', '"20,5"'],
			['1,000', '"1,000"'],
			['£20', '"£20"'],
			['20 GBP', '"20 GBP"'],
			['.5', '".5"'],
			['NaN', '"NaN"'],
			['9'.repeat(31), `"${'9'.repeat(31)}"`],
			[NaN, '"NaN"'],
			[-Infinity, '"-Infinity"'],
			[false, 'a value of type boolean'],
			[[], 'a list'],
			[['20'], 'a list'],
			[{}, 'a value of type object'],
			[date, 'a value of type object'],
		]),
	)('refuses %s', (_, value, shown) => {
		expect(refuse(readOptionalDecimal, value)).toMatchObject({
			kind: 'invalidRequest',
			summary: `The Field must be a number such as 20 or 19.50, not ${shown}`,
		});
	});
});

const READERS: ReadonlyArray<readonly [string, Reader<unknown>, unknown]> = [
	['readText', readText, ''],
	['readOptionalText', readOptionalText, []],
	['readOneOf', readOneOf(['a', 'b']), 'c'],
	['readBoolean', readBoolean(true), 'c'],
	['readInteger', readWhole, 'c'],
	['readOptionalDecimal', readOptionalDecimal, 'c'],
];

it.each(READERS)('%s tells calmly, in one sentence without a period', (_, reader, value) => {
	const { summary, advice } = refuse(reader, value);
	expect(`${summary ?? ''} ${advice}`).not.toMatch(/error|problem|failure|mistake/i);
	expect(summary).toMatch(/^The Field .*[^.]$/);
	expect(advice).toMatch(/\.$/);
});
