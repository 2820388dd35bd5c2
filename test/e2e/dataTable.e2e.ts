/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is test code */
import { setTimeout as sleep } from 'node:timers/promises';
import { toRecord } from '../../nodes/shared/input/untrusted';
import { leakFinder } from '../faults/leakSearch';
import { signIn, type N8nClient } from '../server/n8nClient';
import { startN8n, type N8nServer } from '../server/n8nServer';
import { callWebhook } from '../server/webhook';
import { kolmisoftM4SecretKey } from '../vendors/kolmisoftM4/standIn';
import { itemsOf, runSavedByHand } from './execution';
import {
	calledWatch,
	scheduledCaller,
	startAlertReceiver,
	startWatchedVendor,
	type AlertReceiver,
	type WatchedVendor,
} from './scheduledWatch';
import { openStage, type Stage } from './stage';
import {
	addressOf,
	afterWait,
	countRuns,
	createTableWatch,
	edit,
	listTables,
	publish,
	readWatchRows,
	renameWatch,
	startedByWebhook,
	TIME_TO_FIRE_TWICE,
	twiceEveryTwoHours,
	until,
} from './tableWatch';

let stage: Stage;
let server: N8nServer;
let client: N8nClient;
let vendor: WatchedVendor;
let receiver: AlertReceiver;

beforeAll(async () => {
	stage = await openStage();
	await start();
});

beforeEach(async () => {
	vendor = await startWatchedVendor();
	receiver = await startAlertReceiver();
});

afterEach(async () => {
	await receiver.close();
	await vendor.standIn.close();
});

afterAll(async () => {
	await server.stop();
	await stage.clear();
});

async function start(environment: Readonly<Record<string, string>> = {}): Promise<void> {
	server = await startN8n(stage.installation, { userFolder: stage.userFolder, environment });
	client = await signIn(server.url);
}

function told(): readonly string[] {
	return receiver.alerts.map(({ event }) => String(event));
}

function warnings(): readonly unknown[] {
	return receiver.alerts.map(({ details }) => toRecord(details)['warnings'] ?? []);
}

/** A published watch in a table that runs when it is called, and is over when the call is. */
async function publishCalled(path: string) {
	const watch = startedByWebhook(await createTableWatch(client, vendor, receiver), path);
	const id = await publish(client, watch);
	const check = async () => {
		const { over } = await countRuns(client, id);
		await callWebhook(`${server.url}/webhook/${path}`, {});
		await until(async () => (await countRuns(client, id)).over > over);
	};
	return { id, check };
}

async function rowOf(id: string) {
	const row = (await readWatchRows(client)).find(({ workflowId }) => workflowId === id);
	if (row === undefined) throw new Error('No row');
	return row;
}

it('by hand makes no table, and reads one without writing to it', async () => {
	const watch = await createTableWatch(client, vendor, receiver);
	const { id } = await client.createWorkflow(watch);
	expect(itemsOf(await runSavedByHand(client, id, 'Schedule'), 'Watch')).toMatchObject([
		{ event: 'none', status: 'ok' },
	]);
	expect(await listTables(client)).toEqual([]);
	vendor.balance('90.00');
	const published = await publish(client, watch);
	await until(async () => (await countRuns(client, published)).over >= 2);
	await client.call('POST', `/workflows/${published}/deactivate`);
	await until(async () => {
		const { all, over } = await countRuns(client, published);
		return all === over;
	});
	// The first one is the run by hand, which puts out what it has seen.
	expect(told()).toEqual(['none', 'low']);
	const before = await rowOf(published);
	const run = await runSavedByHand(client, published, 'Schedule');
	expect(itemsOf(run, 'Watch')).toMatchObject([{ event: 'none', status: 'low' }]);
	expect(await rowOf(published)).toEqual(before);
});

it('goes on under another name, and after a restart', async () => {
	const { id, check } = await publishCalled('rename');
	vendor.balance('90.00');
	await check();
	await edit(client, id, renameWatch);
	await check();
	await server.stop();
	await start();
	await check();
	expect(told()).toEqual(['low']);
	expect(warnings()).toEqual([[]]);
	expect(await rowOf(id)).toMatchObject({ nodeName: 'Renamed' });
});

it('is told once in a sub-workflow', async () => {
	const watch = await publish(
		client,
		calledWatch(await createTableWatch(client, vendor, receiver)),
	);
	vendor.balance('90.00');
	const caller = await publish(client, scheduledCaller(2, watch));
	await until(async () => (await countRuns(client, watch)).over >= 3);
	await client.call('POST', `/workflows/${caller}/deactivate`);
	expect(told()).toEqual(['low']);
	expect(await rowOf(watch)).toMatchObject({ nodeId: 'watch' });
});

