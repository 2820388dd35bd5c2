import {
	MAX_ACCOUNTS,
	openMemory,
	type StoredMemory,
} from '../../../nodes/shared/watchMemory/memory';
import { BEGINNING, createWatchingNode, DAY, HOUR, type Row } from '../watch/watchingNode';

const NOTHING: StoredMemory = {
	accounts: new Map(),
	pauses: undefined,
	crowdedAt: undefined,
	notices: [],
};

const PAUSES_LOST =
	'What was remembered of refused credentials cannot be read: they are tried again.';

const CROWDED =
	'One node remembers 1000 accounts, and it watches more: those beyond are forgotten, and their alerts come again and again. Watch some of them in another node.';

const UNREADABLE =
	'What was remembered of this account cannot be read: its history begins anew, and an alert may come again.';

/** What a node has stored after it watched this account. */
function storedAfter(rows: readonly Row[]): StoredMemory {
	const node = createWatchingNode();
	node.run(rows);
	return node.stored;
}

const ROW: Row = { fields: { threshold: 100 }, answer: 50 };

describe('what is remembered', () => {
	it('is nothing at first, and nothing is told of that', () => {
		const memory = openMemory(NOTHING, BEGINNING);
		expect(memory.recall('account')).toEqual({ account: null, notices: [] });
		expect([memory.accountKeys, [...memory.pauses]]).toEqual([[], []]);
	});

	it('is read back', () => {
		const memory = openMemory(storedAfter([ROW]), BEGINNING);
		expect(memory.accountKeys).toEqual(['account']);
		expect(memory.recall('account')).toMatchObject({ account: { lastBalance: 50 }, notices: [] });
		expect(memory.recall('account')).toBe(memory.recall('account'));
	});

	it('says of an account that is not known why, and of a known one nothing', () => {
		const stored = { ...storedAfter([ROW]), notices: ['The node was renamed.'] };
		const memory = openMemory(stored, BEGINNING);
		expect(memory.recall('account').notices).toEqual([]);
		expect(memory.recall('other').notices).toEqual(['The node was renamed.']);
	});

	it('that cannot be read is told after what is known of that', () => {
		const accounts = new Map([['account', 'mangled']]);
		const memory = openMemory({ ...NOTHING, accounts, notices: ['Renamed.'] }, BEGINNING);
		expect(memory.recall('account')).toEqual({
			account: null,
			notices: ['Renamed.', UNREADABLE],
		});
	});
});

describe('refused credentials', () => {
	const REFUSED: Row = {
		fields: { threshold: 100 },
		answer: { kind: 'authentication', isOfCredential: true },
	};

	it('are read back', () => {
		const memory = openMemory(storedAfter([REFUSED]), BEGINNING);
		expect([...memory.pauses]).toEqual([
			['credential', { kind: 'authentication', until: BEGINNING + HOUR }],
		]);
	});

	it('are forgotten once they are asked again', () => {
		const node = createWatchingNode();
		node.run([REFUSED]);
		expect(node.run([ROW], { at: HOUR }).change.pauses).toBeNull();
		expect([...node.open(BEGINNING).pauses]).toEqual([]);
	});

	it.each<[string, unknown]>([
		['no text', 7],
		['a list', '[]'],
		['half a text', '{"credential":'],
		['no pause', '{"credential":7}'],
		['another kind', '{"credential":{"kind":"refused","until":5}}'],
		['a time in words', '{"credential":{"kind":"authentication","until":"later"}}'],
	])('that are mangled are told of every account, known or not: %s', (_, pauses) => {
		const memory = openMemory({ ...storedAfter([ROW]), pauses }, BEGINNING);
		expect([...memory.pauses]).toEqual([]);
		expect(memory.recall('account')).toMatchObject({
			account: { lastBalance: 50 },
			notices: [PAUSES_LOST],
		});
		expect(memory.recall('other')).toEqual({ account: null, notices: [PAUSES_LOST] });
	});

	it('are none where null is stored', () => {
		expect(openMemory({ ...NOTHING, pauses: null }, BEGINNING).recall('other').notices).toEqual([]);
	});

	it('are at most 100, the newest', () => {
		const rows = Array.from({ length: 103 }, (_, number) => {
			return { ...REFUSED, accountKey: `a${number}`, credentialKey: `c${number}` };
		});
		const { pauses } = openMemory(storedAfter(rows), BEGINNING);
		expect([pauses.size, pauses.has('c2'), pauses.has('c3')]).toEqual([100, false, true]);
	});
});

