import type { IExecuteFunctions } from 'n8n-workflow';
import { openMemory } from '../../watchMemory/memory';
import { describeTrouble } from '../dataTable/tableTrouble';
import { createWatchTable } from '../dataTable/watchTable';
import type { MemoryStore } from '../../watchMemory/memoryStore';
import { readTable } from './readTable';
import { saveToTable } from './saveToTable';
import { openStaticData } from '../staticData/staticData';

/**
 * One row of a data table for each watching node, which all processes of n8n share. Where the table
 * cannot be used, static data remembers in its place.
 */
export async function openTable(
	context: IExecuteFunctions,
	now: number,
	{ isRemembered }: { readonly isRemembered: boolean },
): Promise<MemoryStore> {
	const table = createWatchTable(context);
	try {
		const row = await (isRemembered ? table.requireRow() : table.findRow());
		const read = await readTable(context, row, now);
		return {
			memory: openMemory(read.written.stored, now),
			warnings: read.warnings,
			save: async (judge) => await saveToTable(context, table, read, now, judge),
		};
	} catch (thrown) {
		return openStaticData(context, now, [describeTrouble(thrown)]);
	}
}
