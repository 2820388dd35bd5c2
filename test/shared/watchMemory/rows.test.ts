import type { LimitValues } from '../../../nodes/shared/alert/limits';
import { NOTHING_TOLD } from '../../../nodes/shared/alert/state';
import type { WatchedRow } from '../../../nodes/shared/watchMemory/account';
import {
	findRowNotices,
	listLiveRows,
	MAX_ROWS,
	numberRows,
	updateRows,
	type JudgedRow,
	type MatchedRow,
} from '../../../nodes/shared/watchMemory/rows';

const DAY = 86_400_000;
const LIMITS: LimitValues = ['below', 100, null, null, 105];
const OTHERS: LimitValues = ['below', 10, null, null, 11];
const LOW = { ...NOTHING_TOLD, level: 'low' } as const;

function remember(change: Partial<WatchedRow> = {}): WatchedRow {
	return {
		labelKey: null,
		limits: LIMITS,
		number: 0,
		executionId: 'before',
		judgedAt: 0,
		takenOverIn: null,
		alert: NOTHING_TOLD,
		...change,
	};
}

/** A row that went on from this one, and is low now. */
function judge(
	known: WatchedRow | null,
	isTakenOver: boolean,
	{ labelKey = null, limits = LIMITS }: Partial<JudgedRow['identity']> = {},
): JudgedRow {
	return {
		identity: { labelKey, limits },
		match: { known, isTakenOver },
		number: 0,
		step: { before: NOTHING_TOLD, state: LOW, events: [] },
	};
}

describe('rows live', () => {
	it('until 14 days after them another was judged last', () => {
		const [first, second] = [remember(), remember({ judgedAt: 14 * DAY })];
		expect(listLiveRows([first, second], 'now')).toEqual([first, second]);
		const third = remember({ judgedAt: 14 * DAY + 1 });
		expect(listLiveRows([first, second, third], 'now')).toEqual([second, third]);
	});

	it('until the execution has ended in which another went on from them', () => {
		const row = remember({ takenOverIn: 'now' });
		expect(listLiveRows([row], 'now')).toEqual([row]);
		expect(listLiveRows([row], 'later')).toEqual([]);
	});

	it('are none where there are none', () => {
		expect(listLiveRows([], 'now')).toEqual([]);
	});
});

describe('after a run', () => {
	it('a row that was judged stands first, and what it went on from is gone', () => {
		const [known, other] = [remember({ labelKey: 'a' }), remember({ labelKey: 'b' })];
		const judged = [judge(known, false, { labelKey: 'a' })];
		expect(updateRows([other, known], judged, 'now', 7)).toEqual([
			{
				labelKey: 'a',
				limits: LIMITS,
				number: 0,
				executionId: 'now',
				judgedAt: 7,
				takenOverIn: null,
				alert: LOW,
			},
			other,
		]);
	});

	it('one that was taken over stays, and says when', () => {
		const known = remember();
		expect(updateRows([known], [judge(known, true, { limits: OTHERS })], 'now', 7)).toEqual([
			{ ...known, limits: OTHERS, executionId: 'now', judgedAt: 7, alert: LOW },
			{ ...known, takenOverIn: 'now' },
		]);
	});

	it('limits that could not be read are none', () => {
		const known = remember();
		const unreadable = { labelKey: null, limits: null };
		const judged = [judge(known, false), judge(null, false)];
		const [first, second] = judged.map((row) => ({ ...row, identity: unreadable }));
		if (first === undefined || second === undefined) throw new Error('No rows');
		const limits = updateRows([known], [first, second], 'now', 7).map((row) => row.limits);
		expect(limits).toEqual([null, null]);
	});

	it('those are remembered that were judged last', () => {
		const others = [3, 1, 2].map((judgedAt) => remember({ judgedAt }));
		const judged = Array.from({ length: MAX_ROWS - 2 }, () => judge(null, false));
		const times = updateRows(others, judged, 'now', 7).map(({ judgedAt }) => judgedAt);
		expect(times).toEqual([7, 7, 7, 7, 7, 7, 3, 2]);
		const many = Array.from({ length: MAX_ROWS + 1 }, () => judge(null, false));
		expect(updateRows([], many, 'now', 7)).toHaveLength(8);
	});
});

