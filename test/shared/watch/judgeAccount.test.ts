import { readWatchOptions } from '../../../nodes/shared/alert/policy';
import { estimateRunway } from '../../../nodes/shared/forecast/runway';
import { findDaysLeft, judgeAccount } from '../../../nodes/shared/watch/judgeAccount';
import {
	BEGINNING,
	createCheck,
	createWatchingNode,
	HOUR,
	type Answer,
	type Row,
} from './watchingNode';

const LIMITS = { threshold: 100 };
const DOWN = { kind: 'vendorUnavailable' } as const;

const rowOf = (answer: Answer, change: Partial<Row> = {}): Row => {
	return { fields: LIMITS, answer, ...change };
};

describe('what is remembered of an account', () => {
	it('is one balance and one history, however many rows there are', () => {
		const node = createWatchingNode();
		const { verdicts } = node.run([rowOf(150), rowOf(150, { fields: { threshold: 10 } })]);
		const [first, second] = verdicts.map(({ account }) => account);
		expect(first?.usage?.newest).toEqual({ at: BEGINNING, available: 150 });
		expect(first?.rows).toHaveLength(2);
		expect(second).toBe(first);
		expect(verdicts.map(({ before }) => before.lastBalance)).toEqual([null, null]);
	});

	it('is the balance that any of its rows got', () => {
		const { verdicts } = createWatchingNode().run([
			rowOf(DOWN),
			rowOf(50, { fields: { threshold: 10 } }),
		]);
		expect(verdicts[0]?.account).toMatchObject({ lastBalance: 50, lastCheckedAt: BEGINNING });
	});

	it('stays where no row got one', () => {
		const node = createWatchingNode();
		node.run([rowOf(50)]);
		const { verdicts } = node.run([rowOf(DOWN)], { at: HOUR });
		expect(verdicts[0]?.account).toMatchObject({ lastBalance: 50, lastCheckedAt: BEGINNING });
		expect(verdicts[0]?.before).toMatchObject({ lastBalance: 50 });
	});
});

describe('rows with one label and the same limits', () => {
	it('are one, and told once', () => {
		const node = createWatchingNode();
		expect(node.run([rowOf(50), rowOf(50)]).told).toEqual([['low/threshold'], []]);
		const { verdicts, told } = node.run([rowOf(150), rowOf(150)]);
		expect(told).toEqual([['recovered/threshold'], []]);
		expect(verdicts[1]?.step.before).toBe(verdicts[0]?.step.state);
		expect(verdicts[1]?.step.state).toBe(verdicts[0]?.step.state);
		expect(verdicts[0]?.account.rows).toHaveLength(1);
	});

	it('are two where they have two labels', () => {
		const { told } = createWatchingNode().run([
			rowOf(50, { labelKey: 'a' }),
			rowOf(50, { labelKey: 'b' }),
		]);
		expect(told).toEqual([['low/threshold'], ['low/threshold']]);
	});

	it('are as many as there are where their limits cannot be read', () => {
		const broken = rowOf(50, { fields: { threshold: 'x' } });
		expect(createWatchingNode().run([broken, broken]).told).toEqual([
			['checkFailing'],
			['checkFailing'],
		]);
	});
});

describe('a row is put out', () => {
	const emitted = (rows: readonly Row[], putsOutAll = false) =>
		createWatchingNode()
			.run(rows, { putsOutAll })
			.verdicts.map(({ isEmitted }) => isEmitted);

	it('where something happened, where it asks for every check, and by hand', () => {
		const asks = rowOf(150, { fields: { threshold: 10, outputEveryCheck: true } });
		expect(emitted([rowOf(150), asks, rowOf(150, { fields: { threshold: 200 } })])).toEqual([
			false,
			true,
			true,
		]);
		expect(emitted([rowOf(150), asks], true)).toEqual([true, true]);
	});
});

describe('what is noteworthy', () => {
	const lose = (node: ReturnType<typeof createWatchingNode>) => {
		node.stored = { ...node.stored, accounts: new Map([['account', 'mangled']]) };
	};
	const LOST = expect.stringContaining('cannot be read');

	it('waits until there is an item to tell it with, and is told once', () => {
		const node = createWatchingNode();
		lose(node);
		expect(node.run([rowOf(150)]).notices).toEqual([[]]);
		expect(node.run([rowOf(150)]).notices).toEqual([[]]);
		expect(node.run([rowOf(50)]).notices).toEqual([[LOST]]);
		expect(node.run([rowOf(150)]).notices).toEqual([[]]);
	});

	it('is not repeated while it waits', () => {
		const node = createWatchingNode();
		const [notice] = ['The node was renamed.'];
		node.stored = { ...node.stored, notices: [notice, notice].flatMap((each) => each ?? []) };
		const { verdicts } = node.run([rowOf(150)]);
		expect(verdicts[0]?.account.pendingNotices).toEqual([notice]);
	});
});

