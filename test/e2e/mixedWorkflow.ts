import type { NodeDocument, WorkflowDocument } from '../engine/workflowDocument';
import { FROM_ROW, type Row } from '../accountBalance/list';
import { schedule } from './scheduledWatch';
import type { CredentialReference } from './stage';

/** What reads the list puts out one item for each row, and is called so. */
export const LIST = 'List';

export const AGENT = 'Agent';

/** Schedule Trigger, the rows of a list, and what becomes of them, in one line. */
export function listWorkflow(
	rows: readonly Row[],
	steps: readonly NodeDocument[],
	{ everySeconds }: { readonly everySeconds: number },
): WorkflowDocument {
	const nodes = [schedule(everySeconds), allRows(rows), oneItemEach(), ...steps].map(
		(node, index) => ({ ...node, position: [220 * index, 0] }),
	);
	const links = nodes.slice(1).map(({ name }, index) => {
		return [nodes[index]?.name ?? '', { main: [[{ node: name, type: 'main', index: 0 }]] }];
	});
	return {
		name: 'Mixed list',
		nodes,
		connections: Object.fromEntries(links) as object,
		settings: { executionOrder: 'v1' },
	};
}

/** The node that checks the whole list. */
export function accountBalance(
	parameters: object,
	settings: Partial<NodeDocument> = {},
): NodeDocument {
	return {
		id: 'watch',
		name: 'Watch',
		type: 'n8n-nodes-account-balance.accountBalance',
		typeVersion: 1,
		position: [0, 0],
		parameters: { ...FROM_ROW, ...parameters },
		...settings,
	};
}

/** An agent that has these nodes as its tools, started by hand. */
export function agentWorkflow(
	tools: readonly NodeDocument[],
	openAiApi: CredentialReference,
): WorkflowDocument {
	const toAgent = (type: string) => ({ [type]: [[{ node: AGENT, type, index: 0 }]] });
	const place = { position: [0, 0] };
	return {
		name: 'Agent',
		nodes: [
			{
				...place,
				id: 'start',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				parameters: {},
			},
			{
				...place,
				id: 'agent',
				name: AGENT,
				type: '@n8n/n8n-nodes-langchain.agent',
				typeVersion: 1.9,
				parameters: { promptType: 'define', text: 'How much is left?', options: {} },
			},
			{
				...place,
				id: 'model',
				name: 'Model',
				type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
				typeVersion: 1.2,
				parameters: { model: { __rl: true, mode: 'id', value: 'imitated' }, options: {} },
				credentials: { openAiApi },
			},
			...tools,
		],
		connections: {
			Start: toAgent('main'),
			Model: toAgent('ai_languageModel'),
			...Object.fromEntries(tools.map(({ name }) => [name, toAgent('ai_tool')] as const)),
		},
		settings: { executionOrder: 'v1' },
	};
}

/** A table stands in the workflow itself, so that it is there in a published one too. */
function allRows(rows: readonly Row[]): NodeDocument {
	return {
		id: 'rows',
		name: 'Rows',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position: [0, 0],
		parameters: { mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} },
	};
}

function oneItemEach(): NodeDocument {
	return {
		id: 'list',
		name: LIST,
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		position: [0, 0],
		parameters: { fieldToSplitOut: 'rows', options: {} },
	};
}
