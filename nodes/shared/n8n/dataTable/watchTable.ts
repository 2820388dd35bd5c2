import { randomString, sleep, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { findTable, forgetTable, requireTable } from './projectTable';
import { createTurn, getNextVersion, sortRows, type SortedRows, type TableRow } from './tableRow';
import { isLasting } from './tableTrouble';
import { runOnTable } from './tableWorkflows';

/** The rows of one node in the table of its project. */
export interface WatchTable {
	/** The row that counts, or null where there is none. */
	findRow(): Promise<FoundRow | null>;
	/** The same; the table and the row are made where they are missing. */
	requireRow(): Promise<FoundRow>;
	/** Writes to the row unless somebody else has since; whether it did. */
	replaceRow(row: TableRow, newTurn: string, memory: string): Promise<boolean>;
	createTurn(row: TableRow): string;
}

/** The row that counts. */
export interface FoundRow extends TableRow {
	/** Whether others were written too, which only people do. */
	readonly isDoubled: boolean;
}

const MAX_TRIES = 8;

/** Milliseconds of a wait at random, so that runs do not meet again; longer after each try that failed. */
const LONGEST_WAIT = 100;
const LONGEST_WAITS = 10;

/** Enough letters that no two runs have the same. */
const RANDOM_LETTERS = 16;

/** What n8n's Data Table node does for the node of this run. */
export function createWatchTable(context: IExecuteFunctions): WatchTable {
	const workflowId = context.getWorkflow().id ?? '';
	const { id: nodeId, name: nodeName } = context.getNode();
	const ids = { workflowId, nodeId };
	const nameTurn = (version: number) =>
		createTurn(version, context.getExecutionId(), randomString(RANDOM_LETTERS));

	const readRows = async (table: string): Promise<SortedRows> =>
		sortRows(await runOnTable(context, 'readRows', [{ table, ...ids }]));

	const insertNeutralRow = async (table: string) => {
		const row = { ...ids, nodeName, turn: nameTurn(0), memory: '' };
		await runOnTable(context, 'insertRow', [{ table, ...row }]);
	};

	/** As long as nobody has written to them. */
	const deleteRows = async (table: string, rows: readonly TableRow[]) => {
		const items = rows.map(({ id, turn }): IDataObject => ({ table, id, turn }));
		await runOnTable(context, 'deleteRow', items);
	};

	/**
	 * One row of those that overlapping runs have made at the same time. The oldest one is taken, but not
	 * before the younger ones are gone: whoever took one of them for the oldest cannot write to it any
	 * more, or has written already, and then it is the one that counts. So two never count, though
	 * Postgres shows rows in another order than it numbers them.
	 */
	const makeRow = async (table: string): Promise<FoundRow> => {
		for (let tries = 0; tries < MAX_TRIES; tries++) {
			const { written, neutral } = await readRows(table);
			const [first, second] = written;
			if (first !== undefined) {
				if (neutral.length > 0) await deleteRows(table, neutral);
				return { ...first, isDoubled: second !== undefined };
			}
			const [oldest, ...younger] = neutral;
			if (oldest === undefined) await insertNeutralRow(table);
			else if (younger.length > 0) await deleteRows(table, younger);
			else return { ...oldest, isDoubled: false };
		}
		throw new RangeError('Others write at the same time');
	};

	const findRow = async (): Promise<FoundRow | null> => {
		const table = await findTable(context);
		if (table === null) return null;
		const { written, neutral } = await readRows(table);
		const [first = neutral[0], second] = written;
		return first === undefined ? null : { ...first, isDoubled: second !== undefined };
	};

	return {
		findRow: async () => await tryAgain(context, findRow),
		requireRow: async () =>
			await tryAgain(context, async () => await makeRow(await requireTable(context))),
		createTurn: (row) => nameTurn(getNextVersion(row)),
		replaceRow: async ({ id, turn }, newTurn, memory) => {
			const table = await requireTable(context);
			const item = { table, id, turn, nodeName, newTurn, memory };
			const rows = await runOnTable(context, 'replaceRow', [item]);
			// Not their number: SQLite finds the rows, writes, and shows what then stands in those.
			return rows.some((row) => row['turn'] === newTurn);
		},
	};
}

/** A short time at random, after so many tries. */
export async function waitAtRandom(tries: number): Promise<void> {
	await sleep(Math.ceil(Math.random() * LONGEST_WAIT * Math.min(tries, LONGEST_WAITS)));
}

/** SQLite refuses one of two that write at once; and a table that is known may be gone. */
async function tryAgain<Value>(
	context: IExecuteFunctions,
	act: () => Promise<Value>,
): Promise<Value> {
	let thrown: unknown;
	for (let tries = 0; tries < MAX_TRIES && !isLasting(thrown); tries++) {
		if (tries > 0) await waitAtRandom(tries);
		try {
			return await act();
		} catch (caught) {
			thrown = caught;
			forgetTable(context);
		}
	}
	throw thrown;
}
