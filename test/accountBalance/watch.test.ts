import type { IDataObject } from 'n8n-workflow';
import { ALL_PROFILES } from '../vendors/profiles';
import { itemsOf, openMixedList, type MixedList } from './mixedList';
import { BAD_DAY, type Row } from './list';

let list: MixedList;

beforeEach(async () => {
	list = await openMixedList();
});

afterEach(async () => {
	await list.close();
});

const WATCH = { operation: 'watchBalance', alertOptions: { failuresBeforeAlert: 1 } };

async function checkBadDay(staticData: IDataObject, more: object = {}) {
	list.vendors.get('kolmisoftM4')?.standIn.misbehave({ kind: 'reset' });
	const igSend = list.vendors.get('igSend');
	return await list.check(BAD_DAY, {
		parameters: { ...WATCH, ...more },
		settings: { onError: 'stopWorkflow' },
		credentials: { igSend: igSend?.wrongCredential ?? {} },
		options: { mode: 'trigger', staticData },
	});
}

it('tells all that is wrong with a mixed list, once', async () => {
	const first = await checkBadDay({});
	expect(itemsOf(first).map(({ json }) => [json['event'], json['label'], json['vendor']])).toEqual([
		['low', 'Sectigo 1000482915', 'sectigo'],
		['checkFailing', 'Kolmisoft M4 wholesale_one', 'kolmisoftM4'],
		['checkFailing', 'iGsend 100000', 'igSend'],
		['checkFailing', 'Twillio main', null],
		['checkFailing', 'My intelliSoftware', 'intelliSoftware'],
		['low', 'OpenRouter team', 'custom'],
	]);
	expect(itemsOf(await checkBadDay(first.staticData))).toEqual([]);
});

it('tells it in one message, the worst first', async () => {
	const alertOptions = { failuresBeforeAlert: 1, combineEvents: true };
	const [only, ...others] = itemsOf(await checkBadDay({}, { alertOptions }));
	expect(others).toEqual([]);
	expect(only?.json).toMatchObject({
		counts: { statuses: { failing: 4, low: 2 }, events: { checkFailing: 4, low: 2 } },
	});
	const lines = String(only?.json['text']).split('\n');
	expect(lines).toHaveLength(6);
	for (const words of [
		'Kolmisoft M4 wholesaleˍone cannot be checked: The connection to Kolmisoft M4 broke',
		'iGsend 100000 cannot be checked: iGsend did not accept the credential.',
		'Twillio main cannot be checked: There is no vendor called Twillio.',
		'My intelliSoftware cannot be checked: Threshold must be a number',
		'Sectigo 1000482915 is low: 210.00 GBP available, below 300.',
		'OpenRouter team is low: 3.5 USD available, below 5.',
	]) {
		expect(lines.filter((line) => line.includes(words))).toHaveLength(1);
	}
});

describe('a row that cannot be asked any more', () => {
	const SECTIGO = { vendor: 'Sectigo', threshold: 1 };
	const watch = async (input: readonly Row[], staticData: IDataObject) =>
		await list.check(input, {
			parameters: { ...WATCH, alertOptions: { failuresBeforeAlert: 1, outputEveryCheck: true } },
			options: { mode: 'trigger', staticData },
		});

	it.each<[string, Row, Row]>([
		[
			'another vendor',
			{
				vendor: 'custom',
				service: 'OpenRouter',
				account: 'team',
				balance: '84.20',
				threshold: 100,
			},
			{ vendor: 'iGsend', account: 'x', threshold: 10 },
		],
		[
			'one that nobody knows',
			{ vendor: 'kolmisoftM4', account: 'wholesale_one', threshold: 10 },
			{ vendor: 'Twillio', account: 'main', threshold: 10 },
		],
	])('takes no balance over from an account that is gone: %s', async (_, gone, wrong) => {
		const { staticData } = await watch([SECTIGO, gone], {});
		const items = itemsOf(await watch([SECTIGO, wrong], staticData));
		expect(items.map(({ json }) => [json['event'], json['lastBalance']])).toEqual([
			['none', undefined],
			['checkFailing', undefined],
		]);
	});
});

it('remembers each account by itself, whatever the order of the rows', async () => {
	const rows = ALL_PROFILES.map(({ id, firstBalance, contract }) => ({
		vendor: id,
		account: contract.shownInSubtitle === undefined ? '' : firstBalance.account,
		threshold: 9_999_999,
	}));
	const run = async (input: readonly Row[], staticData: IDataObject) =>
		await list.check(input, { parameters: WATCH, options: { mode: 'trigger', staticData } });
	const first = await run(rows, {});
	expect(itemsOf(first).map(({ json }) => json['event'])).toEqual(rows.map(() => 'low'));
	const second = await run([...rows].reverse(), first.staticData);
	expect(itemsOf(second)).toEqual([]);
	const calm = await run(
		rows.map((row) => ({ ...row, threshold: 1 })),
		second.staticData,
	);
	expect(itemsOf(calm).map(({ json }) => json['event'])).toEqual(rows.map(() => 'recovered'));
});

it('leaves a refused credential in peace, and asks the other vendors', async () => {
	const igSend = list.vendors.get('igSend');
	const run = async (staticData: IDataObject) =>
		await list.check(
			[
				{ vendor: 'igSend', account: 100_000, threshold: 5 },
				{ vendor: 'sectigo', threshold: 5 },
			],
			{
				parameters: WATCH,
				credentials: { igSend: igSend?.wrongCredential ?? {} },
				options: { mode: 'trigger', staticData },
			},
		);
	const first = await run({});
	await run(first.staticData);
	expect(igSend?.standIn.requests).toHaveLength(1);
	expect(list.vendors.get('sectigo')?.standIn.requests).toHaveLength(2);
});

it('by hand is red where a row names nobody, while it is built', async () => {
	const result = await list.check(BAD_DAY, {
		parameters: WATCH,
		settings: { onError: 'stopWorkflow' },
	});
	expect(result.run.data.resultData.error).toMatchObject({
		message: '2 of 7 items cannot be checked',
		description:
			'Item 4, Twillio main: There is no vendor called Twillio. Item 5, My intelliSoftware: Threshold must be a number such as 20 or 19.50, not "1.000,50".',
	});
});

it('puts out a sample of every row that names somebody', async () => {
	const result = await list.check(BAD_DAY, {
		parameters: { ...WATCH, alertOptions: { sampleEvent: 'low' } },
	});
	expect(itemsOf(result).map(({ json }) => [json['sample'], json['vendor']])).toEqual(
		['sectigo', 'kolmisoftM4', 'igSend', 'cloud9Mobile', 'intelliSoftware', 'custom'].map((id) => [
			true,
			id,
		]),
	);
});
