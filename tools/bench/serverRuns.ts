/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console -- a program for people; the ban protects n8n's runtime */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { WorkflowDocument } from '../../test/engine/workflowDocument';
import { signIn } from '../../test/server/n8nClient';
import { installPackages, startN8n, type N8nInstallation } from '../../test/server/n8nServer';
import { startQueue } from '../../test/server/queue';
import { isRedisInstalled } from '../../test/server/redisServer';
import { callWebhook } from '../../test/server/webhook';
import { addressOf, startKolmisoftM4Server } from './rounds';
import { THOUSAND_DIFFERENT, usernamesOf, type Scenario } from './ways/scenario';
import { median } from './statistics';
import { CREDENTIALS } from './ways/balanceNode';
import { WAYS, type Server, type WayName } from './ways/ways';

/** What a person waits for: from the call of a webhook to its answer, which its last node gives. */
export interface ServerRun {
	readonly way: WayName;
	readonly mode: 'one process' | 'queue with two workers';
	/** Milliseconds, of each run after the warm-up. */
	readonly waits: readonly number[];
}

const RUNS = 3;

const WAYS_ON_SERVER = ['node', 'chain', 'loop'] as const;

/** Runs 1,000 different accounts on a whole n8n with its database; in queue mode too, where Redis is installed. */
export async function measureOnServer(
	installation: N8nInstallation,
	tarball: string,
): Promise<readonly ServerRun[]> {
	const userFolder = mkdtempSync(path.join(tmpdir(), 'n8n-bench-'));
	await installPackages(installation, userFolder, [tarball]);
	const server = await startN8n(installation, { userFolder });
	const alone = await measureAt(server.url, 'one process');
	await server.stop();
	if (!isRedisInstalled()) {
		console.log('  No redis-server is installed: queue mode is left out');
		return alone;
	}
	const queue = await startQueue(installation, { userFolder });
	const queued = await measureAt(queue.main.url, 'queue with two workers');
	await queue.stop();
	return [...alone, ...queued];
}

async function measureAt(url: string, mode: ServerRun['mode']): Promise<readonly ServerRun[]> {
	const client = await signIn(url);
	const scenario = THOUSAND_DIFFERENT;
	const vendor = await startKolmisoftM4Server(scenario);
	const server = addressOf(vendor);
	const { baseUrl, secretKey } = server;
	const data = { baseUrl, defaultUsername: 'nobody', signRequests: true, apiSecretKey: secretKey };
	const credential = await client.createCredential('M4', 'kolmisoftM4Api', data);
	const runs: ServerRun[] = [];
	for (const way of WAYS_ON_SERVER) {
		const address = `bench-${way}-${mode.replaceAll(' ', '-')}`;
		const workflow = webhookWorkflow(way, scenario, server, address, credential.id);
		await client.activate(await client.createWorkflow(workflow));
		const waits: number[] = [];
		for (let run = 0; run <= RUNS; run++) {
			const asked = vendor.requests.length;
			waits.push(await waitFor(`${url}/webhook/${address}`, scenario));
			const sent = vendor.requests.length - asked;
			if (sent !== scenario.items) throw new Error(`${way} asked for ${sent} balances`);
		}
		runs.push({ way, mode, waits: waits.slice(1) });
		console.log(`  ${mode}, ${way}: ${Math.round(median(waits.slice(1)))} ms`);
	}
	await vendor.close();
	return runs;
}

/** The milliseconds of one call. The first one may have to wait for n8n, and is not counted. */
async function waitFor(webhook: string, scenario: Scenario): Promise<number> {
	const accounts = usernamesOf(scenario).map((account) => ({ account }));
	const begin = performance.now();
	const text = await callWebhook(webhook, { accounts });
	if (!text.includes('0.25')) throw new Error(text.slice(0, 300));
	return performance.now() - begin;
}

/** The way's workflow, fed by a webhook and "Split Out" in place of the trigger. */
function webhookWorkflow(
	way: (typeof WAYS_ON_SERVER)[number],
	scenario: Scenario,
	server: Server,
	address: string,
	credentialId: string,
): WorkflowDocument {
	const { nodes, connections } = WAYS[way].workflow(scenario, server);
	const credentials = { kolmisoftM4Api: { ...CREDENTIALS.kolmisoftM4Api, id: credentialId } };
	const webhook = {
		id: 'webhook',
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		position: [-200, 0],
		webhookId: address,
		parameters: { httpMethod: 'POST', path: address, responseMode: 'lastNode', options: {} },
	};
	const accounts = {
		name: 'Accounts',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		position: [0, 0],
		parameters: { fieldToSplitOut: 'body.accounts', options: {} },
	};
	return {
		name: `1,000 accounts, ${WAYS[way].title}`,
		nodes: nodes
			.map((node, index) => ({
				...(node.name === 'Accounts' ? accounts : node),
				...(node.credentials === undefined ? {} : { credentials }),
				id: `node-${index}`,
			}))
			.concat(webhook),
		connections: {
			...connections,
			Webhook: { main: [[{ node: 'Accounts', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}
