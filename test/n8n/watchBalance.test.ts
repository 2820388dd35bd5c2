/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the ban protects n8n's runtime; this is test code */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { balanceWorkflow, createBalanceEngine, storedCredential } from '../engine/accountBalance';
import { leakFinder } from '../faults/leakSearch';
import {
	intelliSoftwareKeys,
	intelliSoftwareOtherKeys,
	startIntelliSoftware,
} from '../vendors/intelliSoftware/standIn';
import { kolmisoftM4SecretKey } from '../vendors/kolmisoftM4/standIn';
import {
	eventsOf,
	startWatchedServer,
	type Answer,
	type WatchedServer,
	type WatchSetup,
} from './watchedServer';

let watched: WatchedServer;

beforeEach(async () => {
	watched = await startWatchedServer();
});

afterEach(async () => {
	await watched.close();
	jest.restoreAllMocks();
});

/** Checks hour after hour, and what each puts out. */
async function checks(
	answers: readonly Answer[],
	setup: WatchSetup = {},
): Promise<ReadonlyArray<readonly INodeExecutionData[]>> {
	const outputs: Array<readonly INodeExecutionData[]> = [];
	for (const answer of answers) {
		watched.answer(answer);
		outputs.push(await watched.run(setup));
		watched.hour++;
	}
	return outputs;
}

async function jsonOf(answers: readonly Answer[], setup: WatchSetup = {}): Promise<IDataObject> {
	const last = (await checks(answers, setup)).at(-1) ?? [];
	expect(last).toHaveLength(1);
	return last[0]?.json ?? {};
}

const BAD_LOGIN = { refusal: 'incorrectHash' } as const;
const BY_HAND = { options: { mode: 'manual' } } as const;
const ALL = { parameters: { alertOptions: { outputEveryCheck: true } } };

describe('the item', () => {
	it('is the uniform one and what happened, keys in order, what is unknown absent or null', async () => {
		expect(await jsonOf(['90.50'])).toEqual({
			vendor: 'kolmisoftM4',
			label: 'Kolmisoft M4 acme',
			account: 'acme',
			balance: 90.5,
			balanceText: '90.50',
			unit: 'money',
			currency: 'EUR',
			available: 90.5,
			checkedAt: '2026-11-21T00:00:00.000Z',
			details: { currencySource: 'reply' },
			event: 'low',
			status: 'low',
			text: 'Kolmisoft M4 acme is low: 90.50 EUR available, below 100.',
			alertKey: expect.stringMatching(/^[\w-]{22}$/),
			reason: 'threshold',
			threshold: 100,
			emptyAt: null,
			since: '2026-11-21T00:00:00.000Z',
			trend: null,
		});
	});

	it('has its keys in one order, once all is known', async () => {
		const answers = Array.from({ length: 25 }, (_, hour) => `${192 - 4 * hour}.00`);
		const json = await jsonOf(answers, { parameters: { threshold: '97' } });
		expect(Object.keys(json)).toEqual([
			'event',
			'status',
			'label',
			'text',
			'available',
			'currency',
			'threshold',
			'daysLeft',
			'emptyAt',
			'vendor',
			'account',
			'balance',
			'balanceText',
			'unit',
			'daysLeftMin',
			'daysLeftMax',
			'previousBalance',
			'reason',
			'since',
			'burnPerDay',
			'trend',
			'alertKey',
			'checkedAt',
			'details',
		]);
		expect(json).toMatchObject({
			event: 'low',
			previousBalance: 100,
			burnPerDay: 96,
			daysLeft: 1,
			emptyAt: '2026-11-23T00:00:00.000Z',
			since: '2026-11-22T00:00:00.000Z',
			trend: expect.stringMatching(/^█[▁-█]{14}▁$/),
		});
	});

	it('of a check without a balance has kind and words, the last balance, and nothing of a balance', async () => {
		const json = await jsonOf(['150.00', BAD_LOGIN]);
		expect(json).toEqual({
			vendor: 'kolmisoftM4',
			label: 'Kolmisoft M4 acme',
			account: 'acme',
			message: 'Kolmisoft M4 did not accept the credential',
			checkedAt: '2026-11-21T01:00:00.000Z',
			details: {
				kind: 'authentication',
				code: null,
				retryable: false,
				description: expect.stringContaining('Kolmisoft M4 says: "Incorrect hash"'),
			},
			event: 'checkFailing',
			status: 'failing',
			text: expect.stringContaining(
				'cannot be checked: Kolmisoft M4 did not accept the credential.',
			),
			alertKey: expect.stringMatching(/^[\w-]{22}$/),
			lastStatus: 'ok',
			reason: null,
			threshold: 100,
			emptyAt: null,
			since: '2026-11-21T01:00:00.000Z',
			trend: null,
			lastBalance: 150,
			lastCheckedAt: '2026-11-21T00:00:00.000Z',
		});
	});

	it('of an account that was never read has no last balance', async () => {
		const json = await jsonOf([BAD_LOGIN]);
		expect(json).not.toHaveProperty('lastBalance');
		expect(json['lastCheckedAt']).toBeNull();
	});

	it('says with the recovery which limit it had to clear', async () => {
		const setup = { parameters: { criticalThreshold: '50' } };
		expect(await jsonOf(['20.00', '150.00'], setup)).toMatchObject({
			event: 'recovered',
			reason: 'threshold',
			threshold: 100,
			since: '2026-11-21T00:00:00.000Z',
			previousBalance: 20,
			balance: 150,
		});
	});

	it('is linked to the input item', async () => {
		const input = [{ limit: '' }, { limit: '200' }];
		const setup = {
			parameters: { threshold: '={{ $json.limit }}', criticalThreshold: '1' },
			input,
		};
		expect((await checks(['150.00'], setup))[0]).toMatchObject([{ pairedItem: { item: 1 } }]);
	});

	it('comes twice where two things happened at once', async () => {
		const outputs = await checks(['150.00', BAD_LOGIN, '20.00']);
		expect(outputs.map(eventsOf)).toEqual([
			[],
			['checkFailing'],
			['checkWorking', 'low/threshold'],
		]);
	});
});

