import type { IDataObject } from 'n8n-workflow';

/** A row of the table, which members of the project can edit. */
export interface TableRow {
	readonly id: number;
	/** As it stands there: a writing succeeds only where it still does. */
	readonly turn: string | null;
	/** How often the row was written; 0 where it never was, or the turn is none of ours. */
	readonly version: number;
	readonly memory: unknown;
}

/** The rows of one node. */
export interface SortedRows {
	/** Those that were written, the one that counts first. */
	readonly written: readonly TableRow[];
	/** Those that nobody has written to yet, the oldest first. */
	readonly neutral: readonly TableRow[];
}

const TURN = /^(\d{1,15}) /;

/** Fifteen digits. */
const MAX_VERSION = 999_999_999_999_999;

/** A name for one writing, which nobody else has. */
export function createTurn(version: number, executionId: string, random: string): string {
	return `${version} of execution ${executionId} ${random}`;
}

/** The version that a writing to this row has. */
export function getNextVersion({ version }: TableRow): number {
	return version >= MAX_VERSION ? 1 : version + 1;
}

/** Reads rows as the Data Table node puts them out. Never throws; what has no number is no row. */
export function sortRows(items: readonly IDataObject[]): SortedRows {
	const rows = items.flatMap((item) => readRow(item) ?? []);
	const isWritten = ({ version, memory }: TableRow) => version > 0 || !isEmpty(memory);
	return {
		written: rows
			.filter(isWritten)
			.sort((one, other) => other.version - one.version || one.id - other.id),
		neutral: rows.filter((row) => !isWritten(row)).sort((one, other) => one.id - other.id),
	};
}

function readRow({ id, turn, memory }: IDataObject): TableRow | null {
	if (typeof id !== 'number') return null;
	const text = typeof turn === 'string' ? turn : null;
	const [, version = '0'] = TURN.exec(text ?? '') ?? [];
	return { id, turn: text, version: Number(version), memory };
}

function isEmpty(memory: unknown): boolean {
	return memory === undefined || memory === null || memory === '';
}
