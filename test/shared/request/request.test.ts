import {
	fillGenerated,
	type BalanceRequest,
	type Generated,
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

describe('fillGenerated', () => {
	it('keeps everything but what belongs to the check', () => {
		expect(fillGenerated(balanceRequest, 'https://two.example/x', source)).toEqual({
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
		const filled = fillGenerated(request, 'https://one.example/x', {
			...source,
			random: () => fraction,
		});
		expect(filled.query).toEqual([
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
		expect(fillGenerated(request, 'https://one.example/x', anew).query).toEqual([
			['first', '1'],
			['second', '2'],
		]);
		expect(fillGenerated(request, 'https://one.example/x', anew).query[0]).toEqual(['first', '3']);
	});
});
