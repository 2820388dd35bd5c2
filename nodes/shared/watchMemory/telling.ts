import { NOTHING_TOLD } from '../alert/state';
import type { WatchedAccount, WatchedRow } from './account';
import type { StoredMemory } from './memory';
import { parseAccount, serializeAccount } from './serializeAccount';

/** What a run has written before its message went out, with what stood there before. */
export interface Telling {
	readonly executionId: string;
	/** The watching node's name in that execution. */
	readonly nodeName: string;
	/** Which run of the node it was in that execution; the first one is 0. */
	readonly runIndex: number;
	/** Milliseconds since 1970. */
	readonly at: number;
	/** By account key, the texts of the accounts of which there was something to tell; null for none. */
	readonly before: ReadonlyMap<string, string | null>;
}

/** So many may be open at a time. */
const MAX_TELLINGS = 20;

/** The tellings that are open after another one; of very many, the oldest go. */
export function addTelling(open: readonly Telling[], telling: Telling): readonly Telling[] {
	return telling.before.size === 0 ? open : [...open, telling].slice(-MAX_TELLINGS);
}

/** What to remember of these accounts, should it turn out that nothing was told of them. */
export function createTelling(
	stored: StoredMemory,
	accountKeys: readonly string[],
	run: Omit<Telling, 'before'>,
): Telling {
	const before = accountKeys.map((key) => {
		const text = stored.accounts.get(key);
		return [key, typeof text === 'string' ? text : null] as const;
	});
	return { ...run, before: new Map(before) };
}

/** The memory as if nothing had been told: alerts stand as before, and what was seen stays. */
export function undoTelling(stored: StoredMemory, { before }: Telling): StoredMemory {
	const accounts = new Map(stored.accounts);
	for (const [key, text] of before) {
		const { account } = parseAccount(accounts.get(key));
		if (account === null) continue;
		accounts.set(key, serializeAccount(undoAccount(account, parseAccount(text).account)));
	}
	return { ...stored, accounts };
}

function undoAccount(account: WatchedAccount, before: WatchedAccount | null): WatchedAccount {
	const rows = account.rows.map((row) => {
		const earlier = before?.rows.find((each) => isSameRow(each, row));
		return { ...row, alert: earlier?.alert ?? NOTHING_TOLD };
	});
	return { ...account, rows };
}

function isSameRow(one: WatchedRow, other: WatchedRow): boolean {
	return one.labelKey === other.labelKey && one.number === other.number;
}
