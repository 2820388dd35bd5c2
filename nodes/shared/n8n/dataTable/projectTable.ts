import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isRecord } from '../../input/untrusted';
import { OwnTableError } from './tableTrouble';
import { COLUMNS, runOnTable, TABLE_NAME } from './tableWorkflows';

/** By workflow: n8n knows a table by an id that is never given again. */
const KNOWN_TABLES = new Map<string, string>();

/** Of more workflows one process asks each time. */
const MAX_TABLES = 10_000;

/** The id of the table in the project of this workflow, or null where there is none. */
export async function findTable(context: IExecuteFunctions): Promise<string | null> {
	const known = KNOWN_TABLES.get(getWorkflowId(context));
	if (known !== undefined) return known;
	const found = await searchTable(context);
	return found === null ? null : rememberTable(context, found);
}

/** The same; the table is made where it is missing. */
export async function requireTable(context: IExecuteFunctions): Promise<string> {
	const found = await findTable(context);
	if (found !== null) return found;
	const [created = {}] = await runOnTable(context, 'createTable', [{}]);
	return rememberTable(context, readId(created));
}

/** A table that is known may be gone. */
export function forgetTable(context: IExecuteFunctions): void {
	KNOWN_TABLES.delete(getWorkflowId(context));
}

function rememberTable(context: IExecuteFunctions, table: string): string {
	if (KNOWN_TABLES.size >= MAX_TABLES) KNOWN_TABLES.clear();
	KNOWN_TABLES.set(getWorkflowId(context), table);
	return table;
}

function getWorkflowId(context: IExecuteFunctions): string {
	return context.getWorkflow().id ?? '';
}

/** The table of exactly this name, as n8n allows one of it in a project. */
async function searchTable(context: IExecuteFunctions): Promise<string | null> {
	const tables = await runOnTable(context, 'listTables', [{}]);
	const named = tables.find(({ name }) => name === TABLE_NAME);
	if (named === undefined) return null;
	if (!hasOurColumns(named)) throw new OwnTableError();
	return readId(named);
}

function hasOurColumns({ columns }: IDataObject): boolean {
	const all: readonly unknown[] = Array.isArray(columns) ? columns : [];
	return COLUMNS.every((name) =>
		all.some(
			(column) => isRecord(column) && column['name'] === name && column['type'] === 'string',
		),
	);
}

function readId({ id }: IDataObject): string {
	if (typeof id !== 'string') throw new TypeError('A table without an id');
	return id;
}
