import type { IDataObject } from 'n8n-workflow';
import { itemsOf, openMixedList, type MixedList } from './mixedList';
import type { Row } from './list';

let list: MixedList;

beforeAll(async () => {
	list = await openMixedList();
});

afterAll(async () => {
	await list.close();
});

const TWILIO = { vendor: 'custom', service: 'Twilio', account: 'main' };

async function check(row: Row, parameters: object = {}): Promise<IDataObject> {
	const [item] = itemsOf(await list.check([row], { parameters }));
	return item?.json ?? {};
}

it('makes the uniform item of a balance from the input, its decimal exact', async () => {
	const row = {
		...TWILIO,
		balance: '84.20',
		creditLimit: '15.801',
		currency: 'USD',
		threshold: 100.001,
	};
	expect(await check(row)).toEqual({
		vendor: 'custom',
		label: 'Twilio main',
		account: 'main',
		balance: 84.2,
		balanceText: '84.20',
		unit: 'money',
		currency: 'USD',
		creditLimit: 15.801,
		available: 100.001,
		low: false,
		checkedAt: expect.stringMatching(/^20.*Z$/),
		details: {},
	});
});

it.each<[string, Row, object]>([
	['a number', { balance: 19.5 }, { balanceText: '19.5', balance: 19.5 }],
	['zero, which is a balance', { balance: 0 }, { balanceText: '0', available: 0 }],
	['a negative amount', { balance: '-7.50' }, { balanceText: '-7.50', available: -7.5 }],
	['a unit of its own', { balance: 12, unit: 'kWh' }, { unit: 'kWh', currency: null }],
	[
		'a currency in small letters',
		{ balance: 1, currency: ' usd ' },
		{ currency: 'USD', details: {} },
	],
	[
		'a word of three letters that is no code',
		{ balance: 1, currency: 'yen' },
		{ currency: null, details: { currencyText: 'yen', warnings: [expect.any(String)] } },
	],
	['a credit limit of spaces', { balance: 1, creditLimit: '  ' }, { available: 1 }],
	['no unit', { balance: 12, unit: '' }, { unit: 'money' }],
	[
		'a word for the currency',
		{ balance: 1, currency: 'Euros' },
		{
			currency: null,
			details: {
				currencyText: 'Euros',
				warnings: [`The vendor's word for the currency, "Euros", is no ISO 4217 code.`],
			},
		},
	],
	[
		'fifteen digits',
		{ balance: 1_234_567_890.12345 },
		{ balanceText: '1234567890.12345', details: {} },
	],
	[
		'more digits than a number keeps',
		{ balance: 0.1 + 0.2 },
		{
			balanceText: '0.30000000000000004',
			details: {
				warnings: [
					'Balance came as the number 0.30000000000000004, which may have lost digits: let the service give it as a text, if it can.',
				],
			},
		},
	],
	[
		'a number with an exponent',
		{ balance: 1e-7 },
		{ balanceText: '0.0000001', details: { warnings: [expect.stringContaining('1e-7')] } },
	],
	[
		'as many digits in a text',
		{ balance: '12345678901234.567890' },
		{ balanceText: '12345678901234.567890', details: {} },
	],
	[
		'an inexact credit limit',
		{ balance: '1', creditLimit: 1e21 },
		{ details: { warnings: [expect.stringContaining('Credit Limit came as the number 1e+21')] } },
	],
	['no error that services write', { balance: '5', error: null }, { balanceText: '5' }],
	['an empty list of errors', { balance: '5', error: [] }, { balanceText: '5' }],
	['an error that is false', { balance: '5', error: false }, { balanceText: '5' }],
	['an error that is 0', { balance: 7, error: 0 }, { balanceText: '7' }],
	['the text 0', { balance: 7, error: '0' }, { balanceText: '7' }],
	['the text false', { balance: 7, error: ' False ' }, { balanceText: '7' }],
])('takes %s', async (_, row, expected) => {
	const item = await check({ ...TWILIO, ...row });
	expect(item).not.toHaveProperty('error');
	expect(item).toMatchObject(expected);
});

it.each<[unknown, string]>([
	['', 'empty'],
	[' \t', 'empty'],
	[null, 'empty'],
	['n/a', '"n/a"'],
	['1,234.50', '"1,234.50"'],
	['84.20 USD', '"84.20 USD"'],
	['1e3', '"1e3"'],
	['NaN', '"NaN"'],
	[true, 'a value of type boolean'],
	[{ amount: 5 }, 'a value of type object'],
	[[5], 'a list'],
	[1e40, '"1e+40"'],
])('is no balance, and never 0: %j', async (balance, found) => {
	const item = await check({ ...TWILIO, balance } as Row);
	expect(item).toEqual({
		error: 'The input shows no plain balance',
		details: {
			vendor: 'custom',
			label: 'Twilio main',
			account: 'main',
			kind: 'unexpectedReply',
			code: null,
			description: `Balance under Balance From Input is ${found}, where a number such as 20 or 19.50 is needed. Check the expression, and what the node before this one puts out.`,
			retryable: false,
		},
	});
});

