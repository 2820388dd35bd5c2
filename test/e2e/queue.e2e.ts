/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is test code */
import { setTimeout as sleep } from 'node:timers/promises';
import fiveBalances from '../../examples/five-balances.json';
import type { WorkflowDocument } from '../engine/workflowDocument';
import type { RunningProcess } from '../server/childProcess';
import type { N8nClient } from '../server/n8nClient';
import { startQueue, type N8nQueue } from '../server/queue';
import { callWebhook } from '../server/webhook';
import { profileOf } from '../vendors/profiles';
import {
	kolmisoftM4SecretKey,
	startKolmisoftM4,
	type KolmisoftM4StandIn,
} from '../vendors/kolmisoftM4/standIn';
import { EXAMPLES, vendorsIn } from './examples';
import {
	createExampleCredentials,
	onServices,
	startExampleServices,
	type ExampleServices,
} from './exampleServices';
import {
	executionsOf,
	finished,
	itemsOf,
	runByHand,
	runSavedByHand,
	withCredentials,
} from './execution';
import {
	calledWatch,
	publishWatch,
	scheduledCaller,
	scheduledWatch,
	startAlertReceiver,
	startWatchedVendor,
	type AlertReceiver,
	type WatchedVendor,
} from './scheduledWatch';
import { createCredentials, openStage, type Credentials, type Stage } from './stage';
import { publishEvery, until } from './tableWatch';

let stage: Stage;
let queue: N8nQueue;
let client: N8nClient;
let credentials: Credentials;

beforeAll(async () => {
	stage = await openStage();
	queue = await startQueue(stage.installation, { userFolder: stage.userFolder });
	({ client, credentials } = await createCredentials(queue.main.url, stage.vendors));
});

afterAll(async () => {
	await queue.stop();
	await stage.clear();
});

it('a worker puts out the same items as a single process', async () => {
	const execution = await runByHand(
		client,
		withCredentials(fiveBalances, credentials),
		'Check Now',
	);
	expect(execution.status).toBe('success');
	expect(itemsOf(execution, 'All Balances')).toMatchObject(
		vendorsIn(fiveBalances).map((id) => profileOf(id).firstBalance),
	);
	expect(workersOf(execution.id)).toHaveLength(1);
});

describe('a watch on two workers', () => {
	/** Long enough for a run to end before the next one begins. */
	const EVERY_SECONDS = 2;
	let vendor: WatchedVendor;
	let receiver: AlertReceiver;

	beforeAll(async () => {
		vendor = await startWatchedVendor();
		receiver = await startAlertReceiver();
	});

	afterAll(async () => {
		await receiver.close();
		await vendor.standIn.close();
	});

	/** Lets the balance fall and rise again; what was told, and by how many workers. */
	async function fallAndRise(scheduleId: string) {
		const { requests } = vendor.standIn;
		const asked = requests.length;
		const checks = async (count: number) => {
			while (requests.length < asked + count) await sleep(50);
		};
		const told = receiver.alerts.length;
		await checks(3);
		vendor.balance('90.00');
		await checks(7);
		vendor.balance('150.00');
		await checks(11);
		await client.call('POST', `/workflows/${scheduleId}/deactivate`);
		await sleep(1000);
		const executions = await executionsOf(client, scheduleId);
		return {
			alerts: receiver.alerts.slice(told),
			workers: new Set(executions.flatMap(({ id }) => workersOf(id))).size,
		};
	}

	it('tells each crossing once in a sub-workflow, whichever worker sees it', async () => {
		const credential = await client.createCredential('M4', 'kolmisoftM4Api', vendor.credential);
		const watch = await client.createWorkflow(
			calledWatch(scheduledWatch(EVERY_SECONDS, credential, receiver.url)),
		);
		await client.activate(watch);
		const caller = await client.createWorkflow(scheduledCaller(EVERY_SECONDS, watch.id));
		await client.activate(caller);
		const { alerts, workers } = await fallAndRise(caller.id);
		expect(alerts.map(({ event }) => event)).toEqual(['low', 'recovered']);
		expect(workers).toBe(2);
	}, 120_000);

	// Should n8n give it back one day, this is the place to see it.
	it('says elsewhere that n8n does not give back what it remembered', async () => {
		const id = await publishWatch(client, vendor, receiver, { everySeconds: EVERY_SECONDS });
		const { alerts } = await fallAndRise(id);
		expect(alerts.length).toBeGreaterThan(2);
		expect(alerts.at(-1)).toMatchObject({
			event: 'low',
			details: { warnings: [expect.stringContaining('watch in a sub-workflow')] },
		});
	}, 120_000);
});

