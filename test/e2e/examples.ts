import agent from '../../examples/agent-which-account-runs-dry.json';
import lowAccounts from '../../examples/agent-which-accounts-are-low.json';
import otherApi from '../../examples/any-other-api.json';
import fiveBalances from '../../examples/five-balances.json';
import heartbeat from '../../examples/heartbeat.json';
import digest from '../../examples/morning-digest.json';
import queueTable from '../../examples/queue-mode-data-table.json';
import queueSubWorkflow from '../../examples/queue-mode-sub-workflow.json';
import severalCredentials from '../../examples/several-credentials.json';
import statusBoard from '../../examples/status-board.json';
import watchList from '../../examples/watch-a-list.json';
import watchOne from '../../examples/watch-one-account.json';
import type { NodeDocument, WorkflowDocument } from '../engine/workflowDocument';

/** The workflows of `examples/` by the names of their files. */
export const EXAMPLES = {
	'five-balances': fiveBalances,
	'watch-one-account': watchOne,
	'watch-a-list': watchList,
	'status-board': statusBoard,
	'morning-digest': digest,
	heartbeat,
	'any-other-api': otherApi,
	'several-credentials': severalCredentials,
	'queue-mode-data-table': queueTable,
	'queue-mode-sub-workflow': queueSubWorkflow,
	'agent-which-accounts-are-low': lowAccounts,
	'agent-which-account-runs-dry': agent,
} as const satisfies Readonly<Record<string, WorkflowDocument>>;

export type ExampleName = keyof typeof EXAMPLES;

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

/** A workflow without some of its nodes, as the editor deletes them. */
export function withoutNodes(
	document: WorkflowDocument,
	...names: readonly string[]
): WorkflowDocument {
	const isLeft = (name: string) => !names.includes(name);
	// The cast: n8n's connections, by node, kind and output.
	const connections = document.connections as Readonly<
		Record<string, Readonly<Record<string, ReadonlyArray<ReadonlyArray<{ node: string }>>>>>
	>;
	const left = Object.entries(connections)
		.filter(([name]) => isLeft(name))
		.map(([name, kinds]) => {
			const kept = Object.entries(kinds).map(([kind, outputs]) => {
				const targets = outputs.map((output) => output.filter(({ node }) => isLeft(node)));
				return [kind, targets] as const;
			});
			return [name, Object.fromEntries(kept)] as const;
		});
	const nodes = document.nodes.filter(({ name }) => isLeft(name));
	return { ...document, nodes, connections: Object.fromEntries(left) };
}