it('tells what an expression has computed from nothing', async () => {
	const customBalance = { service: 'Twilio', balance: '={{ $json.cents / 100 }}' };
	expect(await check(TWILIO, { customBalance })).toMatchObject({
		details: { description: expect.stringMatching(/^Balance under Balance From Input is "NaN",/) },
	});
});

it('refuses a credit limit that is no number, rather than leave it out', async () => {
	expect(await check({ ...TWILIO, balance: '5', creditLimit: 'none' })).toMatchObject({
		error: 'The input shows no plain credit limit',
		details: {
			kind: 'unexpectedReply',
			description: expect.stringMatching(/^Credit Limit .* "none"/),
		},
	});
});

it.each([
	['Service', { service: '' }, 'Service is empty'],
	['Account', { account: '' }, 'Account is empty'],
	['both', { service: null, account: null }, 'Service is empty'],
])('has to be named: %s', async (_, row, error) => {
	expect(await check({ ...TWILIO, balance: '5', ...row })).toMatchObject({
		error,
		details: { vendor: 'custom', kind: 'invalidRequest' },
	});
});

it.each<[string, Row, string, string | null]>([
	['Service', { service: '' }, 'Custom account main', 'main'],
	['Service, which cannot be read,', { service: [] } as Row, 'Custom account main', 'main'],
	['Account', { account: '' }, 'Twilio', null],
	['both', { service: '', account: '' }, 'Custom account', null],
])('keeps the name that it has where %s is missing', async (_, row, label, account) => {
	expect(await check({ ...TWILIO, balance: '5', ...row })).toMatchObject({
		details: { vendor: 'custom', label, account },
	});
});

it('tells that no balance was filled in', async () => {
	const parameters = { customBalance: { service: 'Twilio' } };
	expect(await check(TWILIO, parameters)).toMatchObject({
		error: 'Balance is empty',
		details: { kind: 'invalidRequest' },
	});
});

it('cannot be one whole expression', async () => {
	expect(await check(TWILIO, { customBalance: '={{ $json }}' })).toMatchObject({
		error: 'Balance From Input cannot be one expression',
	});
});

