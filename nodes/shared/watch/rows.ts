import { MILLISECONDS_A_DAY } from '../forecast/totals';
import type { AlertStep } from '../alert/step';
import type { WatchedRow } from './account';
import type { RowIdentity, RowMatch } from './matchRows';

/** So many rows of one account are remembered: those that were judged last. */
export const MAX_ROWS = 8;

/** In milliseconds: what was not judged for two weeks nobody watches any more. */
export const UNWATCHED_AFTER = 14 * MILLISECONDS_A_DAY;

/**
 * The rows that a run may go on from: those that others went on from, or that were not judged for long
 * while others were, are gone. A workflow that rests for a month has forgotten none.
 */
export function listLiveRows(
	rows: readonly WatchedRow[],
	executionId: string,
): readonly WatchedRow[] {
	const newest = Math.max(...rows.map(({ judgedAt }) => judgedAt));
	return rows.filter(({ takenOverIn, judgedAt }) => {
		const isLive = takenOverIn === null || takenOverIn === executionId;
		return isLive && newest - judgedAt <= UNWATCHED_AFTER;
	});
}

/** A row, from what it went on, and what its check came to. */
export interface JudgedRow {
	readonly identity: RowIdentity;
	readonly match: RowMatch;
	readonly step: AlertStep;
}

/**
 * The rows of an account after a run. One that another row went on from stays until the execution ends,
 * since it may still come itself.
 */
export function updateRows(
	live: readonly WatchedRow[],
	judged: readonly JudgedRow[],
	executionId: string,
	now: number,
): readonly WatchedRow[] {
	const updated = judged.map(({ identity: { labelKey, limits }, step }) => ({
		labelKey,
		limits,
		executionId,
		judgedAt: now,
		takenOverIn: null,
		alert: step.state,
	}));
	const others = live.flatMap((known) => {
		const heir = judged.find(({ match }) => match.known === known);
		if (heir === undefined) return [known];
		return heir.match.isTakenOver ? [{ ...known, takenOverIn: executionId }] : [];
	});
	const newestFirst = others.sort((first, second) => second.judgedAt - first.judgedAt);
	return [...updated, ...newestFirst].slice(0, MAX_ROWS);
}

const AMBIGUOUS =
	'Several rows watch this account, and the limits of more than one have changed since the last check: where limits change by themselves, give each of these rows a Label of its own.';

const TOO_MANY_ROWS = `More than ${MAX_ROWS} rows watch this account: what the others were told is not remembered, and their alerts come at every check.`;

/** What is noteworthy about how rows were told apart. */
export function findRowNotices(
	live: readonly WatchedRow[],
	judged: readonly JudgedRow[],
	executionId: string,
): readonly string[] {
	const changed = [
		...judged.filter(({ match }) => match.isTakenOver).map(({ identity }) => identity.labelKey),
		...live.filter(({ takenOverIn }) => takenOverIn === executionId).map((row) => row.labelKey),
	];
	const isAmbiguous = changed.length > new Set(changed).size;
	// In a loop they come one by one.
	const judgedBefore = live.filter((known) => {
		return known.executionId === executionId && judged.every(({ match }) => match.known !== known);
	});
	return [
		...(isAmbiguous ? [AMBIGUOUS] : []),
		...(judgedBefore.length + judged.length > MAX_ROWS ? [TOO_MANY_ROWS] : []),
	];
}
