import { ALL_PROFILES } from '../vendors/profiles';
import { itemsOf, openMixedList, type ListSetup, type MixedList } from './mixedList';
import type { Row } from './list';

let list: MixedList;

beforeAll(async () => {
	list = await openMixedList();
});

afterAll(async () => {
	await list.close();
});

/** The rows of every vendor's first account, as its own node would have it by default. */
const FIRST_ROWS: readonly Row[] = ALL_PROFILES.map(({ id, contract, firstBalance }) => ({
	vendor: id,
	account: contract.shownInSubtitle === undefined ? '' : firstBalance.account,
}));

async function check(rows: readonly Row[], setup: ListSetup = {}) {
	return itemsOf(await list.check(rows, setup)).map(({ json }) => json);
}

const countRequests = () =>
	[...list.vendors.values()].reduce((sum, { standIn }) => sum + standIn.requests.length, 0);

it('reads the balance of every vendor, in the order of the rows', async () => {
	const result = await list.check(FIRST_ROWS);
	expect(itemsOf(result).map(({ json, pairedItem }) => [json, pairedItem])).toMatchObject(
		ALL_PROFILES.map(({ firstBalance }, item) => [firstBalance, { item }]),
	);
});

it.each([
	['id', ({ id }: { id: string }) => id],
	['display name', ({ displayName }: { displayName: string }) => displayName],
	['name in capitals', ({ id }: { id: string }) => id.toUpperCase()],
	[
		'name with other spaces',
		({ displayName }: { displayName: string }) => ` ${displayName.replace(/ /g, '-')} `,
	],
])('knows every vendor by its %s', async (_, write) => {
	const rows = ALL_PROFILES.map((profile, index) => ({
		...FIRST_ROWS[index],
		vendor: write(profile),
	}));
	expect(await check(rows)).toMatchObject(ALL_PROFILES.map(({ firstBalance }) => firstBalance));
});

it.each([
	['Twillio', 'Twillio', 'There is no vendor called Twillio'],
	['', 'Unknown vendor', 'Vendor is empty'],
	[null, 'Unknown vendor', 'Vendor is empty'],
	[' ', 'Unknown vendor', 'Vendor is empty'],
	['\u200b', 'Unknown vendor', 'Vendor is empty'],
	[7, '7', 'There is no vendor called 7'],
	[['Sectigo'], 'Unknown vendor', 'Vendor must be a text, not a list'],
	[{ name: 'Sectigo' }, 'Unknown vendor', 'Vendor must be a text, not a value of type object'],
	[true, 'Unknown vendor', 'Vendor must be a text, not a value of type boolean'],
	['a\u0000b‮c', 'a b c', 'There is no vendor called a b c'],
])('refuses the vendor %j, and no other row', async (vendor, name, error) => {
	const sound = { vendor: 'igSend', account: '100000' };
	const items = await check([sound, { vendor, account: 'main' }, sound]);
	expect(items).toEqual([
		expect.objectContaining({ balance: 1_400_000 }),
		{
			error,
			details: {
				vendor: null,
				label: `${name} main`,
				account: 'main',
				kind: 'invalidRequest',
				code: null,
				description:
					'Enter one of Cloud9 Mobile, iGsend, IntelliSoftware, Kolmisoft M4, Sectigo, custom.',
				retryable: false,
			},
		},
		expect.objectContaining({ balance: 1_400_000 }),
	]);
});

it('tells of an expression for the vendor that throws, and goes on', async () => {
	const items = await check([{ account: 'main' }], {
		parameters: { vendor: '={{ $("Nowhere").item.json.vendor }}' },
	});
	expect(items).toMatchObject([
		{
			error: 'The expression in Vendor cannot be evaluated',
			details: { vendor: null, kind: 'invalidRequest' },
		},
	]);
});

it('names the vendor whose credential is not selected, and asks the others', async () => {
	const before = list.vendors.get('sectigo')?.standIn.requests.length;
	const items = await check([{ vendor: 'sectigo' }, { vendor: 'igsend', account: 100_000 }], {
		selected: ['igSendApi', 'igSend'],
	});
	expect(items).toMatchObject([
		{
			error: 'No credential is selected for Sectigo',
			details: { vendor: 'sectigo', kind: 'invalidRequest', label: 'Sectigo' },
		},
		{ vendor: 'igSend', account: '100000' },
	]);
	expect(list.vendors.get('sectigo')?.standIn.requests).toHaveLength(before ?? 0);
});

