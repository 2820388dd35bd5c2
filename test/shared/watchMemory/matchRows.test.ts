import type { LimitValues } from '../../../nodes/shared/alert/limits';
import { NOTHING_TOLD } from '../../../nodes/shared/alert/state';
import type { WatchedRow } from '../../../nodes/shared/watchMemory/account';
import { matchRows, type RowIdentity } from '../../../nodes/shared/watchMemory/matchRows';

/** Limits of which only the threshold matters; null where they cannot be read. */
function toLimits(threshold: number | null): LimitValues | null {
	return threshold === null ? null : ['below', threshold, null, null, threshold + 1];
}

function remember(threshold: number | null, change: Partial<WatchedRow> = {}): WatchedRow {
	return {
		labelKey: null,
		limits: toLimits(threshold),
		number: 0,
		executionId: 'before',
		judgedAt: 7,
		takenOverIn: null,
		alert: NOTHING_TOLD,
		...change,
	};
}

function want(threshold: number | null, labelKey: string | null = null): RowIdentity {
	return { labelKey, limits: toLimits(threshold) };
}

/** From which of those that are remembered each row goes on; an apostrophe where it took it over. */
function match(
	remembered: readonly WatchedRow[],
	wanted: readonly RowIdentity[],
): readonly string[] {
	return matchRows(remembered, wanted, 'now').map(({ known, isTakenOver }) => {
		const place = known === null ? 'new' : String(remembered.indexOf(known));
		return isTakenOver ? `${place}'` : place;
	});
}

it('rows are known by their limits, wherever they stand', () => {
	const remembered = [remember(100), remember(10)];
	expect(match(remembered, [want(100), want(10)])).toEqual(['0', '1']);
	expect(match(remembered, [want(10), want(100)])).toEqual(['1', '0']);
	expect(match(remembered, [want(10)])).toEqual(['1']);
	expect(match(remembered, [want(40), want(100), want(10)])).toEqual(['new', '0', '1']);
});

it('and by their label', () => {
	const remembered = [remember(100, { labelKey: 'a' }), remember(100, { labelKey: 'b' })];
	expect(match(remembered, [want(100, 'b'), want(100, 'a')])).toEqual(['1', '0']);
	expect(match(remembered, [want(90, 'b'), want(100, 'a')])).toEqual(["1'", '0']);
	expect(match(remembered, [want(100), want(100, 'a')])).toEqual(["1'", '0']);
});

it('where nothing is remembered, all are new', () => {
	expect(match([], [want(100), want(null)])).toEqual(['new', 'new']);
});

describe('limits that were not seen before', () => {
	it('go on from the row whose limits they were, the nearest first', () => {
		const remembered = [remember(100), remember(10)];
		expect(match(remembered, [want(101), want(10)])).toEqual(["0'", '1']);
		expect(match(remembered, [want(11), want(99)])).toEqual(["1'", "0'"]);
		expect(match(remembered, [want(50), want(95), want(9)])).toEqual(['new', "0'", "1'"]);
	});

	it('count the one that differs by a share, and one that is empty for more than any share', () => {
		const both: LimitValues = ['below', 100, 10, null, 105];
		const one: LimitValues = ['below', 900, null, null, 945];
		const wanted: RowIdentity = { labelKey: null, limits: ['below', 800, 10, null, 840] };
		const remembered = [remember(0, { limits: one }), remember(0, { limits: both })];
		expect(match(remembered, [wanted])).toEqual(["1'"]);
	});

	it('are nearer by less, also below and at 0', () => {
		const remembered = [remember(-100), remember(0), remember(100)];
		expect(match(remembered, [want(-90)])).toEqual(["0'"]);
		expect(match(remembered, [want(90)])).toEqual(["2'"]);
	});

	it('of another direction are far', () => {
		const above: LimitValues = ['above', 100, null, null, 101];
		const remembered = [remember(0, { limits: above }), remember(1)];
		expect(match(remembered, [want(99)])).toEqual(["1'"]);
	});

	it('are new where all others were judged in this execution', () => {
		expect(match([remember(100, { executionId: 'now' })], [want(101)])).toEqual(['new']);
		expect(match([remember(100)], [want(100), want(101)])).toEqual(['0', 'new']);
	});

	it('go on from none that another row went on from', () => {
		expect(match([remember(100, { takenOverIn: 'now' })], [want(101)])).toEqual(['new']);
		// The row itself may still come.
		expect(match([remember(100, { takenOverIn: 'now' })], [want(100)])).toEqual(['0']);
	});

	it('go on from the newest, however far', () => {
		const newer = remember(10, { executionId: 'newer', judgedAt: 8 });
		expect(match([remember(100), newer], [want(99)])).toEqual(["1'"]);
		expect(match([newer, remember(100)], [want(99)])).toEqual(["0'"]);
	});

	it('are new where only an older row is left, which was deleted', () => {
		const newer = remember(10, { executionId: 'newer', judgedAt: 8 });
		expect(match([remember(100), newer], [want(10), want(99)])).toEqual(['1', 'new']);
	});

	it('of a label go on from the newest of that label', () => {
		const ofLabel = remember(100, { labelKey: 'a' });
		const newer = remember(10, { labelKey: 'b', executionId: 'newer', judgedAt: 8 });
		expect(match([newer, ofLabel], [want(99, 'a')])).toEqual(["1'"]);
	});
});