it('every check is put out on request, with the event none between events', async () => {
	const outputs = await checks(['150.00', '90.00', '91.00', 'down', '92.00', '150.00'], ALL);
	expect(outputs.flatMap(eventsOf)).toEqual([
		'none',
		'low/threshold',
		'none/threshold',
		'none/threshold',
		'none/threshold',
		'recovered/threshold',
	]);
	expect(outputs[3]?.[0]?.json).toMatchObject({
		message: 'The connection to Kolmisoft M4 broke before the reply was complete',
		details: { kind: 'vendorUnavailable' },
		lastBalance: 91,
	});
});

describe('limits', () => {
	it('of each row of a sheet are its own, and one bad row does not spoil the others', async () => {
		watched.server.accounts.push(
			...['two', 'three', 'four', 'five'].map((username) => ({
				username,
				currency: 'EUR',
				balances: { EUR: '150.00', USD: '1.00' },
			})),
		);
		const input = [
			{ user: 'acme', limit: 200, side: 'below' },
			{ user: 'two', limit: 100, side: 'above' },
			{ user: 'three', limit: 'a lot', side: 'below' },
			{ user: 'four', limit: '100', side: 'under' },
			{ user: 'five', limit: '200', side: '' },
		];
		const parameters = {
			username: '={{ $json.user }}',
			alertWhen: '={{ $json.side }}',
			threshold: '={{ $json.limit }}',
			alertOptions: { failuresBeforeAlert: 1 },
		};
		const [first] = await checks(['150.00'], { parameters, input });
		expect(first?.map(({ json }) => [json['account'], json['event'], json['message']])).toEqual([
			['acme', 'low', undefined],
			['two', 'low', undefined],
			['three', 'checkFailing', 'Threshold must be a number such as 20 or 19.50, not "a lot"'],
			['four', 'checkFailing', 'Alert When Balance Is must be one of below, above'],
			['five', 'low', undefined],
		]);
	});

	it('that an option names are used', async () => {
		const parameters = { alertOptions: { recoverAt: '120', remindEvery: 2 } };
		const outputs = await checks(['90.00', '110.00', '110.00', '120.00'], { parameters });
		expect(outputs.flatMap(eventsOf)).toEqual([
			'low/threshold',
			'reminder/threshold',
			'recovered/threshold',
		]);
	});

	it('that are missing stop a run by hand, in words, before anything is sent', async () => {
		const { run } = await watched.runWhole({ ...BY_HAND, parameters: { threshold: '' } });
		expect(run.data.resultData.error).toMatchObject({
			message: 'Enter a threshold: nothing is watched yet',
			description: expect.stringContaining('Fill in Threshold'),
		});
		expect(run.status).toBe('error');
	});

	it('that are missing are told by the published workflow at the first check', async () => {
		const outputs = await checks(['1', '1', '1', '1'], { parameters: { threshold: '' } });
		expect(outputs.map(eventsOf)).toEqual([['checkFailing'], [], [], []]);
		expect(watched.server.requests).toHaveLength(0);
	});
});

