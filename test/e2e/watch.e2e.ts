/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is test code */
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowDocument } from '../engine/workflowDocument';
import { leakFinder } from '../faults/leakSearch';
import { signIn, type N8nClient } from '../server/n8nClient';
import { startN8n, type N8nServer } from '../server/n8nServer';
import { kolmisoftM4SecretKey } from '../vendors/kolmisoftM4/standIn';
import { itemsOf, runByHand, runSavedByHand, hintsOf } from './execution';
import {
	publishWatch,
	scheduledWatch,
	startAlertReceiver,
	startWatchedVendor,
	type AlertReceiver,
	type WatchedVendor,
} from './scheduledWatch';
import { openStage, type Stage } from './stage';

let stage: Stage;
let server: N8nServer;
let client: N8nClient;
let vendor: WatchedVendor;
let receiver: AlertReceiver;
let workflowId: string;

beforeAll(async () => {
	stage = await openStage();
	vendor = await startWatchedVendor();
	receiver = await startAlertReceiver();
	await start();
	workflowId = await publishWatch(client, vendor, receiver, {
		// Long enough for the first run of an n8n that has just started: runs must not overlap.
		everySeconds: 3,
		alertOptions: { failuresBeforeAlert: 2 },
	});
});

afterAll(async () => {
	await server.stop();
	await receiver.close();
	await vendor.standIn.close();
	await stage.clear();
});

type SavedWorkflow = WorkflowDocument & { readonly versionId: string };

async function start(): Promise<void> {
	server = await startN8n(stage.installation, { userFolder: stage.userFolder });
	client = await signIn(server.url);
}

/** Waits until the vendor was asked so many times more, so that all before is over. */
async function moreChecks(count: number): Promise<void> {
	const { requests } = vendor.standIn;
	const enough = requests.length + count;
	await until(() => requests.length >= enough);
}

async function until(isSo: () => boolean): Promise<void> {
	for (let waited = 0; !isSo(); waited += 50) {
		if (waited > 60_000) throw new Error('It did not come to that');
		await sleep(50);
	}
}

let seen = 0;

/** What was told since the last call. */
function toldSince(): readonly unknown[] {
	const told = receiver.alerts.slice(seen).map(({ event }) => event);
	seen = receiver.alerts.length;
	return told;
}

it('is silent while the account is fine', async () => {
	await moreChecks(2);
	expect(toldSince()).toEqual([]);
});

it('tells a crossing once', async () => {
	vendor.balance('90.00');
	await moreChecks(3);
	expect(toldSince()).toEqual(['low']);
	expect(receiver.alerts.at(-1)).toMatchObject({
		vendor: 'kolmisoftM4',
		account: 'acme',
		balance: 90,
		available: 90,
		currency: 'EUR',
		event: 'low',
		reason: 'threshold',
		threshold: 100,
		previousBalance: 150,
		details: { currencySource: 'reply' },
	});
});

it('by hand tells the event as it would be, and leaves the published workflow as it is', async () => {
	const execution = await runSavedByHand(client, workflowId, 'Schedule');
	expect(itemsOf(execution, 'Watch')).toMatchObject([{ event: 'none', reason: 'threshold' }]);
	await moreChecks(1);
	seen = receiver.alerts.length;
});

it('does not tell it again after a restart', async () => {
	await server.stop();
	await start();
	await moreChecks(3);
	expect(toldSince()).toEqual([]);
});

it('does not tell it again under an edited threshold, nor after that was published', async () => {
	const { name, nodes, connections, settings, versionId } = await client.call<SavedWorkflow>(
		...(['GET', `/workflows/${workflowId}`] as const),
	);
	const edited = nodes.map((node) =>
		node.name === 'Watch' ? { ...node, parameters: { ...node.parameters, threshold: '95' } } : node,
	);
	// As the editor saves it: what the node remembers is not in it.
	const saved = await client.call<SavedWorkflow>('PATCH', `/workflows/${workflowId}`, {
		name,
		nodes: edited,
		connections,
		settings,
		versionId,
	});
	await client.activate({ id: workflowId, versionId: saved.versionId });
	await moreChecks(3);
	expect(toldSince()).toEqual([]);
});

it('tells the recovery once', async () => {
	vendor.balance('150.00');
	await moreChecks(3);
	expect(toldSince()).toEqual(['recovered']);
});

it('tells checks without a balance once, and that they work again', async () => {
	vendor.standIn.misbehave({ kind: 'reset' });
	await moreChecks(4);
	expect(toldSince()).toEqual(['checkFailing']);
	vendor.standIn.behaveAgain();
	await moreChecks(2);
	expect(toldSince()).toEqual(['checkWorking']);
});

describe('killed in the middle of a run', () => {
	it('before the vendor has answered, it tells once it is back', async () => {
		vendor.standIn.misbehave({ kind: 'stall' });
		await moreChecks(1);
		vendor.balance('90.00');
		await server.kill();
		expect(toldSince()).toEqual([]);
		vendor.standIn.behaveAgain();
		await start();
		await moreChecks(3);
		expect(toldSince()).toEqual(['low']);
	});

	it('while the message goes out, it tells once more, and then no more', async () => {
		receiver.hold(true);
		vendor.balance('150.00');
		await until(() => receiver.alerts.length > seen);
		await server.kill();
		expect(new Set(toldSince())).toEqual(new Set(['recovered']));
		receiver.hold(false);
		await start();
		await moreChecks(3);
		expect(toldSince()).toEqual(['recovered']);
		await moreChecks(2);
		expect(toldSince()).toEqual([]);
	});
});

it('by hand it shows every field, says that nothing is remembered, and remembers nothing', async () => {
	const credential = await client.createCredential('By hand', 'kolmisoftM4Api', vendor.credential);
	const document = scheduledWatch(1, credential, receiver.url);
	const execution = await runByHand(client, document, 'Schedule');
	const text = 'Kolmisoft M4 acme is ok: 150.00 EUR available.';
	expect(itemsOf(execution, 'Watch')).toMatchObject([
		{ event: 'none', status: 'ok', text, reason: null, threshold: 100, balance: 150 },
	]);
	expect(hintsOf(execution, 'Watch')).toEqual([expect.stringContaining('Run by hand')]);
	seen = receiver.alerts.length;
});

it('warns of a schedule that makes n8n forget, on the evaluation of a real server', async () => {
	const credential = await client.createCredential('Schedule', 'kolmisoftM4Api', vendor.credential);
	const document = scheduledWatch(1, credential, receiver.url);
	const rule = { interval: [{ field: 'hours', hoursInterval: 2 }] };
	const nodes = document.nodes.map((node) =>
		node.name === 'Schedule' ? { ...node, parameters: { rule } } : node,
	);
	const execution = await runByHand(client, { ...document, nodes }, 'Schedule');
	const warning: unknown = expect.stringContaining('Custom (Cron)');
	expect(itemsOf(execution, 'Watch')).toMatchObject([{ details: { warnings: [warning] } }]);
	expect(hintsOf(execution, 'Watch')).toContainEqual(warning);
	seen = receiver.alerts.length;
});

it('keeps no secret in the static data, in any form', async () => {
	const { staticData } = await client.call<{ staticData: object }>(
		...(['GET', `/workflows/${workflowId}`] as const),
	);
	const saved = JSON.stringify(staticData);
	expect(saved).toContain('node:Watch');
	expect(leakFinder([kolmisoftM4SecretKey])(saved)).toEqual([]);
});
