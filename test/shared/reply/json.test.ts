import { attempt } from '../../../nodes/shared/failure/attempt';
import {
	findMember,
	findScalar,
	parseJsonObject,
	requireList,
	requireObject,
	requireScalar,
	toScalarText,
} from '../../../nodes/shared/reply/json';

const requireBalance = (text: string) => requireScalar(parseJsonObject(text), 'balance');

describe('parseJsonObject', () => {
	it.each([
		['12345678901234567890'],
		['0.10000000000000000000001'],
		['1.10'],
		['1e5'],
		['1E+5'],
		['-0'],
		['-0.00'],
		['1e999'],
		[`9${'0'.repeat(400)}`],
	])('keeps the digits of the number %s', (digits) => {
		expect(requireBalance(`{ "balance" : ${digits} }`)).toBe(digits);
	});

	it.each([
		['"100.0"', '100.0'],
		['"\\u0031\\u0030"', '10'],
		['"a\\"b\\\\c\\/d\\b\\f\\n\\r\\te"', 'a"b\\c/d\b\f\n\r\te'],
		['"\\ud83d\\udd11"', '\u{1f511}'],
		['"\u{1f511}\u2028"', '\u{1f511}\u2028'],
	])('reads the string %s', (json, value) => {
		expect(requireBalance(`{"balance":${json}}`)).toBe(value);
	});

	it('keeps order, nesting, every type and every name', () => {
		const text = '{"b":[1,{"c":null}],"a":true,"":"x","__proto__":{"d":false},"a":2}';
		expect(parseJsonObject(text)).toEqual({
			type: 'object',
			members: [
				[
					'b',
					{
						type: 'array',
						items: [
							{ type: 'number', digits: '1' },
							{ type: 'object', members: [['c', { type: 'null' }]] },
						],
					},
				],
				['a', { type: 'boolean' }],
				['', { type: 'string', value: 'x' }],
				['__proto__', { type: 'object', members: [['d', { type: 'boolean' }]] }],
				['a', { type: 'number', digits: '2' }],
			],
		});
	});

	it('reads an empty object with white space around it', () => {
		expect(parseJsonObject('\r\n\t {} \n')).toEqual({ type: 'object', members: [] });
	});

	it.each([
		'',
		' ',
		'{',
		'}',
		'{"balance":5',
		'{"balance":5}}',
		'{"balance":5}{"balance":6}',
		'{"balance":5} x',
		'x{"balance":5}',
		'{"balance":5,}',
		'{"balance":[5,]}',
		'{"balance":5 /* comment */}',
		'{"balance":5} // comment',
		'{balance:5}',
		"{'balance':5}",
		'{"balance"}',
		'{"balance":}',
		'{"balance":"5}',
		'{"balance":05}',
		'{"balance":+5}',
		'{"balance":.5}',
		'{"balance":5.}',
		'{"balance":0x5}',
		'{"balance":NaN}',
		'{"balance":Infinity}',
		'{"balance":-}',
		'{"balance":undefined}',
		'{"balance":"\u0001"}',
		'{"balance":"\\x35"}',
		'{"balance":"\\u35"}',
		'\ufeff{"balance":5}',
		'\u00a0{"balance":5}',
		'callback({"balance":5})',
		'<html></html>',
	])('refuses %j as incomplete', (text) => {
		expect(describeEnd(() => parseJsonObject(text))).toMatch(
			/^unexpectedReply: The reply is not complete JSON\. /,
		);
	});

	it.each(['[]', '[{"balance":5}]', '5', '"balance"', 'null', 'true'])(
		'refuses %s as no object',
		(text) => {
			expect(describeEnd(() => parseJsonObject(text))).toMatch(
				/^unexpectedReply: The reply is JSON, but no object\. /,
			);
		},
	);

	it.each([
		['arrays', '[', ']'],
		['objects', '{"a":', '}'],
	])('ends in a failure for 100,000 nested %s', (_, opening, closing) => {
		const inner = opening === '[' ? '' : '1';
		const text = `{"balance":${opening.repeat(100_000)}${inner}${closing.repeat(100_000)}}`;
		expect(attempt(() => parseJsonObject(text))).toMatchObject({
			ok: false,
			failure: { kind: 'unexpectedReply' },
		});
	});

	it.each([
		['lists', '[', ']'],
		['objects', '{"a":', '}'],
	])('refuses what no document is as deep as: %s', (_, opening, closing) => {
		const nest = (levels: number) =>
			`{"balance":${opening.repeat(levels)}1${closing.repeat(levels)}}`;
		expect(parseJsonObject(nest(19))).toMatchObject({ type: 'object' });
		expect(describeEnd(() => parseJsonObject(nest(20)))).toMatch(
			/^unexpectedReply: The reply is nested too deep\. /,
		);
	});

	it.each(['[[[[[[[[[[[[[[[[[[[[[[[', '\\"[[[[[[[[[[[[[[[[[[[[[[[', '\\\\', '{'.repeat(50)])(
		'counts no brackets within strings: %s',
		(text) => {
			const object = parseJsonObject(
				`{"note":${JSON.stringify(text)},"more":"${'[]'.repeat(30)}"}`,
			);
			expect(requireScalar(object, 'note')).toBe(text);
		},
	);

	it.each(['[]', '{}'])('reads many %s side by side', (brackets) => {
		const list = Array.from({ length: 100 }, () => brackets).join();
		expect(requireBalance(`{"list":[${list}],"balance":"5"}`)).toBe('5');
	});

	it('reads 100,000 fields', () => {
		const fields = Array.from({ length: 100_000 }, (_, index) => `"f${index}":${index}`);
		const object = parseJsonObject(`{${fields.join(',')}}`);
		expect(requireScalar(object, 'f99999')).toBe('99999');
	});
});

