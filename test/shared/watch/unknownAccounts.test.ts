import { nameAccounts, type RowOfAccount } from '../../../nodes/shared/watch/unknownAccounts';
import { BEGINNING, createWatchingNode, HOUR, type NodeRun, type Row } from './watchingNode';

const LIMITS = { threshold: 100 };

const rowOf = (accountKey: string, labelKey: string | null = null): Row => {
	return { accountKey, labelKey, fields: LIMITS, answer: 150 };
};

/** A row of the vendor whose accounts have keys that begin with `v`. */
function createRow(own: Partial<RowOfAccount> = {}): RowOfAccount {
	return { accountKey: null, labelKey: null, vendorKey: 'v', account: null, nameKey: 'x', ...own };
}

/** What rows are named after the node has run so, in an execution of their own by default. */
function nameAfter(
	runs: ReadonlyArray<readonly [rows: readonly Row[], run: NodeRun]>,
	rows: ReadonlyArray<readonly [accountKey: string | null, labelKey?: string | null]>,
	executionId = 'now',
): readonly string[] {
	const node = createWatchingNode();
	for (const [ofRun, run] of runs) node.run(ofRun, run);
	const asked = rows.map(([accountKey, labelKey = null]) => createRow({ accountKey, labelKey }));
	return nameAccounts(asked, node.open(BEGINNING + 9 * HOUR), executionId);
}

it('accounts that are known are called what they are', () => {
	expect(nameAfter([], [['v a'], ['v b']])).toEqual(['v a', 'v b']);
	expect(nameAfter([[[rowOf('v c')], {}]], [['v a'], ['v b']])).toEqual(['v a', 'v b']);
});

describe('a row that cannot be asked', () => {
	it('is the account that the execution before watched and this one misses', () => {
		expect(nameAfter([[[rowOf('v a'), rowOf('v b')], {}]], [[null], ['v a']])).toEqual([
			'v b',
			'v a',
		]);
	});

	it('is known again where it fails once more', () => {
		const failing = { ...rowOf('v b'), answer: { kind: 'invalidRequest' } } as const;
		const runs = [
			[[rowOf('v a'), rowOf('v b')], {}],
			[[rowOf('v a'), failing], { at: HOUR }],
		] as const;
		expect(nameAfter(runs, [['v a'], [null]])).toEqual(['v a', 'v b']);
	});

	it('is not one that only an earlier execution watched', () => {
		const runs = [
			[[rowOf('v a'), rowOf('v b')], {}],
			[[rowOf('v a')], { at: HOUR }],
		] as const;
		expect(nameAfter(runs, [['v a'], [null]])).toEqual(['v a', 'unknown x  1']);
	});

	it('is told apart by its label where several may be missed', () => {
		const run = [[rowOf('v a', 'one'), rowOf('v b', 'two'), rowOf('v c', 'two')], {}] as const;
		expect(
			nameAfter(
				[run],
				[
					[null, 'two'],
					[null, 'one'],
				],
			),
		).toEqual(['unknown x two 1', 'v a']);
	});

	it('is numbered where several are like it', () => {
		const rows = [[null], [null, 'one'], [null], [null, 'one']] as const;
		expect(nameAfter([[[rowOf('v a'), rowOf('v b', 'one')], {}]], rows)).toEqual([
			'unknown x  1',
			'unknown x one 1',
			'unknown x  2',
			'unknown x one 2',
		]);
	});

	it('is none that could not be asked before either, and goes on as that', () => {
		const run = [[rowOf('unknown x  1')], {}] as const;
		expect(nameAfter([run], [[null]])).toEqual(['unknown x  1']);
	});

	it('is none of those that could not be asked before, whatever their number', () => {
		expect(nameAfter([[[rowOf('unknown x  2')], {}]], [[null]])).toEqual(['unknown x  1']);
	});

	it('is of the newest execution, in whatever order accounts are remembered', () => {
		const node = createWatchingNode();
		node.run([rowOf('v a')], { at: 2 * HOUR });
		node.run([rowOf('v b')], { at: HOUR });
		const { accounts } = node.stored;
		expect([...accounts.keys()]).toEqual(['v a', 'v b']);
		const unknown = [createRow()];
		expect(nameAccounts(unknown, node.open(BEGINNING + 9 * HOUR), 'now')).toEqual(['v a']);
	});

	it('is of the execution that is remembered first, of two in one moment', () => {
		const runs = [[[rowOf('v a')], {}] as const, [[rowOf('v b')], {}] as const];
		expect(nameAfter(runs, [[null]])).toEqual(['v a']);
	});

	it('is none of which nothing can be read', () => {
		const node = createWatchingNode();
		node.stored = { ...node.stored, accounts: new Map([['v a', 'mangled']]) };
		const unknown = [createRow()];
		expect(nameAccounts(unknown, node.open(BEGINNING), 'now')).toEqual(['unknown x  1']);
	});

	it('is the account of one row of many, all with its label', () => {
		const two = { ...rowOf('v a'), fields: { threshold: 50 } };
		expect(nameAfter([[[rowOf('v a'), two], {}]], [[null]])).toEqual(['v a']);
	});
});

describe('a row of a mixed list that cannot be asked', () => {
	const nameOne = (...rows: readonly RowOfAccount[]) => {
		const node = createWatchingNode();
		const balance = { balance: { text: '150' }, account: 'acme' };
		node.run([{ ...rowOf('v a'), answer: balance }, rowOf('w b')]);
		return nameAccounts(rows, node.open(BEGINNING + HOUR), 'now');
	};

	it('is no account of another vendor', () => {
		expect(nameOne(createRow({ vendorKey: 'z' }))).toEqual(['unknown x  1']);
		expect(nameOne(createRow({ vendorKey: 'w' }))).toEqual(['w b']);
	});

	it('is no account of another name, and is known again by its own', () => {
		expect(nameOne(createRow({ account: 'acme' }))).toEqual(['v a']);
		expect(nameOne(createRow({ account: 'other', nameKey: 'y' }))).toEqual(['unknown y  1']);
	});

	it('may be any where the vendor names none', () => {
		expect(nameOne(createRow({ vendorKey: 'w', account: 'any' }))).toEqual(['w b']);
	});

	it('is the one that is missed, whatever other vendors miss', () => {
		const rows = [createRow(), createRow({ vendorKey: 'w' }), createRow({ vendorKey: 'z' })];
		expect(nameOne(...rows)).toEqual(['v a', 'w b', 'unknown x  1']);
	});
});

describe('in a loop', () => {
	const before = [[rowOf('v a'), rowOf('v b')], { executionId: 'before' }] as const;
	const now = (accountKey: string) =>
		[[rowOf(accountKey)], { executionId: 'now', at: HOUR }] as const;

	it('a row that cannot be asked is none of those that were judged a moment ago', () => {
		expect(nameAfter([before, now('v a')], [[null]])).toEqual(['unknown x  1']);
		expect(nameAfter([now('v a')], [[null]], 'later')).toEqual(['v a']);
	});

	it('each that cannot be asked has a number of its own, and the same one next time', () => {
		const runs = [before, now('v a'), now('unknown x  1')];
		expect(nameAfter(runs, [[null]])).toEqual(['unknown x  2']);
		expect(nameAfter(runs, [[null], [null]])).toEqual(['unknown x  2', 'unknown x  3']);
		const later = [[rowOf('v a')], { executionId: 'later', at: 2 * HOUR }] as const;
		const all = [...runs, now('unknown x  2'), later];
		expect(nameAfter(all, [[null]], 'later')).toEqual(['unknown x  1']);
	});
});
