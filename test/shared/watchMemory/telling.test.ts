import { NOTHING_TOLD, type AlertState } from '../../../nodes/shared/alert/state';
import {
	NEVER_CHECKED,
	type WatchedAccount,
	type WatchedRow,
} from '../../../nodes/shared/watchMemory/account';
import type { StoredMemory } from '../../../nodes/shared/watchMemory/memory';
import { parseAccount, serializeAccount } from '../../../nodes/shared/watchMemory/serializeAccount';
import {
	addTelling,
	createTelling,
	undoTelling,
	type Telling,
} from '../../../nodes/shared/watchMemory/telling';

const RUN = { executionId: '12', nodeName: 'Sectigo', runIndex: 0, at: 6 };

function createRow(row: Partial<WatchedRow>): WatchedRow {
	return {
		labelKey: null,
		limits: null,
		number: 0,
		executionId: '12',
		judgedAt: 6,
		takenOverIn: null,
		alert: NOTHING_TOLD,
		...row,
	};
}

function createAccount(lastBalance: number, ...rows: ReadonlyArray<Partial<WatchedRow>>) {
	return { ...NEVER_CHECKED, lastBalance, rows: rows.map(createRow) };
}

function store(accounts: Readonly<Record<string, WatchedAccount | string>>): StoredMemory {
	const texts = Object.entries(accounts).map(([key, account]) => {
		return [key, typeof account === 'string' ? account : serializeAccount(account)] as const;
	});
	return { accounts: new Map(texts), pauses: 'pauses', crowdedAt: 5, notices: [] };
}

function recall({ accounts }: StoredMemory, key: string): WatchedAccount | null {
	return parseAccount(accounts.get(key)).account;
}

const alertedAt = (time: number): AlertState => {
	return { ...NOTHING_TOLD, level: 'low', since: time, alertedAt: time };
};

describe('a telling', () => {
	it('has what stood there before it', () => {
		const stored: StoredMemory = { ...store({ a: 'of a', b: 'of b' }), pauses: undefined };
		const mangled = { ...stored, accounts: new Map([...stored.accounts, ['d', 5] as const]) };
		expect(createTelling(mangled, ['a', 'c', 'd'], RUN)).toEqual({
			...RUN,
			before: new Map([
				['a', 'of a'],
				['c', null],
				['d', null],
			]),
		});
	});

	it('is kept beside those that are open, where there was something to tell', () => {
		const telling: Telling = { ...RUN, before: new Map([['a', null]]) };
		const other: Telling = { ...telling, executionId: '11' };
		expect(addTelling([other], telling)).toEqual([other, telling]);
		expect(addTelling([other], { ...telling, before: new Map() })).toEqual([other]);
	});

	it('takes the place of the oldest where 20 are open', () => {
		const all = Array.from({ length: 21 }, (_, number): Telling => {
			return { ...RUN, executionId: String(number), before: new Map([['a', null]]) };
		});
		const kept = all.reduce<readonly Telling[]>(addTelling, []);
		expect(kept).toEqual(all.slice(1));
	});
});

describe('what turns out not to have been told', () => {
	it('stands as before in every row, and what was seen stays', () => {
		const before = createAccount(
			150,
			{ alert: alertedAt(1) },
			{ labelKey: 'label', alert: alertedAt(2) },
			{ number: 1, alert: alertedAt(3) },
		);
		const after = createAccount(
			90,
			{ number: 1, alert: alertedAt(6) },
			{ labelKey: 'label', alert: alertedAt(7) },
			{ alert: alertedAt(8) },
			{ labelKey: 'new', alert: alertedAt(9) },
		);
		const telling = createTelling(store({ a: before }), ['a'], RUN);
		const undone = recall(undoTelling(store({ a: after }), telling), 'a');
		expect(undone?.lastBalance).toBe(90);
		expect(undone?.rows.map(({ alert }) => alert)).toEqual([
			alertedAt(3),
			alertedAt(2),
			alertedAt(1),
			NOTHING_TOLD,
		]);
	});

	it('was the first thing about an account that nobody knew', () => {
		const stored = store({ a: createAccount(90, { alert: alertedAt(6) }) });
		const telling = createTelling(store({}), ['a'], RUN);
		expect(recall(undoTelling(stored, telling), 'a')?.rows).toEqual([createRow({})]);
	});

	it('leaves all else alone, and what is gone or mangled', () => {
		const others = { b: createAccount(20, { alert: alertedAt(6) }), c: 'mangled' };
		const stored = store(others);
		const telling = createTelling(store({}), ['c', 'gone'], RUN);
		expect(undoTelling(stored, telling)).toEqual(stored);
	});
});
