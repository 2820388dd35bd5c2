import { nameAccounts } from '../../../nodes/shared/watch/unknownAccounts';
import { BEGINNING, createWatchingNode, HOUR, type NodeRun, type Row } from './watchingNode';

const LIMITS = { threshold: 100 };

const rowOf = (accountKey: string, labelKey: string | null = null): Row => {
	return { accountKey, labelKey, fields: LIMITS, answer: 150 };
};

/** What rows are named after the node has run so, in an execution of their own by default. */
function nameAfter(
	runs: ReadonlyArray<readonly [rows: readonly Row[], run: NodeRun]>,
	rows: ReadonlyArray<readonly [accountKey: string | null, labelKey?: string | null]>,
	executionId = 'now',
): readonly string[] {
	const node = createWatchingNode();
	for (const [ofRun, run] of runs) node.run(ofRun, run);
	const asked = rows.map(([accountKey, labelKey = null]) => ({ accountKey, labelKey }));
	return nameAccounts(asked, node.open(BEGINNING + 9 * HOUR), executionId);
}

it('accounts that are known are called what they are', () => {
	expect(nameAfter([], [['a'], ['b']])).toEqual(['a', 'b']);
	expect(nameAfter([[[rowOf('c')], {}]], [['a'], ['b']])).toEqual(['a', 'b']);
});

describe('a row that cannot be asked', () => {
	it('is the account that the execution before watched and this one misses', () => {
		expect(nameAfter([[[rowOf('a'), rowOf('b')], {}]], [[null], ['a']])).toEqual(['b', 'a']);
	});

	it('is known again where it fails once more', () => {
		const failing = { ...rowOf('b'), answer: { kind: 'invalidRequest' } } as const;
		const runs = [
			[[rowOf('a'), rowOf('b')], {}],
			[[rowOf('a'), failing], { at: HOUR }],
		] as const;
		expect(nameAfter(runs, [['a'], [null]])).toEqual(['a', 'b']);
	});

	it('is not one that only an earlier execution watched', () => {
		const runs = [
			[[rowOf('a'), rowOf('b')], {}],
			[[rowOf('a')], { at: HOUR }],
		] as const;
		expect(nameAfter(runs, [['a'], [null]])).toEqual(['a', 'unknown  1']);
	});

	it('is told apart by its label where several may be missed', () => {
		const run = [[rowOf('a', 'one'), rowOf('b', 'two'), rowOf('c', 'two')], {}] as const;
		expect(
			nameAfter(
				[run],
				[
					[null, 'two'],
					[null, 'one'],
				],
			),
		).toEqual(['unknown two 1', 'a']);
	});

	it('is numbered where several are like it', () => {
		const rows = [[null], [null, 'one'], [null], [null, 'one']] as const;
		expect(nameAfter([[[rowOf('a'), rowOf('b', 'one')], {}]], rows)).toEqual([
			'unknown  1',
			'unknown one 1',
			'unknown  2',
			'unknown one 2',
		]);
	});

	it('is none that could not be asked before either, and goes on as that', () => {
		const run = [[rowOf('unknown  1')], {}] as const;
		expect(nameAfter([run], [[null]])).toEqual(['unknown  1']);
	});

	it('is none of those that could not be asked before, whatever their number', () => {
		expect(nameAfter([[[rowOf('unknown  2')], {}]], [[null]])).toEqual(['unknown  1']);
	});

	it('is of the newest execution, in whatever order accounts are remembered', () => {
		const node = createWatchingNode();
		node.run([rowOf('a')], { at: 2 * HOUR });
		node.run([rowOf('b')], { at: HOUR });
		const { accounts } = node.stored;
		expect([...accounts.keys()]).toEqual(['a', 'b']);
		const unknown = [{ accountKey: null, labelKey: null }];
		expect(nameAccounts(unknown, node.open(BEGINNING + 9 * HOUR), 'now')).toEqual(['a']);
	});

	it('is of the execution that is remembered first, of two in one moment', () => {
		const runs = [[[rowOf('a')], {}] as const, [[rowOf('b')], {}] as const];
		expect(nameAfter(runs, [[null]])).toEqual(['a']);
	});

	it('is none of which nothing can be read', () => {
		const node = createWatchingNode();
		node.stored = { ...node.stored, accounts: new Map([['a', 'mangled']]) };
		const unknown = [{ accountKey: null, labelKey: null }];
		expect(nameAccounts(unknown, node.open(BEGINNING), 'now')).toEqual(['unknown  1']);
	});

	it('is the account of one row of many, all with its label', () => {
		const two = { ...rowOf('a'), fields: { threshold: 50 } };
		expect(nameAfter([[[rowOf('a'), two], {}]], [[null]])).toEqual(['a']);
	});
});

describe('in a loop', () => {
	const before = [[rowOf('a'), rowOf('b')], { executionId: 'before' }] as const;
	const now = (accountKey: string) =>
		[[rowOf(accountKey)], { executionId: 'now', at: HOUR }] as const;

	it('a row that cannot be asked is none of those that were judged a moment ago', () => {
		expect(nameAfter([before, now('a')], [[null]])).toEqual(['unknown  1']);
		expect(nameAfter([now('a')], [[null]], 'later')).toEqual(['a']);
	});

	it('each that cannot be asked has a number of its own, and the same one next time', () => {
		const runs = [before, now('a'), now('unknown  1')];
		expect(nameAfter(runs, [[null]])).toEqual(['unknown  2']);
		expect(nameAfter(runs, [[null], [null]])).toEqual(['unknown  2', 'unknown  3']);
		const later = [[rowOf('a')], { executionId: 'later', at: 2 * HOUR }] as const;
		const all = [...runs, now('unknown  2'), later];
		expect(nameAfter(all, [[null]], 'later')).toEqual(['unknown  1']);
	});
});