describe('it is told', () => {
	const AMBIGUOUS =
		'Several rows watch this account, and the limits of more than one have changed since the last check: where limits change by themselves, give each of these rows a Label of its own.';
	const TOO_MANY =
		'More than 8 rows watch this account: what the others were told is not remembered, and their alerts come at every check.';

	it('that limits of several rows have changed', () => {
		const [first, second] = [remember(), remember()];
		const judged = [judge(first, true), judge(second, true)];
		expect(findRowNotices([first, second], judged, 'now')).toEqual([AMBIGUOUS]);
		expect(findRowNotices([first, second], judged.slice(1), 'now')).toEqual([]);
	});

	it('and not where each has a label', () => {
		const judged = ['a', 'b'].map((labelKey) => judge(remember({ labelKey }), true, { labelKey }));
		expect(findRowNotices([], judged, 'now')).toEqual([]);
	});

	it('and in a loop, where they have changed one by one', () => {
		const before = remember({ takenOverIn: 'now' });
		const known = remember();
		expect(findRowNotices([before, known], [judge(known, true)], 'now')).toEqual([AMBIGUOUS]);
		expect(findRowNotices([before, known], [judge(known, false)], 'now')).toEqual([]);
		const elsewhere = remember({ takenOverIn: 'now', labelKey: 'a' });
		expect(findRowNotices([elsewhere, known], [judge(known, true)], 'now')).toEqual([]);
	});

	it('that there are more rows than are remembered, in a loop too', () => {
		const many = Array.from({ length: MAX_ROWS + 1 }, () => judge(null, false));
		expect(findRowNotices([], many, 'now')).toEqual([TOO_MANY]);
		expect(findRowNotices([], many.slice(1), 'now')).toEqual([]);
		const before = Array.from({ length: MAX_ROWS }, () => remember({ executionId: 'now' }));
		expect(findRowNotices(before, [judge(null, false)], 'now')).toEqual([TOO_MANY]);
		expect(findRowNotices(before, [judge(before[0] ?? null, false)], 'now')).toEqual([]);
		const earlier = before.map((row) => ({ ...row, executionId: 'before' }));
		expect(findRowNotices(earlier, [judge(null, false)], 'now')).toEqual([]);
	});
});

describe('the number of a row', () => {
	/** A row, by default a new one. */
	const row = (
		limits: LimitValues | null,
		known: WatchedRow | null = null,
		labelKey: string | null = null,
	): MatchedRow => ({ identity: { labelKey, limits }, match: { known, isTakenOver: false } });
	const above = (threshold: number | null): LimitValues => ['above', threshold, 40, null, 1];
	const below = (threshold: number | null): LimitValues => ['below', threshold, 40, null, 1];

	it('that is new is the first free one, in the order of the limits', () => {
		const rows = [row(below(10)), row(below(100)), row(below(50))];
		expect(numberRows([], rows)).toEqual([2, 0, 1]);
		expect(numberRows([], [...rows].reverse())).toEqual([1, 0, 2]);
	});

	it('without a limit comes after one with a limit', () => {
		expect(numberRows([], [row(below(null)), row(below(-10))])).toEqual([1, 0]);
		expect(numberRows([], [row(below(-10)), row(below(null))])).toEqual([0, 1]);
	});

	it('is in the order of the input where limits cannot be compared', () => {
		expect(numberRows([], [row(below(10)), row(above(100))])).toEqual([0, 1]);
		expect(numberRows([], [row(above(10)), row(below(100))])).toEqual([0, 1]);
		expect(numberRows([], [row(null), row(below(100))])).toEqual([0, 1]);
		expect(numberRows([], [row(below(100)), row(null)])).toEqual([0, 1]);
		expect(numberRows([], [row(LIMITS), row(LIMITS)])).toEqual([0, 1]);
	});

	it('is counted for each label', () => {
		const rows = [row(LIMITS, null, 'a'), row(LIMITS, null, 'a'), row(LIMITS, null, 'b')];
		expect(numberRows([], rows)).toEqual([0, 1, 0]);
	});

	it('is kept where the row goes on, and left out by those that are new', () => {
		const [first, third] = [remember(), remember({ number: 3 })];
		const rows = [row(LIMITS, third), row(OTHERS), row(OTHERS), row(OTHERS)];
		expect(numberRows([first, third], rows)).toEqual([3, 1, 2, 4]);
		expect(numberRows([first], [row(OTHERS), row(LIMITS, first)])).toEqual([1, 0]);
	});

	it('is kept under another label too', () => {
		const known = remember({ labelKey: 'old', number: 2 });
		expect(numberRows([known], [row(LIMITS, known, 'new')])).toEqual([2]);
	});

	it('is another one where a row of the same label has gone on with it', () => {
		const known = remember();
		const heir = remember({ limits: OTHERS });
		expect(numberRows([known, heir], [row(LIMITS, known)])).toEqual([1]);
		const ofLabel = remember({ labelKey: 'a' });
		expect(numberRows([known, ofLabel], [row(LIMITS, known)])).toEqual([0]);
		const second = remember({ number: 1 });
		expect(numberRows([known, second], [row(LIMITS, known)])).toEqual([0]);
	});
});

it('a row of a loop that is judged again is one of those that are remembered', () => {
	const known = remember({ executionId: 'now' });
	const others = Array.from({ length: MAX_ROWS - 1 }, () => judge(null, false));
	expect(findRowNotices([known], [judge(known, false), ...others], 'now')).toEqual([]);
});
