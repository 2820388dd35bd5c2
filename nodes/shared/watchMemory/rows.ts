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

/** A row, and from what it went on. */
export interface MatchedRow {
	readonly identity: RowIdentity;
	readonly match: RowMatch;
}

/** The same, its number, and what its check came to. */
export interface JudgedRow extends MatchedRow {
	readonly number: number;
	readonly step: AlertStep;
}

/**
 * The numbers of rows, in their order: those that go on keep theirs, and each new one takes the first that
 * none of its label has. New ones come in the order of their limits, wherever they stand in the input.
 */
export function numberRows(
	live: readonly WatchedRow[],
	rows: readonly MatchedRow[],
): readonly number[] {
	const taken = new Set(live.map(({ labelKey, number }) => identify(labelKey, number)));
	const numbers = new Map<MatchedRow, number>();
	for (const row of [...rows].sort(compareLimits)) {
		const { labelKey } = row.identity;
		const kept = findKeptNumber(row, live);
		let number = kept ?? 0;
		if (kept === null) while (taken.has(identify(labelKey, number))) number++;
		taken.add(identify(labelKey, number));
		numbers.set(row, number);
	}
	return rows.map((row) => numbers.get(row) ?? 0);
}

/** Null where the row is new, or where another one has gone on from it with its number. */
function findKeptNumber(
	{ match: { known } }: MatchedRow,
	live: readonly WatchedRow[],
): number | null {
	if (known === null) return null;
	const { labelKey, number } = known;
	const isShared = live.some((other) => {
		return other !== known && other.labelKey === labelKey && other.number === number;
	});
	return isShared ? null : number;
}

function identify(labelKey: string | null, number: number): string {
	return JSON.stringify([labelKey, number]);
}

function compareLimits({ identity: first }: MatchedRow, { identity: second }: MatchedRow): number {
	const pairs = (first.limits ?? []).map(
		(value, index) => [value, second.limits?.[index]] as const,
	);
	const [left, right] = pairs.find(([one, other]) => one !== other) ?? [];
	return Number(right ?? -Infinity) - Number(left ?? -Infinity) || 0;
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
	const updated = judged.map(({ identity: { labelKey, limits }, number, step }) => ({
		labelKey,
		limits,
		number,
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
	judged: readonly MatchedRow[],
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
