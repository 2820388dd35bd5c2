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
import { addTelling, createTelling, undoTelling, type Telling } from '../../watch/telling';
import type { Judge, Judged, MemoryStore } from './memoryStore';
import { findTellingOutcome, type TellingOutcome } from './tellingOutcome';
import { openStaticData, readStaticData } from './staticData';
import { describeTrouble, isLasting } from '../dataTable/tableTrouble';
import {
	createWatchTable,
	waitAtRandom,
	type FoundRow,
	type WatchTable,
} from '../dataTable/watchTable';
import { TABLE_NAME } from '../dataTable/tableWorkflows';

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
		const opened = await open(context, row, now);
		return {
			memory: openMemory(opened.written.stored, now),
			warnings: opened.warnings,
			save: async (judge) => await save(context, table, opened, now, judge),
		};
	} catch (thrown) {
		return openStaticData(context, now, [describeTrouble(thrown)]);
	}
}

/** In which execution this process has written last, by place. */
const WRITTEN = new Map<string, string>();

/** Of more nodes one process does not know it. */
const MAX_NODES = 10_000;

/** What a run has read, and what there is to warn of. */
interface Opened {
	readonly row: FoundRow | null;
	readonly written: WrittenMemory;
	readonly warnings: readonly string[];
}

/** The newer one of the row and of what static data holds, from before or while there was no table. */
async function open(
	context: IExecuteFunctions,
	row: FoundRow | null,
	now: number,
): Promise<Opened> {
	const ofRow = await settleTellings(context, readRow(context, row), now);
	const ofNode = readStaticData(context, now).written;
	const isNewer = ofNode.savedAt !== null && ofNode.savedAt > (ofRow.savedAt ?? -Infinity);
	return {
		row,
		written: isNewer ? { ...ofNode, turns: ofRow.turns } : ofRow,
		warnings: row?.isDoubled === true ? [DOUBLED] : [],
	};
}

/**
 * What a run has told is written before its message goes out, so that two runs never tell the same. Where
 * the process was killed in between, it counts as not told, and comes again.
 */
async function settleTellings(
	context: IExecuteFunctions,
	written: WrittenMemory,
	now: number,
): Promise<WrittenMemory> {
	let { stored } = written;
	const open: Telling[] = [];
	for (const telling of written.tellings) {
		const outcome = await findOutcome(context, telling, now);
		if (outcome === 'open') open.push(telling);
		if (outcome === 'lost') stored = undoTelling(stored, telling);
	}
	return { ...written, stored, tellings: open };
}

async function findOutcome(
	context: IExecuteFunctions,
	telling: Telling,
	now: number,
): Promise<TellingOutcome> {
	if (telling.executionId !== context.getExecutionId()) {
		return await findTellingOutcome(context, telling, now);
	}
	// The node runs again in one execution: in a loop, or since n8n does all of it again.
	return WRITTEN.get(describePlace(context)) === telling.executionId ? 'open' : 'lost';
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
	const judgeOpened = (...more: readonly string[]) =>
		judge(openMemory(opened.written.stored, now), [...opened.warnings, ...more]);
	for (let tries = 0; tries < MAX_TRIES; tries++) {
		const judged = judgeOpened();
		try {
			const row = opened.row ?? (await table.requireRow());
			const turn = table.createTurn(row);
			const text = serializeMemory(change(context, opened.written, judged, turn, now));
			const attempt = await replace(table, row, turn, text);
			if (attempt.isWritten) {
				noteWriting(context);
				return judged;
			}
			refusals += attempt.refused === null ? 0 : 1;
			if (isLasting(attempt.refused) || refusals >= MAX_REFUSALS) throw attempt.refused;
			await waitAtRandom(tries + 1);
			opened = await open(context, await table.requireRow(), now);
			// It was written after all, and perhaps others have written since.
			if (opened.written.turns.includes(turn)) {
				noteWriting(context);
				return judged;
			}
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

function change(
	context: IExecuteFunctions,
	{ stored, turns, tellings }: WrittenMemory,
	{ change: changed, told }: Judged,
	turn: string,
	savedAt: number,
): WrittenMemory {
	const run = {
		executionId: context.getExecutionId(),
		nodeName: context.getNode().name,
		at: savedAt,
	};
	return {
		stored: applyChange(stored, changed),
		savedAt,
		turns: [...turns, turn],
		tellings: addTelling(tellings, createTelling(stored, told, run)),
	};
}

function noteWriting(context: IExecuteFunctions): void {
	if (WRITTEN.size >= MAX_NODES) WRITTEN.clear();
	WRITTEN.set(describePlace(context), context.getExecutionId());
}

function describePlace(context: IExecuteFunctions): string {
	return `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
}
