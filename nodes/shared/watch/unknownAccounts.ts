import type { WatchedRow } from '../watchMemory/account';
import type { WatchMemory } from '../watchMemory/memory';
import { isAccountOf } from './accountKey';

/** A row, and its account as far as that is known. */
export interface RowOfAccount {
	/** Null where it is not known what to ask. */
	readonly accountKey: string | null;
	readonly labelKey: string | null;
	/** Of which vendor it is, and which account it names, or null. */
	readonly vendorKey: string;
	readonly account: string | null;
	/** What stands for both of them. */
	readonly nameKey: string;
}

const UNKNOWN = 'unknown';

/**
 * The account keys of the rows of a run. A row that cannot even be asked belongs to the account of its
 * vendor that the execution before watched and this run misses, where there is only one such and the row
 * names no other: then it is known whose check fails. Others are told apart by what they name and by
 * their label, and numbered. In a loop nobody knows what is missing: from the second run of an execution
 * on, all are numbered.
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
	return rows.map((row) => {
		if (row.accountKey !== null) return row.accountKey;
		const candidates = missing.filter((account) => mayBe(row, account));
		const [only] = candidates;
		const isAlone = unknown.filter((other) => only && mayBe(other, only)).length === 1;
		if (isAlone && only !== undefined && candidates.length === 1) return only.accountKey;
		const key = [UNKNOWN, row.nameKey, row.labelKey ?? ''].join(' ');
		let count = (counts.get(key) ?? 0) + 1;
		while (seen.has(`${key} ${count}`)) count += 1;
		counts.set(key, count);
		return `${key} ${count}`;
	});
}

/** Whether a row may be about an account that was watched before. */
function mayBe({ vendorKey, account, labelKey }: RowOfAccount, missing: MissingAccount): boolean {
	const isOther = account !== null && missing.account !== null && account !== missing.account;
	return (
		!isOther && isAccountOf(missing.accountKey, vendorKey) && missing.labelKeys.includes(labelKey)
	);
}

interface MissingAccount {
	readonly accountKey: string;
	/** As the vendor named it, or null. */
	readonly account: string | null;
	/** Of the rows that watched it. */
	readonly labelKeys: ReadonlyArray<string | null>;
}

interface RememberedRow {
	readonly accountKey: string;
	readonly account: string | null;
	readonly row: WatchedRow;
}

function listRememberedRows(memory: WatchMemory): readonly RememberedRow[] {
	return memory.accountKeys.flatMap((accountKey) => {
		const { account } = memory.recall(accountKey);
		return account?.rows.map((row) => ({ accountKey, account: account.account, row })) ?? [];
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
	const missing = new Map<string, MissingAccount>();
	for (const { accountKey, account, row } of remembered) {
		if (row.executionId !== newest.executionId || named.has(accountKey)) continue;
		const labelKeys = missing.get(accountKey)?.labelKeys ?? [];
		missing.set(accountKey, { accountKey, account, labelKeys: [...labelKeys, row.labelKey] });
	}
	return [...missing.values()];
}
