import { NOTHING_TOLD } from '../../../nodes/shared/alert/state';
import {
	addObservation,
	NEVER_CHECKED,
	type WatchedAccount,
} from '../../../nodes/shared/watchMemory/account';
import {
	ANEW,
	isPause,
	parseAccount,
	serializeAccount,
} from '../../../nodes/shared/watchMemory/serializeAccount';

/** An account that was checked so often, once a second, with two rows. */
function accountAfter(checks: number): WatchedAccount {
	let account = NEVER_CHECKED;
	for (let number = 0; number < checks; number++) {
		const [balance, available] = [{ text: String(150 - number) }, { text: `${150 - number}.25` }];
		const named = { account: 'a1', currency: 'EUR' };
		account = addObservation(account, { balance, available, ...named, at: number * 1000 });
	}
	const row = { number: 0, executionId: 'run', judgedAt: 7, takenOverIn: null };
	return {
		...account,
		pause: { kind: 'notAllowed', until: 5 },
		rows: [
			{ ...row, labelKey: null, limits: ['below', 100, null, 2.5, 105], alert: NOTHING_TOLD },
			{
				...row,
				labelKey: 'label',
				limits: null,
				takenOverIn: 'run',
				alert: {
					level: 'critical',
					told: { level: 'low', daysLeft: { areFew: false, contraryChecks: 0 } },
					worseChecks: 1,
					daysLeft: { areFew: true, contraryChecks: 2 },
					since: 1,
					alertedAt: 2,
					failures: 3,
					failingSince: 4,
					failureAlertedAt: 5,
					isFailureLasting: true,
				},
			},
		],
		pendingNotices: ['a notice'],
	};
}

const ACCOUNT = accountAfter(3);
const WRITTEN = serializeAccount(ACCOUNT);

/** What was written, as data. */
function readWritten(): Record<string, unknown> {
	// The cast: it is the text of an object.
	return JSON.parse(WRITTEN) as Record<string, unknown>;
}

/** What was written, with one thing changed. */
function change(members: object): string {
	return JSON.stringify({ ...readWritten(), ...members });
}

/** The same with one thing of its only row changed. */
function changeRow(members: object): string {
	return change({ rows: [{ ...ACCOUNT.rows[1], ...members }] });
}

/** The same with one thing of what the row was told. */
function changeAlert(members: object): string {
	return changeRow({ alert: { ...ACCOUNT.rows[1]?.alert, ...members } });
}

const UNREADABLE = [`What was remembered of this account cannot be read: ${ANEW}`];

it('what was written is read again', () => {
	expect(parseAccount(WRITTEN)).toEqual({ account: ACCOUNT, notices: [] });
	const empty = serializeAccount(NEVER_CHECKED);
	expect(parseAccount(empty)).toEqual({ account: NEVER_CHECKED, notices: [] });
	expect(parseAccount(changeRow({})).account?.rows).toEqual([ACCOUNT.rows[1]]);
	expect(parseAccount(changeRow({ limits: ['above', 1, null, null, 0] })).notices).toEqual([]);
	expect(parseAccount(change({ pause: null })).account?.pause).toBeNull();
});

it.each(['ok', 'low', 'critical'])('the level %s is read', (level) => {
	expect(parseAccount(changeAlert({ level })).account?.rows[0]?.alert.level).toBe(level);
});

it('is short, however often the account was checked', () => {
	expect(serializeAccount(accountAfter(400)).length).toBeLessThan(3000);
});

it.each([undefined, null])('%s is nothing yet', (written) => {
	expect(parseAccount(written)).toEqual({ account: null, notices: [] });
});

it.each([0, 1, 3, '2', undefined])('version %s is of another node', (version) => {
	expect(parseAccount(change({ version }))).toEqual({
		account: null,
		notices: [
			'What was remembered of this account was written by another version of this node: its history begins anew, and an alert may come again.',
		],
	});
});

describe('what is mangled is told, and nothing of it is believed', () => {
	it.each<[string, unknown]>([
		['no text', { ...ACCOUNT }],
		['a number', 7],
		['an empty text', ''],
		['half of it', WRITTEN.slice(0, -9)],
		['a list', '[]'],
		['a balance in words', change({ lastBalance: '5' })],
		['a check without a time', change({ lastCheckedAt: undefined })],
		['an account that is no text', change({ account: 7 })],
		['a missing currency', change({ currency: undefined })],
		['a pause that is none', change({ pause: 5 })],
		['a pause for another kind', change({ pause: { kind: 'refused', until: 5 } })],
		['notices that are none', change({ pendingNotices: [1] })],
		['usage that is none', change({ usage: 5 })],
		['usage with nothing in it', change({ usage: {} })],
		['no usage at all', change({ usage: undefined })],
		['no rows', change({ rows: undefined })],
		['rows that are none', change({ rows: [null] })],
		['a label that is none', changeRow({ labelKey: 7 })],
		['limits that are none', changeRow({ limits: 'below' })],
		['a limit in words', changeRow({ limits: ['below', '5'] })],
		['another direction', changeRow({ limits: ['sideways'] })],
		['a number that is none', changeRow({ number: -1 })],
		['told that is none', changeAlert({ told: { level: 'low' } })],
		['told that is no object', changeAlert({ told: 'low' })],
		['an execution that is none', changeRow({ executionId: null })],
		['no time', changeRow({ judgedAt: null })],
		['another execution that is none', changeRow({ takenOverIn: 5 })],
		['no alerts', changeRow({ alert: undefined })],
		['another level', changeAlert({ level: 'worse' })],
		['a level by a name of every object', changeAlert({ level: 'constructor' })],
		['half a check', changeAlert({ worseChecks: 0.5 })],
		['no days', changeAlert({ daysLeft: undefined })],
		['a switch that is none', changeAlert({ daysLeft: { areFew: 'no', contraryChecks: 0 } })],
		['a missing count', changeAlert({ daysLeft: { areFew: true } })],
		['a time in words', changeAlert({ since: 'yesterday' })],
		['a time that no date holds', changeAlert({ alertedAt: 1e17 })],
		['a negative count', changeAlert({ failures: -1 })],
		['a missing time', changeAlert({ failingSince: undefined })],
		['another one', changeAlert({ failureAlertedAt: undefined })],
		['what kind of failure it was', changeAlert({ isFailureLasting: undefined })],
	])('%s', (_, written) => {
		expect(parseAccount(written)).toEqual({ account: null, notices: UNREADABLE });
	});
});

it.each<[unknown, boolean]>([
	[{ kind: 'authentication', until: 5 }, true],
	[{ kind: 'notAllowed', until: 5 }, true],
	[{ kind: 'refused', until: 5 }, false],
	[{ kind: 'authentication' }, false],
	[{ until: 5 }, false],
	[null, false],
	[['authentication', 5], false],
])('%j is a pause: %s', (value, expected) => {
	expect(isPause(value)).toBe(expected);
});
