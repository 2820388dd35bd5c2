import { signIn, type N8nClient } from '../server/n8nClient';
import { startN8n, type N8nServer } from '../server/n8nServer';
import { startPostgres } from '../server/postgresServer';
import { startQueue, type N8nQueue } from '../server/queue';
import { callWebhook } from '../server/webhook';
import { executionsOf } from './execution';
import {
	startAlertReceiver,
	startWatchedVendor,
	type AlertReceiver,
	type WatchedVendor,
} from './scheduledWatch';
import { openStage, type Stage } from './stage';
import {
	beforeWait,
	countRuns,
	createTableWatch,
	publish,
	readWatchRows,
	startedByWebhook,
	until,
} from './tableWatch';

/** Long enough to be killed in; n8n keeps the execution in its process (below 65 seconds). */
const SECONDS_TO_THE_MESSAGE = 20;

let stage: Stage;
let vendor: WatchedVendor;
let receiver: AlertReceiver;

beforeEach(async () => {
	stage = await openStage();
	vendor = await startWatchedVendor();
	receiver = await startAlertReceiver();
});

afterEach(async () => {
	await receiver.close();
	await vendor.standIn.close();
	await stage.clear();
});

const PATH = 'killed';

/** A watch that has written that the account is low, and has not told it yet. */
async function publishAndWrite(client: N8nClient, url: string): Promise<string> {
	const watch = startedByWebhook(await createTableWatch(client, vendor, receiver), PATH);
	const id = await publish(client, beforeWait(watch, SECONDS_TO_THE_MESSAGE));
	vendor.balance('90.00');
	await callWebhook(`${url}/webhook/${PATH}`, {});
	await until(async () => {
		const [row] = await readWatchRows(client);
		return String(row?.['turn']).startsWith('1 ');
	});
	return id;
}

async function check(client: N8nClient, url: string, id: string): Promise<void> {
	const { all } = await countRuns(client, id);
	await callWebhook(`${url}/webhook/${PATH}`, {});
	await until(async () => {
		const counts = await countRuns(client, id);
		return counts.all > all && counts.over === counts.all;
	});
}

function told(): readonly string[] {
	return receiver.alerts.map(({ event }) => String(event));
}

describe('one process', () => {
	let server: N8nServer;

	afterEach(async () => await server.stop());

	it('that is killed between the writing and the message tells it in the next check', async () => {
		server = await startN8n(stage.installation, { userFolder: stage.userFolder });
		const id = await publishAndWrite(await signIn(server.url), server.url);
		await server.kill();
		expect(told()).toEqual([]);
		server = await startN8n(stage.installation, { userFolder: stage.userFolder });
		const client = await signIn(server.url);
		await check(client, server.url, id);
		expect(told()).toEqual(['low']);
		await check(client, server.url, id);
		expect(told()).toEqual(['low']);
	}, 300_000);
});

describe('a worker', () => {
	let queue: N8nQueue;
	let stopPostgres: () => Promise<void>;

	afterEach(async () => {
		await queue.stop();
		await stopPostgres();
	});

	it('that is killed between the writing and the message: another one tells it', async () => {
		const { environment, stop } = await startPostgres();
		stopPostgres = stop;
		queue = await startQueue(stage.installation, { userFolder: stage.userFolder, environment });
		const client = await signIn(queue.main.url);
		const id = await publishAndWrite(client, queue.main.url);
		const [execution] = await executionsOf(client, id);
		const took = new RegExp(`execution ${execution?.id}\\b`);
		const findWorker = () => queue.workers.find((worker) => took.test(worker.output()));
		await until(() => findWorker() !== undefined);
		await findWorker()?.kill();
		// n8n finds out by itself, in a minute.
		await until(async () => (await countRuns(client, id)).over === 1);
		expect(told()).toEqual([]);
		await check(client, queue.main.url, id);
		expect(told()).toEqual(['low']);
		await check(client, queue.main.url, id);
		expect(told()).toEqual(['low']);
	}, 400_000);
});
