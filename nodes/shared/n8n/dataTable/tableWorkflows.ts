import type {
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeParameters,
	IWorkflowBase,
} from 'n8n-workflow';

/**
 * What is done to n8n's data tables. n8n lends its interface for them to its own nodes alone, and hands
 * a node out of a community package none (n8n 2.41.1, `ALLOWED_NODES`). So n8n's Data Table node runs in
 * a workflow that is never saved: a trigger, and that node. All that differs between two runs
 * travels in the trigger's items, since parameters would be evaluated.
 */
type Action = 'listTables' | 'createTable' | 'readRows' | 'insertRow' | 'deleteRow' | 'replaceRow';

/** What people see in the list of tables of their project. */
export const TABLE_NAME = 'Account Balance Watch';

/** All texts. `turn` says which writing it is, and `memory` is what was written. */
export const COLUMNS = ['workflowId', 'nodeId', 'nodeName', 'turn', 'memory'] as const;

/** Which row is meant: that of a node of a workflow, however they are called. */
const OF_NODE = [equals('workflowId'), equals('nodeId')];

/** One row, as long as nobody else has written to it. */
const SAME_ROW = [equals('id'), equals('turn')];

const PARAMETERS: Readonly<Record<Action, INodeParameters>> = {
	listTables: {
		resource: 'table',
		operation: 'list',
		returnAll: true,
		options: { filterName: TABLE_NAME },
	},
	createTable: {
		resource: 'table',
		operation: 'create',
		tableName: TABLE_NAME,
		columns: { column: COLUMNS.map((name) => ({ name, type: 'string' })) },
		options: { createIfNotExists: false },
	},
	readRows: { ...inTable('get'), ...where(OF_NODE), returnAll: true },
	insertRow: { ...inTable('insert'), columns: takeFromItem(COLUMNS), options: {} },
	deleteRow: { ...inTable('deleteRows'), ...where(SAME_ROW), options: {} },
	replaceRow: {
		...inTable('update'),
		...where(SAME_ROW),
		columns: {
			mappingMode: 'defineBelow',
			value: {
				nodeName: fromItem('nodeName'),
				turn: fromItem('newTurn'),
				memory: fromItem('memory'),
			},
			matchingColumns: [],
			schema: [],
		},
		options: {},
	},
};

/** Its execution is neither listed nor kept, and other workflows of the same owner alone may call it. */
const SETTINGS = {
	executionOrder: 'v1',
	saveDataSuccessExecution: 'none',
	saveDataErrorExecution: 'none',
	saveManualExecutions: false,
	saveExecutionProgress: false,
	callerPolicy: 'workflowsFromSameOwner',
} as const;

const START: INode = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.executeWorkflowTrigger',
	typeVersion: 1.1,
	position: [0, 0],
	parameters: { inputSource: 'passthrough' },
};

/** Does it, once for each item, and returns what the Data Table node puts out. Rejects with n8n's words. */
export async function runOnTable(
	context: IExecuteFunctions,
	action: Action,
	items: readonly IDataObject[],
): Promise<readonly IDataObject[]> {
	const code = createWorkflow(context.getWorkflow().id ?? '', PARAMETERS[action]);
	const input = items.map((json): INodeExecutionData => ({ json }));
	const { data } = await context.executeWorkflow({ code }, input);
	return (data[0] ?? []).map(({ json }) => json);
}

function createWorkflow(id: string, parameters: INodeParameters): IWorkflowBase {
	const table: INode = {
		id: 'table',
		name: 'Table',
		type: 'n8n-nodes-base.dataTable',
		typeVersion: 1,
		position: [220, 0],
		parameters,
	};
	const now = new Date();
	return {
		// That of the workflow which watches: by it, n8n finds the project.
		id,
		name: 'Memory of a watch',
		active: false,
		isArchived: false,
		createdAt: now,
		updatedAt: now,
		activeVersionId: null,
		nodes: [{ ...START }, table],
		connections: { Start: { main: [[{ node: 'Table', type: 'main', index: 0 }]] } },
		settings: { ...SETTINGS },
	};
}

function fromItem(name: string): string {
	return `={{ $json.${name} }}`;
}

function inTable(operation: string): INodeParameters {
	return {
		resource: 'row',
		operation,
		dataTableId: { __rl: true, mode: 'id', value: fromItem('table') },
	};
}

function equals(keyName: string): INodeParameters {
	return { keyName, condition: 'eq', keyValue: fromItem(keyName) };
}

function where(conditions: INodeParameters[]): INodeParameters {
	return { matchType: 'allConditions', filters: { conditions } };
}

function takeFromItem(names: readonly string[]): INodeParameters {
	return {
		mappingMode: 'defineBelow',
		value: Object.fromEntries(names.map((name) => [name, fromItem(name)])),
		matchingColumns: [],
		schema: [],
	};
}
