import type { Pause } from '../alert/pause';
import type { WatchedAccount } from './account';
import { UNWATCHED_AFTER } from './rows';
import {
	isPause,
	parseAccount,
	serializeAccount,
	type RememberedAccount,
} from './serializeAccount';
import { isTime, parseRecord } from '../input/untrusted';

/** So many accounts are remembered by one node; those go that were not checked for the longest time. */
export const MAX_ACCOUNTS = 1000;

/** So many refused credentials are remembered. */
const MAX_PAUSES = 100;

const CROWDED = `One node remembers ${MAX_ACCOUNTS} accounts, and it watches more: those beyond are forgotten, and their alerts come again and again. Watch some of them in another node.`;

const PAUSES_LOST = `What was remembered of refused credentials cannot be read: they are tried again.`;

/** What a storage holds for one watching node, not yet believed. */
export interface StoredMemory {
	/** By account key, the one that was checked least recently first. */
	readonly accounts: ReadonlyMap<string, unknown>;
	/** By credential key, or undefined. */
	readonly pauses: unknown;
	/** When an account that was still watched was last forgotten to make room, or undefined. */
	readonly crowdedAt: unknown;
	/** What is noteworthy about an account of which nothing is stored. */
	readonly notices: readonly string[];
}

/** What one node remembers of the accounts that it watches. */
export interface WatchMemory {
	recall(accountKey: string): RememberedAccount;
	/** The one that was checked least recently first. */
	readonly accountKeys: readonly string[];
	/** Of refused credentials, by credential key. */
	readonly pauses: ReadonlyMap<string, Pause>;
}

/** What a run has to store: texts that `openMemory` reads back. */
export interface MemoryChange {
	/** By account key. */
	readonly accounts: ReadonlyMap<string, string>;
	readonly forgotten: readonly string[];
	/** Null where there are none. */
	readonly pauses: string | null;
	/** Null where it stays as it was. */
	readonly crowdedAt: number | null;
}

/** Reads what is stored; each account when it is asked for, and once. Never throws. */
export function openMemory(stored: StoredMemory, now: number): WatchMemory {
	const recalled = new Map<string, RememberedAccount>();
	const pauses = readPauses(stored.pauses);
	const notices = [...stored.notices, ...pauses.notices];
	if (wasCrowded(stored.crowdedAt, now)) notices.push(CROWDED);
	const recall = (accountKey: string): RememberedAccount => {
		const { account, notices: own } = parseAccount(stored.accounts.get(accountKey));
		// What was lost of credentials concerns those accounts too that are still known.
		return { account, notices: account === null ? [...notices, ...own] : pauses.notices };
	};
	return {
		accountKeys: [...stored.accounts.keys()],
		pauses: pauses.value,
		recall: (accountKey) => {
			const known = recalled.get(accountKey) ?? recall(accountKey);
			recalled.set(accountKey, known);
			return known;
		},
	};
}

interface ReadPauses {
	readonly value: ReadonlyMap<string, Pause>;
	readonly notices: readonly string[];
}

function readPauses(stored: unknown): ReadPauses {
	if (stored === undefined || stored === null) return { value: new Map(), notices: [] };
	try {
		const pauses = Object.entries(parseRecord(stored)).map(([key, pause]) => {
			if (!isPause(pause)) throw new TypeError('No pause');
			return [key, pause] as const;
		});
		return { value: new Map(pauses), notices: [] };
	} catch {
		return { value: new Map(), notices: [PAUSES_LOST] };
	}
}

/** Accounts that nobody watches any more are gone by then. */
function wasCrowded(crowdedAt: unknown, now: number): boolean {
	return isTime(crowdedAt) && isRecent(crowdedAt, now);
}

function isRecent(time: number, now: number): boolean {
	return now - time < UNWATCHED_AFTER;
}

/** What to store where a run came to these accounts and pauses; it bounds both. */
export function changeMemory(
	memory: WatchMemory,
	accounts: ReadonlyMap<string, WatchedAccount>,
	pauses: ReadonlyMap<string, Pause>,
	now: number,
): MemoryChange {
	const kept = [...accounts].slice(0, MAX_ACCOUNTS);
	const others = memory.accountKeys.filter((key) => !accounts.has(key));
	const forgotten = others.slice(0, Math.max(0, others.length + kept.length - MAX_ACCOUNTS));
	const isStillWatched = (key: string) => {
		const { account } = memory.recall(key);
		return account !== null && isRecent(findLastJudged(account), now);
	};
	const isCrowded = accounts.size > kept.length || forgotten.some(isStillWatched);
	return {
		accounts: new Map(kept.map(([key, account]) => [key, serializeAccount(account)])),
		forgotten,
		pauses: pauses.size === 0 ? null : serializePauses(pauses),
		crowdedAt: isCrowded ? now : null,
	};
}

function serializePauses(pauses: ReadonlyMap<string, Pause>): string {
	return JSON.stringify(Object.fromEntries([...pauses].slice(-MAX_PAUSES)));
}

function findLastJudged({ rows }: WatchedAccount): number {
	return Math.max(-Infinity, ...rows.map(({ judgedAt }) => judgedAt));
}

/** What to tell of the accounts of one run that are too many to be remembered. */
export function describeCrowd(position: number): readonly string[] {
	return position < MAX_ACCOUNTS ? [] : [CROWDED];
}
