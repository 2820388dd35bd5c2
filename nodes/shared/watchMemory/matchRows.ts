import type { LimitValues } from '../alert/limits';
import type { WatchedRow } from './account';

/** What tells the rows that watch one account apart. */
export interface RowIdentity {
	readonly labelKey: string | null;
	/** Null where they cannot be read. */
	readonly limits: LimitValues | null;
}

/** From what a row goes on. */
export interface RowMatch {
	/** Null where the row is new. */
	readonly known: WatchedRow | null;
	/** Whether it was known with other limits, or under another label. */
	readonly isTakenOver: boolean;
}

/**
 * Finds for each row of an account what is remembered of it, wherever it stands in the input: by label
 * and limits; then, where limits have changed, the newest of this label, if nobody of this execution goes
 * on from it, the one with the nearest limits first; then, where the label is a new one, one with the
 * same limits.
 */
export function matchRows(
	remembered: readonly WatchedRow[],
	wanted: readonly RowIdentity[],
	executionId: string,
): readonly RowMatch[] {
	const matches = new Map<number, RowMatch>();
	const claimed = new Set<WatchedRow>();
	const claim = (index: number, known: WatchedRow, isTakenOver: boolean) => {
		if (matches.has(index) || claimed.has(known)) return;
		matches.set(index, { known, isTakenOver });
		claimed.add(known);
	};
	for (const [index, row] of wanted.entries()) {
		const known = remembered.find((each) => isSame(each, row));
		if (known !== undefined) claim(index, known, false);
	}
	const free = remembered.filter((known) => {
		return known.executionId !== executionId && known.takenOverIn === null;
	});
	// A row that is older than others of its label was deleted: one that is new does not go on from it.
	const newest = findNewestExecutions(free);
	const isChanged = (known: WatchedRow, row: RowIdentity) =>
		hasSameLabel(known, row) && known.executionId === newest.get(known.labelKey);
	for (const [index, known] of listPairs(wanted, free, isChanged)) {
		// Two that cannot be read are one; in a loop, another's row may still come itself.
		claim(index, known, known.limits !== null || wanted[index]?.limits !== null);
	}
	const isRenamed = (known: WatchedRow, row: RowIdentity) =>
		isNewLabel(row, remembered) && isGone(known, wanted) && haveSameLimits(known, row);
	for (const [index, known] of listPairs(wanted, free, isRenamed)) claim(index, known, true);
	return wanted.map((_, index) => matches.get(index) ?? { known: null, isTakenOver: false });
}

function isSame(known: WatchedRow, row: RowIdentity): boolean {
	return hasSameLabel(known, row) && haveSameLimits(known, row);
}

function haveSameLimits(known: WatchedRow, { limits }: RowIdentity): boolean {
	return limits !== null && JSON.stringify(known.limits) === JSON.stringify(limits);
}

function hasSameLabel(known: WatchedRow, row: RowIdentity): boolean {
	return known.labelKey === row.labelKey;
}

function isNewLabel({ labelKey }: RowIdentity, remembered: readonly WatchedRow[]): boolean {
	return remembered.every((known) => known.labelKey !== labelKey);
}

function isGone({ labelKey }: WatchedRow, wanted: readonly RowIdentity[]): boolean {
	return wanted.every((row) => row.labelKey !== labelKey);
}

/** By label, the execution that judged it last. */
function findNewestExecutions(
	remembered: readonly WatchedRow[],
): ReadonlyMap<string | null, string> {
	const newest = new Map<string | null, WatchedRow>();
	for (const row of remembered) {
		const found = newest.get(row.labelKey);
		if (found === undefined || row.judgedAt > found.judgedAt) newest.set(row.labelKey, row);
	}
	return new Map([...newest].map(([labelKey, { executionId }]) => [labelKey, executionId]));
}

type Pair = readonly [index: number, known: WatchedRow];

/** Every row with each that may be it, the likeliest pairs first. */
function listPairs(
	wanted: readonly RowIdentity[],
	remembered: readonly WatchedRow[],
	mayBe: (known: WatchedRow, row: RowIdentity) => boolean,
): readonly Pair[] {
	const judgedAt = findExecutionTimes(remembered);
	const pairs = wanted.flatMap((row, index) =>
		remembered
			.filter((known) => mayBe(known, row))
			.map((known) => ({
				pair: [index, known] as const,
				age: -(judgedAt.get(known.executionId) ?? 0),
				distance: measureDistance(known.limits, row.limits),
			})),
	);
	pairs.sort((first, second) => first.age - second.age || first.distance - second.distance);
	return pairs.map(({ pair }) => pair);
}

/** When each execution judged last. */
function findExecutionTimes(remembered: readonly WatchedRow[]): ReadonlyMap<string, number> {
	const times = new Map<string, number>();
	for (const { executionId, judgedAt } of remembered) {
		times.set(executionId, Math.max(judgedAt, times.get(executionId) ?? judgedAt));
	}
	return times;
}

/** Of limits that cannot be read nobody knows how far they are from others: farther than all that can. */
const UNREADABLE = 10;

/** How different limits are: each that differs counts by its share, up to 1, or 2 where one is empty. */
function measureDistance(first: LimitValues | null, second: LimitValues | null): number {
	if (first === null || second === null) return first === second ? 0 : UNREADABLE;
	return first.reduce<number>((sum, value, index) => {
		return sum + measureDifference(value, second[index] ?? null);
	}, 0);
}

function measureDifference(
	first: number | string | null | undefined,
	second: number | string | null,
): number {
	if (first === second) return 0;
	if (typeof first !== 'number' || typeof second !== 'number') return 2;
	return Math.abs(first - second) / (Math.abs(first) + Math.abs(second));
}