describe('findMember', () => {
	it.each([
		['two values', '{"balance":1,"balance":2}'],
		['equal values', '{"balance":1,"balance":1}'],
		['a null among them', '{"balance":null,"balance":1}'],
		['an escape in one name', '{"bal\\u0061nce":1,"balance":1}'],
		['another field between them', '{"balance":1,"x":0,"balance":1}'],
		['three of them', '{"balance":1,"balance":1,"balance":1}'],
	])('refuses a doubled field: %s', (_, text) => {
		expect(describeEnd(() => findMember(parseJsonObject(text), 'balance'))).toMatch(
			/^unexpectedReply: The reply has the field "balance" twice\. /,
		);
	});

	it('refuses a doubled __proto__', () => {
		const object = parseJsonObject('{"__proto__":1,"__proto__":1}');
		expect(describeEnd(() => findMember(object, '__proto__'))).toContain('"__proto__" twice');
	});

	it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', ''])(
		'knows %j only where it is written',
		(name) => {
			expect(findMember(parseJsonObject('{}'), name)).toBeUndefined();
			expect(findMember(parseJsonObject(`{"${name}":7}`), name)).toEqual({
				type: 'number',
				digits: '7',
			});
		},
	);

	it.each(['Balance', 'balance ', 'bal', 'balances'])('does not take %j for "balance"', (name) => {
		expect(findMember(parseJsonObject(`{"${name}":7}`), 'balance')).toBeUndefined();
	});

	it('does not look into other objects', () => {
		const object = parseJsonObject('{"inner":{"balance":1},"balance":2}');
		expect(findMember(object, 'balance')).toEqual({ type: 'number', digits: '2' });
	});
});

describe('toScalarText', () => {
	it.each([
		['"5.0"', '5.0'],
		['5.0', '5.0'],
		['""', ''],
		['null', null],
		['true', null],
		['false', null],
		['[5]', null],
		['{"x":5}', null],
	])('of %s is %j', (json, expected) => {
		const object = parseJsonObject(`{"balance":${json}}`);
		expect(toScalarText(findMember(object, 'balance'))).toBe(expected);
		expect(findScalar(object, 'balance')).toBe(expected);
	});

	it('of a missing member is null', () => {
		expect(toScalarText(undefined)).toBeNull();
		expect(findScalar(parseJsonObject('{}'), 'balance')).toBeNull();
	});
});

describe('requireScalar', () => {
	it.each(['{}', ...['""', '"  "', '"\\n"', 'null', 'true', '[5]', '{"x":5}'].map(wrapInBalance)])(
		'refuses %s',
		(text) => {
			expect(describeEnd(() => requireBalance(text))).toMatch(
				/^unexpectedReply: The reply lacks the field "balance"\. /,
			);
		},
	);

	it('leaves white space around a text as it is', () => {
		expect(requireBalance('{"balance":" 5 "}')).toBe(' 5 ');
	});
});

describe('findScalar', () => {
	it('refuses a doubled field all the same', () => {
		const object = parseJsonObject('{"state":"a","state":"a"}');
		expect(describeEnd(() => findScalar(object, 'state'))).toContain('"state" twice');
	});
});

describe('requireObject', () => {
	it('returns the object', () => {
		const inner = requireObject(parseJsonObject('{"balance":{"x":5}}'), 'balance');
		expect(requireScalar(inner, 'x')).toBe('5');
	});

	it.each(['{}', ...['5', '"{}"', 'null', '[]', '[{}]'].map(wrapInBalance)])(
		'refuses %s',
		(text) => {
			expect(describeEnd(() => requireObject(parseJsonObject(text), 'balance'))).toMatch(
				/^unexpectedReply: The reply lacks the object "balance"\. /,
			);
		},
	);
});

describe('requireList', () => {
	it('returns the objects in order', () => {
		const list = requireList(parseJsonObject('{"balance":[{"x":1},{"x":2}]}'), 'balance');
		expect(list.map((object) => requireScalar(object, 'x'))).toEqual(['1', '2']);
	});

	it('returns an empty list', () => {
		expect(requireList(parseJsonObject('{"balance":[]}'), 'balance')).toEqual([]);
	});

	it.each(['{}', ...['5', '"[]"', 'null', '{}', '{"0":{}}'].map(wrapInBalance)])(
		'refuses %s as no list',
		(text) => {
			expect(describeEnd(() => requireList(parseJsonObject(text), 'balance'))).toMatch(
				/^unexpectedReply: The reply lacks the list "balance"\. /,
			);
		},
	);

	it.each(['[5]', '[{},5]', '[null]', '[[]]', '["{}"]'].map(wrapInBalance))(
		'refuses %s as a list of something else',
		(text) => {
			expect(describeEnd(() => requireList(parseJsonObject(text), 'balance'))).toMatch(
				/^unexpectedReply: The reply has a list "balance" that holds no objects\. /,
			);
		},
	);
});

function wrapInBalance(json: string): string {
	return `{"balance":${json}}`;
}

/** The kind and the advice of the failure in which a reader ends. */
function describeEnd(read: () => unknown): string {
	const result = attempt(read);
	return result.ok ? 'not refused' : `${result.failure.kind}: ${result.failure.advice}`;
}
