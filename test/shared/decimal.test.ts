import {
	toDecimal,
	isBelow,
	isNegative,
	convertMinorToMajor,
	subtract,
	parseDecimal,
	add,
	takeShare,
	toNumber,
	type ExactDecimal,
} from '../../nodes/shared/decimal';

function exact(text: string): ExactDecimal {
	const decimal = parseDecimal(text);
	if (decimal === null) throw new Error(`The test's own number is none: ${text}`);
	return decimal;
}

const thirtyDigits = '123456789012345678901234567890';

describe('parseDecimal', () => {
	it.each([
		['0', '0'],
		['5', '5'],
		['-5', '-5'],
		['-0', '-0'],
		['-0.00', '-0.00'],
		['1.10', '1.10'],
		['100.000000', '100.000000'],
		['007', '007'],
		['-00.50', '-00.50'],
		['349282.18', '349282.18'],
		['12345678901234567890', '12345678901234567890'],
		[thirtyDigits, thirtyDigits],
		[`-${thirtyDigits}`, `-${thirtyDigits}`],
		['0.12345678901234567890123456789', '0.12345678901234567890123456789'],
		[' 5 ', '5'],
		['\t-5.5\r\n', '-5.5'],
		['\u00a05', '5'],
		['\ufeff5', '5'],
		[`${' '.repeat(999)}5`, '5'],
	])('reads %j as %s', (text, expected) => {
		expect(parseDecimal(text)?.text).toBe(expected);
	});

	it.each([
		'',
		' ',
		'-',
		'.',
		'-.',
		'.5',
		'-.5',
		'5.',
		'+5',
		'--5',
		'- 5',
		'5-',
		'(5)',
		'1.2.3',
		'1,5',
		'1,234.56',
		`${' '.repeat(1000)}5`,
		'1,2,3',
		"1'000",
		'1_000',
		'1 000',
		'1\u00a0000',
		'1\n2',
		'£5',
		'5£',
		'$5',
		'5 GBP',
		'5%',
		'1e5',
		'1E5',
		'1e-5',
		'0x10',
		'0b1',
		'0o7',
		'5n',
		'NaN',
		'Infinity',
		'-Infinity',
		'null',
		'undefined',
		'true',
		'nil',
		'\u0665',
		'\uff15',
		'\u06f5\u06f0',
		'\u0967',
		'\ud835\udfd3',
		'\u22125',
		'5\u0000',
		'5\u200b',
		'5\u200e',
	])('does not guess at %j', (text) => {
		expect(parseDecimal(text)).toBeNull();
	});

	it.each([
		['31 digits', `${thirtyDigits}1`],
		['31 digits below zero', `-${thirtyDigits}1`],
		['31 digits around the point', `${thirtyDigits}.1`],
		['31 zeros', '0'.repeat(31)],
		['a megabyte of digits', '9'.repeat(1024 * 1024)],
		['a megabyte of decimals', `0.${'1'.repeat(1024 * 1024)}`],
		['a megabyte of minus signs', '-'.repeat(1024 * 1024)],
		['a megabyte of points', '.'.repeat(1024 * 1024)],
		['a megabyte of white space around a digit', `${' '.repeat(1024 * 1024)}5`],
	])('refuses %s', (_, text) => {
		expect(parseDecimal(text)).toBeNull();
	});

	it('keeps every digit for arithmetic', () => {
		const text = `${thirtyDigits.slice(1)}.5`;
		expect(add(exact(text), exact('0')).text).toBe(text);
	});
});

describe('add', () => {
	it.each([
		['0.1', '0.2', '0.3'],
		['1.10', '2.20', '3.30'],
		['-5', '5', '0'],
		['-349282.18', '0.18', '-349282.00'],
		['0.01', '-0.02', '-0.01'],
		['9007199254740993', '1', '9007199254740994'],
		['12345678901234567890', '0.01', '12345678901234567890.01'],
		[
			'999999999999999999999999999999',
			'0.00000000000000000000000000001',
			'999999999999999999999999999999.00000000000000000000000000001',
		],
	])('%s + %s = %s', (first, second, sum) => {
		expect(add(exact(first), exact(second)).text).toBe(sum);
		expect(add(exact(second), exact(first)).text).toBe(sum);
	});
});

