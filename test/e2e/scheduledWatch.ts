import type { IDataObject } from 'n8n-workflow';
import type { NodeDocument, WorkflowDocument } from '../engine/workflowDocument';
import type { N8nClient } from '../server/n8nClient';
import { openOnLoopback } from '../server/loopback';
import {
	kolmisoftM4SecretKey,
	startKolmisoftM4,
	type KolmisoftM4StandIn,
} from '../vendors/kolmisoftM4/standIn';
import type { CredentialReference } from './stage';

/** Whoever is alerted: takes what a workflow posts. */
export interface AlertReceiver {
	readonly url: string;
	/** The items in the order in which they came. */
	readonly alerts: readonly IDataObject[];
	/** Takes alerts and answers none, until it is called again. */
	hold(isHeld: boolean): void;
	close(): Promise<void>;
}

export async function startAlertReceiver(): Promise<AlertReceiver> {
	const alerts: IDataObject[] = [];
	let isHeld = false;
	const server = await openOnLoopback((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			// The cast: the workflow below posts one item at a time.
			alerts.push(JSON.parse(Buffer.concat(chunks).toString('utf8')) as IDataObject);
			if (!isHeld) response.end('{}');
		});
	});
	return {
		url: server.url,
		alerts,
		hold: (hold) => {
			isHeld = hold;
		},
		close: server.close,
	};
}

const USER = { username: 'acme', currency: 'EUR', balances: { EUR: '150.00', USD: '170.00' } };

/** A server whose only user's balance a test sets. */
export interface WatchedVendor {
	readonly standIn: KolmisoftM4StandIn;
	readonly credential: Readonly<Record<string, string | boolean>>;
	balance(text: string): void;
}

export async function startWatchedVendor(): Promise<WatchedVendor> {
	const standIn = await startKolmisoftM4({ accounts: [USER] });
	return {
		standIn,
		credential: {
			baseUrl: `${standIn.url}/billing`,
			defaultUsername: USER.username,
			signRequests: true,
			apiSecretKey: kolmisoftM4SecretKey,
			allowUnauthorizedCerts: false,
		},
		balance: (text) => {
			for (const { balances } of standIn.accounts) balances['EUR'] = text;
		},
	};
}

/** The trigger of a watch. */
export function schedule(secondsInterval: number): NodeDocument {
	return {
		id: 'schedule',
		name: 'Schedule',
		type: 'n8n-nodes-base.scheduleTrigger',
		typeVersion: 1.2,
		position: [0, 0],
		parameters: { rule: { interval: [{ field: 'seconds', secondsInterval }] } },
	};
}

/** Posts each item to whoever is alerted. */
export function postAlert(receiverUrl: string): NodeDocument {
	return {
		id: 'alert',
		name: 'Alert',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		position: [440, 0],
		parameters: {
			method: 'POST',
			url: receiverUrl,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '={{ JSON.stringify($json) }}',
			options: {},
		},
	};
}

/** Schedule Trigger, Watch Balance, and a message to whoever is alerted. */
export function scheduledWatch(
	secondsInterval: number,
	kolmisoftM4Api: CredentialReference,
	receiverUrl: string,
	alertOptions: object = {},
): WorkflowDocument {
	return {
		name: 'Watch',
		nodes: [
			schedule(secondsInterval),
			{
				id: 'watch',
				name: 'Watch',
				type: 'n8n-nodes-account-balance.kolmisoftM4',
				typeVersion: 1,
				position: [220, 0],
				credentials: { kolmisoftM4Api },
				parameters: {
					operation: 'watchBalance',
					threshold: '100',
					alertOptions: { remindEvery: 0, ...alertOptions },
					options: { retries: 0 },
				},
			},
			postAlert(receiverUrl),
		],
		connections: {
			Schedule: { main: [[{ node: 'Watch', type: 'main', index: 0 }]] },
			Watch: { main: [[{ node: 'Alert', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

/** The same in two: a schedule that calls a workflow which watches. */
export function scheduledCaller(secondsInterval: number, workflowId: string): WorkflowDocument {
	const value = { __rl: true, value: workflowId, mode: 'id' };
	return {
		name: 'Schedule',
		nodes: [
			schedule(secondsInterval),
			{
				id: 'call',
				name: 'Call',
				type: 'n8n-nodes-base.executeWorkflow',
				typeVersion: 1.2,
				position: [220, 0],
				parameters: { source: 'database', workflowId: value, options: {} },
			},
		],
		connections: { Schedule: { main: [[{ node: 'Call', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

/** The workflow with a trigger that other workflows call in place of its schedule. */
export function calledWatch(watch: WorkflowDocument): WorkflowDocument {
	const called = { type: 'n8n-nodes-base.executeWorkflowTrigger', typeVersion: 1.1 };
	const nodes = watch.nodes.map((node) =>
		node.name === 'Schedule'
			? { ...node, ...called, parameters: { inputSource: 'passthrough' } }
			: node,
	);
	return { ...watch, nodes };
}

/** Publishes a scheduled watch of the vendor; returns its id. */
export async function publishWatch(
	client: N8nClient,
	vendor: WatchedVendor,
	receiver: AlertReceiver,
	{
		everySeconds,
		alertOptions = {},
	}: { readonly everySeconds: number; readonly alertOptions?: object },
): Promise<string> {
	const credential = await client.createCredential('M4', 'kolmisoftM4Api', vendor.credential);
	const workflow = await client.createWorkflow(
		scheduledWatch(everySeconds, credential, receiver.url, alertOptions),
	);
	await client.activate(workflow);
	return workflow.id;
}
