import { attempt } from '../../../nodes/shared/failure/attempt';
import { parseForm, splitLines } from '../../../nodes/shared/reply/text';

describe('splitLines', () => {
	it.each([
		['', ['']],
		['\n\n', ['']],
		['a', ['a']],
		['a\nb', ['a', 'b']],
		['a\r\nb\r\n', ['a', 'b']],
		['a\rb', ['a', 'b']],
		['a\n\rb', ['a', '', 'b']],
		['a\n\nb\n\n', ['a', '', 'b']],
		['\na', ['', 'a']],
		[' a \n b \n ', [' a ', ' b']],
		['a\u2028b\u0085c\u000bd', ['a\u2028b\u0085c\u000bd']],
	])('of %j', (text, lines) => {
		expect(splitLines(text)).toEqual(lines);
	});
});

describe('parseForm', () => {
	it.each<[string, Record<string, string>]>([
		['a=1&b=2', { a: '1', b: '2' }],
		['\r\na=1&b=2\n', { a: '1', b: '2' }],
		['a=x+y%20z%2B', { a: 'x y z+' }],
		['a=%26b%3D2', { a: '&b=2' }],
		['a=%C3%A9', { a: 'é' }],
		['a=1=2', { a: '1=2' }],
		['a=', { a: '' }],
		['a', { a: '' }],
		['A=1&a=2', { A: '1', a: '2' }],
		['a=100%25', { a: '100%' }],
		['%26=1', { '&': '1' }],
		['a%3Db=1', { 'a=b': '1' }],
		[
			'errorMessage=The+%27x%27+argument+is+missing%21',
			{ errorMessage: "The 'x' argument is missing!" },
		],
		['toString=1&constructor=2', { toString: '1', constructor: '2' }],
	])('of %j', (text, fields) => {
		expect([...parseForm(text)]).toEqual(Object.entries(fields));
	});

	it.each(['toString', 'constructor', '__proto__'])('has no %s of its own', (name) => {
		expect(parseForm('a=1').get(name)).toBeUndefined();
	});

	it.each(['a=100%', 'a=1%zz0', '%=1', 'a=%E9', 'a=%C3', 'a=%ED%A0%80', 'a=%u0031'])(
		'does not guess at what is not encoded: %s',
		(text) => {
			expect(attempt(() => parseForm(text))).toMatchObject({
				ok: false,
				failure: {
					advice: expect.stringMatching(/^The reply is not properly percent-encoded\. /),
				},
			});
		},
	);

	it.each([
		['two values', 'amount=1&amount=2'],
		['equal values', 'amount=1&amount=1'],
		['an empty one', 'amount=1&amount'],
		['an escape in one name', 'amount=1&am%6Funt=1'],
		['__proto__', '__proto__=1&__proto__=1'],
	])('refuses a doubled field: %s', (_, text) => {
		expect(attempt(() => parseForm(text))).toMatchObject({
			ok: false,
			failure: { kind: 'unexpectedReply' },
		});
	});
});
