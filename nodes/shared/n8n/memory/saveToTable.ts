import type { IExecuteFunctions } from 'n8n-workflow';
import { openMemory } from '../../watchMemory/memory';
import {
	applyChange,
	serializeMemory,
	type WrittenMemory,
} from '../../watchMemory/serializeMemory';
import { addTelling, createTelling } from '../../watchMemory/telling';
import { describeTrouble, isLasting } from '../dataTable/tableTrouble';
import { waitAtRandom, type FoundRow, type WatchTable } from '../dataTable/watchTable';
import type { Judge, Judged } from '../../watchMemory/memoryStore';
import { readRunIndex } from './settleTellings';
import { LAST_WRITTEN, readTable, type ReadTable } from './readTable';
import { readStaticData } from '../staticData/staticData';

/** How often an overtaken run judges anew; each time, one of the overlapping runs has ended. */
const MAX_TRIES = 40;

/** How often n8n may refuse to write before the table counts as unusable. */
const MAX_REFUSALS = 8;

const OVERTAKEN =
	'So many runs of this watch overlap that what this one came to could not be remembered: it may be told again. Let it run less often.';

/**
 * Writes what a run came to, and returns it. It is written only where nobody has written since it was
 * read; otherwise the run judges anew by what the other one left. Where n8n lets nobody write any more,
 * static data remembers in its place.
 */
export async function saveToTable<Kind extends Judged>(
	context: IExecuteFunctions,
	table: WatchTable,
	first: ReadTable,
	now: number,
	judge: Judge<Kind>,
): Promise<Kind> {
	let read = first;
	let refusals = 0;
	const judgeRead = (...more: readonly string[]) =>
		judge(openMemory(read.written.stored, now), [...read.warnings, ...more]);
	for (let tries = 1; tries <= MAX_TRIES; tries++) {
		const judged = judgeRead();
		try {
			const row = read.row ?? (await table.requireRow());
			const turn = table.createTurn(row);
			const text = serializeMemory(changeWritten(context, read.written, judged, turn, now));
			const attempt = await replaceRow(table, row, turn, text);
			if (!attempt.isWritten) {
				if (attempt.refused !== null) refusals++;
				if (isLasting(attempt.refused) || refusals >= MAX_REFUSALS) throw attempt.refused;
				await waitAtRandom(tries);
				read = await readTable(context, await table.requireRow(), now);
				// Others may have written since; this one was through all the same where its turn is among them.
				if (!read.written.turns.includes(turn)) continue;
			}
			LAST_WRITTEN.note(context);
			return judged;
		} catch (thrown) {
			const withWords = judgeRead(describeTrouble(thrown));
			const { stored, savedAt } = read.written;
			readStaticData(context, now).replace(applyChange(stored, withWords.change), savedAt);
			return withWords;
		}
	}
	return judgeRead(OVERTAKEN);
}

/** How an attempt to write ended. */
interface Attempt {
	readonly isWritten: boolean;
	/** What n8n threw, or null where another run was faster. */
	readonly refused: unknown;
}

/** Whether it was written is open where n8n refuses: it may have been, before. */
async function replaceRow(
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

function changeWritten(
	context: IExecuteFunctions,
	{ stored, savedAt: savedBefore, turns, tellings }: WrittenMemory,
	{ change, told }: Judged,
	turn: string,
	now: number,
): WrittenMemory {
	const run = {
		executionId: context.getExecutionId(),
		nodeName: context.getNode().name,
		runIndex: readRunIndex(context),
		at: now,
	};
	return {
		stored: applyChange(stored, change),
		// No earlier than what it was read from, also where the clock was put back.
		savedAt: Math.max(now, savedBefore ?? now),
		turns: [...turns, turn],
		tellings: addTelling(tellings, createTelling(stored, told, run)),
	};
}
