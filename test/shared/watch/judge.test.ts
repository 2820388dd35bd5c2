import { readWatchOptions } from '../../../nodes/shared/alert/policy';
import type { Input } from '../../../nodes/shared/input/fields';
import { findPause } from '../../../nodes/shared/watch/judge';
import { BEGINNING, createWatchingNode, DAY, HOUR, type Answer, type Row } from './watchingNode';

const LOW = ['low/threshold'];
const RECOVERED = ['recovered/threshold'];
const NOTHING: readonly string[] = [];

/** Rows of one account with these thresholds, which finds so much. */
function rowsOf(
	thresholds: readonly unknown[],
	answer: Answer,
	further: Input = {},
): readonly Row[] {
	return thresholds.map((threshold) => ({ fields: { ...further, threshold }, answer }));
}

describe('one account in several rows', () => {
	const first = () => {
		const node = createWatchingNode();
		expect(node.run(rowsOf([100, 10], 50)).told).toEqual([LOW, NOTHING]);
		return node;
	};

	it.each<[string, readonly unknown[]]>([
		['swapped', [10, 100]],
		['with one deleted above', [10]],
		['with the other deleted', [100]],
		['with one inserted above', [20, 100, 10]],
		['with the same as one inserted above', [10, 100, 10]],
		['with one inserted between', [100, 40, 10]],
	])('%s is told nothing false', (_, thresholds) => {
		const node = first();
		expect(node.run(rowsOf(thresholds, 50)).told.flat()).toEqual([]);
		expect(node.run(rowsOf([100, 10], 50)).told.flat()).toEqual([]);
		expect(node.run(rowsOf([10, 100], 200)).told).toEqual([NOTHING, RECOVERED]);
	});

	it('tells a row that is new at once, by its own limits', () => {
		const node = first();
		expect(node.run(rowsOf([200, 100, 10], 50)).told).toEqual([LOW, NOTHING, NOTHING]);
	});

	it.each<[string, readonly unknown[]]>([
		['in their order', [100, 10]],
		['swapped', [10, 100]],
		['with one deleted', [10]],
	])('one by one in a loop, %s', (_, thresholds) => {
		const node = createWatchingNode();
		const loop = (order: readonly unknown[], executionId: string, balance: number) =>
			order.flatMap((threshold) => node.run(rowsOf([threshold], balance), { executionId }).told);
		expect(loop([100, 10], 'first', 50)).toEqual([LOW, NOTHING]);
		expect(loop(thresholds, 'second', 50).flat()).toEqual([]);
		expect(loop([100, 10], 'third', 50).flat()).toEqual([]);
		expect(loop([10, 100], 'fourth', 200)).toEqual([NOTHING, RECOVERED]);
	});
});

it('rows of several accounts come out in the order of the input', () => {
	const rows = ['a', 'b', 'a', 'c', 'b'].map((accountKey, index) => {
		return { accountKey, fields: { threshold: index }, answer: 50 };
	});
	const { verdicts } = createWatchingNode().run(rows);
	expect(verdicts.map(({ check }) => check.itemIndex)).toEqual([0, 1, 2, 3, 4]);
	expect(verdicts.map(({ check }) => check.accountKey)).toEqual(['a', 'b', 'a', 'c', 'b']);
});

describe('one account in two currencies', () => {
	const euros: Row = {
		fields: { threshold: 100 },
		answer: { balance: { text: '50' }, currency: 'EUR' },
	};
	const dollars: Row = {
		fields: { threshold: 120 },
		answer: { balance: { text: '60' }, currency: 'USD' },
	};

	it('is no other account once rows change places', () => {
		const node = createWatchingNode();
		expect(node.run([euros, dollars]).told).toEqual([LOW, LOW]);
		expect(node.run([dollars, euros]).told).toEqual([NOTHING, NOTHING]);
		const { told, verdicts } = node.run([dollars, euros]);
		expect(told.flat()).toEqual([]);
		expect(verdicts.map(({ account }) => account.lastBalance)).toEqual([50, 50]);
	});
});

describe('a bad row does not silence the others of its account', () => {
	const POST = { fields: { threshold: 100 }, answer: 150 };
	const GET = { fields: { threshold: 10 }, answer: { kind: 'notAllowed' } } as const;

	it.each([false, true])('where it looks the same but cannot be asked: turned %s', (isTurned) => {
		const node = createWatchingNode();
		const good: Row = { fields: { threshold: 100 }, answer: 50 };
		const rows = [{ ...good, answer: { kind: 'invalidRequest' } } as const, good];
		const inOrder = isTurned ? rows.reverse() : rows;
		const { told } = node.run(inOrder);
		expect(isTurned ? [...told].reverse() : told).toEqual([['checkFailing'], LOW]);
		expect(node.run(inOrder).told).toEqual([NOTHING, NOTHING]);
		expect(node.run([good, good]).told).toEqual([NOTHING, NOTHING]);
	});

	it('by a pause, where another got a balance', () => {
		const node = createWatchingNode();
		expect(node.run([POST, GET]).told).toEqual([NOTHING, ['checkFailing']]);
		expect(node.run([POST, GET], { at: HOUR / 2 }).asked).toEqual([true, true]);
	});

	it('but rests for an hour where none did', () => {
		const node = createWatchingNode();
		node.run([GET]);
		expect(node.run([POST, GET], { at: HOUR / 4 }).asked).toEqual([false, false]);
		expect(node.run([POST, GET], { at: HOUR / 2 }).asked).toEqual([false, false]);
		expect(node.run([POST, GET], { at: HOUR }).asked).toEqual([true, true]);
	});
});

