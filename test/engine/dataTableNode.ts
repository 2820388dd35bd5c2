import {
	NodeConnectionTypes,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

/** A table as n8n keeps it. */
export interface DataTable {
	readonly id: string;
	readonly name: string;
	readonly columns: ReadonlyArray<{ readonly name: string; readonly type: string }>;
	rows: IDataObject[];
}

/** What n8n's Data Table node works on; a test may look at it, change it and break it. */
export interface DataTables {
	tables: DataTable[];
	/** What happened, such as `row update`. */
	readonly actions: string[];
	/** Runs before each action; throws what n8n is to say. */
	before: (action: string) => Promise<void> | void;
	/** The same after it, when all is done. */
	after: (action: string) => void;
}

/** The operations that a test may use, by resource. */
type Act = (context: IExecuteFunctions, tables: DataTables, item: number) => readonly IDataObject[];

const ACTIONS: Readonly<Record<string, Act>> = {
	'table list': (_, { tables }) => tables.map((table) => describeTable(table)),
	'table create': createTable,
	'row get': (context, tables, item) => findRows(context, tables, item),
	'row insert': insertRow,
	'row update': updateRows,
	'row deleteRows': deleteRows,
};

const PROPERTIES: INodeTypeDescription['properties'] = [
	{ displayName: 'Resource', name: 'resource', type: 'string', default: 'row' },
	{ displayName: 'Operation', name: 'operation', type: 'string', default: 'insert' },
	{ displayName: 'Table', name: 'dataTableId', type: 'json', default: {} },
	{ displayName: 'Name', name: 'tableName', type: 'string', default: '' },
	{ displayName: 'Columns', name: 'columns', type: 'json', default: {} },
	{ displayName: 'Must Match', name: 'matchType', type: 'string', default: 'anyCondition' },
	{ displayName: 'Conditions', name: 'filters', type: 'json', default: {} },
	{ displayName: 'Return All', name: 'returnAll', type: 'boolean', default: false },
	{ displayName: 'Options', name: 'options', type: 'json', default: {} },
];

let created = 0;

/** No tables, and nothing that breaks. */
export function createDataTables(): DataTables {
	return { tables: [], actions: [], before: () => {}, after: () => {} };
}

/**
 * n8n's Data Table node and the trigger of sub-workflows, as far as the real ones were seen to do so:
 * the end-to-end tests run the same watches on them (n8n 2.41.1).
 */
export function dataTableNodes(tables: DataTables): readonly INodeType[] {
	return [
		{
			description: describe('executeWorkflowTrigger', { group: ['trigger'], inputs: [] }),
			async execute(this: IExecuteFunctions) {
				return [this.getInputData()];
			},
		},
		{
			description: describe('dataTable', { properties: PROPERTIES }),
			async execute(this: IExecuteFunctions) {
				const items: INodeExecutionData[] = [];
				for (const item of this.getInputData().keys()) {
					for (const json of await actOn(this, tables, item)) items.push({ json });
				}
				return [items];
			},
		},
	];
}

function describe(
	name: string,
	description: Partial<INodeTypeDescription> = {},
): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version: [1, 1.1],
		description: name,
		defaults: { name },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [{ displayName: 'Input', name: 'inputSource', type: 'string', default: '' }],
		...description,
	};
}

async function actOn(
	context: IExecuteFunctions,
	tables: DataTables,
	item: number,
): Promise<readonly IDataObject[]> {
	const [resource, operation] = ['resource', 'operation'].map((name) =>
		String(context.getNodeParameter(name, 0)),
	);
	const action = `${resource} ${operation}`;
	await tables.before(action);
	tables.actions.push(action);
	const act = ACTIONS[action];
	if (act === undefined) throw refuse(context, `${action} is not imitated here`);
	const results = structuredClone(act(context, tables, item));
	tables.after(action);
	return results;
}

function refuse(context: IExecuteFunctions, words: string): NodeOperationError {
	return new NodeOperationError(context.getNode(), words);
}

function describeTable({ id, name, columns }: DataTable): IDataObject {
	return { id, name, columns: columns.map((column) => ({ ...column })) };
}

function createTable(
	context: IExecuteFunctions,
	{ tables }: DataTables,
	item: number,
): readonly IDataObject[] {
	const name = String(context.getNodeParameter('tableName', item));
	if (tables.some((table) => table.name === name)) {
		throw refuse(context, `Data table with name '${name}' already exists in this project`);
	}
	// The cast: a parameter of this form.
	const columns = context.getNodeParameter('columns.column', item) as DataTable['columns'];
	created++;
	// As n8n's, an id is never given again.
	const table = { id: `table${created}`, name, columns, rows: [] };
	tables.push(table);
	return [describeTable(table)];
}

function findTable(context: IExecuteFunctions, { tables }: DataTables, item: number): DataTable {
	const id = String(context.getNodeParameter('dataTableId.value', item));
	const table = tables.find((each) => each.id === id);
	if (table !== undefined) return table;
	throw refuse(context, `Data table with ID '${id}' could not be found in this project`);
}

function findRows(
	context: IExecuteFunctions,
	tables: DataTables,
	item: number,
): readonly IDataObject[] {
	// The cast: a parameter of this form.
	const conditions = context.getNodeParameter('filters.conditions', item) as ReadonlyArray<{
		keyName: string;
		keyValue: unknown;
	}>;
	return findTable(context, tables, item).rows.filter((row) =>
		conditions.every(({ keyName, keyValue }) => (row[keyName] ?? null) === (keyValue ?? null)),
	);
}

function insertRow(
	context: IExecuteFunctions,
	tables: DataTables,
	item: number,
): readonly IDataObject[] {
	const { rows } = findTable(context, tables, item);
	const id = Math.max(0, ...rows.map((row) => Number(row['id']))) + 1;
	const row = { id, ...readColumns(context, item) };
	rows.push(row);
	return [row];
}

function updateRows(
	context: IExecuteFunctions,
	tables: DataTables,
	item: number,
): readonly IDataObject[] {
	const rows = findRows(context, tables, item);
	for (const row of rows) Object.assign(row, readColumns(context, item));
	return rows;
}

function deleteRows(
	context: IExecuteFunctions,
	tables: DataTables,
	item: number,
): readonly IDataObject[] {
	const rows = findRows(context, tables, item);
	const table = findTable(context, tables, item);
	table.rows = table.rows.filter((row) => !rows.includes(row));
	return rows;
}

function readColumns(context: IExecuteFunctions, item: number): IDataObject {
	// The cast: a parameter of this form.
	return context.getNodeParameter('columns.value', item) as IDataObject;
}