describe('a refused credential', () => {
	it('is told at once, and not tried again for an hour', async () => {
		watched.answer(BAD_LOGIN);
		const asked: number[] = [];
		for (const hour of [0, 0.5, 0.94, 1, 1.5, 2]) {
			watched.hour = hour;
			await watched.run();
			asked.push(watched.server.requests.length);
		}
		expect(asked).toEqual([1, 1, 1, 2, 2, 3]);
	});

	it('is tried at any time by hand, which does not disturb the rest', async () => {
		await checks([BAD_LOGIN]);
		watched.hour = 0.5;
		expect(eventsOf(await watched.run(BY_HAND))).toEqual(['none']);
		await watched.run();
		expect(watched.server.requests).toHaveLength(2);
	});

	it('of one account does not keep others from being checked', async () => {
		watched.server.accounts.push({ username: 'two', currency: 'EUR', balances: { EUR: '5' } });
		const parameters = { username: '={{ $json.user }}' };
		await checks([BAD_LOGIN], { parameters, input: [{ user: 'acme' }] });
		watched.hour = 0.5;
		watched.answer('5.00');
		const items = await watched.run({ parameters, input: [{ user: 'acme' }, { user: 'two' }] });
		expect(items.map(({ json }) => json['account'])).toEqual(['two']);
	});
});

describe('by hand', () => {
	it('shows every field, and that nothing is remembered', async () => {
		const first = await jsonOf(['150.00'], BY_HAND);
		expect(first).toMatchObject({ event: 'none', reason: null, threshold: 100, balance: 150 });
		expect(first['details']).not.toHaveProperty('warnings');
		expect(watched.staticData).toEqual({});
	});

	it('shows the event as it would be, and leaves it to the published workflow', async () => {
		await checks(['150.00']);
		const before = JSON.stringify(watched.staticData);
		expect(eventsOf((await checks(['90.00'], BY_HAND))[0] ?? [])).toEqual(['low/threshold']);
		expect(JSON.stringify(watched.staticData)).toBe(before);
		expect(eventsOf(await watched.run())).toEqual(['low/threshold']);
	});

	it('shows a check without a balance as an item, whatever the run does with errors', async () => {
		expect(await jsonOf([BAD_LOGIN], BY_HAND)).toMatchObject({ event: 'checkFailing' });
		expect(await jsonOf(['down'], BY_HAND)).toMatchObject({
			event: 'none',
			details: { kind: 'vendorUnavailable' },
		});
	});
});

