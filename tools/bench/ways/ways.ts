import type { NodeDocument, WorkflowDocument } from '../../../test/engine/workflowDocument';
import { usernameAt, type Scenario } from './scenario';

/** The M4 server that is asked. */
export interface Server {
	/** Up to and including `/billing`. */
	readonly baseUrl: string;
	readonly secretKey: string;
}

/** How many requests are sent at once where that can be said. */
export const AT_ONCE = 50;

/** One way to check many balances in n8n. */
export interface Way {
	readonly title: string;
	workflow(scenario: Scenario, server: Server): WorkflowDocument;
	/** The node from whose first output the balances come. */
	readonly result: string;
}

type WayInN8n = 'node' | 'chain' | 'loop' | 'helper';

/** Fetch is the only one without n8n. */
export type WayName = WayInN8n | 'fetch';

export const FETCH_TITLE = "Node's `fetch`, keeping connections alive";

/** The credential of this package's node; the others have the key in an expression. */
export const CREDENTIALS = { kolmisoftM4Api: { id: '1', name: 'M4' } };

const USERNAME = '={{ $json.username }}';

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
		workflow: (scenario) => line(TRIGGER, balanceNode(scenario)),
		result: 'Balance',
	},
	chain: {
		title: 'HTTP Request → XML → Edit Fields',
		workflow: (scenario, server) =>
			line(TRIGGER, httpRequest(scenario, server), XML, editFields(TRIGGER)),
		result: 'Edit Fields',
	},
	loop: {
		title: 'the same in Loop Over Items',
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
};

/** This package's node. */
function balanceNode(scenario: Scenario): NodeDocument {
	const username = scenario.named === 'plainly' ? usernameAt(scenario, 0) : USERNAME;
	return {
		name: 'Balance',
		type: 'n8n-nodes-account-balance.kolmisoftM4',
		typeVersion: 1,
		position: [200, 0],
		credentials: CREDENTIALS,
		parameters: {
			operation: 'getBalance',
			username,
			options: { concurrency: AT_ONCE },
		},
	};
}

function httpRequest(scenario: Scenario, { baseUrl, secretKey }: Server): NodeDocument {
	const isPlain = scenario.named === 'plainly';
	const name = isPlain ? `'${usernameAt(scenario, 0)}'` : '$json.username';
	const parameters = [
		{ name: 'username', value: isPlain ? usernameAt(scenario, 0) : USERNAME },
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
		field('account', 'string', `={{ $('${source}').item.json.username }}`),
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