describe('subtract', () => {
	it.each([
		['100', '0.01', '99.99'],
		['0', '1', '-1'],
		['-5.50', '-5.5', '0'],
		['0.3', '0.1', '0.2'],
	])('%s − %s', (first, second, difference) => {
		expect(subtract(exact(first), exact(second)).text).toBe(difference);
	});
});

describe('takeShare', () => {
	it.each([
		['200', '10'],
		['-400', '20'],
		['20', '1'],
		['19.99', '1'],
		['0', '1'],
		['100.10', '5.005'],
	])('a twentieth of %s, and at least 1', (text, share) => {
		expect(takeShare(exact(text), 0.05).text).toBe(share);
	});
});

describe('convertMinorToMajor', () => {
	it.each([
		['1400000', '14000.00'],
		['150', '1.50'],
		['1', '0.01'],
		['-1', '-0.01'],
		['-5', '-0.05'],
		['0', '0.00'],
		['7.5', '0.075'],
		['150.00', '1.5000'],
		['007', '0.07'],
		['12345678901234567891', '123456789012345678.91'],
		[thirtyDigits, '1234567890123456789012345678.90'],
	])('%s becomes %s', (minor, major) => {
		const moved = convertMinorToMajor(exact(minor));
		expect(moved.text).toBe(major);
		expect(toNumber(moved)).toBe(Number(major));
	});
});

describe('isBelow', () => {
	it.each([
		['19.99', '20', true],
		['20', '20', false],
		['20.00', '20', false],
		['20.01', '20', false],
		['-1', '0', true],
		['-0', '0', false],
		['0', '-0.00', false],
		['-2', '-1', true],
		['9', '10', true],
		['100', '20', false],
		// What follows is equal as JavaScript numbers.
		['19.99999999999999999999', '20', true],
		['9007199254740992', '9007199254740993', true],
		['9007199254740993', '9007199254740992', false],
		['0.3', '0.30000000000000000001', true],
	])('%s below %s: %s', (first, second, expected) => {
		expect(isBelow(exact(first), exact(second))).toBe(expected);
	});

	it('compares a sum that is another one in floating point', () => {
		expect(0.3 < 0.1 + 0.2).toBe(true);
		expect(isBelow(exact('0.3'), add(exact('0.1'), exact('0.2')))).toBe(false);
	});
});

describe('isNegative', () => {
	it.each([
		['-0.01', true],
		['-5', true],
		['-0.0000000000000000000000000001', true],
		['0', false],
		['-0', false],
		['-0.00', false],
		['0.01', false],
	])('%s: %s', (text, expected) => {
		expect(isNegative(exact(text))).toBe(expected);
	});
});

describe('toDecimal', () => {
	it.each([
		[0, '0'],
		[-0, '0'],
		[20, '20'],
		[-19.5, '-19.5'],
		[0.1, '0.1'],
		[1e21, '1000000000000000000000'],
		[1e-7, '0.0000001'],
		[Number.MAX_SAFE_INTEGER, '9007199254740991'],
	])('%s as %s', (value, text) => {
		expect(toDecimal(value).text).toBe(text);
	});

	it.each([NaN, Infinity, -Infinity])('throws for %s', (value) => {
		expect(() => toDecimal(value)).toThrow();
	});
});

describe('toNumber', () => {
	it.each([
		['0', 0],
		['-0', 0],
		['-0.00', 0],
		['1.10', 1.1],
		['-349282.18', -349282.18],
		['007', 7],
		['9007199254740993', 9007199254740992],
		[thirtyDigits, 1.2345678901234568e29],
	])('%s as %s', (text, expected) => {
		expect(toNumber(exact(text))).toBe(expected);
	});
});
