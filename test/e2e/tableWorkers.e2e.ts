import type { WorkflowDocument } from '../engine/workflowDocument';
import { toRecord } from '../../nodes/shared/input/untrusted';
import { signIn, type N8nClient } from '../server/n8nClient';
import { executionsOf, runSavedByHand } from './execution';
import { QUEUES, type RunningQueue } from './places';
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
	afterWait,
	callPatiently,
	countRuns,
	createTableWatch,
	edit,
	publish,
	readWatchRows,
	renameWatch,
	startedByWebhook,
	TIME_TO_FIRE_TWICE,
	twiceEveryTwoHours,
	until,
} from './tableWatch';

/** What a person starts by hand runs in the main process. */
const BY_HAND_ON_MAIN = { OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'false' };

/** A trigger for a person. */
const BY_HAND = {
	id: 'byHand',
	name: 'By Hand',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 200],
	parameters: {},
};

const CROSSINGS = ['low', 'recovered', 'low', 'recovered', 'low', 'recovered'];

describe.each(QUEUES)('a watch in a table, on $place', ({ start }) => {
	let stage: Stage;
	let queue: RunningQueue;
	let client: N8nClient;
	let vendor: WatchedVendor;
	let receiver: AlertReceiver;

	beforeAll(async () => {
		stage = await openStage();
		queue = await start(stage, BY_HAND_ON_MAIN);
		client = await signIn(queue.url);
	}, 240_000);

	afterAll(async () => {
		await queue.stop();
		await stage.clear();
	}, 120_000);

	beforeEach(async () => {
		vendor = await startWatchedVendor();
		receiver = await startAlertReceiver();
	});

	afterEach(async () => {
		await receiver.close();
		await vendor.standIn.close();
	});

	function told(): readonly string[] {
		return receiver.alerts.map(({ event }) => String(event));
	}

	function expectNoWarnings(): void {
		expect(receiver.alerts.flatMap(({ details }) => toRecord(details)['warnings'] ?? [])).toEqual(
			[],
		);
	}

	async function call(path: string): Promise<void> {
		await callPatiently(`${queue.url}/webhook/${path}`);
	}

	/** Waits until so many more runs are over. */
	async function moreRuns(id: string, count: number): Promise<void> {
		const { over } = await countRuns(client, id);
		await until(async () => (await countRuns(client, id)).over >= over + count);
	}

	/** Lets all of it happen, each with more runs that would tell it again. */
	async function tellAll(id: string): Promise<void> {
		for (const [index, event] of CROSSINGS.entries()) {
			cross(event);
			await until(() => receiver.alerts.length > index);
			await moreRuns(id, 4);
		}
		await client.call('POST', `/workflows/${id}/deactivate`);
	}

	/** Sets the balance on the side of the limit that this event is about. */
	function cross(event: string): void {
		vendor.balance(event === 'low' ? '90.00' : '150.00');
	}

	/** How many workers took up executions of a workflow, and how many of those there are. */
	async function countWorkers(id: string) {
		const executions = await executionsOf(client, id);
		const taken = executions.map(({ id: executionId }) => {
			const took = new RegExp(`execution ${executionId}\\b`);
			return queue.workers.findIndex((worker) => took.test(worker.output()));
		});
		const byWorkers = taken.filter((worker) => worker >= 0);
		return { workers: new Set(byWorkers).size, byWorkers: byWorkers.length };
	}

	it(`tells each of ${CROSSINGS.length} crossings once by its schedule, whichever worker sees it`, async () => {
		const id = await publish(client, await createTableWatch(client, vendor, receiver));
		await tellAll(id);
		expect(told()).toEqual(CROSSINGS);
		expectNoWarnings();
		expect((await countWorkers(id)).workers).toBe(2);
	}, 180_000);

	it('tells each of them once in a sub-workflow', async () => {
		const watch = calledWatch(await createTableWatch(client, vendor, receiver));
		const id = await publish(client, watch);
		const caller = await publish(client, scheduledCaller(1, id));
		await tellAll(caller);
		expect(told()).toEqual(CROSSINGS);
		expectNoWarnings();
		expect((await countWorkers(caller)).workers).toBe(2);
	}, 180_000);

	it('tells each of them once where main and workers check in turns', async () => {
		const watch = await publish(
			client,
			calledWatch(await createTableWatch(client, vendor, receiver)),
		);
		const path = 'in-turns';
		const caller = await publish(
			client,
			alsoByHand(startedByWebhook(scheduledCaller(1, watch), path)),
		);
		const onWorker = async () => {
			const { over } = await countRuns(client, caller);
			await call(path);
			await until(async () => (await countRuns(client, caller)).over > over);
		};
		const onMain = async () => {
			expect(await runSavedByHand(client, caller, BY_HAND.name)).toMatchObject({
				status: 'success',
			});
		};
		for (const [index, event] of CROSSINGS.entries()) {
			cross(event);
			const [first, second] = index % 2 === 0 ? [onWorker, onMain] : [onMain, onWorker];
			await first();
			await second();
		}
		expect(told()).toEqual(CROSSINGS);
		expectNoWarnings();
		expect((await countRuns(client, caller)).succeeded).toBe(2 * CROSSINGS.length);
		expect((await countWorkers(caller)).byWorkers).toBe(CROSSINGS.length);
	}, 180_000);

	it('goes on under another name', async () => {
		const path = 'renamed';
		const watch = startedByWebhook(await createTableWatch(client, vendor, receiver), path);
		const id = await publish(client, watch);
		cross('low');
		await call(path);
		await until(async () => (await countRuns(client, id)).over >= 1);
		await edit(client, id, renameWatch);
		for (let run = 2; run <= 7; run++) {
			await call(path);
			await until(async () => (await countRuns(client, id)).over >= run);
		}
		expect(told()).toEqual(['low']);
		expectNoWarnings();
		const rows = await readWatchRows(client);
		expect(rows.filter(({ workflowId }) => workflowId === id)).toMatchObject([
			{ nodeId: 'watch', nodeName: 'Renamed', turn: expect.stringMatching(/^7 /) as unknown },
		]);
	}, 120_000);

	it('tells it once after a Wait that outlasts 65 seconds', async () => {
		const path = 'wait';
		const watch = startedByWebhook(await createTableWatch(client, vendor, receiver), path);
		const id = await publish(client, afterWait(watch, 70));
		cross('low');
		for (let run = 0; run < 4; run++) await call(path);
		await until(async () => (await countRuns(client, id)).over >= 4);
		expect(told()).toEqual(['low']);
		expectNoWarnings();
	}, 180_000);

	it('tells it once by a schedule of every two hours', async () => {
		const watch = twiceEveryTwoHours(await createTableWatch(client, vendor, receiver));
		cross('low');
		const id = await publish(client, watch);
		await until(async () => (await countRuns(client, id)).over >= 2, TIME_TO_FIRE_TWICE);
		expect(told()).toEqual(['low']);
		expectNoWarnings();
	}, 240_000);
});

/** The workflow with that trigger besides its own. */
function alsoByHand(workflow: WorkflowDocument): WorkflowDocument {
	const connections: Readonly<Record<string, unknown>> = { ...workflow.connections };
	return {
		...workflow,
		nodes: [...workflow.nodes, BY_HAND],
		connections: { ...connections, [BY_HAND.name]: connections['Schedule'] },
	};
}
