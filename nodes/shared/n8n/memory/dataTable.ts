import type { IExecuteFunctions } from 'n8n-workflow';
import { openMemory } from '../../watch/memory';
import { ANEW } from '../../watch/serializeAccount';
import {
	applyChange,
	createEmptyMemory,
	parseMemory,
	serializeMemory,
	type WrittenMemory,
} from '../../watch/serializeMemory';
import type { Judge, Judged, MemoryStore } from './memoryStore';
import { openStaticData, readStaticData } from './staticData';
import { describeTrouble, isLasting } from './tableTrouble';
import { createWatchTable, waitAtRandom, type FoundRow, type WatchTable } from './watchTable';
import { TABLE_NAME } from './tableWorkflows';

/** So often a run that was overtaken judges anew; each time one of those that overlap is through. */
const MAX_TRIES = 40;

/** So often n8n may refuse to write before it counts as not to be used. */
const MAX_REFUSALS = 8;

const OVERTAKEN = `So many runs of this watch overlap that what this one came to could not be remembered: it may be told again. Let it run less often.`;

const DOUBLED = `The table "${TABLE_NAME}" has more than one row for this node: the one with the highest turn counts. Delete the others.`;

const GONE = `The row in which this node remembered is gone from the table "${TABLE_NAME}": ${ANEW}`;

/**
 * One row of a data table for each watching node, which all processes of n8n share. A run writes only
 * where nobody has written since it read; otherwise it judges anew by what the other one left. Where
 * the table cannot be used, static data remembers in its place.
 */
export async function openDataTable(
	context: IExecuteFunctions,
	now: number,
	{ isRemembered }: { readonly isRemembered: boolean },
): Promise<MemoryStore> {
	const table = createWatchTable(context);
	try {
		const row = await (isRemembered ? table.requireRow() : table.findRow());
		return createStore(context, table, row, now);
	} catch (thrown) {
		return openStaticData(context, now, [describeTrouble(thrown)]);
	}
}

/** Where this process has written: for telling, never for judging. */
const WRITTEN = new Set<string>();

/** Of more nodes one process does not know it. */
const MAX_NODES = 10_000;

/** What a run has read, and what there is to warn of. */
interface Opened {
	readonly row: FoundRow | null;
	readonly written: WrittenMemory;
	readonly warnings: readonly string[];
}

function createStore(
	context: IExecuteFunctions,
	table: WatchTable,
	row: FoundRow | null,
	now: number,
): MemoryStore {
	const opened = open(context, row, now);
	return {
		memory: openMemory(opened.written.stored, now),
		warnings: opened.warnings,
		save: async (judge) => await save(context, table, opened, now, judge),
	};
}

/** The newer one of the row and of what static data holds, from before or while there was no table. */
function open(context: IExecuteFunctions, row: FoundRow | null, now: number): Opened {
	const ofRow = readRow(context, row);
	const ofNode = readStaticData(context, now).written;
	const isNewer = ofNode.savedAt !== null && ofNode.savedAt > (ofRow.savedAt ?? -Infinity);
	return {
		row,
		written: isNewer ? { ...ofNode, turns: ofRow.turns } : ofRow,
		warnings: row?.isDoubled === true ? [DOUBLED] : [],
	};
}

/** Never throws: members of the project can write anything there. */
function readRow(context: IExecuteFunctions, row: FoundRow | null): WrittenMemory {
	const written = parseMemory(row?.memory);
	const isGone = written.savedAt === null && written.stored.notices.length === 0;
	return isGone && WRITTEN.has(describePlace(context)) ? createEmptyMemory([GONE]) : written;
}

async function save<Kind extends Judged>(
	context: IExecuteFunctions,
	table: WatchTable,
	first: Opened,
	now: number,
	judge: Judge<Kind>,
): Promise<Kind> {
	let opened = first;
	let refusals = 0;
	const place = describePlace(context);
	const judgeOpened = (...more: readonly string[]) =>
		judge(openMemory(opened.written.stored, now), [...opened.warnings, ...more]);
	for (let tries = 0; tries < MAX_TRIES; tries++) {
		const judged = judgeOpened();
		try {
			const row = opened.row ?? (await table.requireRow());
			const turn = table.createTurn(row);
			const text = serializeMemory(addTurn(opened.written, judged, turn, now));
			const attempt = await replace(table, row, turn, text);
			if (attempt.isWritten) {
				noteWriting(place);
				return judged;
			}
			refusals += attempt.refused === null ? 0 : 1;
			if (isLasting(attempt.refused) || refusals >= MAX_REFUSALS) throw attempt.refused;
			await waitAtRandom(tries + 1);
			opened = open(context, await table.requireRow(), now);
			// It was written after all, and perhaps others have written since.
			if (opened.written.turns.includes(turn)) return judged;
		} catch (thrown) {
			const judged = judgeOpened(describeTrouble(thrown));
			readStaticData(context, now).replace(applyChange(opened.written.stored, judged.change));
			return judged;
		}
	}
	return judgeOpened(OVERTAKEN);
}

/** How an attempt to write ended. */
interface Attempt {
	readonly isWritten: boolean;
	/** What n8n threw, or null where another run was faster. */
	readonly refused: unknown;
}

/** Whether it was written is open where n8n refuses: it may have been, before. */
async function replace(
	table: WatchTable,
	row: FoundRow,
	turn: string,
	memory: string,
): Promise<Attempt> {
	try {
		return { isWritten: await table.replaceRow(row, turn, memory), refused: null };
	} catch (thrown) {
		return { isWritten: false, refused: thrown };
	}
}

function addTurn(
	{ stored, turns }: WrittenMemory,
	{ change }: Judged,
	turn: string,
	savedAt: number,
): WrittenMemory {
	return { stored: applyChange(stored, change), savedAt, turns: [...turns, turn] };
}

function noteWriting(place: string): void {
	if (WRITTEN.size >= MAX_NODES) WRITTEN.clear();
	WRITTEN.add(place);
}

function describePlace(context: IExecuteFunctions): string {
	return `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
}
