import type { NodeDocument, WorkflowDocument } from '../engine/workflowDocument';
import type { N8nClient } from '../server/n8nClient';
import { startN8n, type N8nServer } from '../server/n8nServer';
import { PROFILES, profileOf } from '../vendors/profiles';
import { EXAMPLES, findExample, vendorIn, withoutServices } from './examples';
import { itemsOf, runByHand, withCredentials } from './execution';
import { createCredentials, openStage, type Credentials, type Stage } from './stage';

// What the notes in the examples tell people to do, done; `test/shipped/notes.ts` says which is which.

let stage: Stage;
let server: N8nServer;
let client: N8nClient;
let credentials: Credentials;

beforeAll(async () => {
	stage = await openStage();
	server = await startN8n(stage.installation, { userFolder: stage.userFolder });
	({ client, credentials } = await createCredentials(server.url, stage.vendors));
});

afterAll(async () => {
	await server.stop();
	await stage.clear();
});

function importExample(file: string): WorkflowDocument {
	return withCredentials(withoutServices(findExample(file)), credentials);
}

const KEPT = ['sectigo', 'kolmisoftM4'];

it.each([
	['five-balances.json', 'Check Now', 'All Balances', 2],
	['daily-digest-by-e-mail.json', 'Every Morning', 'Line', 2],
	['agent-which-account-runs-dry.json', 'When the Agent Looks', 'All Balances', 2],
])('%s works without the vendors that are deleted', async (file, trigger, last, count) => {
	const document = importExample(file);
	const kept = document.nodes.filter((node) => {
		const vendor = vendorIn(node);
		return vendor === null || KEPT.includes(vendor);
	});
	expect(document.nodes.length - kept.length).toBeGreaterThanOrEqual(3);
	const execution = await runByHand(client, withNodes(document, kept), trigger);
	expect(execution.status).toBe('success');
	expect(itemsOf(execution, last)).toHaveLength(count);
});

it('daily-digest-by-e-mail.json says of a check that failed what to do', async () => {
	const { standIn } = standInOf('sectigo');
	standIn.misbehave({ kind: 'answer', answer: { status: 401 } });
	const document = importExample('daily-digest-by-e-mail.json');
	const execution = await runByHand(client, document, 'Every Morning');
	standIn.behaveAgain();
	const [mail] = itemsOf(execution, 'Send Digest');
	expect(mail?.['text']).toMatch(
		/^✗ Sectigo account: Sectigo did not accept the credential\. .*Check /m,
	);
});

describe('five-balances.json', () => {
	it('is not stopped by a vendor that refuses: its row has an error and no balance', async () => {
		const { standIn } = standInOf('sectigo');
		standIn.misbehave({ kind: 'answer', answer: { status: 401 } });
		const execution = await runByHand(client, importExample('five-balances.json'), 'Check Now');
		standIn.behaveAgain();
		expect(execution.status).toBe('success');
		const rows = itemsOf(execution, 'Table');
		expect(rows).toHaveLength(5);
		const refused = rows.filter(({ error }) => error !== '');
		expect(refused).toMatchObject([
			{
				account: 'Sectigo account',
				available: '',
				error: 'Sectigo did not accept the credential',
			},
		]);
		// Flat columns: nothing in them that a sheet would write as JSON.
		expect(rows.flatMap(Object.values).filter((cell) => typeof cell === 'object')).toEqual([]);
	});

	it('has its list connected to an IF, which passes on what is low, and no failed check', async () => {
		const { standIn } = standInOf('cloud9Mobile');
		standIn.misbehave({ kind: 'answer', answer: { status: 401 } });
		const document = importExample('five-balances.json');
		const execution = await runByHand(client, withIf(document, 'All Balances'), 'Check Now');
		standIn.behaveAgain();
		expect(execution.data.resultData.error).toBeUndefined();
		expect(itemsOf(execution, 'IF', 0).map(({ vendor }) => vendor)).toEqual([
			'intelliSoftware',
			'kolmisoftM4',
		]);
		expect(itemsOf(execution, 'IF', 1)).toHaveLength(3);
	});
});

it.each(PROFILES)('low-balance-to-slack.json does as well with $displayName', async ({ id }) => {
	const document = importExample('low-balance-to-slack.json');
	const { displayName, firstBalance } = profileOf(id);
	const nodes = document.nodes.map((node) =>
		node.name === 'Sectigo'
			? {
					...node,
					type: `n8n-nodes-account-balance.${id}`,
					credentials: { [`${id}Api`]: credentials[`${id}Api`] },
				}
			: node,
	);
	const execution = await runByHand(client, { ...document, nodes }, 'Every Hour');
	const [message] = itemsOf(execution, 'Tell the Team');
	expect(message?.['text']).toContain(displayName);
	expect(message?.['text']).toContain(`${firstBalance.balanceText} `);
});

