import {
	createBalanceItem,
	createFailedItem,
	type BalanceFacts,
} from '../../../nodes/shared/check/balanceItem';
import type { ItemContext } from '../../../nodes/shared/check/plan';
import { parseDecimal, type ExactDecimal } from '../../../nodes/shared/decimal';
import { createFailure, type FailureFacts } from '../../../nodes/shared/failure/failure';
import type { Reading } from '../../../nodes/shared/vendor';

const context: ItemContext<string> = {
	vendor: { id: 'tiny', name: 'Tiny', unit: 'credits' },
	label: null,
	credentialName: 'My credential',
	account: null,
};

function toExact(text: string): ExactDecimal {
	const decimal = parseDecimal(text);
	if (decimal === null) throw new Error(`The test's own number is none: ${text}`);
	return decimal;
}

const createReading = (balance: string, changes: Partial<Reading> = {}): Reading => ({
	account: null,
	balance: toExact(balance),
	currency: null,
	creditLimit: null,
	details: {},
	warnings: [],
	...changes,
});

const createFacts = (reading: Reading, changes: Partial<BalanceFacts> = {}): BalanceFacts => ({
	reading,
	checkedAt: Date.parse('2026-11-21T08:00:00.123Z'),
	warnings: [],
	threshold: null,
	raw: null,
	...changes,
});

const createItem = (reading: Reading, changes: Partial<BalanceFacts> = {}, its = context) =>
	createBalanceItem(its, createFacts(reading, changes));

describe('createBalanceItem', () => {
	it('has every key in the documented order', () => {
		const reading = createReading('5.50', {
			account: '100045',
			currency: 'GBP',
			creditLimit: toExact('10'),
			details: { balanceState: 'open', environment: 'live' },
			warnings: ['from the reading'],
		});
		const item = createItem(reading, {
			warnings: ['from the check'],
			threshold: toExact('20'),
			raw: 'balance=5.50',
		});
		// As text: the order counts.
		expect(JSON.stringify(item, null, ' ')).toBe(
			JSON.stringify(
				{
					vendor: 'tiny',
					label: 'Tiny 100045',
					account: '100045',
					balance: 5.5,
					balanceText: '5.50',
					unit: 'credits',
					currency: 'GBP',
					creditLimit: 10,
					available: 15.5,
					low: true,
					checkedAt: '2026-11-21T08:00:00.123Z',
					details: {
						balanceState: 'open',
						environment: 'live',
						warnings: ['from the reading', 'from the check'],
					},
					raw: 'balance=5.50',
				},
				null,
				' ',
			),
		);
	});

	it('leaves out what is unknown, but for texts', () => {
		expect(Object.entries(createItem(createReading('0')))).toEqual([
			['vendor', 'tiny'],
			['label', 'My credential'],
			['account', null],
			['balance', 0],
			['balanceText', '0'],
			['unit', 'credits'],
			['currency', null],
			['available', 0],
			['checkedAt', '2026-11-21T08:00:00.123Z'],
			['details', {}],
		]);
	});

	it('carries an empty reply where it is to carry one', () => {
		expect(createItem(createReading('5'), { raw: '' })).toHaveProperty('raw', '');
	});

	it.each([
		['5', null, 5],
		['0.1', '0.2', 0.3],
		['1.1', '2.2', 3.3],
		['-5', '10', 5],
		['-15', '10', -5],
		['-0.30', '0.1', -0.2],
		['5', '0', 5],
		['5', '0.00', 5],
		['5', '-0', 5],
		['111111', '11', 111122],
		['9007199254740993', '1', 9007199254740994],
		['100000000000000000000.1', '-0.00', 1e20],
		// A negative limit is no credit.
		['5', '-10', 5],
		['-5', '-0.01', -5],
	])('%s with the limit %s: %d available', (balance, limit, available) => {
		const creditLimit = limit === null ? null : toExact(limit);
		const item = createItem(createReading(balance, { creditLimit }));
		expect(item.available).toBe(available);
		expect('creditLimit' in item).toBe(limit !== null);
	});

	it('shows a negative limit and warns about it', () => {
		const item = createItem(
			createReading('5', { creditLimit: toExact('-10'), warnings: ['first'] }),
			{
				warnings: ['second'],
			},
		);
		expect(item.creditLimit).toBe(-10);
		expect(item.details.warnings).toEqual([
			'first',
			'second',
			'The credit limit is negative and is not added to the balance.',
		]);
	});

	it.each(['0', '-0', '0.00', '10'])('does not warn about the limit %s', (limit) => {
		const item = createItem(createReading('5', { creditLimit: toExact(limit) }));
		expect(item.details).toEqual({});
		expect(Object.is(item.creditLimit, Number(limit) || 0)).toBe(true);
	});

	it.each([
		['19.99', null, '20', true],
		['20', null, '20', false],
		['20.00', null, '20', false],
		['20.01', null, '20', false],
		['-1', null, '0', true],
		['0', null, '0', false],
		['-0.00', null, '0', false],
		['0', null, '-1', false],
		['19.99999999999999999999', null, '20', true],
		['9007199254740992', null, '9007199254740993', true],
		['0.1', '0.2', '0.3', false],
		['0.1', '0.2', '0.30000000000000000001', true],
		['5', '20', '20', false],
		['-5', '20', '20', true],
		['25', '-10', '20', false],
	])('%s with the limit %s under the threshold %s is low: %s', (balance, limit, threshold, low) => {
		const creditLimit = limit === null ? null : toExact(limit);
		const item = createItem(createReading(balance, { creditLimit }), {
			threshold: toExact(threshold),
		});
		expect(item.low).toBe(low);
	});

	it.each([
		['-0', 0, '-0'],
		['-0.00', 0, '-0.00'],
		['-349282.18', -349282.18, '-349282.18'],
		['100.000', 100, '100.000'],
		['12345678901234567890', 12345678901234567000, '12345678901234567890'],
	])('keeps %s beside its number', (text, balance, balanceText) => {
		expect(createItem(createReading(text))).toMatchObject({
			balance,
			balanceText,
			available: balance,
		});
	});

	it.each<[string, Partial<ItemContext<string>>, string | null, string | null, string]>([
		['the label', { label: 'Main', account: '1' }, '2', '2', 'Main'],
		['the account of the reply', { account: '1' }, '2', '2', 'Tiny 2'],
		['the account of the request', { account: '1' }, null, '1', 'Tiny 1'],
		["the credential's name", {}, null, null, 'My credential'],
		["the vendor's name", { credentialName: null }, null, null, 'Tiny'],
	])('is labelled by %s', (_, changes, read, account, label) => {
		const item = createItem(createReading('5', { account: read }), {}, { ...context, ...changes });
		expect(item).toMatchObject({ label, account });
	});

	it('gives every item its own details', () => {
		const reading = createReading('5', { details: { a: '1' }, warnings: ['w'] });
		const [first, second] = [createItem(reading), createItem(reading)];
		first.details['a'] = 'changed';
		first.details.warnings?.push('more');
		expect(second.details).toEqual({ a: '1', warnings: ['w'] });
		expect(reading.warnings).toEqual(['w']);
	});
});

