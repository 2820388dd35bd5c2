import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { startIncidentService } from './incidentService';
import {
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

async function run(answer: Answer, setup: WatchSetup = {}): Promise<readonly INodeExecutionData[]> {
	watched.answer(answer);
	return await watched.run({
		...setup,
		options: { executionId: String(watched.hour), ...setup.options },
	});
}

/** Checks hour after hour, and the items that each puts out. */
async function runHourly(
	answers: readonly Answer[],
	setup: WatchSetup = {},
): Promise<readonly IDataObject[][]> {
	const outputs: IDataObject[][] = [];
	for (const answer of answers) {
		outputs.push((await run(answer, setup)).map(({ json }) => json));
		watched.hour++;
	}
	return outputs;
}

const REFUSED = { refusal: 'incorrectHash' } as const;
const BY_HAND = { options: { mode: 'manual' } } as const;
const withAlertOptions = (alertOptions: object, parameters: object = {}): WatchSetup => ({
	parameters: { ...parameters, alertOptions },
});

describe('the line that can be sent', () => {
	it('comes with every event, in the time zone of the workflow', async () => {
		const outputs = await runHourly(['150.00', '90.00', REFUSED, '90.00', '150.00']);
		expect(outputs.flat().map(({ text }) => text)).toEqual([
			'Kolmisoft M4 acme is low: 90.00 EUR available, below 100.',
			'Kolmisoft M4 acme cannot be checked: Kolmisoft M4 did not accept the credential. The vendor says: "Incorrect hash". The last balance was 90 EUR, Fri 20 Nov, 20:00.',
			'Kolmisoft M4 acme can be checked again, and is low: 90.00 EUR available, below 100.',
			'Kolmisoft M4 acme is ok again: 150.00 EUR available, no longer below 100.',
		]);
	});

	it('and the item begins with what people act on', async () => {
		const [[json = {}] = []] = await runHourly(['90.00']);
		expect(Object.entries(json).slice(0, 7)).toEqual([
			['event', 'low'],
			['status', 'low'],
			['label', 'Kolmisoft M4 acme'],
			['text', 'Kolmisoft M4 acme is low: 90.00 EUR available, below 100.'],
			['available', 90],
			['currency', 'EUR'],
			['threshold', 100],
		]);
	});
});

describe('the key of an alert', () => {
	const WEEK: readonly Answer[] = [
		'150.00',
		'90.00',
		REFUSED,
		'80.00',
		'10.00',
		'150.00',
		'90.00',
		'down',
		'down',
		'down',
		'85.00',
		'150.00',
	];
	const LIMITS = { parameters: { threshold: '100', criticalThreshold: '20' } };

	it('makes one incident of each crossing, another of each failing check, and resolves all', async () => {
		const service = startIncidentService();
		for (const [hour, items] of (await runHourly(WEEK, LIMITS)).entries()) {
			for (const json of items) service.send(json, hour);
		}
		const seen = service.incidents.map(({ openedAt, resolvedAt, events }) => {
			return [openedAt, resolvedAt, events];
		});
		expect(seen).toEqual([
			[1, 5, 2],
			[2, 3, 1],
			[6, 11, 1],
			[9, 10, 1],
		]);
		const keys = service.incidents.map(({ key }) => key);
		expect(new Set(keys).size).toBe(2);
		expect(keys[0]).toBe(keys[2]);
		expect(keys[1]).toBe(keys[3]);
	});

	it('survives lost memory and edited limits', async () => {
		const keyAt = async (threshold: string) => {
			const [item] = await run('90.00', { parameters: { threshold } });
			watched.staticData = {};
			return item?.json['alertKey'];
		};
		const first = await keyAt('100');
		expect(first).toMatch(/^[\w-]{22}$/);
		expect(await keyAt('95')).toBe(first);
	});

	it('is another one for each row, node, label and account', async () => {
		watched.server.accounts.push({ username: 'two', currency: 'EUR', balances: { EUR: '5' } });
		const parameters = {
			username: '={{ $json.user }}',
			threshold: '={{ $json.limit }}',
			options: { retries: 0, label: '={{ $json.label }}' },
		};
		const input = [
			{ user: 'acme', limit: 100, label: '' },
			{ user: 'acme', limit: 95, label: '' },
			{ user: 'acme', limit: 100, label: 'mine' },
			{ user: 'two', limit: 100, label: '' },
		];
		const keysOf = async (setup: WatchSetup) =>
			(await run('90.00', { ...setup, parameters })).map(({ json }) => json['alertKey']);
		const keys = [
			...(await keysOf({ input, settings: { id: 'n1' } })),
			...(await keysOf({ input, name: 'Second', settings: { id: 'n2' } })),
		];
		expect(new Set(keys).size).toBe(8);
		// The rows may change places, even where nothing is remembered.
		watched.staticData = {};
		const turned = await keysOf({ input: [...input].reverse(), settings: { id: 'n1' } });
		expect(turned).toEqual(keys.slice(0, 4).reverse());
	});
});

describe('combined events', () => {
	const rows = (count: number): IDataObject[] =>
		Array.from({ length: count }, (_, number) => ({ limit: 95 + number }));
	const parameters = { threshold: '={{ $json.limit }}' };

	it('are one item of a run, paired with all rows that it tells', async () => {
		const setup = { ...withAlertOptions({ combineEvents: true }, parameters), input: rows(3) };
		const [item, ...others] = await run('96.50', setup);
		expect(others).toEqual([]);
		expect(item?.pairedItem).toEqual([{ item: 2 }]);
		expect(item?.json).toMatchObject({
			text: 'Kolmisoft M4 acme is low: 96.50 EUR available, below 97.',
			counts: { statuses: { low: 1 }, events: { low: 1 } },
			accounts: [{ event: 'low', threshold: 97 }],
		});
	});

	it('are nothing where nothing happened, unless every check is put out', async () => {
		const combined = withAlertOptions({ combineEvents: true });
		expect(await run('150.00', combined)).toEqual([]);
		const all = withAlertOptions({ combineEvents: true, outputEveryCheck: true });
		expect(await run('150.00', all)).toMatchObject([
			{ json: { text: 'Kolmisoft M4 acme is ok: 150.00 EUR available.' } },
		]);
	});
});

describe('a snooze', () => {
	const until = (snoozeUntil: unknown) => withAlertOptions({ snoozeUntil });
	/** The clock begins on Saturday, 21 November, 00:00 in UTC. */
	const FOUR = '2026-11-21T04:00:00Z';

	it('keeps everything quiet, and what still holds is told after it', async () => {
		const outputs = await runHourly(
			['150.00', '90.00', '80.00', '80.00', '80.00', '80.00'],
			until(FOUR),
		);
		expect(outputs.map((items) => items.map(({ event }) => event))).toEqual([
			[],
			[],
			[],
			[],
			['low'],
			[],
		]);
		expect(outputs[4]?.[0]).toMatchObject({ since: '2026-11-21T01:00:00.000Z' });
	});

	it('tells nothing of what came and went', async () => {
		const outputs = await runHourly(['150.00', '90.00', REFUSED, '150.00', '150.00'], until(FOUR));
		expect(outputs.flat()).toEqual([]);
	});

	it('tells afterwards that what was told before it is over', async () => {
		await runHourly(['90.00']);
		const outputs = await runHourly(['90.00', '150.00', '150.00', '150.00', '150.00'], until(FOUR));
		expect(outputs.map((items) => items.map(({ event }) => event))).toEqual([
			[],
			[],
			[],
			['recovered'],
			[],
		]);
	});

	it('takes a date of the time zone of the workflow', async () => {
		// New York is five hours behind.
		const outputs = await runHourly(['90.00', '90.00'], until('2026-11-20T20:00'));
		expect(outputs.map((items) => items.length)).toEqual([0, 1]);
	});

	it('that is no date: alerts as usual, with a warning', async () => {
		const [[json] = []] = await runHourly(['90.00'], until('next week'));
		expect(json).toMatchObject({
			event: 'low',
			details: { warnings: [expect.stringContaining('Snooze Until is no date')] },
		});
	});
});

describe('a sample', () => {
	it('is put out by hand, without asking anybody, and marked', async () => {
		const setup = { ...withAlertOptions({ sampleEvent: 'critical' }), ...BY_HAND };
		expect(await run('150.00', setup)).toMatchObject([
			{ json: { event: 'critical', label: 'Kolmisoft M4 acme', sample: true } },
		]);
		expect(watched.server.requests).toHaveLength(0);
		expect(watched.staticData).toEqual({});
	});

	it('is none in the published workflow', async () => {
		expect(await run('150.00', withAlertOptions({ sampleEvent: 'critical' }))).toEqual([]);
		expect(watched.server.requests).toHaveLength(1);
	});
});

describe('hints', () => {
	const hintsOf = async (answer: Answer, setup: WatchSetup = {}) => {
		watched.answer(answer);
		const { run: whole } = await watched.runWhole(setup);
		const [task] = whole.data.resultData.runData['Balance'] ?? [];
		return (task?.hints ?? []).map(({ message, type }) => [type, message.split(/[:.]/)[0]]);
	};
	const MANUALLY = ['info', 'Run by hand'];

	it('say that a run by hand is remembered by nobody, and what it could not check', async () => {
		expect(await hintsOf('150.00', BY_HAND)).toEqual([MANUALLY]);
		expect(await hintsOf(REFUSED, BY_HAND)).toEqual([
			['danger', 'Kolmisoft M4 acme cannot be checked'],
			MANUALLY,
		]);
		expect(await hintsOf('150.00')).toEqual([]);
	});

	it('warn of settings that do harm, and only where they are on', async () => {
		expect(await hintsOf('150.00', { settings: { retryOnFail: true } })).toEqual([
			['warning', 'Retry On Fail is on'],
		]);
		expect(await hintsOf('150.00', { settings: { alwaysOutputData: true } })).toEqual([
			['warning', 'Always Output Data is on'],
		]);
	});

	it('stand in the description where the run stops', async () => {
		const settings = { retryOnFail: true, waitBetweenTries: 0, maxTries: 2 };
		const parameters = { operation: 'getBalance', threshold: '' };
		watched.answer(REFUSED);
		const { run: whole } = await watched.runWhole({ parameters, settings, ...BY_HAND });
		expect(whole.data.resultData.error).toMatchObject({
			description: expect.stringContaining('Retry On Fail is on'),
		});
	});
});
