import agent from '../../examples/agent-which-account-runs-dry.json';
import digest from '../../examples/daily-digest-by-e-mail.json';
import fiveBalances from '../../examples/five-balances.json';
import lowBalance from '../../examples/low-balance-to-slack.json';
import manyUsers from '../../examples/many-m4-users-from-a-sheet.json';
import watch from '../../examples/watch-accounts-from-a-sheet.json';
import type { NodeDocument, WorkflowDocument } from '../engine/workflowDocument';

/** A workflow of `examples/`, and how to run it without the services around it. */
export interface Example {
	readonly file: string;
	readonly document: WorkflowDocument;
	readonly trigger: string;
	/** The rows that a sheet would bring, by the name of its node. */
	readonly rows: Readonly<Record<string, readonly object[]>>;
	/** Nodes that would send a message: the parameters that hold its text. */
	readonly messages: Readonly<Record<string, readonly string[]>>;
}

const SHEET = [
	{ username: 'wholesale_one', threshold: '100' },
	{ username: 'term&inator +1 é', threshold: '' },
	{ username: 'nobody', threshold: '5' },
	{ username: '', threshold: '5' },
];

const WATCHED = [
	{ username: 'wholesale_one', label: 'Traffic', threshold: '100', critical: '70', days: '' },
	{ username: 'term&inator +1 é', label: '', threshold: '-500000', critical: '', days: '7' },
];

export const EXAMPLES: readonly Example[] = [
	{
		file: 'five-balances.json',
		document: fiveBalances,
		trigger: 'Check Now',
		rows: {},
		messages: {},
	},
	{
		file: 'low-balance-to-slack.json',
		document: lowBalance,
		trigger: 'Every Hour',
		rows: {},
		messages: { 'Tell the Team': ['text'] },
	},
	{
		file: 'many-m4-users-from-a-sheet.json',
		document: manyUsers,
		trigger: 'Check Now',
		rows: { Sheet: SHEET },
		messages: {},
	},
	{
		file: 'daily-digest-by-e-mail.json',
		document: digest,
		trigger: 'Every Morning',
		rows: {},
		messages: { 'Send Digest': ['subject', 'text'] },
	},
	{
		file: 'watch-accounts-from-a-sheet.json',
		document: watch,
		trigger: 'Every 15 Minutes',
		rows: { Sheet: WATCHED },
		messages: { Low: ['text'], Recovered: ['text'], 'Check Fails': ['subject', 'text'] },
	},
	{
		file: 'agent-which-account-runs-dry.json',
		document: agent,
		trigger: 'When Asked',
		rows: {},
		messages: {},
	},
];

/** Throws where there is none. */
export function findExample(file: string): Example {
	const example = EXAMPLES.find((each) => each.file === file);
	if (example === undefined) throw new Error(`No example ${file}`);
	return example;
}

/** A node of the package, or the tool that n8n makes of it. */
const OUR_NODE = /^n8n-nodes-account-balance\.(\w+?)(?:Tool)?$/;

/** The vendors that a workflow asks, by the order of its nodes. */
export function vendorsIn({ nodes }: WorkflowDocument): readonly string[] {
	return nodes.flatMap((node) => vendorIn(node) ?? []);
}

/** The vendor that a node asks, as a tool too; null where it is none of the package. */
export function vendorIn({ type }: NodeDocument): string | null {
	return OUR_NODE.exec(type)?.[1] ?? null;
}

/**
 * The example without what this machine cannot reach: rows stand in for a sheet, and what would send
 * a message puts its text out instead, made by the same expressions.
 */
export function withoutServices({ document, rows, messages }: Example): WorkflowDocument {
	const pinData = Object.fromEntries(
		Object.entries(rows).map(([name, items]) => [name, items.map((json) => ({ json }))]),
	);
	const nodes = document.nodes.map((node) => {
		const texts = messages[node.name];
		return texts === undefined ? node : editFields(node, texts);
	});
	return { ...document, nodes, pinData };
}

function editFields(node: NodeDocument, texts: readonly string[]): NodeDocument {
	const { id, name, position } = node;
	const values: ReadonlyMap<string, unknown> = new Map(Object.entries(node.parameters));
	const assignments = texts.map((text) => {
		return { id: text, name: text, type: 'string', value: values.get(text) };
	});
	return {
		id,
		name,
		position,
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { mode: 'manual', assignments: { assignments }, options: {} },
	};
}