describe('at most 1,000 accounts', () => {
	const rowsFrom = (first: number, count: number): readonly Row[] =>
		Array.from({ length: count }, (_, number) => ({ ...ROW, accountKey: `a${first + number}` }));

	it('are remembered by one run, and the others are told', () => {
		const node = createWatchingNode();
		const { notices, change } = node.run(rowsFrom(0, MAX_ACCOUNTS + 2));
		expect(notices.slice(0, MAX_ACCOUNTS).flat()).toEqual([]);
		expect(notices.slice(MAX_ACCOUNTS)).toEqual([[CROWDED], [CROWDED]]);
		expect(change.accounts.size).toBe(MAX_ACCOUNTS);
		expect([change.accounts.has('a999'), change.accounts.has('a1000')]).toEqual([true, false]);
		expect(change.crowdedAt).toBe(BEGINNING);
	});

	it('are those that were checked last', () => {
		const node = createWatchingNode();
		node.run(rowsFrom(0, MAX_ACCOUNTS));
		node.run(rowsFrom(0, 1));
		const { change } = node.run(rowsFrom(MAX_ACCOUNTS, 2));
		expect(change.forgotten).toEqual(['a1', 'a2']);
		expect(node.stored.accounts.size).toBe(MAX_ACCOUNTS);
	});

	it('make no room while there is enough', () => {
		const node = createWatchingNode();
		node.run(rowsFrom(0, MAX_ACCOUNTS - 1));
		const { change } = node.run(rowsFrom(MAX_ACCOUNTS - 1, 1));
		expect([change.forgotten, change.crowdedAt]).toEqual([[], null]);
	});

	it('of two schedules by turns that watch more are told to be too many, once they are forgotten', () => {
		const node = createWatchingNode();
		const [first, second] = [rowsFrom(0, 600), rowsFrom(600, 600)];
		expect(node.run(first).notices.flat()).toEqual([]);
		expect(node.run(second, { at: HOUR }).notices.flat()).toEqual([]);
		const { notices } = node.run(first, { at: DAY });
		expect(notices.flat()).toEqual(Array.from({ length: 200 }, () => CROWDED));
	});

	it.each([
		['are gone without a word, where nobody watched them for 14 days', 14 * DAY, null, 0],
		['and with one, where somebody did', 14 * DAY - 1, BEGINNING + 14 * DAY - 1, 200],
	])('%s', (_, at, crowdedAt, told) => {
		const node = createWatchingNode();
		node.run(rowsFrom(0, 600));
		expect(node.run(rowsFrom(600, 600), { at }).change.crowdedAt).toBe(crowdedAt);
		expect(node.run(rowsFrom(0, 200), { at }).notices.flat()).toHaveLength(told);
	});

	it('are told to be too many for 14 days after that', () => {
		const crowded = { ...NOTHING, crowdedAt: BEGINNING };
		const noticesAt = (at: number) => openMemory(crowded, BEGINNING + at).recall('new').notices;
		expect([noticesAt(14 * DAY - 1), noticesAt(14 * DAY)]).toEqual([[CROWDED], []]);
	});

	it.each([null, 'yesterday', {}])('are not told to be by a time such as %j', (crowdedAt) => {
		expect(openMemory({ ...NOTHING, crowdedAt }, BEGINNING).recall('new').notices).toEqual([]);
	});

	it('make room first where what is stored cannot be read, without a word', () => {
		const node = createWatchingNode();
		node.run(rowsFrom(0, MAX_ACCOUNTS));
		node.stored = { ...node.stored, accounts: new Map([...node.stored.accounts, ['a0', '']]) };
		const { change } = node.run(rowsFrom(MAX_ACCOUNTS, 1));
		expect([change.forgotten, change.crowdedAt]).toEqual([['a0'], null]);
	});
});

it('pauses that can be read are not noteworthy', () => {
	const pauses = JSON.stringify({ credential: { kind: 'authentication', until: 0 } });
	const stored = { accounts: new Map(), pauses, crowdedAt: undefined, notices: [] };
	expect(openMemory(stored, 0).recall('account').notices).toEqual([]);
});