describe('limits that cannot be read', () => {
	it('are those of the row that is missing', () => {
		expect(match([remember(100), remember(10)], [want(null), want(10)])).toEqual(["0'", '1']);
	});

	it('leave a row to one whose limits can be read', () => {
		const wanted = [want(null), want(101)];
		expect(match([remember(100)], wanted)).toEqual(['new', "0'"]);
	});

	it('go on from limits that could not be read first', () => {
		const remembered = [remember(100), remember(null)];
		expect(match(remembered, [want(null)])).toEqual(['1']);
		expect(match(remembered, [want(101)])).toEqual(["0'"]);
		expect(match([remember(null)], [want(101)])).toEqual(["0'"]);
	});

	it('are each a row of its own', () => {
		expect(match([remember(null), remember(null)], [want(null), want(null)])).toEqual(['0', '1']);
		expect(match([remember(null)], [want(null), want(null)])).toEqual(['0', 'new']);
	});
});

describe('a label that is new', () => {
	const remembered = [remember(100, { labelKey: 'old' }), remember(10, { labelKey: 'other' })];

	it('goes on from a row with the same limits, whose label is gone', () => {
		expect(match(remembered, [want(100, 'new'), want(10, 'other')])).toEqual(["0'", '1']);
		expect(match([remember(100)], [want(100, 'new')])).toEqual(["0'"]);
	});

	it('is new where the limits are others, or the label is still there', () => {
		expect(match(remembered, [want(101, 'new')])).toEqual(['new']);
		expect(match(remembered, [want(100, 'new'), want(99, 'old')])).toEqual(['new', "0'"]);
		expect(match(remembered, [want(100, 'new'), want(100, 'old')])).toEqual(['new', '0']);
	});

	it('is none where it was known', () => {
		const known = remember(10, { labelKey: 'new', executionId: 'now' });
		expect(match([...remembered, known], [want(100, 'new')])).toEqual(['new']);
	});

	it('goes on from the newest of several, by the time of the whole execution', () => {
		const several = [
			remember(100, { labelKey: 'a', executionId: 'first', judgedAt: 9 }),
			remember(100, { labelKey: 'b', executionId: 'second', judgedAt: 8 }),
			remember(5, { labelKey: 'c', executionId: 'second', judgedAt: 10 }),
		];
		expect(match(several, [want(100, 'new')])).toEqual(["1'"]);
	});

	it('goes on from none that was judged in this execution', () => {
		const judged = remember(100, { labelKey: 'old', executionId: 'now' });
		expect(match([judged], [want(100, 'new')])).toEqual(['new']);
	});
});

it('a new label goes on from no row whose label is still there, though another one goes on from that', () => {
	const remembered = [remember(100, { labelKey: 'old' }), remember(10, { labelKey: 'old' })];
	expect(match(remembered, [want(100, 'new'), want(10, 'old')])).toEqual(['new', '1']);
});

it('a new label goes on from no limits that could not be read', () => {
	expect(match([remember(null, { labelKey: 'old' })], [want(null, 'new')])).toEqual(['new']);
});

it('a limit that is empty now is farther than any that has changed', () => {
	const both = remember(0, { limits: ['below', 100, 10, null, 105] });
	const small = remember(0, { limits: ['below', 1, null, null, 1.05] });
	const wanted: RowIdentity = { labelKey: null, limits: ['below', 100, null, null, 105] };
	expect(match([both, small], [wanted])).toEqual(["1'"]);
});
