import type { MemoryChange, StoredMemory } from './memory';
import { ANEW } from './serializeAccount';
import type { Telling } from './telling';
import {
	isCount,
	isListOf,
	isRecord,
	isText,
	isTime,
	parseRecord,
	requireMember,
	toRecord,
	type UntrustedRecord,
} from '../input/untrusted';

/** The form of what is written; another one is not read. */
const VERSION = 1;

/** A thousand accounts with full histories have 2 million characters; nothing of ours has so many. */
const MAX_LENGTH = 16_000_000;

/** How many turns are kept: a run finds its own among them, and so knows that it has written, even where others have since. */
const MAX_TURNS = 50;

/** All that a node remembers, as one text holds it. */
export interface WrittenMemory {
	readonly stored: StoredMemory;
	/** When it was written, in milliseconds since 1970, or null where it never was. */
	readonly savedAt: number | null;
	/** What the last runs called their writing, the newest last. */
	readonly turns: readonly string[];
	/** Of which it is not known yet whether they went out. */
	readonly tellings: readonly Telling[];
}

/** What is there before anything was written, with what is noteworthy about that. */
export function createEmptyMemory(notices: readonly string[] = []): WrittenMemory {
	const stored = { accounts: new Map(), pauses: undefined, crowdedAt: undefined, notices };
	return { stored, savedAt: null, turns: [], tellings: [] };
}

/** What is stored with a change made to it; what was written anew stands last. */
export function applyChange(stored: StoredMemory, change: MemoryChange): StoredMemory {
	const accounts = new Map(stored.accounts);
	for (const key of [...change.forgotten, ...change.accounts.keys()]) accounts.delete(key);
	for (const [key, text] of change.accounts) accounts.set(key, text);
	return {
		accounts,
		pauses: change.pauses ?? undefined,
		crowdedAt: change.crowdedAt ?? stored.crowdedAt,
		notices: [],
	};
}

/** One text for all accounts, so that it is written at once or not at all. */
export function serializeMemory({ stored, savedAt, turns, tellings }: WrittenMemory): string {
	const { accounts, pauses, crowdedAt } = stored;
	return JSON.stringify({
		version: VERSION,
		savedAt,
		turns: turns.slice(-MAX_TURNS),
		crowdedAt: crowdedAt ?? null,
		pauses: pauses ?? null,
		accounts: Object.fromEntries(accounts),
		tellings: tellings.map(({ before, ...telling }) => {
			return { ...telling, before: Object.fromEntries(before) };
		}),
	});
}

/** Reads what `serializeMemory` wrote. Never throws: what is mangled or of another version is told. */
export function parseMemory(written: unknown): WrittenMemory {
	if (written === undefined || written === null || written === '') return createEmptyMemory();
	if (typeof written === 'string' && written.length > MAX_LENGTH) {
		return reportUnusable('is larger than anything that it writes');
	}
	try {
		const record = parseRecord(written);
		if (record['version'] !== VERSION) {
			return reportUnusable('was written by another version of this node');
		}
		return toMemory(record);
	} catch {
		return reportUnusable('cannot be read');
	}
}

function reportUnusable(why: string): WrittenMemory {
	return createEmptyMemory([`What this node remembered ${why}: ${ANEW}`]);
}

/** An account that cannot be read spoils no other one: each is read when it is asked for. */
function toMemory(record: UntrustedRecord): WrittenMemory {
	return {
		stored: {
			accounts: new Map(Object.entries(requireMember(record, 'accounts', isRecord))),
			pauses: record['pauses'] ?? undefined,
			crowdedAt: record['crowdedAt'] ?? undefined,
			notices: [],
		},
		savedAt: requireMember(record, 'savedAt', isTime),
		turns: requireMember(record, 'turns', isListOf(isText)),
		tellings: requireMember(record, 'tellings', Array.isArray).map((telling: unknown) =>
			toTelling(toRecord(telling)),
		),
	};
}

function toTelling(record: UntrustedRecord): Telling {
	const before = Object.entries(requireMember(record, 'before', isRecord));
	return {
		executionId: requireMember(record, 'executionId', isText),
		nodeName: requireMember(record, 'nodeName', isText),
		runIndex: requireMember(record, 'runIndex', isCount),
		at: requireMember(record, 'at', isTime),
		before: new Map(before.map(([key, text]) => [key, isText(text) ? text : null])),
	};
}
