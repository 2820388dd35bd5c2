import { isPaused, type Pause } from '../alert/pause';
import { groupBy } from '../groupBy';
import type { WatchedAccount } from '../watchMemory/account';
import { findCredentialPause, updatePauses } from './credentialPause';
import {
	judgeAccount,
	type RowToWatch,
	type Verdict,
	type WatchedCheck,
	type WatchRun,
} from './judgeAccount';
import {
	changeMemory,
	describeCrowd,
	type MemoryChange,
	type WatchMemory,
} from '../watchMemory/memory';

/** What a run came to, and what there is to store of it. */
export interface JudgedRun {
	/** In the order of the input. */
	readonly verdicts: readonly Verdict[];
	readonly change: MemoryChange;
}

/** Until when a row is not to be asked, or null; a pause is of its credential or of its account. */
export function findPause(
	{ credentialKey, accountKey }: RowToWatch,
	memory: WatchMemory,
	now: number,
): Pause | null {
	const ofCredential = findCredentialPause(memory.pauses, credentialKey);
	const ofAccount = memory.recall(accountKey).account?.pause ?? null;
	return [ofCredential, ofAccount].find((pause) => isPaused(pause, now)) ?? null;
}

/**
 * Judges all rows of a run by what is remembered. Pure: a run that is repeated comes to the same, and one
 * that another one overtook is judged anew by what that one left.
 */
export function judgeRun(
	checks: readonly WatchedCheck[],
	memory: WatchMemory,
	run: WatchRun,
): JudgedRun {
	const pauses = updatePauses(memory.pauses, checks, run.now);
	const accounts = new Map<string, WatchedAccount>();
	const verdicts: Verdict[] = [];
	for (const [accountKey, ofAccount] of groupBy(checks, getAccountKey)) {
		const { account, notices } = memory.recall(accountKey);
		const remembered = { account, notices: [...notices, ...describeCrowd(accounts.size)] };
		const judged = judgeAccount(remembered, ofAccount, pauses, run);
		accounts.set(accountKey, judged.account);
		for (const verdict of judged.verdicts) verdicts.push(verdict);
	}
	return {
		verdicts: verdicts.sort((one, other) => one.check.itemIndex - other.check.itemIndex),
		change: changeMemory(memory, accounts, pauses, run.now),
	};
}

function getAccountKey({ accountKey }: WatchedCheck): string {
	return accountKey;
}
