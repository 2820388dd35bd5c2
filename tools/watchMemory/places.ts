import { parseRecord, toRecord } from '../../nodes/shared/input/untrusted';
import type { N8nClient } from '../../test/server/n8nClient';
import { giveFullHistory } from './fullHistory';

/** A running n8n. */
export interface Measured {
	readonly client: N8nClient;
	readonly url: string;
	readonly credentialId: string;
	readonly database: string;
	/** Puts a workflow with its static data in the place of what n8n has of it. */
	importWorkflow(workflow: object): Promise<void>;
}

/** Where a watch remembers, seen from outside. */
interface Place {
	/** Gives every account that is remembered a full history. */
	fill(measured: Measured, workflowId: string): Promise<void>;
	/** How many characters are remembered. */
	size(measured: Measured, workflowId: string): Promise<number>;
}

const ACCOUNT = /^account /;

/** By what Keep State In is set to. */
export const PLACES: Readonly<Record<'dataTable' | 'staticData', Place>> = {
	dataTable: {
		fill: async ({ client }, workflowId) => {
			const { address, row } = await readRow(client, workflowId);
			const memory = parseRecord(row['memory']);
			const accounts = fillAll(toRecord(memory['accounts']), /^/);
			const filters = [{ columnName: 'workflowId', condition: 'eq', value: workflowId }];
			await client.call('PATCH', address, {
				filter: { type: 'and', filters },
				data: { memory: JSON.stringify({ ...memory, accounts }) },
			});
		},
		size: async ({ client }, workflowId) =>
			String((await readRow(client, workflowId)).row['memory']).length,
	},
	staticData: {
		fill: async ({ client, importWorkflow }, workflowId) => {
			const workflow = await readWorkflow(client, workflowId);
			const ofNodes = Object.entries(workflow.staticData).map(([name, value]) => {
				return [name, fillAll(toRecord(value), ACCOUNT)] as const;
			});
			await importWorkflow({ ...workflow, staticData: Object.fromEntries(ofNodes) });
			const { versionId } = await readWorkflow(client, workflowId);
			await client.activate({ id: workflowId, versionId });
		},
		size: async ({ client }, workflowId) =>
			JSON.stringify((await readWorkflow(client, workflowId)).staticData).length,
	},
};

function fillAll(members: Readonly<Record<string, unknown>>, ofAccount: RegExp) {
	return Object.fromEntries(
		Object.entries(members).map(([name, value]) => {
			return [name, ofAccount.test(name) ? giveFullHistory(value) : value] as const;
		}),
	);
}

async function readWorkflow(client: N8nClient, id: string) {
	return await client.call<{ versionId: string; staticData: object }>(
		...(['GET', `/workflows/${id}`] as const),
	);
}

async function readRow(client: N8nClient, workflowId: string) {
	const { data: tables } = await client.call<{
		data: ReadonlyArray<{ id: string; name: string; projectId: string }>;
	}>(...(['GET', '/data-tables-global'] as const));
	const [table] = tables;
	if (table === undefined) throw new Error('No table');
	const address = `/projects/${table.projectId}/data-tables/${table.id}/rows`;
	const { data: rows } = await client.call<{ data: ReadonlyArray<Record<string, unknown>> }>(
		...(['GET', `${address}?take=100`] as const),
	);
	const row = rows.find((each) => each['workflowId'] === workflowId);
	if (row === undefined) throw new Error('No row');
	return { address, row };
}
