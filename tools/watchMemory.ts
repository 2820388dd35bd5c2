/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console -- a program for people; the bans protect n8n's runtime */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parseRecord, toRecord } from '../nodes/shared/watch/untrusted';
import type { WorkflowDocument } from '../test/engine/workflowDocument';
import { signIn, type N8nClient } from '../test/server/n8nClient';
import { installPackages, startN8n } from '../test/server/n8nServer';
import { startPostgres } from '../test/server/postgresServer';
import { callWebhook } from '../test/server/webhook';
import { kolmisoftM4SecretKey, startKolmisoftM4 } from '../test/vendors/kolmisoftM4/standIn';
import { requireValue } from './arguments';
import { median } from './bench/statistics';
import { installedVersion } from './documents/installedVersion';
import { writeDocument } from './documents/writeDocument';

const STORAGES = ['dataTable', 'staticData'] as const;
const ACCOUNTS = [1, 1000] as const;
const CHECKS = 7;

/** As many as a watch remembers, over the days that it does. */
const SAMPLES = 60;
const MILLISECONDS_BETWEEN_SAMPLES = 5 * 3_600_000;

interface Cost {
	readonly database: string;
	readonly storage: string;
	readonly accounts: number;
	/** Milliseconds of each check after the first ones. */
	readonly durations: readonly number[];
	/** Of what is remembered, in characters. */
	readonly size: number;
	/** What n8n counts of the checks, by its own names. */
	readonly counted: object;
	readonly listed: number;
}

interface Measured {
	readonly client: N8nClient;
	readonly url: string;
	readonly credentialId: string;
	readonly database: string;
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			node: { type: 'string' },
			n8n: { type: 'string' },
			tarball: { type: 'string' },
			document: { type: 'string' },
		},
	});
	const folder = requireValue('n8n', values.n8n);
	const installation = { node: requireValue('node', values.node), folder };
	const tarball = requireValue('tarball', values.tarball);
	const usernames = Array.from({ length: Math.max(...ACCOUNTS) }, (_, number) => `user${number}`);
	const vendor = await startKolmisoftM4({
		accounts: usernames.map((username) => {
			return { username, currency: 'EUR', balances: { EUR: '150.00', USD: '170.00' } };
		}),
	});
	const costs: Cost[] = [];
	for (const database of ['SQLite', 'Postgres']) {
		const userFolder = mkdtempSync(path.join(tmpdir(), 'n8n-memory-'));
		await installPackages(installation, userFolder, [tarball]);
		const postgres = database === 'Postgres' ? await startPostgres() : null;
		const environment = postgres?.environment ?? {};
		const server = await startN8n(installation, { userFolder, environment });
		const client = await signIn(server.url);
		const { id: credentialId } = await client.createCredential('M4', 'kolmisoftM4Api', {
			baseUrl: `${vendor.url}/billing`,
			username: 'user0',
			signRequests: true,
			apiSecretKey: kolmisoftM4SecretKey,
			allowUnauthorizedCerts: false,
		});
		const measured = { client, url: server.url, credentialId, database };
		for (const accounts of ACCOUNTS) {
			for (const storage of STORAGES) {
				const watched = usernames.slice(0, accounts);
				const cost = await measure(measured, storage, watched);
				console.log(JSON.stringify({ ...cost, median: median(cost.durations) }));
				costs.push(cost);
			}
		}
		await server.stop();
		await postgres?.stop();
		rmSync(userFolder, { recursive: true, force: true });
	}
	await vendor.close();
	const versions = `n8n ${installedVersion(folder, 'n8n')} on Node ${installedVersion(folder, 'node')}`;
	await writeDocument(requireValue('document', values.document), report(costs, versions));
}

