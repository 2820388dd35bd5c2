import type { IExecuteFunctions } from 'n8n-workflow';
import { ANEW } from '../../watchMemory/serializeAccount';
import {
	createEmptyMemory,
	parseMemory,
	type WrittenMemory,
} from '../../watchMemory/serializeMemory';
import { TABLE_NAME } from '../dataTable/tableWorkflows';
import type { FoundRow } from '../dataTable/watchTable';
import { createLastExecutions } from '../staticData/lastExecutions';
import { settleTellings } from './settleTellings';
import { readStaticData } from '../staticData/staticData';

const DOUBLED = `The table "${TABLE_NAME}" has more than one row for this node: the one with the highest turn counts. Delete the others.`;

const GONE = `The row in which this node remembered is gone from the table "${TABLE_NAME}": ${ANEW}`;

/** The last execution of each node that wrote to the table. */
export const LAST_WRITTEN = createLastExecutions();

/** What a run has read, and what there is to warn of. */
export interface ReadTable {
	/** Null where there is none yet. */
	readonly row: FoundRow | null;
	readonly written: WrittenMemory;
	readonly warnings: readonly string[];
}

/** Reads the newer one of the row and of static data, which remembers where there is no table yet, or none for a while. */
export async function readTable(
	context: IExecuteFunctions,
	row: FoundRow | null,
	now: number,
): Promise<ReadTable> {
	const ofRow = readRow(context, row);
	const ofNode = readStaticData(context, now).written;
	const isNewer = ofNode.savedAt !== null && ofNode.savedAt > (ofRow.savedAt ?? -Infinity);
	const { turns, tellings } = ofRow;
	const written = isNewer ? { ...ofNode, turns, tellings } : ofRow;
	return {
		row,
		written: await settleTellings(context, written, now),
		warnings: row?.isDoubled === true ? [DOUBLED] : [],
	};
}

/** Never throws: members of the project can write anything there. */
function readRow(context: IExecuteFunctions, row: FoundRow | null): WrittenMemory {
	const written = parseMemory(row?.memory);
	const isGone = written.savedAt === null && written.stored.notices.length === 0;
	return isGone && LAST_WRITTEN.find(context) !== undefined ? createEmptyMemory([GONE]) : written;
}