describe('after a long time', () => {
	it('an account that is still low is not told again, and its recovery is', () => {
		const node = createWatchingNode();
		node.run(rowsOf([100], 50, { remindEvery: 0 }));
		const later = node.run(rowsOf([100], 50, { remindEvery: 0 }), { at: 40 * DAY });
		expect(later.told).toEqual([NOTHING]);
		expect(node.run(rowsOf([100], 150), { at: 80 * DAY }).told).toEqual([RECOVERED]);
	});

	it('a row is forgotten that was not judged for 14 days, while others were', () => {
		const node = createWatchingNode();
		const options = { remindEvery: 0 };
		node.run(rowsOf([100, 200], 50, options));
		node.run(rowsOf([200], 50, options), { at: 14 * DAY });
		expect(node.run(rowsOf([100, 200], 50, options), { at: 15 * DAY }).told).toEqual([
			NOTHING,
			NOTHING,
		]);
		node.run(rowsOf([200], 50, options), { at: 30 * DAY });
		expect(node.run(rowsOf([100, 200], 50, options), { at: 30 * DAY }).told).toEqual([
			LOW,
			NOTHING,
		]);
	});
});

describe('more than eight rows of one account', () => {
	const thresholds = [1, 2, 3, 4, 5, 6, 7, 8, 9];
	const TOO_MANY: unknown = expect.stringContaining('More than 8 rows watch this account');
	const listAll = { outputEveryCheck: true };

	it('are told to be too many', () => {
		const { notices } = createWatchingNode().run(rowsOf(thresholds, 50, listAll));
		expect(notices).toEqual(thresholds.map(() => [TOO_MANY]));
		const { notices: none } = createWatchingNode().run(rowsOf(thresholds.slice(1), 50, listAll));
		expect(none.flat()).toEqual([]);
	});

	it('in a loop too, by the ninth', () => {
		const node = createWatchingNode();
		const notices = thresholds.map((threshold) => {
			return node.run(rowsOf([threshold], 50, listAll), { executionId: 'loop' }).notices[0];
		});
		expect(notices.slice(0, 8).flat()).toEqual([]);
		expect(notices[8]).toEqual([TOO_MANY]);
		// The same row again is no other one.
		const twice = createWatchingNode();
		for (const threshold of [1, 2, 3, 4, 5, 6, 7, 8]) {
			twice.run(rowsOf([threshold], 50), { executionId: 'loop' });
		}
		const again = twice.run(rowsOf([8], 50, listAll), { executionId: 'loop' });
		expect(again.notices).toEqual([[]]);
	});
});

describe('a row whose limit cannot be read', () => {
	const toLoop = (node: ReturnType<typeof createWatchingNode>) => {
		return (thresholds: readonly unknown[], executionId: string) =>
			thresholds.map((threshold) => node.run(rowsOf([threshold], 50), { executionId }).told[0]);
	};

	it.each([[['x', 10]], [[100, 'x']], [['x', 100, 10]]])(
		'is told once in a loop, and nothing of its neighbours: %j',
		(thresholds) => {
			const loop = toLoop(createWatchingNode());
			expect(loop([100, 10], 'first')).toEqual([LOW, []]);
			expect(loop(thresholds, 'second').flat()).toEqual(['checkFailing']);
			expect(loop(thresholds, 'third').flat()).toEqual([]);
		},
	);

	it('is told to work once it can be read, and goes on from what it was told', () => {
		const node = createWatchingNode();
		node.run(rowsOf([100, 10], 50));
		expect(node.run(rowsOf(['x', 10], 50)).told).toEqual([['checkFailing'], NOTHING]);
		expect(node.run(rowsOf(['x', 10], 50)).told).toEqual([NOTHING, NOTHING]);
		expect(node.run(rowsOf([10, 100], 50)).told).toEqual([NOTHING, ['checkWorking']]);
		expect(node.run(rowsOf([10, 100], 200)).told).toEqual([NOTHING, RECOVERED]);
	});
});

it('a row rests with its credential, or else with its account', () => {
	const until = BEGINNING + HOUR;
	const ofCredential = { kind: 'authentication', until } as const;
	const ofAccount = { kind: 'notAllowed', until } as const;
	const node = createWatchingNode();
	node.run([{ accountKey: 'a', credentialKey: null, fields: {}, answer: 150 }]);
	const memory = {
		accountKeys: ['a'],
		pauses: new Map([['c', ofCredential]]),
		recall: (key: string) => {
			const { account } = node.open(BEGINNING).recall(key);
			return { account: account === null ? null : { ...account, pause: ofAccount }, notices: [] };
		},
	};
	const options = readWatchOptions({ threshold: 100 }, 'UTC');
	const pauseOf = (credentialKey: string | null, accountKey: string) =>
		findPause({ credentialKey, accountKey, labelKey: null, options }, memory, BEGINNING);
	expect(pauseOf('c', 'b')).toBe(ofCredential);
	expect(pauseOf('c', 'a')).toBe(ofCredential);
	expect(pauseOf(null, 'a')).toBe(ofAccount);
	expect(pauseOf('d', 'a')).toBe(ofAccount);
	expect(pauseOf(null, 'b')).toBeNull();
});