async function measure(
	{ client, url, credentialId, database }: Measured,
	storage: string,
	usernames: readonly string[],
): Promise<Cost> {
	const address = `${storage}-${usernames.length}`;
	const document = watch(address, storage, credentialId);
	const first = await client.createWorkflow(document);
	await client.activate(first);
	const check = async (id: string) => {
		const before = await listExecutions(client, id);
		const body = { accounts: usernames.map((username) => ({ username })) };
		await callWebhook(`${url}/webhook/${address}`, body);
		for (;;) {
			const [newest] = await listExecutions(client, id);
			if (newest !== undefined && newest.id !== before[0]?.id && newest.status === 'success') {
				return Date.parse(newest.stoppedAt) - Date.parse(newest.startedAt);
			}
			if (newest?.status === 'error') throw new Error(`The check of ${address} failed`);
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	};
	await check(first.id);
	if (storage === 'dataTable') await fillHistories(client, first.id);
	await check(first.id);
	const durations: number[] = [];
	for (let number = 0; number < CHECKS; number++) durations.push(await check(first.id));
	const counted = await client.call<object>('GET', `/workflow-stats/${first.id}/counts/`);
	const { length: listed } = await listExecutions(client, first.id);
	const size =
		storage === 'dataTable'
			? String((await readRow(client, first.id)).row['memory']).length
			: await sizeOfStaticData(client, first.id);
	const accounts = usernames.length;
	return { database, storage, accounts, durations, size, counted, listed };
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

/** Writes full histories to the table. */
async function fillHistories(client: N8nClient, workflowId: string): Promise<void> {
	const { address, row } = await readRow(client, workflowId);
	const memory = parseRecord(row['memory']);
	const accounts = Object.fromEntries(
		Object.entries(toRecord(memory['accounts'])).map(([key, text]) => {
			return [key, JSON.stringify({ ...parseRecord(text), samples: fullHistory() })] as const;
		}),
	);
	const text = JSON.stringify({ ...memory, accounts });
	const filters = [{ columnName: 'workflowId', condition: 'eq', value: workflowId }];
	await client.call('PATCH', address, { filter: { type: 'and', filters }, data: { memory: text } });
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

async function sizeOfStaticData(client: N8nClient, workflowId: string): Promise<number> {
	const { staticData } = await client.call<{ staticData: object }>(
		...(['GET', `/workflows/${workflowId}`] as const),
	);
	return JSON.stringify(staticData).length;
}

function fullHistory(): readonly number[] {
	return Array.from({ length: SAMPLES }, (_, index) => [
		Date.now() - (SAMPLES - index) * MILLISECONDS_BETWEEN_SAMPLES,
		150 + index / 100,
	]).flat();
}

function watch(address: string, stateStorage: string, id: string): WorkflowDocument {
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		name: address,
		nodes: [
			{
				id: 'webhook',
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				webhookId: address,
				parameters: { httpMethod: 'POST', path: address, options: {} },
			},
			{
				id: 'split',
				name: 'Split Out',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				position: [200, 0],
				parameters: { fieldToSplitOut: 'body.accounts', options: {} },
			},
			{
				id: 'watch',
				name: 'Watch',
				type: 'n8n-nodes-account-balance.kolmisoftM4',
				typeVersion: 1,
				position: [400, 0],
				credentials: { kolmisoftM4Api: { id, name: 'M4' } },
				parameters: {
					operation: 'watchBalance',
					username: '={{ $json.username }}',
					threshold: '100',
					options: { concurrency: 50 },
					alertOptions: { stateStorage },
				},
			},
		],
		connections: { Webhook: to('Split Out'), 'Split Out': to('Watch') },
		settings: { executionOrder: 'v1' },
	};
}

function report(costs: readonly Cost[], versions: string): string {
	const rows = costs.map(({ database, storage, accounts, durations, size, counted, listed }) => {
		const all = `${Math.min(...durations)} to ${Math.max(...durations)}`;
		const counts = Object.entries(counted).map(([name, value]) => `${name} ${String(value)}`);
		return `| ${[database, storage, accounts.toLocaleString('en'), `${median(durations)} ms`, `${all} ms`, `${Math.ceil(size / 1000)} kB`, listed, counts.join(', ')].join(' | ')} |`;
	});
	return `# What the memory of a watch costs

Made by \`npm run watch-memory\` on ${new Date().toISOString().slice(0, 10)}; edit \`tools/watchMemory.ts\`, not this page.

${versions}, one process, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, all in one run of the program; the machine has other work too. A check is a whole execution as n8n times it: webhook, Split Out, Watch Balance with 50 requests at a time to an imitation of Kolmisoft M4. The median and the bounds are of ${CHECKS} checks after two others. In the data table every account has a full history of ${SAMPLES} samples. n8n takes no static data from outside, so there the histories are as short as the checks are few: with full ones it has about the size of the table's text.

| Database | Keep State In | Accounts | Median | Bounds | Remembered | In the list of executions | Counted by n8n |
| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |
${rows.join('\n')}

The list has the checks alone: the two sub-executions of a check with a data table are deleted when they end, whatever the settings of n8n's pruning. n8n counts them among the workflow's successful production executions all the same (\`workflow_statistics\`, which it writes with a delay).
`;
}

void main();