it('many-m4-users-from-a-sheet.json runs by a Schedule Trigger in place of Check Now', async () => {
	const document = importExample('many-m4-users-from-a-sheet.json');
	const nodes = document.nodes.map((node) =>
		node.name === 'Check Now'
			? { ...node, type: 'n8n-nodes-base.scheduleTrigger', typeVersion: 1.2 }
			: node,
	);
	const execution = await runByHand(client, { ...document, nodes }, 'Check Now');
	expect(itemsOf(execution, 'Balances')).toHaveLength(2);
	await publish({ ...document, nodes });
});

it('watch-accounts-from-a-sheet.json runs when executed by another workflow', async () => {
	const document = importExample('watch-accounts-from-a-sheet.json');
	const nodes = document.nodes.map((node) =>
		node.name === 'Every 15 Minutes'
			? {
					...node,
					type: 'n8n-nodes-base.executeWorkflowTrigger',
					typeVersion: 1.1,
					parameters: { inputSource: 'passthrough' },
				}
			: node,
	);
	const execution = await runByHand(client, { ...document, nodes }, 'Every 15 Minutes');
	expect(itemsOf(execution, 'Low')).toHaveLength(1);
	await publish({ ...document, nodes });
});

const SCHEDULED = EXAMPLES.filter(({ document }) =>
	document.nodes.some(({ type }) => type === 'n8n-nodes-base.scheduleTrigger'),
);

it.each(SCHEDULED)('$file can be published', async ({ file }) => {
	await publish(importExample(file));
});

/** As the editor's button does, once a sheet is selected; n8n refuses what it could not start. */
async function publish(document: WorkflowDocument): Promise<void> {
	const nodes = document.nodes.map((node) => (node.name === 'Sheet' ? withSheet(node) : node));
	const workflow = await client.createWorkflow({ ...document, nodes });
	await client.activate(workflow);
	const { active } = await client.call<{ active: boolean }>('GET', `/workflows/${workflow.id}`);
	expect(active).toBe(true);
	await client.deactivate(workflow);
}

function withSheet(node: NodeDocument): NodeDocument {
	const documentId = { __rl: true, mode: 'id', value: 'the-document' };
	const sheetName = { __rl: true, mode: 'name', value: 'Accounts' };
	return { ...node, parameters: { ...node.parameters, documentId, sheetName } };
}

function standInOf(id: string) {
	const found = stage.vendors.find((each) => each.id === id);
	if (found === undefined) throw new Error(`No stand-in for ${id}`);
	return found;
}

/** What is left of a workflow when all other nodes are deleted in the editor. */
function withNodes(document: WorkflowDocument, nodes: readonly NodeDocument[]): WorkflowDocument {
	const names = new Set(nodes.map(({ name }) => name));
	// The cast: n8n's document of connections, as every example has it.
	const connections = document.connections as Record<string, Record<string, Connection[][]>>;
	const left = Object.entries(connections)
		.filter(([name]) => names.has(name))
		.map(([name, byType]) => {
			const ofNode = Object.entries(byType).map(([type, outputs]) => {
				return [type, outputs.map((ends) => ends.filter(({ node }) => names.has(node)))] as const;
			});
			return [name, Object.fromEntries(ofNode)] as const;
		});
	return { ...document, nodes, connections: Object.fromEntries(left) };
}

interface Connection {
	readonly node: string;
}

/** n8n's own IF, at its strict default, that asks whether `low` is true. */
function withIf(document: WorkflowDocument, after: string): WorkflowDocument {
	const isTrue = { type: 'boolean', operation: 'true', singleValue: true };
	const conditions = {
		options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
		conditions: [{ id: 'low', leftValue: '={{ $json.low }}', rightValue: '', operator: isTrue }],
		combinator: 'and',
	};
	const node: NodeDocument = {
		id: 'if',
		name: 'IF',
		type: 'n8n-nodes-base.if',
		typeVersion: 2.2,
		position: [900, 0],
		parameters: { conditions, options: {} },
	};
	return {
		...document,
		nodes: [...document.nodes, node],
		connections: {
			...document.connections,
			[after]: { main: [[{ node: 'IF', type: 'main', index: 0 }]] },
		},
	};
}
