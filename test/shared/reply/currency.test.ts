import { readCurrency } from '../../../nodes/shared/reply/currency';

const words = { Pounds: 'GBP', Dollars: 'USD', Euros: 'EUR' };

it.each([
	['GBP', 'GBP'],
	['XYZ', 'XYZ'],
	['Pounds', 'GBP'],
	['Dollars', 'USD'],
	['Euros', 'EUR'],
])('%s is %s', (text, code) => {
	expect(readCurrency(text, words)).toEqual({ code, details: {}, warnings: [] });
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
	expect(readCurrency(text, words)).toEqual({
		code: null,
		details: { currencyText: text },
		warnings: [`The vendor's word for the currency, "${text}", is no ISO 4217 code.`],
	});
});

it('knows no words where a vendor has none', () => {
	expect(readCurrency('Pounds').code).toBeNull();
});