it('is told once by a schedule of every two hours, with which n8n may forget static data', async () => {
	vendor.balance('90.00');
	const watch = twiceEveryTwoHours(await createTableWatch(client, vendor, receiver));
	const id = await publish(client, watch);
	await until(async () => (await countRuns(client, id)).over >= 2, TIME_TO_FIRE_TWICE);
	expect(told()).toEqual(['low']);
	expect(warnings()).toEqual([[]]);
}, 300_000);

it('is told once after a Wait that outlasts 65 seconds', async () => {
	vendor.balance('90.00');
	const path = 'wait';
	const watch = startedByWebhook(await createTableWatch(client, vendor, receiver), path);
	const id = await publish(client, afterWait(watch, 70));
	await callWebhook(`${server.url}/webhook/${path}`, {});
	await sleep(3000);
	await callWebhook(`${server.url}/webhook/${path}`, {});
	await until(async () => (await countRuns(client, id)).over >= 2);
	expect(told()).toEqual(['low']);
	expect(warnings()).toEqual([[]]);
}, 180_000);

describe('a row that somebody has edited in n8n', () => {
	it.each([
		['the memory', { memory: '{"version":1,' }, [expect.stringMatching(/cannot be read/)]],
		['the memory, which is empty', { memory: null }, [expect.stringMatching(/is gone/)]],
	])('%s: words', async (_, data, words) => {
		const { id, check } = await publishCalled(`edited-${Object.values(data).join('-').length}`);
		vendor.balance('90.00');
		await check();
		await editRow(id, data);
		await check();
		await check();
		expect(told()).toEqual(['low', 'low']);
		expect(warnings()).toEqual([[], words]);
	});

	it.each([null, '', 'nonsense'])('the turn, which is %j: nothing is told twice', async (turn) => {
		const { id, check } = await publishCalled(`turn-${String(turn)}`);
		vendor.balance('90.00');
		await check();
		await editRow(id, { turn });
		await check();
		await check();
		expect(told()).toEqual(['low']);
	});

	it('deleted with its table: words', async () => {
		const { check } = await publishCalled('deleted');
		vendor.balance('90.00');
		await check();
		await client.call('DELETE', addressOf(await watchTable()));
		await check();
		await check();
		expect(told()).toEqual(['low', 'low']);
		expect(warnings()).toEqual([[], [expect.stringMatching(/is gone from the table/)]]);
	});

	async function editRow(workflowId: string, data: object): Promise<void> {
		const filters = [{ columnName: 'workflowId', condition: 'eq', value: workflowId }];
		await client.call('PATCH', `${addressOf(await watchTable())}/rows`, {
			filter: { type: 'and', filters },
			data,
		});
	}

	async function watchTable() {
		const table = (await listTables(client)).find(({ name }) => name === 'Account Balance Watch');
		if (table === undefined) throw new Error('No table');
		return table;
	}
});

it('keeps no secret in the table, in any form', async () => {
	const { check } = await publishCalled('secret');
	await check();
	const text = JSON.stringify(await readWatchRows(client));
	expect(text).toContain('observed');
	expect(leakFinder([kolmisoftM4SecretKey])(text)).toEqual([]);
});

// Each of them starts n8n anew.
describe('where the table cannot be used', () => {
	it.each<[string, Readonly<Record<string, string>>, RegExp]>([
		['is switched off', { N8N_DISABLED_MODULES: 'data-table' }, /switched off in this n8n/],
		['is barred', { NODES_EXCLUDE: '["n8n-nodes-base.dataTable"]' }, /no Data Table node/],
		[
			'has no trigger for sub-workflows',
			{ NODES_EXCLUDE: '["n8n-nodes-base.executeWorkflowTrigger"]' },
			/no Data Table node/,
		],
		['is full', { N8N_DATA_TABLES_MAX_SIZE_BYTES: '1' }, /have reached their limit/],
	])('since it %s, the check goes on, and says so', async (what, environment, words) => {
		await server.stop();
		await start(environment);
		const { check } = await publishCalled(`fallback-${what.replaceAll(' ', '-')}`);
		vendor.balance('90.00');
		await check();
		await check();
		expect(told()).toEqual(['low']);
		expect(warnings()).toEqual([[expect.stringMatching(words)]]);
		expect(String(warnings())).toContain('remembers in static data');
	});
});
