/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is test code */
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import type { NodeDocument, WorkflowDocument } from '../engine/workflowDocument';
import type { N8nClient } from '../server/n8nClient';
import { callWebhook } from '../server/webhook';
import { scheduledWatch, type AlertReceiver, type WatchedVendor } from './scheduledWatch';

/** A workflow that n8n has. */
export type SavedWorkflow = WorkflowDocument & { readonly id: string; readonly versionId: string };

/** The watch with a webhook of this path in place of its schedule; it answers before the run. */
export function startedByWebhook(watch: WorkflowDocument, path: string): WorkflowDocument {
	return withSchedule(watch, {
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: { httpMethod: 'POST', path, options: {} },
	});
}

/** The watch with another trigger in place of its schedule. */
export function withSchedule(
	watch: WorkflowDocument,
	trigger: Partial<NodeDocument>,
): WorkflowDocument {
	const nodes = watch.nodes.map((node) =>
		node.name === 'Schedule' ? { ...node, ...trigger } : node,
	);
	return { ...watch, nodes };
}

/** A Wait of so many seconds between the trigger and the watch. */
export function afterWait(watch: WorkflowDocument, seconds: number): WorkflowDocument {
	return withWait(watch, seconds, ['Schedule', 'Watch']);
}

/** A Wait of so many seconds between the watch and its message. */
export function beforeWait(watch: WorkflowDocument, seconds: number): WorkflowDocument {
	return withWait(watch, seconds, ['Watch', 'Alert']);
}

function withWait(
	watch: WorkflowDocument,
	amount: number,
	[before, after]: readonly [string, string],
): WorkflowDocument {
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	const wait = {
		id: 'wait',
		name: 'Wait',
		type: 'n8n-nodes-base.wait',
		typeVersion: 1.1,
		position: [110, 0],
		parameters: { amount, unit: 'seconds' },
	};
	return {
		...watch,
		nodes: [...watch.nodes, wait],
		connections: { ...watch.connections, [before]: to('Wait'), Wait: to(after) },
	};
}

/** A watch in a table, to be started by whoever calls its webhook. */
export async function createTableWatch(
	client: N8nClient,
	vendor: WatchedVendor,
	receiver: AlertReceiver,
): Promise<WorkflowDocument> {
	const credential = await client.createCredential('M4', 'kolmisoftM4Api', vendor.credential);
	return scheduledWatch(1, credential, receiver.url, { stateStorage: 'dataTable' });
}

/** n8n itself refuses some calls while many runs share one SQLite: those are made again. */
async function askPatiently<Value>(ask: () => Promise<Value>): Promise<Value> {
	return await ask().catch(async (refused: unknown) => {
		if (!String(refused).includes(': 500 ')) throw refused;
		return await askPatiently(ask);
	});
}

/** Calls the webhook until n8n takes it. */
export async function callPatiently(url: string): Promise<void> {
	await askPatiently(async () => await callWebhook(url, {}));
}

/** In milliseconds; n8n chooses the second of the minute. */
export const TIME_TO_FIRE_TWICE = 220_000;

/**
 * The watch every two hours by two rules, which both fire for the first time in the next two minutes:
 * whenever such a rule fires, n8n writes the workflow's whole static data.
 */
export function twiceEveryTwoHours(watch: WorkflowDocument): WorkflowDocument {
	// Not in the minute that ends before n8n has published it.
	const soon = Date.now() + 10_000;
	const interval = [1, 2].map((minutes) => ({
		field: 'hours',
		hoursInterval: 2,
		triggerAtMinute: new Date(soon + minutes * 60_000).getUTCMinutes(),
	}));
	return withSchedule(watch, { parameters: { rule: { interval } } });
}

