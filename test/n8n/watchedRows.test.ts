import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { NodeDocument } from '../engine/engine';
import {
	eventsOf,
	HOUR,
	outputsOfAllRuns,
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

const BAD_HASH = { refusal: 'incorrectHash' } as const;
const BAD_LOGIN = { refusal: 'badLogin' } as const;
const EVERY_CHECK = { outputEveryCheck: true };

/** The limits of the rows come from the input. */
const FROM_ROWS = {
	username: '={{ $json.user ?? "acme" }}',
	threshold: '={{ $json.limit }}',
	options: { retries: 0 },
};

const toRows = (limits: readonly unknown[]): readonly IDataObject[] =>
	limits.map((limit) => ({ limit: String(limit) }));

/** A check of rows with these thresholds. */
async function check(limits: readonly unknown[], answer: Answer, setup: WatchSetup = {}) {
	watched.answer(answer);
	return await watched.run({ parameters: FROM_ROWS, input: toRows(limits), ...setup });
}

function addUsers(usernames: readonly string[], balance = '150.00'): void {
	for (const username of usernames) {
		const balances = { EUR: balance, USD: balance };
		watched.server.accounts.push({ username, currency: 'EUR', balances });
	}
}

/** Such as `low 100`. */
function told(items: readonly INodeExecutionData[]): readonly string[] {
	return items.map(({ json }) => [json['event'], json['threshold']].join(' '));
}

function warningsOf(item: INodeExecutionData | undefined): unknown {
	const details = item?.json['details'];
	return typeof details === 'object' && details !== null && 'warnings' in details
		? details['warnings']
		: undefined;
}

describe('one account in two rows', () => {
	it.each([
		['swapped', [10, 100]],
		['with one deleted above', [10]],
		['with the other deleted', [100]],
		['with one inserted above', [20, 100, 10]],
	])('%s is told nothing false', async (_, limits) => {
		expect(told(await check([100, 10], '50.00'))).toEqual(['low 100']);
		expect(told(await check(limits, '50.00'))).toEqual([]);
		expect(told(await check([10, 100], '50.00'))).toEqual([]);
		expect(told(await check([100, 10], '200.00'))).toEqual(['recovered 100']);
	});

	it.each([
		['in their order', [100, 10]],
		['swapped', [10, 100]],
		['with one deleted', [10]],
	])('is told the same in a loop, %s', async (_, limits) => {
		const loop = async (rows: readonly unknown[]) => {
			const inputs = toRows(rows).map((row) => [row]);
			return (await watched.loop(inputs, { parameters: FROM_ROWS })).map(told);
		};
		watched.answer('50.00');
		expect(await loop([100, 10])).toEqual([['low 100'], []]);
		expect((await loop(limits)).flat()).toEqual([]);
		expect(await loop([10, 100])).toEqual([[], []]);
		watched.answer('200.00');
		expect(await loop([10, 100])).toEqual([[], ['recovered 100']]);
	});

	it('is told the same in two branches of one execution', async () => {
		const run = async (limits: readonly string[]) => {
			const branches = limits.map((limit) => ({ limit }));
			const whole = await watched.runWhole({ parameters: FROM_ROWS, branches });
			return outputsOfAllRuns(whole).map(told);
		};
		watched.answer('50.00');
		expect(await run(['100', '10'])).toEqual([['low 100'], []]);
		expect(await run(['10', '100'])).toEqual([[], []]);
		expect(await run(['10'])).toEqual([[]]);
		watched.answer('200.00');
		expect(await run(['10', '100'])).toEqual([[], ['recovered 100']]);
	});

	it('whose limits both move needs a label, which is said', async () => {
		const setup = { parameters: { ...FROM_ROWS, alertOptions: EVERY_CHECK } };
		await check([100, 10], '50.00', setup);
		const [first, second] = await check([101, 11], '50.00', setup);
		const words = expect.stringContaining('give each of these rows a Label of its own');
		expect([warningsOf(first), warningsOf(second)]).toEqual([[words], [words]]);
	});

	it('of which each has a label may move its limits anywhere, without a word', async () => {
		const options = { retries: 0, label: '={{ $json.name }}' };
		const parameters = { ...FROM_ROWS, options, alertOptions: EVERY_CHECK };
		const run = async (input: readonly IDataObject[]) => {
			watched.answer('50.00');
			const items = await watched.run({ parameters, input });
			expect(items.map(warningsOf)).toEqual([undefined, undefined]);
			return items.map(({ json }) => [json['label'], json['event'], json['threshold']]);
		};
		expect(
			await run([
				{ name: 'first', limit: 100 },
				{ name: 'second', limit: 10 },
			]),
		).toEqual([
			['first', 'low', 100],
			['second', 'none', 10],
		]);
		expect(
			await run([
				{ name: 'second', limit: 90 },
				{ name: 'first', limit: 12 },
			]),
		).toEqual([
			['second', 'low', 90],
			['first', 'recovered', 12],
		]);
	});
});

it('limits that move a little about the balance are one event', async () => {
	const events: string[] = [];
	for (const limit of [99.5, 100.2, 99.7, 100.4, 99.6]) {
		events.push(...eventsOf(await check([limit], '100.00')));
		watched.hour += 1;
	}
	expect(events).toEqual(['low/threshold']);
});

it('a low account whose check fails every night is reminded of every day', async () => {
	const events: string[] = [];
	for (let hour = 0; hour < 6 * 24; hour++) {
		watched.hour = hour;
		const isNight = hour % 24 >= 2 && hour % 24 <= 5;
		watched.answer('50.00');
		if (isNight) watched.server.misbehave({ kind: 'answer', answer: { status: 503 } });
		const parameters = {
			threshold: '100',
			options: { retries: 0 },
			alertOptions: { remindEvery: 24 },
		};
		events.push(...eventsOf(await watched.run({ parameters })).map((event) => `${hour} ${event}`));
	}
	const days = [0, 1, 2, 3, 4, 5].map((day) => day * 24);
	expect(events).toEqual(
		days.flatMap((hour) => [
			`${hour} ${hour === 0 ? 'low' : 'reminder'}/threshold`,
			`${hour + 4} checkFailing`,
			`${hour + 6} checkWorking`,
		]),
	);
}, 60_000);

it('one account in two currencies has two balances, and each is told once', async () => {
	const parameters = {
		currencyMode: 'code',
		currencyCode: '={{ $json.currency }}',
		threshold: '={{ $json.limit }}',
		alertOptions: EVERY_CHECK,
	};
	const rows = [
		{ currency: 'EUR', limit: '200' },
		{ currency: 'USD', limit: '200' },
	];
	const listHappened = (items: readonly INodeExecutionData[]) =>
		items.map(({ json }) => [json['event'], json['balance'], json['previousBalance']]);
	expect(listHappened(await watched.run({ parameters, input: rows }))).toEqual([
		['low', 150, undefined],
		['low', 170, undefined],
	]);
	const outputs = await watched.loop(
		rows.map((row) => [row]),
		{ parameters },
	);
	expect(outputs.flatMap(listHappened)).toEqual([
		['none', 150, 150],
		['none', 170, 170],
	]);
});

describe('a refused credential', () => {
	const setup = (users: readonly string[], limit = '100'): WatchSetup => ({
		parameters: FROM_ROWS,
		input: users.map((user) => ({ user, limit })),
	});

	it('is asked once in an hour, whatever cannot be read in between', async () => {
		await check([100], BAD_HASH);
		watched.hour = 0.3;
		await check(['1.000,50'], BAD_HASH);
		watched.hour = 0.6;
		await check([100], BAD_HASH);
		expect(watched.server.requests).toHaveLength(1);
	});

	it('is asked once by all its rows, in a run and in a loop', async () => {
		addUsers(['one', 'two', 'three']);
		watched.answer(BAD_HASH);
		const users = ['one', 'two', 'three', 'acme'];
		const parameters = { ...FROM_ROWS, options: { retries: 0, concurrency: 1 } };
		await watched.run({ ...setup(users), parameters });
		expect(watched.server.requests).toHaveLength(1);
		watched.hour = 2;
		const inputs = users.map((user) => [{ user, limit: '100' }]);
		const outputs = await watched.loop(inputs, { parameters: FROM_ROWS });
		expect(watched.server.requests).toHaveLength(2);
		expect(outputs.map(eventsOf).flat()).toEqual([]);
		watched.hour = 2.5;
		await watched.loop([...inputs].reverse(), { parameters: FROM_ROWS });
		expect(watched.server.requests).toHaveLength(2);
	});

	it('of a login is of its account, and the others are still asked', async () => {
		addUsers(['one', 'two']);
		watched.answer(BAD_LOGIN);
		expect(eventsOf(await watched.run(setup(['one'])))).toEqual(['checkFailing']);
		watched.hour = 0.5;
		watched.answer('50.00');
		const items = await watched.run(setup(['one', 'two', 'acme']));
		expect(items.map(({ json }) => [json['account'], json['event']])).toEqual([
			['two', 'low'],
			['acme', 'low'],
		]);
		expect(watched.server.requests).toHaveLength(3);
	});

	it('says at every check until when it rests, where every check is put out', async () => {
		const parameters = { ...FROM_ROWS, alertOptions: EVERY_CHECK };
		await check([100], BAD_HASH, { parameters });
		watched.hour = 0.5;
		const [item, ...others] = await check([100], BAD_HASH, { parameters });
		expect(others).toEqual([]);
		expect(item?.json).toMatchObject({
			event: 'none',
			message: 'Kolmisoft M4 did not accept the credential',
			details: {
				kind: 'authentication',
				description: expect.stringContaining('not asked again until 2026-11-21T01:00:00.000Z'),
			},
			since: '2026-11-21T00:00:00.000Z',
		});
		expect(watched.server.requests).toHaveLength(1);
	});

	it('does not rest for another hour where the schedule fires 40 ms early', async () => {
		await check([100], BAD_HASH);
		watched.hour = 1 - 40 / HOUR;
		await check([100], BAD_HASH);
		expect(watched.server.requests).toHaveLength(2);
	});
});

describe('what was filled in wrongly', () => {
	it.each([
		['an unreadable limit', '1.000,50', 'Threshold must be a number'],
		['an empty limit', '', 'Enter a threshold: nothing is watched yet'],
	])('is told at the first check, and once put right it is asked again: %s', async (...row) => {
		const [, limit, words] = row;
		const [item, ...others] = await check([100, limit], '150.00');
		expect(others).toEqual([]);
		expect(item).toMatchObject({
			json: { event: 'checkFailing', message: expect.stringContaining(words) },
			pairedItem: { item: 1 },
		});
		watched.hour = 0.1;
		expect(eventsOf(await check([100, limit], '150.00'))).toEqual([]);
		expect(eventsOf(await check([100, 200], '150.00'))).toEqual(['checkWorking', 'low/threshold']);
		expect(watched.server.requests).toHaveLength(3);
	});

	it.each([
		['a user that is not known', 'nobody', 'does not know the account nobody', 2],
		['an empty user', '', 'Username is empty', 0],
	])('is told at once, without a pause: %s', async (_, user, words, requests) => {
		const setup = { parameters: FROM_ROWS, input: [{ user, limit: '100' }] };
		const [item] = await watched.run(setup);
		expect(item?.json).toMatchObject({
			event: 'checkFailing',
			message: expect.stringContaining(words),
		});
		watched.hour = 0.1;
		expect(await watched.run(setup)).toEqual([]);
		expect(watched.server.requests).toHaveLength(requests);
	});

	it('is told of its own row in a loop, not of one that was read a moment ago', async () => {
		addUsers(['one']);
		const loop = async (users: readonly string[]) => {
			const inputs = users.map((user) => [{ user, limit: '100' }]);
			const outputs = await watched.loop(inputs, { parameters: FROM_ROWS });
			return outputs.map((items) => items.map(({ json }) => [json['account'], json['event']]));
		};
		expect(await loop(['acme', 'one'])).toEqual([[], []]);
		expect(await loop(['acme', '', ''])).toEqual([
			[],
			[[null, 'checkFailing']],
			[[null, 'checkFailing']],
		]);
		expect(await loop(['acme', '', ''])).toEqual([[], [], []]);
	});

	it('does not hide what another row of the account found', async () => {
		watched.answer('50.00');
		const options = { retries: 0, timeout: '={{ $json.timeout }}' };
		const input = [{ timeout: 'soon' }, { timeout: 10_000 }];
		const items = await watched.run({ parameters: { options }, input });
		expect(eventsOf(items)).toEqual(['checkFailing', 'low/threshold']);
	});

	it('is refused in words where days are to be left of a balance that rises', async () => {
		const parameters = { threshold: '', daysLeftThreshold: '3', alertWhen: 'above' };
		const [item] = await watched.run({ parameters });
		expect(item?.json).toMatchObject({
			event: 'checkFailing',
			message: 'Days Left Threshold works only where Alert When Balance Is is set to Below',
		});
	});
});

describe('static data of an odd shape', () => {
	const DAMAGED = expect.stringContaining('The static data of this workflow is damaged');
	const SHAPES: ReadonlyArray<readonly [string, IDataObject]> = [
		['a text', { 'node:Balance': 'x' }],
		['null', { 'node:Balance': null }],
		['a number', { 'node:Balance': 7 }],
		['a list', { 'node:Balance': [] }],
	];
	const SETTINGS: ReadonlyArray<Partial<NodeDocument>> = [
		{},
		{ onError: 'continueRegularOutput' },
		{ onError: 'continueErrorOutput' },
	];

	it.each(
		SHAPES.flatMap(([name, shape]) => SETTINGS.map((settings) => [name, settings, shape] as const)),
	)('that is %s is told at every check, with %j', async (_, settings, shape) => {
		watched.staticData = shape;
		watched.answer('50.00');
		for (const hour of [0, 1]) {
			watched.hour = hour;
			const items = await watched.run({ settings });
			expect(eventsOf(items)).toEqual(['low/threshold']);
			expect(warningsOf(items[0])).toEqual([DAMAGED]);
		}
	});

	it.each(SETTINGS)(
		'in its global part is told, and the node remembers, with %j',
		async (settings) => {
			watched.staticData = { global: 'x' };
			watched.answer('50.00');
			const items = await watched.run({ settings });
			expect(eventsOf(items)).toEqual(['low/threshold']);
			expect(warningsOf(items[0])).toEqual([DAMAGED]);
			expect(await watched.run({ settings })).toEqual([]);
		},
	);
});

it('a recovery that was chosen holds for a critical account too, and names its threshold', async () => {
	const limits = { threshold: '100', criticalThreshold: '99' };
	const parameters = { ...limits, alertOptions: { recoverAt: '101' } };
	watched.answer('98.00');
	expect(told(await watched.run({ parameters }))).toEqual(['critical 99']);
	watched.answer('101.50');
	expect(told(await watched.run({ parameters }))).toEqual(['recovered 100']);
});

it('more than 1,000 accounts by two schedules are told to be too many, and those that nobody watches make room', async () => {
	const users = Array.from({ length: 1200 }, (_, number) => `user${number}`);
	addUsers(users, '150.00');
	const parameters = { ...FROM_ROWS, options: { concurrency: 100 }, alertOptions: EVERY_CHECK };
	const run = async (from: number) => {
		const input = users.slice(from, from + 600).map((user) => ({ user, limit: '100' }));
		return (await watched.run({ parameters, input })).flatMap((item) => warningsOf(item) ?? []);
	};
	expect(await run(0)).toEqual([]);
	watched.hour = 1;
	expect(await run(600)).toEqual([]);
	watched.hour = 2;
	const warnings = await run(0);
	expect(warnings).toHaveLength(200);
	expect(new Set(warnings).size).toBe(1);
	expect(warnings[0]).toMatch(/^One node remembers 1000 accounts, and it watches more/);
	watched.staticData = {};
	await run(0);
	watched.hour = 2 + 14 * 24;
	expect(await run(600)).toEqual([]);
	const names = Object.keys(watched.staticData['node:Balance'] ?? {});
	expect(names.filter((name) => name.startsWith('account '))).toHaveLength(1000);
}, 60_000);
