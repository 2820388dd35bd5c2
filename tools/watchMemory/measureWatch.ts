/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a program for people; the ban protects n8n's runtime */
import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nClient } from '../../test/server/n8nClient';
import { callWebhook } from '../../test/server/webhook';
import { CHECKS, type Cost } from './cost';
import { PLACES, type Measured } from './places';
import { watchedAccounts } from './watchedAccounts';

/** Checks these accounts again and again, and says what it cost. */
export async function measureWatch(
	measured: Measured,
	storage: keyof typeof PLACES,
	usernames: readonly string[],
): Promise<Cost> {
	const { client, url, credentialId, database } = measured;
	const { fill, size } = PLACES[storage];
	const path = `${storage}-${usernames.length}`;
	const workflow = await client.createWorkflow(watchedAccounts(path, storage, credentialId));
	await client.activate(workflow);
	const { id } = workflow;
	const check = async () => {
		const [last] = await listExecutions(client, id);
		await callWebhook(`${url}/webhook/${path}`, {
			accounts: usernames.map((username) => ({ username })),
		});
		return await findDuration(client, id, last?.id);
	};
	await check();
	await fill(measured, id);
	await check();
	const durations: number[] = [];
	for (let number = 0; number < CHECKS; number++) durations.push(await check());
	return {
		database,
		storage,
		accounts: usernames.length,
		durations,
		size: await size(measured, id),
		counted: await client.call<object>('GET', `/workflow-stats/${id}/counts/`),
		listed: (await listExecutions(client, id)).length,
	};
}

/** Waits until an execution that follows the last one is over; milliseconds, as n8n times it. */
async function findDuration(
	client: N8nClient,
	workflowId: string,
	last: string | undefined,
): Promise<number> {
	for (;;) {
		const [newest] = await listExecutions(client, workflowId);
		const isNew = newest !== undefined && newest.id !== last;
		if (isNew && newest.status === 'success') {
			return Date.parse(newest.stoppedAt) - Date.parse(newest.startedAt);
		}
		if (isNew && newest.status === 'error') throw new Error(`Execution ${newest.id} failed`);
		await sleep(50);
	}
}

interface Listed {
	readonly id: string;
	readonly status: string;
	readonly startedAt: string;
	readonly stoppedAt: string;
}

async function listExecutions(client: N8nClient, workflowId: string): Promise<readonly Listed[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await client.call<{ results: readonly Listed[] }>(
		...(['GET', `/executions?filter=${filter}&limit=50`] as const),
	);
	return results;
}