describe('accounts never mix', () => {
	const event = ({ json }: INodeExecutionData) => [json['account'] ?? json['label'], json['event']];

	it('one account under two limits is two watches', async () => {
		const parameters = { threshold: '={{ $json.limit }}' };
		const input = [{ limit: 100 }, { limit: 50 }];
		const outputs = await checks(['80.00', '80.00', '40.00', '80.00'], { parameters, input });
		expect(
			outputs.map((items) => items.map(({ json }) => [json['event'], json['threshold']])),
		).toEqual([[['low', 100]], [], [['low', 50]], [['recovered', 50]]]);
	});

	it('rows may change places', async () => {
		watched.server.accounts.push({ username: 'two', currency: 'EUR', balances: { EUR: '5' } });
		const setup = (users: readonly string[]) => ({
			parameters: { username: '={{ $json.user }}' },
			input: users.map((user) => ({ user })),
		});
		expect((await watched.run(setup(['acme', 'two']))).map(event)).toEqual([['two', 'low']]);
		expect(await watched.run(setup(['two', 'acme']))).toEqual([]);
	});

	it('two nodes of one workflow know nothing of each other', async () => {
		expect(eventsOf((await checks(['90.00']))[0] ?? [])).toEqual(['low/threshold']);
		expect(eventsOf(await watched.run({ name: 'Second' }))).toEqual(['low/threshold']);
		expect([await watched.run(), await watched.run({ name: 'Second' })]).toEqual([[], []]);
	});

	it('accounts that differ in secrets alone need a label each', async () => {
		const server = await startIntelliSoftware();
		const data = { ...intelliSoftwareKeys, baseUrl: server.url, backupBaseUrl: '' };
		const fromRow = { accessKey: '={{ $json.accessKey }}', secretKey: '={{ $json.secretKey }}' };
		const credentials = [storedCredential('intelliSoftware', { ...data, ...fromRow })];
		const rows = [
			{ ...intelliSoftwareKeys, name: 'one' },
			{ ...intelliSoftwareOtherKeys, name: 'two' },
		];
		const engine = await createBalanceEngine();
		const watch = async (parameters: object, input: IDataObject[], staticData: IDataObject) =>
			await engine.run(
				balanceWorkflow('intelliSoftware', {
					operation: 'watchBalance',
					threshold: '500',
					...parameters,
				}),
				{ credentials, input, staticData, mode: 'trigger' },
			);
		try {
			const alike = await watch({ alertOptions: { failuresBeforeAlert: 1 } }, rows, {});
			expect(alike.outputs('Balance')[0]?.map(({ json }) => json['message'])).toEqual([
				'These accounts cannot be told apart',
				'These accounts cannot be told apart',
			]);
			const label = { options: { label: '={{ $json.name }}' } };
			const first = await watch(label, rows, {});
			expect(first.outputs('Balance')[0]?.map(event)).toEqual([['one', 'low']]);
			const turned = await watch(label, [...rows].reverse(), first.staticData);
			expect(turned.outputs('Balance')[0]).toEqual([]);
		} finally {
			await server.close();
		}
	});
});

