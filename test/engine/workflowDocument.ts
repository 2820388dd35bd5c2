import { deepCopy, type IDataObject, type IWorkflowBase } from 'n8n-workflow';

/**
 * A workflow as n8n exports and imports it, typed so loosely that an imported JSON file fits: there,
 * a position is `number[]` and what only some nodes have is `undefined` on the others.
 */
export interface WorkflowDocument {
	name?: string;
	nodes: readonly NodeDocument[];
	connections: object;
	settings?: object;
	pinData?: object;
}

/** A node of a workflow file. */
export interface NodeDocument {
	id?: string | undefined;
	name: string;
	type: string;
	typeVersion: number;
	position: readonly number[];
	parameters: object;
	credentials?: object | undefined;
	onError?: string | undefined;
	disabled?: boolean | undefined;
	retryOnFail?: boolean | undefined;
	alwaysOutputData?: boolean | undefined;
	webhookId?: string | undefined;
}

/** Makes what n8n has in its database after importing a workflow. The document stays as it is. */
export function toWorkflowBase(
	document: WorkflowDocument,
	staticData: IDataObject = {},
): IWorkflowBase {
	const { name = 'Workflow', nodes, connections, settings, pinData = {} } = deepCopy(document);
	const now = new Date();
	const workflow = {
		id: 'workflow',
		name,
		active: false,
		isArchived: false,
		createdAt: now,
		updatedAt: now,
		activeVersionId: null,
		nodes: nodes.map((node) => ({ id: node.name, ...node })),
		connections,
		// The editor imports into a new workflow, which has this order unless the file says otherwise.
		settings: { executionOrder: 'v1', ...settings },
		staticData: deepCopy(staticData),
		pinData,
	};
	// The cast: the document's types are loose for the reason given there.
	return workflow as unknown as IWorkflowBase;
}
