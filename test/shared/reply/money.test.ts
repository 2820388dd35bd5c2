import { attempt } from '../../../nodes/shared/failure/attempt';
import { readAmount, readCurrency } from '../../../nodes/shared/reply/money';

describe('readAmount', () => {
	it.each([
		['210.00', '210.00'],
		[' -349282.18\n', '-349282.18'],
		['0', '0'],
	])('reads %j as %s', (text, expected) => {
		expect(readAmount(text, 'amount').text).toBe(expected);
	});

	it.each(['', ' ', '-', 'NaN', '1,000.00', '1e3', '£5', '0x1F', '5 credits'])(
		'refuses %j, and names the field but not the text',
		(text) => {
			expect(attempt(() => readAmount(text, 'amount'))).toMatchObject({
				ok: false,
				failure: {
					kind: 'unexpectedReply',
					advice: expect.stringMatching(/^The reply has no plain decimal in "amount"\. /),
				},
			});
		},
	);
});

const WORDS = { Pounds: 'GBP', Dollars: 'USD', Euros: 'EUR' };

describe('readCurrency', () => {
	it.each([
		['GBP', 'GBP'],
		['XYZ', 'XYZ'],
		['Pounds', 'GBP'],
		['Dollars', 'USD'],
		['Euros', 'EUR'],
	])('%s is %s', (text, code) => {
		expect(readCurrency(text, WORDS)).toEqual({ code, details: {}, warnings: [] });
	});

	it.each([
		'',
		'gbp',
		'Gbp',
		'GB',
		'GBPX',
		'GBP ',
		' GBP',
		'GBP\n',
		'£',
		'pounds',
		'POUNDS',
		'Pound',
		'ГБП',
		'ÄÖÜ',
		'123',
		'US$',
		'toString',
		'constructor',
		'__proto__',
	])('keeps the word %j beside the code, with a warning', (text) => {
		expect(readCurrency(text, WORDS)).toEqual({
			code: null,
			details: { currencyText: text },
			warnings: [`The vendor's word for the currency, "${text}", is no ISO 4217 code.`],
		});
	});

	it('knows no words where a vendor has none', () => {
		expect(readCurrency('Pounds').code).toBeNull();
	});
});