describe('what is remembered', () => {
	const NODE = 'node:Balance';
	const warnings = (items: readonly INodeExecutionData[]) => {
		const details = items[0]?.json['details'];
		return typeof details === 'object' && details !== null && 'warnings' in details
			? details['warnings']
			: undefined;
	};

	/** The node's static data with the text of its only account changed. */
	function remembering(change: (text: string) => unknown): IDataObject {
		const data = watched.staticData[NODE] as IDataObject;
		const entries = Object.entries(data).map(([key, value]) => [
			key,
			key.startsWith('account ') ? change(String(value)) : value,
		]);
		return { ...watched.staticData, [NODE]: Object.fromEntries(entries) as IDataObject };
	}

	it('is primitives under the node, bounded, and no secret nor a form of one', async () => {
		await checks(['150.00', BAD_LOGIN, '90.00']);
		const saved = JSON.stringify(watched.staticData);
		expect(leakFinder([kolmisoftM4SecretKey])(saved)).toEqual([]);
		const data = watched.staticData[NODE] as IDataObject;
		const account = expect.stringMatching(/^account [\w-]{22} [\w-]{22}$/) as unknown;
		expect(Object.keys(data)).toEqual(['nodeId', 'savedAt', account]);
		expect(Object.values(data).map((value) => typeof value)).toEqual([
			'string',
			'number',
			'string',
		]);
	});

	it.each<[string, (text: string) => unknown, string]>([
		['mangled', (text) => text.slice(1), 'cannot be read'],
		['of another type', () => ({ level: 'low' }), 'cannot be read'],
		[
			'from another version',
			(text) => text.replace('"version":2', '"version":99'),
			'written by another version',
		],
	])('and is %s is told, and the watch begins anew', async (_, change, words) => {
		await checks(['90.00']);
		watched.staticData = remembering(change);
		const items = await watched.run();
		expect(eventsOf(items)).toEqual(['low/threshold']);
		expect(warnings(items)).toEqual([expect.stringContaining(words)]);
		watched.hour = 25;
		const reminder = await watched.run();
		expect([eventsOf(reminder), warnings(reminder)]).toEqual([['reminder/threshold'], undefined]);
	});

	it('and was lost is told with the next item, where there is none now', async () => {
		await checks(['150.00']);
		watched.staticData = remembering(() => '');
		await checks(['150.00', '150.00']);
		const [items] = await checks(['90.00']);
		expect(warnings(items ?? [])).toEqual([expect.stringContaining('cannot be read')]);
	});

	it('under another name is told of a renamed node', async () => {
		await checks(['90.00'], { settings: { id: 'n1' } });
		const renamed = { settings: { id: 'n1' }, name: 'Renamed' };
		const items = await watched.run(renamed);
		expect(eventsOf(items)).toEqual(['low/threshold']);
		expect(warnings(items)).toEqual([expect.stringContaining('was called "Balance" before')]);
		expect(await watched.run(renamed)).toEqual([]);
	});

	it('by another node of the same name is not used, and told', async () => {
		await checks(['90.00'], { settings: { id: 'n1' } });
		const items = await watched.run({ settings: { id: 'n2' } });
		expect(eventsOf(items)).toEqual(['low/threshold']);
		expect(warnings(items)).toEqual([expect.stringContaining('Another node was called "Balance"')]);
		expect(await watched.run({ settings: { id: 'n2' } })).toEqual([]);
	});

	it('and is not given back by n8n is told from the second execution on', async () => {
		const settings = { id: 'forgotten' };
		const run = async (executionId: string) => {
			watched.staticData = {};
			return warnings(await watched.run({ settings, options: { executionId } }));
		};
		watched.answer('90.00');
		expect(await run('7')).toBeUndefined();
		expect(await run('8')).toEqual([expect.stringContaining('has not given back')]);
		await watched.run({ settings, options: { executionId: '9' } });
		expect(await watched.run({ settings, options: { executionId: '10' } })).toEqual([]);
	});

	it('is told to be of a clock that was put back', async () => {
		watched.hour = 5;
		await checks(['150.00']);
		watched.hour = 2;
		const [items] = await checks(['90.00']);
		expect(warnings(items ?? [])).toEqual([expect.stringContaining('The clock was put back')]);
	});

	it('is of 1,000 accounts: the longest unchecked go, and more in one run are told', async () => {
		const users = Array.from({ length: 1002 }, (_, number) => `user${number}`);
		watched.server.accounts.push(
			...users.map((username) => ({
				username,
				currency: 'EUR',
				balances: { EUR: '5.00', USD: '5.00' },
			})),
		);
		const parameters = { username: '={{ $json.user }}', options: { concurrency: 100 } };
		const setup = (chosen: readonly string[]) => ({
			parameters,
			input: chosen.map((user) => ({ user })),
		});
		const items = await watched.run(setup(users));
		const untold = items.map((item) => warnings([item])).map((all) => all !== undefined);
		expect(untold.indexOf(true)).toBe(1000);
		expect(untold.filter(Boolean)).toHaveLength(2);
		expect(await watched.run(setup(['user0', 'user999']))).toEqual([]);
		// The two that were checked least recently make room.
		await watched.run(setup(['user1000', 'user1001']));
		const again = await watched.run(setup(['user0', 'user1', 'user2', 'user3', 'user1001']));
		expect(again.map(({ json }) => json['account'])).toEqual(['user1', 'user2']);
	}, 60_000);

	it('stays as it was where the run is cancelled', async () => {
		await checks(['150.00']);
		const before = JSON.stringify(watched.staticData);
		watched.answer('90.00');
		watched.server.misbehave({ kind: 'stall' });
		const stop = new AbortController();
		const running = watched.runWhole({ options: { cancel: stop.signal } });
		while (watched.server.requests.length < 2)
			await new Promise((resolve) => setImmediate(resolve));
		stop.abort();
		expect((await running).run.status).toBe('canceled');
		expect(JSON.stringify(watched.staticData)).toBe(before);
	});
});

it('what cannot even be asked is told of the only account, and so is that it works again', async () => {
	const broken = { parameters: { username: '={{ $json.user }}' }, input: [{}] };
	expect(eventsOf((await checks(['150.00']))[0] ?? [])).toEqual([]);
	const outputs = await checks(['1', '1', '1'], broken);
	expect(outputs.map(eventsOf)).toEqual([['checkFailing'], [], []]);
	expect(outputs[0]?.[0]?.json).toMatchObject({ message: 'Username is empty', lastBalance: 150 });
	expect(eventsOf((await checks(['150.00']))[0] ?? [])).toEqual(['checkWorking']);
});
