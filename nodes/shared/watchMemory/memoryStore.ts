import type { MemoryChange, WatchMemory } from './memory';

/** What a run came to, with what there is to store of it. */
export interface Judged {
	readonly change: MemoryChange;
	/** The keys of the accounts of which there is something to tell. */
	readonly told: readonly string[];
}

/**
 * Judges a run by what is remembered, with what there is to warn of; pure but for time, since it is
 * done again where another run was faster.
 */
export type Judge<Kind extends Judged> = (memory: WatchMemory, warnings: readonly string[]) => Kind;

/** Where one watching node keeps what it remembers. */
export interface MemoryStore {
	/** As the run finds it. */
	readonly memory: WatchMemory;
	/** What there is to say of this place, whatever the run comes to. */
	readonly warnings: readonly string[];
	/** Stores what a run came to, all at once, and returns it: that is what is to be told. */
	save<Kind extends Judged>(judge: Judge<Kind>): Promise<Kind>;
}

/** The places there are. */
export type StateStorage = 'staticData' | 'dataTable';
