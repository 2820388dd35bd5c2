import type { NodeDocument, WorkflowDocument } from '../engine/workflowDocument';
import type { N8nClient } from '../server/n8nClient';
import { EXAMPLES, vendorIn, withoutNodes, type ExampleName } from './examples';
import { itemsOf, runByHand, withCredentials } from './execution';
import { openSignedInStage, type Credentials, type SignedInStage } from './stage';

// What the notes in the examples and the README tell people to do, done, where examples.e2e.ts does not;
// `test/shipped/notes.ts` says which is which.

let stage: SignedInStage;
let client: N8nClient;
let credentials: Credentials;

beforeAll(async () => {
	stage = await openSignedInStage();
	({ client, credentials } = stage);
});

afterAll(async () => {
	await stage.clear();
});

function importExample(name: ExampleName): WorkflowDocument {
	return withCredentials(EXAMPLES[name], credentials);
}

const KEPT = ['sectigo', 'kolmisoftM4'];

it('the agent works without the vendors that are deleted', async () => {
	const document = importExample('agent-which-account-runs-dry');
	const deleted = document.nodes.filter((node) => {
		const vendor = vendorIn(node);
		return vendor !== null && !KEPT.includes(vendor);
	});
	expect(deleted.length).toBeGreaterThanOrEqual(3);
	const left = withoutNodes(document, ...deleted.map(({ name }) => name));
	const execution = await runByHand(client, left, 'When the Agent Looks');
	expect(execution.status).toBe('success');
	expect(itemsOf(execution, 'All Balances')).toHaveLength(2);
});

// "Compare with `low`", says the README.
it('an IF passes on what is low, and no failed check', async () => {
	const { standIn } = stage.vendor('cloud9Mobile');
	standIn.misbehave({ kind: 'answer', answer: { status: 401 } });
	const document = importExample('five-balances');
	const execution = await runByHand(client, withIf(document, 'All Balances'), 'Check Now');
	standIn.behaveAgain();
	expect(execution.data.resultData.error).toBeUndefined();
	expect(itemsOf(execution, 'IF', 0).map(({ vendor }) => vendor)).toEqual([
		'intelliSoftware',
		'kolmisoftM4',
	]);
	expect(itemsOf(execution, 'IF', 1)).toHaveLength(3);
});

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
