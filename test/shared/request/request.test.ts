import {
	complete,
	encodeParameters,
	valueOf,
	withFirst,
	withHeader,
	without,
	type BalanceRequest,
	type Generated,
	type Parameter,
} from '../../../nodes/shared/request/request';

const balanceRequest: BalanceRequest = {
	account: '100045',
	method: 'POST',
	urls: ['https://one.example/x', 'https://two.example/x'],
	query: [
		['b', '2'],
		['a', '1'],
		['a', '3'],
	],
	body: { type: 'form', fields: [['c', '4']] },
	allowUnauthorizedCerts: true,
};

const source = { time: Date.UTC(2026, 10, 21, 8, 5, 9, 999), random: () => 0.5 };

describe('complete', () => {
	it('keeps everything but what belongs to the check', () => {
		expect(complete(balanceRequest, 'https://two.example/x', source)).toEqual({
			method: 'POST',
			url: 'https://two.example/x',
			query: [
				['b', '2'],
				['a', '1'],
				['a', '3'],
			],
			headers: {},
			body: { type: 'form', fields: [['c', '4']] },
		});
	});

	it.each<[Generated, number, string]>([
		[{ generated: 'wholeNumber', below: 1_000_000 }, 0, '0'],
		[{ generated: 'wholeNumber', below: 1_000_000 }, 0.1234567, '123456'],
		[{ generated: 'wholeNumber', below: 1_000_000 }, 0.999999999999, '999999'],
		[{ generated: 'wholeNumber', below: 1 }, 0.999999999999, '0'],
		[{ generated: 'utcDateTime' }, 0, '2026-11-21 08:05:09'],
	])('generates %j from the fraction %d', (generated, fraction, expected) => {
		const request: BalanceRequest = {
			...balanceRequest,
			query: [
				['id', generated],
				['x', 'y'],
			],
		};
		const completed = complete(request, 'https://one.example/x', {
			...source,
			random: () => fraction,
		});
		expect(completed.query).toEqual([
			['id', expected],
			['x', 'y'],
		]);
	});

	it('makes every generated value anew', () => {
		const fractions = [0.1, 0.2, 0.3];
		const request: BalanceRequest = {
			...balanceRequest,
			query: [
				['first', { generated: 'wholeNumber', below: 10 }],
				['second', { generated: 'wholeNumber', below: 10 }],
			],
		};
		const anew = { time: 0, random: () => fractions.shift() ?? 0 };
		expect(complete(request, 'https://one.example/x', anew).query).toEqual([
			['first', '1'],
			['second', '2'],
		]);
		expect(complete(request, 'https://one.example/x', anew).query[0]).toEqual(['first', '3']);
	});
});

describe('valueOf', () => {
	it.each([
		['a', '1'],
		['b', '2'],
		['A', undefined],
		['c', undefined],
		['toString', undefined],
	])('of %s is %s', (name, value) => {
		expect(
			valueOf(
				[
					['b', '2'],
					['a', '1'],
					['a', '3'],
				],
				name,
			),
		).toBe(value);
	});
});

describe('withFirst', () => {
	it.each<[readonly Parameter[], readonly Parameter[], readonly Parameter[]]>([
		[[], [], []],
		[[['a', '1']], [], [['a', '1']]],
		[[], [['a', '1']], [['a', '1']]],
		[
			[['a', '1']],
			[['b', '2']],
			[
				['b', '2'],
				['a', '1'],
			],
		],
		[
			[
				['a', '1'],
				['b', '2'],
				['a', '3'],
			],
			[['a', '9']],
			[
				['a', '9'],
				['b', '2'],
			],
		],
		[
			[['A', '1']],
			[['a', '9']],
			[
				['a', '9'],
				['A', '1'],
			],
		],
	])('%j with %j in front', (parameters, first, expected) => {
		expect(withFirst(parameters, first)).toEqual(expected);
		expect(withFirst(withFirst(parameters, first), first)).toEqual(expected);
	});
});

describe('withHeader', () => {
	it.each<[Record<string, string>, Record<string, string>]>([
		[{}, { Authorization: 'new' }],
		[{ Accept: 'x' }, { Accept: 'x', Authorization: 'new' }],
		[{ Authorization: 'old' }, { Authorization: 'new' }],
		[
			{ authorization: 'old', AUTHORIZATION: 'older', A: 'x' },
			{ A: 'x', Authorization: 'new' },
		],
	])('%j', (headers, expected) => {
		const before = { ...headers };
		expect(withHeader(headers, 'Authorization', 'new')).toEqual(expected);
		expect(headers).toEqual(before);
	});
});

describe('without', () => {
	it.each<[readonly string[], Record<string, number>]>([
		[[], { a: 1, b: 2 }],
		[['a'], { b: 2 }],
		[['a', 'b', 'c'], {}],
		[['A', 'toString'], { a: 1, b: 2 }],
	])('%j', (names, expected) => {
		const object = { a: 1, b: 2 };
		expect(without(object, names)).toEqual(expected);
		expect(object).toEqual({ a: 1, b: 2 });
	});
});

describe('encodeParameters', () => {
	it.each<[readonly Parameter[], string]>([
		[[], ''],
		[[['a', '1']], 'a=1'],
		[
			[
				['a', '1'],
				['b', ''],
				['a', '2'],
			],
			'a=1&b=&a=2',
		],
		[[['a', 'x y']], 'a=x%20y'],
		[[['a', 'x+y']], 'a=x%2By'],
		[[['a b', '1']], 'a%20b=1'],
		[[['a', '&=?#/\\%']], 'a=%26%3D%3F%23%2F%5C%25'],
		[[['a', "!'()*"]], 'a=%21%27%28%29%2A'],
		[[['a', '-_.~']], 'a=-_.~'],
		[[['a', '"<>[]{}|^`;,@$']], 'a=%22%3C%3E%5B%5D%7B%7D%7C%5E%60%3B%2C%40%24'],
		[[['timestamp', '2026-11-21 08:05:09']], 'timestamp=2026-11-21%2008:05:09'],
		[[['a', '%3A']], 'a=%253A'],
		[[['a', '£é\u{1f511}']], 'a=%C2%A3%C3%A9%F0%9F%94%91'],
		[[['a', '\r\n\t\u0000']], 'a=%0D%0A%09%00'],
	])('writes %j', (parameters, expected) => {
		expect(encodeParameters(parameters)).toBe(expected);
		expect([...new URLSearchParams(expected)]).toEqual(parameters);
	});

	it('writes half a character as UTF-8 writes it, rather than throwing', () => {
		expect(encodeParameters([['a', 'x\ud83d']])).toBe('a=x%EF%BF%BD');
	});
});