describe('the examples for queue mode', () => {
	const NAMES = ['queue-mode-data-table', 'queue-mode-sub-workflow'] as const;
	let services: ExampleServices;
	let known: Credentials;

	beforeAll(async () => {
		services = await startExampleServices();
		known = await createExampleCredentials(client, credentials, services);
	});

	afterAll(async () => await services.close());

	function setAmount(amount: string): void {
		for (const account of services.sectigo.accounts) account.amount = amount;
	}

	async function nextChecks(count: number): Promise<void> {
		const { requests } = services.sectigo;
		const enough = requests.length + count;
		await until(() => requests.length >= enough);
	}

	it.each(NAMES)(
		'%s tells each crossing once, on two workers',
		async (name) => {
			const document = onServices(EXAMPLES[name], known, services);
			const { id } = await client.createWorkflow(document);
			await runSavedByHand(client, id, 'Set Up');
			setAmount('210.00');
			const told = services.mail.mails.length;
			await publishEvery(client, id, 2);
			await nextChecks(2);
			setAmount('84.20');
			await nextChecks(4);
			setAmount('210.00');
			await nextChecks(4);
			await client.call('POST', `/workflows/${id}/deactivate`);
			await sleep(1000);
			expect(services.mail.mails.slice(told).map(({ text }) => text)).toEqual([
				'Certificates is low: 84.20 GBP available, below 100.',
				'Certificates is ok again: 210.00 GBP available, no longer below 100.',
			]);
			const executions = await executionsOf(client, id);
			const workers = new Set(executions.flatMap(({ id: execution }) => workersOf(execution)));
			expect(workers.size).toBe(2);
		},
		120_000,
	);
});

// The last one, since it leaves one worker.
describe('a worker that is killed in the middle of a run', () => {
	const USERS = Array.from({ length: 100 }, (_, number) => `user${number}`);
	let server: KolmisoftM4StandIn;

	beforeAll(async () => {
		const accounts = USERS.map((username) => {
			return { username, currency: 'EUR', balances: { EUR: '1.50', USD: '1.50' } };
		});
		server = await startKolmisoftM4({ accounts, latency: 1000 });
	});

	afterAll(async () => await server.close());

	it('loses no item silently: the run is not a success with fewer items', async () => {
		const kolmisoftM4Api = await client.createCredential('M4', 'kolmisoftM4Api', {
			baseUrl: `${server.url}/billing`,
			defaultUsername: 'user0',
			signRequests: true,
			apiSecretKey: kolmisoftM4SecretKey,
		});
		const path = 'killed-worker';
		const workflow = await client.createWorkflow(manyUsers(path, { kolmisoftM4Api }));
		await client.activate(workflow);
		await callWebhook(`${queue.main.url}/webhook/${path}`, { users: USERS });
		while (server.requests.length < 20) await sleep(50);
		const [execution] = await executionsOf(client, workflow.id);
		const [worker] = workersOf(execution?.id ?? '');
		expect(worker).toBeDefined();
		await worker?.kill();
		const asked = server.requests.length;
		expect(asked).toBeLessThan(USERS.length);
		const { status, data } = await finished(client, execution?.id ?? '', 240_000);
		const items = data.resultData.runData['Balance']?.at(-1)?.data?.['main']?.[0] ?? [];
		// Another worker does all of it again, or the run is shown as crashed.
		expect(status).toMatch(/^(?:success|crashed|error)$/);
		expect(items).toHaveLength(status === 'success' ? USERS.length : 0);
	}, 300_000);
});

/** Which of the workers took up an execution. */
function workersOf(executionId: string): readonly RunningProcess[] {
	const took = new RegExp(`execution ${executionId}\\b`);
	return queue.workers.filter((worker) => took.test(worker.output()));
}

function manyUsers(path: string, known: Credentials): WorkflowDocument {
	return {
		name: 'Many users',
		nodes: [
			{
				id: 'webhook',
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				webhookId: path,
				parameters: { httpMethod: 'POST', path, options: {} },
			},
			{
				id: 'users',
				name: 'Users',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				position: [200, 0],
				parameters: { fieldToSplitOut: 'body.users', options: {} },
			},
			{
				id: 'balance',
				name: 'Balance',
				type: 'n8n-nodes-account-balance.kolmisoftM4',
				typeVersion: 1,
				position: [400, 0],
				credentials: known,
				parameters: {
					operation: 'getBalance',
					username: "={{ $json['body.users'] }}",
					options: { concurrency: 10 },
				},
			},
		],
		connections: {
			Webhook: { main: [[{ node: 'Users', type: 'main', index: 0 }]] },
			Users: { main: [[{ node: 'Balance', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}
