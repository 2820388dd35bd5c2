import type { WatchedRow } from '../watchMemory/account';
import type { WatchMemory } from '../watchMemory/memory';

/** A row, and its account as far as that is known. */
export interface RowOfAccount {
	/** Null where it is not known what to ask. */
	readonly accountKey: string | null;
	readonly labelKey: string | null;
}

const UNKNOWN = 'unknown';

/**
 * The account keys of the rows of a run. A row that cannot even be asked belongs to the account that the
 * execution before watched and this run misses, where there is only one such: then it is known whose
 * check fails. Others are told apart by their label, and numbered. In a loop nobody knows what is missing:
 * from the second run of an execution on, all are numbered.
 */
export function nameAccounts(
	rows: readonly RowOfAccount[],
	memory: WatchMemory,
	executionId: string,
): readonly string[] {
	const unknown = rows.filter(({ accountKey }) => accountKey === null);
	if (unknown.length === 0) return rows.map(({ accountKey }) => accountKey ?? UNKNOWN);
	const remembered = listRememberedRows(memory);
	const judged = remembered.filter(({ row }) => row.executionId === executionId);
	const seen = new Set(judged.map(({ accountKey }) => accountKey));
	const missing = seen.size === 0 ? listMissing(rows, remembered) : [];
	const counts = new Map<string, number>();
	return rows.map(({ accountKey, labelKey }) => {
		if (accountKey !== null) return accountKey;
		const isAlone = unknown.filter((row) => row.labelKey === labelKey).length === 1;
		const candidates = missing.filter(({ labelKeys }) => labelKeys.includes(labelKey));
		const [only] = candidates;
		if (isAlone && only !== undefined && candidates.length === 1) return only.accountKey;
		const key = [UNKNOWN, labelKey ?? ''].join(' ');
		let count = (counts.get(key) ?? 0) + 1;
		while (seen.has(`${key} ${count}`)) count += 1;
		counts.set(key, count);
		return `${key} ${count}`;
	});
}

interface MissingAccount {
	readonly accountKey: string;
	/** Of the rows that watched it. */
	readonly labelKeys: ReadonlyArray<string | null>;
}

interface RememberedRow {
	readonly accountKey: string;
	readonly row: WatchedRow;
}

function listRememberedRows(memory: WatchMemory): readonly RememberedRow[] {
	return memory.accountKeys.flatMap((accountKey) => {
		const { account } = memory.recall(accountKey);
		return account?.rows.map((row) => ({ accountKey, row })) ?? [];
	});
}

/** The accounts that the newest execution judged and that no row of this run names. */
function listMissing(
	rows: readonly RowOfAccount[],
	remembered: readonly RememberedRow[],
): readonly MissingAccount[] {
	const named = new Set(rows.map(({ accountKey }) => accountKey));
	const newest = remembered.reduce<{ at: number; executionId: string | null }>(
		(found, { row: { judgedAt, executionId } }) =>
			judgedAt > found.at ? { at: judgedAt, executionId } : found,
		{ at: -Infinity, executionId: null },
	);
	const labelKeys = new Map<string, Array<string | null>>();
	for (const { accountKey, row } of remembered) {
		if (row.executionId !== newest.executionId || named.has(accountKey)) continue;
		if (accountKey.startsWith(`${UNKNOWN} `)) continue;
		labelKeys.set(accountKey, [...(labelKeys.get(accountKey) ?? []), row.labelKey]);
	}
	return [...labelKeys].map(([accountKey, keys]) => ({ accountKey, labelKeys: keys }));
}
