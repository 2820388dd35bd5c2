import { MAX_DAYS, MILLISECONDS_A_DAY } from '../forecast/history';
import type { AlertStep } from '../alert/step';
import type { WatchedRow } from './account';
import type { RowIdentity, RowMatch } from './matchRows';

/** So many rows of one account are remembered: those that were judged last. */
export const MAX_ROWS = 8;

/** The rows that a run may go on from: those that others went on from, or that nobody judged for long, are gone. */
export function listLiveRows(
	rows: readonly WatchedRow[],
	executionId: string,
	now: number,
): readonly WatchedRow[] {
	return rows.filter(({ takenOverIn, judgedAt }) => {
		const isLive = takenOverIn === null || takenOverIn === executionId;
		return isLive && now - judgedAt <= MAX_DAYS * MILLISECONDS_A_DAY;
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
		let number = row.match.known?.number ?? 0;
		if (row.match.known === null) while (taken.has(identify(labelKey, number))) number++;
		taken.add(identify(labelKey, number));
		numbers.set(row, number);
	}
	return rows.map((row) => numbers.get(row) ?? 0);
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
	const updated = judged.map(({ identity: { labelKey, limits }, match, number, step }) => ({
		labelKey,
		limits: limits ?? match.known?.limits ?? null,
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
	return [
		...(isAmbiguous ? [AMBIGUOUS] : []),
		...(judged.length > MAX_ROWS ? [TOO_MANY_ROWS] : []),
	];
}