describe('the account', () => {
	const named = ALL_PROFILES.filter(({ contract }) => contract.shownInSubtitle !== undefined);
	const single = ALL_PROFILES.filter(({ contract }) => contract.shownInSubtitle === undefined);

	it.each(named)(
		'of $displayName is refused where the cell is empty',
		async ({ id, displayName }) => {
			const before = countRequests();
			const cells = ['', '  ', null, undefined];
			const items = await check(cells.map((account) => ({ vendor: id, account })));
			expect(items).toEqual(
				cells.map(() => ({
					error: 'Account is empty',
					details: expect.objectContaining({
						vendor: id,
						account: null,
						kind: 'invalidRequest',
						description: `${displayName} has many accounts: fill in the cell, or leave the field itself empty for the account of the credential.`,
					}),
				})),
			);
			expect(countRequests()).toBe(before);
		},
	);

	it.each(named)(
		"of $displayName is the credential's where the field itself is empty",
		async (profile) => {
			const { id, firstBalance } = profile;
			expect(await check([{ vendor: id }], { parameters: { account: '' } })).toMatchObject([
				firstBalance,
			]);
		},
	);

	it.each(single)('of $displayName may be left empty', async ({ id, firstBalance }) => {
		expect(await check([{ vendor: id, account: '' }])).toMatchObject([firstBalance]);
	});

	it.each(single.filter(({ firstBalance }) => firstBalance.account !== null))(
		'of $displayName has to be the one that there is',
		async ({ id, displayName, firstBalance }) => {
			const { account } = firstBalance;
			const cells = [account, ` ${account}\u00a0`, Number(account)];
			expect(await check(cells.map((cell) => ({ vendor: id, account: cell })))).toMatchObject(
				cells.map(() => firstBalance),
			);
			expect(await check([{ vendor: id, account: ' 77' }])).toEqual([
				{
					error: 'The credential is of another account',
					details: expect.objectContaining({
						account: '77',
						label: `${displayName} 77`,
						kind: 'invalidRequest',
						description: `The item names the account 77; that of the credential at ${displayName} is ${account}. Leave Account empty, or choose the credential of this account.`,
					}),
				},
			]);
		},
	);

	it.each(single.filter(({ firstBalance }) => firstBalance.account === null))(
		'of $displayName has no name, and none is believed',
		async ({ id, displayName }) => {
			const before = countRequests();
			expect(await check([{ vendor: id, account: 'main' }])).toMatchObject([
				{
					error: `${displayName} does not name its accounts`,
					details: { kind: 'invalidRequest' },
				},
			]);
			expect(countRequests()).toBe(before);
		},
	);
});

it('reads no parameter that its vendor does not need', async () => {
	const broken = '={{ $("Nowhere").item.json.x }}';
	const items = await check(FIRST_ROWS, {
		parameters: {
			customBalance: { balance: broken },
			options: { retries: 0, kolmisoftM4CurrencyMode: broken, sectigoResponseFormat: '2' },
		},
	});
	expect(items).toMatchObject(
		ALL_PROFILES.map(({ id, firstBalance }) =>
			id === 'kolmisoftM4'
				? { error: 'The expression in M4 Currency Mode cannot be evaluated' }
				: firstBalance,
		),
	);
});

describe('a row that cannot be asked keeps the account that it names', () => {
	const ROWS = [
		{ vendor: 'kolmisoftM4', account: 'wholesale_one' },
		{ vendor: 'kolmisoftM4', account: 'wholesale_two' },
		{ vendor: 'igSend', account: 100_000 },
		{ vendor: 'Sectigo', account: ' 1000482915 ' },
		{ vendor: 'IntelliSoftware', account: 'main' },
		{ vendor: 'Cloud9 Mobile', account: '' },
	];
	const NAMES = [
		['wholesale_one', 'Kolmisoft M4 wholesale_one'],
		['wholesale_two', 'Kolmisoft M4 wholesale_two'],
		['100000', 'iGsend 100000'],
		['1000482915', 'Sectigo 1000482915'],
		['main', 'IntelliSoftware main'],
	];

	it.each<[string, ListSetup, string]>([
		['no credential is selected', { selected: [] }, 'Cloud9 Mobile'],
		[
			'another expression throws',
			{ parameters: { options: { timeout: '={{ $("Nowhere").item.json.x }}' } } },
			'My cloud9Mobile',
		],
	])('where %s', async (_, setup, label) => {
		const items = await check(ROWS, setup);
		const expected = [...NAMES, [null, label]];
		expect(items).toMatchObject(
			expected.map(([account, shown]) => ({
				details: { account, label: shown, kind: 'invalidRequest' },
			})),
		);
	});

	it('where its own option is wrong, or the account itself', async () => {
		const rows = [
			{ vendor: 'kolmisoftM4', account: 'wholesale_one', mode: '' },
			{ vendor: 'igSend', account: 'x' },
			{ vendor: 'igSend', account: ['x'] },
		];
		const options = { retries: 0, kolmisoftM4CurrencyMode: '={{ $json.mode }}' };
		expect(await check(rows, { parameters: { options } })).toMatchObject([
			{ details: { account: 'wholesale_one', label: 'Kolmisoft M4 wholesale_one' } },
			{ details: { account: 'x', label: 'iGsend x' } },
			{ details: { account: null, label: 'My igSend' } },
		]);
	});
});