/** The watch under another name of its node. */
export function renameWatch({ nodes, connections, ...rest }: WorkflowDocument): WorkflowDocument {
	const rename = (text: string) => text.replaceAll('"Watch"', '"Renamed"');
	return {
		...rest,
		nodes: nodes.map((node) => (node.name === 'Watch' ? { ...node, name: 'Renamed' } : node)),
		// The cast: what was an object is one again.
		connections: JSON.parse(rename(JSON.stringify(connections))) as object,
	};
}

/** Creates a workflow and publishes it. */
export async function publish(client: N8nClient, document: WorkflowDocument): Promise<string> {
	const workflow = await client.createWorkflow(document);
	await client.activate(workflow);
	return workflow.id;
}

/** Saves a workflow as the editor does, changed, and publishes it. */
export async function edit(
	client: N8nClient,
	id: string,
	change: (workflow: WorkflowDocument) => WorkflowDocument,
): Promise<void> {
	const { versionId, ...workflow } = await client.call<SavedWorkflow>('GET', `/workflows/${id}`);
	const { name, nodes, connections, settings } = change(workflow);
	const saved = await client.call<SavedWorkflow>('PATCH', `/workflows/${id}`, {
		name,
		nodes,
		connections,
		settings,
		versionId,
	});
	await client.activate({ id, versionId: saved.versionId });
}

const SCHEDULE = 'n8n-nodes-base.scheduleTrigger';

/** Publishes a workflow that n8n has, with its schedules set to so many seconds. */
export async function publishEvery(
	client: N8nClient,
	id: string,
	secondsInterval: number,
): Promise<void> {
	const rule = { interval: [{ field: 'seconds', secondsInterval }] };
	await edit(client, id, (workflow) => {
		const nodes = workflow.nodes.map((node) =>
			node.type === SCHEDULE ? { ...node, parameters: { rule } } : node,
		);
		return { ...workflow, nodes };
	});
}

/** The executions of a workflow. */
export interface RunCounts {
	readonly all: number;
	/** However they ended. */
	readonly over: number;
	readonly succeeded: number;
}

/** Counts the executions of a workflow. */
export async function countRuns(client: N8nClient, workflowId: string): Promise<RunCounts> {
	const count = async (filter: object) => {
		const text = encodeURIComponent(JSON.stringify({ workflowId, ...filter }));
		const found = await askPatiently(
			async () =>
				await client.call<{ readonly count: number }>(
					...(['GET', `/executions?filter=${text}&limit=1`] as const),
				),
		);
		return found.count;
	};
	return {
		all: await count({}),
		over: await count({ status: ['success', 'error', 'crashed', 'canceled'] }),
		succeeded: await count({ status: ['success'] }),
	};
}

const MILLISECONDS_TO_COME = 120_000;

/** Waits until it is so. */
export async function until(
	isSo: () => Promise<boolean> | boolean,
	milliseconds = MILLISECONDS_TO_COME,
): Promise<void> {
	for (let waited = 0; !(await isSo()); waited += 100) {
		if (waited > milliseconds) throw new Error('It did not come to that');
		await sleep(100);
	}
}

interface TableOfProject {
	readonly id: string;
	readonly name: string;
	readonly projectId: string;
}

/** The tables of all projects that the owner sees. */
export async function listTables(client: N8nClient): Promise<readonly TableOfProject[]> {
	const { data } = await client.call<{ data: readonly TableOfProject[] }>(
		...(['GET', '/data-tables-global'] as const),
	);
	return data;
}

/** The address of a table in n8n's REST interface. */
export function addressOf({ id, projectId }: TableOfProject): string {
	return `/projects/${projectId}/data-tables/${id}`;
}

/** The rows of the table in which watches remember. */
export async function readWatchRows(client: N8nClient): Promise<readonly IDataObject[]> {
	const table = (await listTables(client)).find(({ name }) => name === 'Account Balance Watch');
	if (table === undefined) return [];
	const { data } = await client.call<{ data: readonly IDataObject[] }>(
		...(['GET', `${addressOf(table)}/rows?take=100`] as const),
	);
	return data;
}
