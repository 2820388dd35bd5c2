import { beginPause, isPaused, isPausing, type Pause } from '../alert/pause';
import { createFailure, type Failure } from '../failure/failure';
import type { CheckResult } from '../check/result';

/** How the check of a row ended, and with which credential. */
export interface CheckOfCredential {
	/** Null where rows of it differ in secrets: then a refusal is of the row alone. */
	readonly credentialKey: string | null;
	readonly checked: CheckResult;
	/** Whether the vendor was not asked, since a pause goes on. */
	readonly isPaused: boolean;
}

/**
 * The pauses of credentials after a run: where the refusal is of the credential itself and no row of it
 * got a balance, none of its rows is asked for an hour. A balance ends its pause.
 */
export function updatePauses(
	pauses: ReadonlyMap<string, Pause>,
	checks: readonly CheckOfCredential[],
	now: number,
): ReadonlyMap<string, Pause> {
	const updated = new Map([...pauses].filter(([, pause]) => isPaused(pause, now)));
	for (const { credentialKey, checked, isPaused: isUnasked } of checks) {
		if (credentialKey === null || isUnasked || checked.result.ok) continue;
		const { kind, isOfCredential } = checked.result.failure;
		if (isOfCredential && isPausing(kind)) updated.set(credentialKey, beginPause(kind, now));
	}
	for (const { credentialKey, checked } of checks) {
		if (credentialKey !== null && checked.result.ok) updated.delete(credentialKey);
	}
	return updated;
}

/** The pause of a credential; of rows that differ in secrets there is none. */
export function findCredentialPause(
	pauses: ReadonlyMap<string, Pause>,
	credentialKey: string | null,
): Pause | null {
	return credentialKey === null ? null : (pauses.get(credentialKey) ?? null);
}

/** Why a row is not asked while a pause goes on; times in UTC. */
export function createPausedFailure({ kind, until }: Pause): Failure {
	return createFailure({
		kind,
		advice: `It was refused before and is not asked again until ${new Date(until).toISOString()}, so that the account is not locked. Put right what was refused, and run the workflow by hand to try at once.`,
	});
}