describe('a message names the field as this node calls it', () => {
	it('where the expression of the account throws', async () => {
		const items = await check(FIRST_ROWS, {
			parameters: { account: '={{ $("Nowhere").item.json.x }}' },
		});
		expect(items).toMatchObject(
			FIRST_ROWS.map(({ vendor }) => ({
				error: 'The expression in Account cannot be evaluated',
				details: { vendor, kind: 'invalidRequest' },
			})),
		);
	});

	it.each(ALL_PROFILES)('where $displayName cannot have such an account', async ({ id }) => {
		expect(await check([{ vendor: id, account: [5] }])).toMatchObject([
			{ error: 'Account must be a text, not a list', details: { kind: 'invalidRequest' } },
		]);
	});

	it.each<[string, Row, string]>([
		['its account', { vendor: 'igSend', account: 'x' }, 'Account must be a whole number above 0'],
		[
			'its own option',
			{ vendor: 'kolmisoftM4', account: 'wholesale_one', mode: 'dollars' },
			'M4 Currency Mode must be one of user, system, code',
		],
		[
			'an option that another one needs',
			{ vendor: 'kolmisoftM4', account: 'wholesale_one', mode: 'code' },
			'M4 Currency Code is empty',
		],
	])('where a vendor cannot read %s', async (_, row, error) => {
		const options = { retries: 0, kolmisoftM4CurrencyMode: '={{ $json.mode }}' };
		expect(await check([row], { parameters: { options } })).toMatchObject([
			{ error, details: { kind: 'invalidRequest' } },
		]);
	});
});

it('gives every vendor its own options, row by row', async () => {
	const items = await check(
		[
			{ vendor: 'kolmisoftM4', account: 'wholesale_one', mode: 'code', code: 'USD' },
			{ vendor: 'kolmisoftM4', account: 'wholesale_one', mode: 'user', code: '' },
			{ vendor: 'igSend', account: '100000', mode: '', code: '' },
		],
		{
			parameters: {
				options: {
					retries: 0,
					kolmisoftM4CurrencyMode: '={{ $json.mode }}',
					kolmisoftM4CurrencyCode: '={{ $json.code }}',
					igSendAmountUnit: 'minor',
				},
			},
		},
	);
	expect(items).toMatchObject([
		{ balanceText: '66.0000', currency: 'USD' },
		{ balanceText: '60.7200', currency: 'EUR' },
		{ balanceText: '14000.00', currency: 'GBP' },
	]);
});

describe('where On Error stops the workflow', () => {
	const stop = { settings: { onError: 'stopWorkflow' } };

	it('one message names all rows that cannot be asked, and nobody is asked', async () => {
		const before = countRequests();
		const rows = [
			{ vendor: 'Twillio', account: 'main' },
			...FIRST_ROWS,
			{ vendor: 'kolmisoftM4', account: '' },
			{ vendor: 'igSend', account: 'x' },
		];
		const { run } = await list.check(rows, stop);
		expect(run.data.resultData.error).toMatchObject({
			message: '3 of 8 items cannot be checked',
			description:
				'Item 0, Twillio main: There is no vendor called Twillio. Item 6, My kolmisoftM4: Account is empty. Item 7, iGsend x: Account must be a whole number above 0.',
		});
		expect(countRequests()).toBe(before);
	});

	it('names the first twenty of many', async () => {
		const rows = Array.from({ length: 23 }, (_, index) => ({ vendor: `Nobody ${index}` }));
		const { run } = await list.check(rows, stop);
		const { message, description } = run.data.resultData.error ?? {};
		expect(message).toBe('23 of 23 items cannot be checked');
		expect(description).toContain('Item 19, Nobody 19: There is no vendor called Nobody 19.');
		expect(description).not.toContain('Nobody 20');
		expect(description).toMatch(/ And 3 more\.$/);
	});

	it('a single one keeps its own words', async () => {
		const { run } = await list.check([...FIRST_ROWS, { vendor: 'Twillio' }], stop);
		expect(run.data.resultData.error).toMatchObject({
			message: 'There is no vendor called Twillio',
			context: { itemIndex: 5 },
		});
	});
});
