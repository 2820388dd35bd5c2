import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { NodeDocument, WorkflowDocument } from '../../../test/engine/workflowDocument';
import { ACCOUNT, createBalanceNode, FROM_ROW, FROM_ROW_OF, UNNEEDED_FIELDS } from './balanceNode';
import type { AskedVendor } from './rows';
import { AT_ONCE, usernameAt, type Scenario } from './scenario';

/** The M4 server that is asked. */
export interface Server {
	/** Up to and including `/billing`. */
	readonly baseUrl: string;
	readonly secretKey: string;
}

/** All that can be asked. */
export interface Servers {
	readonly kolmisoftM4: Server;
	/** The fields of iGsend's credential. */
	readonly igSend: ICredentialDataDecryptedObject;
}

/** One way to check many balances in n8n. */
export interface Way {
	readonly title: string;
	/** Whose accounts its input has, in turns. */
	readonly vendors: readonly [AskedVendor, ...AskedVendor[]];
	workflow(scenario: Scenario, server: Server): WorkflowDocument;
	/** The node from whose first output the balances come. */
	readonly result: string;
}

type WayInN8n =
	| 'node'
	| 'chain'
	| 'loop'
	| 'helper'
	| 'mixed'
	| 'mixedFilledIn'
	| 'onlyKolmisoftM4'
	| 'onlyIgSend';

/** Fetch is the only one without n8n. */
export type WayName = WayInN8n | 'fetch';

export const FETCH_TITLE = "Node's `fetch`, keeping connections alive";

const TRIGGER: NodeDocument = {
	name: 'Accounts',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const XML: NodeDocument = {
	name: 'XML',
	type: 'n8n-nodes-base.xml',
	typeVersion: 1,
	position: [600, 0],
	parameters: { mode: 'xmlToJson', dataPropertyName: 'data', options: {} },
};

const LOOP: NodeDocument = {
	name: 'Loop Over Items',
	type: 'n8n-nodes-base.splitInBatches',
	typeVersion: 3,
	position: [200, 0],
	parameters: { batchSize: AT_ONCE, options: {} },
};

/** This package's node, what people build without it from n8n's own nodes, and what no node can go below. */
export const WAYS: Readonly<Record<WayInN8n, Way>> = {
	node: {
		title: 'the Kolmisoft M4 node',
		vendors: ['kolmisoftM4'],
		workflow: (scenario) => {
			const username = scenario.named === 'plainly' ? usernameAt(scenario, 0) : ACCOUNT;
			return line(TRIGGER, createBalanceNode('kolmisoftM4', scenario, { username }));
		},
		result: 'Balance',
	},
	chain: {
		title: 'HTTP Request → XML → Edit Fields',
		vendors: ['kolmisoftM4'],
		workflow: (scenario, server) =>
			line(TRIGGER, httpRequest(scenario, server), XML, editFields(TRIGGER)),
		result: 'Edit Fields',
	},
	loop: {
		title: 'the same in Loop Over Items',
		vendors: ['kolmisoftM4'],
		workflow: (scenario, server) => {
			const { nodes, connections } = line(
				...[TRIGGER, LOOP, httpRequest(scenario, server), XML, editFields(LOOP)],
			);
			const [back] = to(LOOP);
			// The first output is the one of a finished loop.
			const loop = { main: [[], ...to({ name: 'HTTP Request' })] };
			return {
				nodes,
				connections: { ...connections, [LOOP.name]: loop, 'Edit Fields': { main: [back] } },
			};
		},
		result: 'Loop Over Items',
	},
	helper: {
		title: "n8n's HTTP helper alone",
		vendors: ['kolmisoftM4'],
		workflow: (_, { baseUrl, secretKey }) =>
			line(TRIGGER, {
				name: 'Helper',
				type: 'n8n-nodes-floor.httpHelper',
				typeVersion: 1,
				position: [200, 0],
				parameters: { baseUrl, secretKey },
			}),
		result: 'Helper',
	},
	mixed: {
		title: 'the Account Balance node, half M4 and half iGsend',
		vendors: ['kolmisoftM4', 'igSend'],
		workflow: (scenario) => line(TRIGGER, createBalanceNode('accountBalance', scenario, FROM_ROW)),
		result: 'Balance',
	},
	mixedFilledIn: {
		title: 'the same with eight expressions that no row needs',
		vendors: ['kolmisoftM4', 'igSend'],
		workflow: (scenario) => {
			const parameters = { ...FROM_ROW, ...UNNEEDED_FIELDS };
			return line(TRIGGER, createBalanceNode('accountBalance', scenario, parameters));
		},
		result: 'Balance',
	},
	onlyKolmisoftM4: {
		title: 'the Kolmisoft M4 node, M4 alone',
		vendors: ['kolmisoftM4'],
		workflow: (scenario) =>
			line(TRIGGER, createBalanceNode('kolmisoftM4', scenario, FROM_ROW_OF.kolmisoftM4)),
		result: 'Balance',
	},
	onlyIgSend: {
		title: 'the iGsend node, iGsend alone',
		vendors: ['igSend'],
		workflow: (scenario) =>
			line(TRIGGER, createBalanceNode('igSend', scenario, FROM_ROW_OF.igSend)),
		result: 'Balance',
	},
};

function httpRequest(scenario: Scenario, { baseUrl, secretKey }: Server): NodeDocument {
	const isPlain = scenario.named === 'plainly';
	const name = isPlain ? `'${usernameAt(scenario, 0)}'` : '$json.account';
	const parameters = [
		{ name: 'username', value: isPlain ? usernameAt(scenario, 0) : ACCOUNT },
		{ name: 'user_currency', value: '1' },
		{ name: 'hash', value: `={{ (${name} + '${secretKey}').hash('sha1') }}` },
	];
	return {
		name: 'HTTP Request',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.4,
		position: [400, 0],
		parameters: {
			method: 'POST',
			url: `${baseUrl}/api/user_balance_get`,
			sendBody: true,
			contentType: 'form-urlencoded',
			bodyParameters: { parameters },
			options: {},
		},
	};
}

/** Puts the account's name, which the HTTP Request node drops, beside its balance. */
function editFields({ name: source }: NodeDocument): NodeDocument {
	const field = (name: string, type: string, value: string) => ({ id: name, name, type, value });
	const assignments = [
		field('account', 'string', `={{ $('${source}').item.json.account }}`),
		field('balance', 'number', '={{ Number($json.page.balance) }}'),
		field('currency', 'string', '={{ $json.page.currency }}'),
		field('checkedAt', 'string', '={{ $now.toISO() }}'),
	];
	return {
		name: 'Edit Fields',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position: [800, 0],
		parameters: { mode: 'manual', assignments: { assignments }, options: {} },
	};
}

/** A workflow in which each node feeds the next. */
function line(...nodes: readonly NodeDocument[]): WorkflowDocument {
	const connections = nodes.slice(1).map((node, index) => {
		return [nodes[index]?.name ?? '', { main: to(node) }] as const;
	});
	return { nodes, connections: Object.fromEntries(connections) };
}

function to({ name }: Pick<NodeDocument, 'name'>) {
	return [[{ node: name, type: 'main', index: 0 }]];
}