const fail = (facts: FailureFacts, its: ItemContext = context) =>
	createFailedItem(its, createFailure(facts));

describe('createFailedItem', () => {
	it('has every key in the documented order, and none of a balance', () => {
		const item = fail(
			{ kind: 'rateLimited', code: '-42', vendorWords: 'Too many', advice: 'Wait.' },
			{ ...context, account: '100045' },
		);
		expect(JSON.stringify(item)).toBe(
			JSON.stringify({
				error: 'Tiny is asked too often',
				details: {
					vendor: 'tiny',
					label: 'Tiny 100045',
					account: '100045',
					kind: 'rateLimited',
					code: '-42',
					description: 'Tiny says: "Too many". Wait.',
					retryable: true,
				},
			}),
		);
	});

	it('says that it is worth another try even where this run made none', () => {
		expect(fail({ kind: 'rateLimited', isAskedAgain: false }).details.retryable).toBe(true);
		expect(fail({ kind: 'authentication' }).details.retryable).toBe(false);
	});

	it.each<[string, Partial<ItemContext>, string]>([
		['the label', { label: 'Main', account: '1' }, 'Main'],
		['the account of the request', { account: '1' }, 'Tiny 1'],
		["the credential's name", {}, 'My credential'],
		["the vendor's name", { credentialName: null }, 'Tiny'],
	])('is labelled by %s', (_, changes, label) => {
		expect(fail({ kind: 'refused' }, { ...context, ...changes }).details.label).toBe(label);
	});

	it('has its own words before those of the kind', () => {
		expect(fail({ kind: 'invalidRequest', summary: 'Base URL is empty' }).error).toBe(
			'Base URL is empty',
		);
	});

	it.each(['0', 'login_invalid', '-16', '503', 'ECONNREFUSED', null])(
		'leaves the code %s',
		(code) => {
			expect(fail({ kind: 'refused', code }).details.code).toBe(code);
		},
	);
});
