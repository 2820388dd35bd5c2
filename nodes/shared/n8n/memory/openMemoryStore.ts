import type { IExecuteFunctions } from 'n8n-workflow';
import type { MemoryStore, StateStorage } from '../../watchMemory/memoryStore';
import { openStaticData } from '../staticData/staticData';
import { openTable } from './tableStore';

/** Where to keep what a node remembers, and whether this run is to be remembered at all. */
export interface MemoryChoice {
	readonly stateStorage: StateStorage;
	/** A run by hand reads, and neither makes nor writes anything. */
	readonly isRemembered: boolean;
}

/** Opens the place that was chosen, or where that cannot be used, the other one. Never throws. */
export async function openMemoryStore(
	context: IExecuteFunctions,
	now: number,
	choice: MemoryChoice,
): Promise<MemoryStore> {
	if (choice.stateStorage === 'dataTable') return await openTable(context, now, choice);
	return openStaticData(context, now);
}
