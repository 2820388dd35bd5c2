/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is test code */
import { parse } from 'flatted';
import type { IDataObject, IRunExecutionData } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NodeDocument, WorkflowDocument } from '../engine/workflowDocument';
import type { N8nClient } from '../server/n8nClient';
import type { CredentialReference, Credentials } from './stage';

/** How an execution on a server ended. */
export interface ServerExecution {
	readonly id: string;
	readonly status: string;
	readonly data: IRunExecutionData;
}

interface StoredExecution {
	readonly status: string;
	/** Flatted, as n8n saves it. */
	readonly data: string;
}

const UNFINISHED: readonly string[] = ['new', 'running', 'waiting'];
const MILLISECONDS_TO_RUN = 60_000;

/** The workflow with the credentials that this server knows in place of its own. */
export function withCredentials(
	document: WorkflowDocument,
	credentials: Credentials,
): WorkflowDocument {
	const nodes = document.nodes.map((node) => ({ ...node, ...known(node, credentials) }));
	return { ...document, nodes };
}

function known({ credentials: own = {} }: NodeDocument, credentials: Credentials) {
	// The cast: so n8n exports the credentials of a node; tests leave out what is put in here.
	const references = Object.entries(own) as ReadonlyArray<[string, Partial<CredentialReference>]>;
	const entries = references.flatMap(([type, { id = type }]) => {
		const credential = credentials[id] ?? credentials[type];
		return credential === undefined ? [] : [[type, credential] as const];
	});
	return entries.length === 0 ? {} : { credentials: Object.fromEntries(entries) };
}

/** Runs a new workflow as the editor's button does, and waits for its end. */
export async function runByHand(
	client: N8nClient,
	document: WorkflowDocument,
	trigger: string,
): Promise<ServerExecution> {
	const { id } = await client.createWorkflow(document);
	return await runSavedByHand(client, id, trigger);
}

/** The same with a workflow that n8n has. */
export async function runSavedByHand(
	client: N8nClient,
	id: string,
	trigger: string,
): Promise<ServerExecution> {
	const workflowData = await client.call('GET', `/workflows/${id}`);
	const started = await client.call<{ executionId: string }>('POST', `/workflows/${id}/run`, {
		workflowData: { ...(workflowData as object) },
		startNodes: [],
		triggerToStartFrom: { name: trigger },
	});
	return await finished(client, started.executionId);
}

/** The executions of a workflow, the newest first. */
export async function executionsOf(
	client: N8nClient,
	workflowId: string,
): Promise<ReadonlyArray<{ readonly id: string }>> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await client.call<{ results: ReadonlyArray<{ id: string }> }>(
		...(['GET', `/executions?filter=${filter}&limit=50`] as const),
	);
	return results;
}

/** Waits until an execution is over, however it ended. */
export async function finished(
	client: N8nClient,
	id: string,
	milliseconds = MILLISECONDS_TO_RUN,
): Promise<ServerExecution> {
	const deadline = Date.now() + milliseconds;
	for (;;) {
		const { status, data } = await client.call<StoredExecution>('GET', `/executions/${id}`);
		// The cast: it is what n8n's own editor unpacks in this way.
		if (!UNFINISHED.includes(status)) return { id, status, data: parse(data) as IRunExecutionData };
		if (Date.now() > deadline) throw new Error(`Execution ${id} is still ${status}`);
		await sleep(200);
	}
}

/** The json of the items at an output of a node's last run. */
export function itemsOf(
	{ data }: ServerExecution,
	nodeName: string,
	output = 0,
): readonly IDataObject[] {
	const lastRun = data.resultData.runData[nodeName]?.at(-1);
	return (lastRun?.data?.['main']?.[output] ?? []).map(({ json }) => json);
}

/** What the editor shows about a node's last run. */
export function hintsOf({ data }: ServerExecution, nodeName: string): readonly string[] {
	const lastRun = data.resultData.runData[nodeName]?.at(-1);
	return (lastRun?.hints ?? []).map(({ message }) => message);
}