describe('an error in the input is a failed check', () => {
	it.each<[string, unknown, string, string | null, string | null]>([
		['a text', 'Invalid token', 'refused', null, 'Invalid token'],
		['that is only true', true, 'refused', null, null],
		['an object without words', { reason: 'x' }, 'refused', null, null],
		[
			'401, as HTTP Request has it',
			{ message: '401 - "no"', name: 'AxiosError', code: 'ERR_BAD_REQUEST', status: 401 },
			'authentication',
			'401',
			'401 - "no"',
		],
		['403 as a text', { message: 'no', httpCode: '403' }, 'authentication', '403', 'no'],
		['429', { message: 'slow down', statusCode: 429 }, 'rateLimited', '429', 'slow down'],
		['503', { message: 'later', response: { status: 503 } }, 'vendorUnavailable', '503', 'later'],
		['404', { message: 'gone', status: 404 }, 'refused', '404', 'gone'],
		[
			'a network code',
			{ message: 'connect', code: 'ECONNREFUSED' },
			'vendorUnavailable',
			'ECONNREFUSED',
			'connect',
		],
		[
			'a code of TLS',
			{ message: 'wrong version', code: 'EPROTO' },
			'vendorUnavailable',
			'EPROTO',
			'wrong version',
		],
		["a service's own code", { message: 'no', code: 'ERROR' }, 'refused', null, 'no'],
		['a code that is a status', { message: 'no', code: 401 }, 'authentication', '401', 'no'],
		['a list', [{ message: 'no' }], 'refused', null, null],
		['what cannot become a text', { status: { toString: 1 } }, 'refused', null, null],
		['a number that is no status', 1, 'refused', null, null],
		['a number that is a status', 401, 'authentication', '401', null],
		['a status as a text', '503', 'vendorUnavailable', '503', '503'],
	])('%s', async (_, error, kind, code, words) => {
		const item = await check({ ...TWILIO, balance: '5', error } as Row);
		expect(item).not.toHaveProperty('balance');
		expect(item['details']).toMatchObject({
			kind,
			code,
			account: 'main',
			label: 'Twilio main',
			retryable: ['rateLimited', 'vendorUnavailable'].includes(kind),
		});
		const { description } = item['details'] as { description: string };
		if (words === null) expect(description).not.toContain('says');
		else expect(description).toContain(`Twilio says: "${words}".`);
	});

	it('whose status stands beside it', async () => {
		expect(await check({ ...TWILIO, error: 'Unauthorized', status: 401 })).toMatchObject({
			details: { kind: 'authentication', code: '401' },
		});
	});

	it('whose words stand beside it', async () => {
		const row = { error: 401, message: 'Unauthorized', balance: 0 };
		const item = await check({ ...TWILIO, ...row });
		expect(item).not.toHaveProperty('balance');
		expect(item['details']).toMatchObject({
			kind: 'authentication',
			code: '401',
			description: expect.stringContaining('Twilio says: "Unauthorized".'),
		});
	});

	it('whose details stand beside it, as HTTP Request 4.5 has them', async () => {
		const details = { message: 'Authorization failed', httpCode: '401' };
		expect(await check({ ...TWILIO, error: {}, details } as Row)).toMatchObject({
			error: 'The input shows no plain balance',
		});
		expect(await check({ ...TWILIO, error: 'x', details })).toMatchObject({
			details: { kind: 'authentication', code: '401' },
		});
	});

	it('that is quoted on one line, and cut', async () => {
		const item = await check({ ...TWILIO, error: `line\nbreak \u202e${'x'.repeat(10_000)}` });
		const { description } = item['details'] as { description: string };
		expect(description).toMatch(/^Twilio says: "line break x+…"\. /);
		expect(description.length).toBeLessThan(300);
	});

	it('comes before an expression that has nothing to look at', async () => {
		const parameters = {
			customBalance: { service: 'Twilio', balance: '={{ $("Nowhere").item.json.balance }}' },
		};
		expect(await check({ ...TWILIO, error: 'down' }, parameters)).toMatchObject({
			details: { kind: 'refused' },
		});
		expect(await check(TWILIO, parameters)).toMatchObject({
			error: 'The expression in Balance cannot be evaluated',
			details: { kind: 'invalidRequest', account: 'main' },
		});
	});
});

describe('in a watch', () => {
	const watch = { operation: 'watchBalance', threshold: '100' };
	const published = { mode: 'trigger' } as const;

	it('is known by service and account, whatever becomes of its check', async () => {
		let staticData: IDataObject = {};
		const run = async (row: Row) => {
			const result = await list.check([{ ...TWILIO, ...row }], {
				parameters: { ...watch, alertOptions: { failuresBeforeAlert: 1 } },
				settings: { onError: 'stopWorkflow' },
				options: { ...published, staticData },
			});
			({ staticData } = result);
			return itemsOf(result).map(({ json }) => json);
		};
		const [low] = await run({ balance: '84.20', currency: 'USD' });
		expect(low).toMatchObject({
			event: 'low',
			vendor: 'custom',
			text: 'Twilio main is low: 84.20 USD available, below 100.',
		});
		expect(await run({ balance: '83', currency: 'USD' })).toEqual([]);
		const [failing] = await run({ error: { message: 'no', status: 401 } });
		expect(failing).toMatchObject({
			event: 'checkFailing',
			status: 'failing',
			vendor: 'custom',
			account: 'main',
			message: 'Twilio did not accept the credential',
			lastBalance: 83,
			details: { kind: 'authentication', code: '401' },
		});
		// A refused credential is not asked again for an hour; what arrives by itself is believed at once.
		expect(await run({ balance: '82', currency: 'USD' })).toMatchObject([
			{ event: 'checkWorking' },
		]);
		expect(await run({ balance: '500', currency: 'USD' })).toMatchObject([
			{ event: 'recovered', alertKey: low?.['alertKey'] },
		]);
	});

	it('tells by hand, too, that the input has failed', async () => {
		const result = await list.check([{ ...TWILIO, error: 'down' }], {
			parameters: watch,
			settings: { onError: 'stopWorkflow' },
		});
		expect(result.run.data.resultData.error).toBeUndefined();
		expect(itemsOf(result)).toMatchObject([{ json: { status: 'failing' } }]);
	});

	it('writes its own unit', async () => {
		const result = await list.check(
			[{ vendor: 'custom', service: 'Meter', account: '7', balance: 12.5, unit: 'kWh' }],
			{ parameters: watch, options: published },
		);
		expect(itemsOf(result)).toMatchObject([
			{ json: { text: 'Meter 7 is low: 12.5 kWh available, below 100.', unit: 'kWh' } },
		]);
	});
});