it('without a pause of the credential, a refusal pauses the account, for an hour from the first', () => {
	const run = { executionId: 'run', now: BEGINNING, putsOutAll: false };
	const judge = (answer: Answer, isPaused: boolean) => {
		const check = createCheck(rowOf(answer), 0, createWatchingNode().open(BEGINNING), BEGINNING);
		const unknown = { account: null, notices: [] };
		return (pauses: Parameters<typeof judgeAccount>[2], credentialKey: string | null) =>
			judgeAccount(unknown, [{ ...check, isPaused, credentialKey }], pauses, run).account.pause;
	};
	const refused = { kind: 'authentication', isOfCredential: true } as const;
	const begun = { kind: 'authentication', until: BEGINNING + HOUR } as const;
	const ofCredential = new Map([['credential', begun]]);
	expect(judge(refused, false)(new Map(), 'credential')).toEqual(begun);
	expect(judge(refused, false)(ofCredential, 'credential')).toBeNull();
	expect(judge(refused, false)(ofCredential, null)).toEqual(begun);
	expect(judge(refused, true)(new Map(), 'credential')).toBeNull();
	expect(judge(DOWN, false)(new Map(), 'credential')).toBeNull();
	expect(judge(150, false)(new Map(), 'credential')).toBeNull();
});

const NOTHING_LEFT = { daysLeft: 0, daysLeftMin: 0, daysLeftMax: 0 };

describe('days left', () => {
	const runway = { burnPerDay: 5, daysLeft: 4, daysLeftMin: 3, daysLeftMax: 6, isSurge: false };

	it.each([
		['0.01', runway, runway],
		['0.01', null, null],
		['0', runway, NOTHING_LEFT],
		['-5', null, NOTHING_LEFT],
	])('of %s available are those of the runway, and none where nothing is left', (...row) => {
		const [text, estimate, expected] = row;
		expect(findDaysLeft({ text }, estimate)).toEqual(expected);
	});

	it('are estimated from the history of the account, this check with it', () => {
		const node = createWatchingNode();
		const runs = Array.from({ length: 30 }, (_, hour) => {
			return node.run([rowOf(1000 - hour)], { at: hour * HOUR }).verdicts[0];
		});
		const last = runs.at(-1);
		expect(last?.runway).not.toBeNull();
		const usage = last?.account.usage ?? null;
		expect(usage).not.toBeNull();
		expect(last?.runway).toEqual(usage === null ? null : estimateRunway(usage));
		expect(runs[0]?.runway).toBeNull();
	});
});

it('rows with one label are numbered by their limits', () => {
	const rows = [rowOf(150, { fields: { threshold: 10 } }), rowOf(150)];
	expect(
		createWatchingNode()
			.run(rows)
			.verdicts.map(({ number }) => number),
	).toEqual([1, 0]);
});

it('what is noteworthy is told once, though only one of several rows is put out', () => {
	const node = createWatchingNode();
	node.stored = { ...node.stored, notices: ['The node was renamed.'] };
	const { verdicts } = node.run([rowOf(50), rowOf(50, { fields: { threshold: 10 } })]);
	expect(verdicts[0]?.account.pendingNotices).toEqual([]);
});

it('rows with one label and the same limits are one where none of them got a balance', () => {
	const failing = rowOf(DOWN, { fields: { ...LIMITS, failuresBeforeAlert: 1 } });
	expect(createWatchingNode().run([failing, failing]).told).toEqual([['checkFailing'], []]);
});

it('a balance is no balance for limits that cannot be read', () => {
	const run = { executionId: 'run', now: BEGINNING, putsOutAll: false };
	const check = createCheck(rowOf(150), 0, createWatchingNode().open(BEGINNING), BEGINNING);
	const unreadable = { ...check, options: readWatchOptions({ threshold: 'x' }, 'UTC') };
	const { verdicts } = judgeAccount({ account: null, notices: [] }, [unreadable], new Map(), run);
	expect(verdicts[0]?.step.events).toEqual([{ event: 'checkFailing', reason: null }]);
});
