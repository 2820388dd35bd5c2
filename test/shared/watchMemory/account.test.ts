import { NOTHING_TOLD, type AlertState } from '../../../nodes/shared/alert/state';
import {
	addObservation,
	chooseObservation,
	NEVER_CHECKED,
	resumeAccount,
	type ObservedBalance,
	type WatchedAccount,
} from '../../../nodes/shared/watchMemory/account';

const MINUTE = 60_000;
const DAY = 86_400_000;
const AT = Date.parse('2026-11-21T00:00:00.000Z');

const OF_ANOTHER =
	'The vendor names another account or currency than at the last check: the history begins anew.';
const CLOCK_PUT_BACK =
	'The clock was put back since the last check: what it had recorded for later is forgotten.';
const LONG_AGO =
	'The last check lies more than 28 days back, or the clock was put forward: the history begins anew.';

/** A balance of the account a1 in euros, unless it says otherwise. */
function observe(change: Partial<ObservedBalance> = {}): ObservedBalance {
	const amounts = { balance: { text: '90.5' }, available: { text: '100.5' } };
	return { ...amounts, account: 'a1', currency: 'EUR', at: AT, ...change };
}

const PAUSE = { kind: 'authentication', until: AT } as const;

/** An account that was checked once. */
const KNOWN = addObservation({ ...NEVER_CHECKED, pause: PAUSE }, observe());

/** The account with one row, which was told this. */
function tellRow(account: WatchedAccount, alert: Partial<AlertState>): WatchedAccount {
	const row = {
		labelKey: 'label',
		limits: null,
		number: 0,
		executionId: 'run',
		judgedAt: AT,
		takenOverIn: null,
		alert: { ...NOTHING_TOLD, ...alert },
	};
	return { ...account, rows: [row] };
}

describe('a balance', () => {
	it('is remembered with what it is of, and ends a pause', () => {
		const { usage, ...known } = KNOWN;
		expect(known).toEqual({
			lastBalance: 90.5,
			lastCheckedAt: AT,
			account: 'a1',
			currency: 'EUR',
			pause: null,
			rows: [],
			pendingNotices: [],
		});
		expect(usage?.newest).toEqual({ at: AT, available: 100.5 });
	});

	it('adds to the history what was available, and is the newest one', () => {
		const known = addObservation(KNOWN, observe({ balance: { text: '80' }, at: AT + DAY }));
		expect([known.lastBalance, known.lastCheckedAt]).toEqual([80, AT + DAY]);
		expect(known.usage?.newest).toEqual({ at: AT + DAY, available: 100.5 });
		expect(known.usage?.settled).toEqual({ at: AT, available: 100.5 });
	});

	it('that names no account or currency says nothing about them', () => {
		const known = addObservation(KNOWN, observe({ account: null, currency: null }));
		expect([known.account, known.currency]).toEqual(['a1', 'EUR']);
	});
});

describe('of several balances', () => {
	const chosen = (known: WatchedAccount, observed: readonly ObservedBalance[]) =>
		chooseObservation(known, observed)?.balance.text ?? null;
	const dollars = observe({ currency: 'USD', balance: { text: '1' } });
	const unnamed = observe({ currency: null, balance: { text: '2' } });
	const euros = observe({ balance: { text: '3' } });

	it('the history goes on with those of its own currency', () => {
		expect(chosen(KNOWN, [dollars, unnamed, euros])).toBe('3');
	});

	it('or with one that names none', () => {
		expect(chosen(KNOWN, [dollars, unnamed])).toBe('2');
		expect(chosen(NEVER_CHECKED, [observe({ account: null }), dollars])).toBe('90.5');
	});

	it('or else with the first, and with none where there is none', () => {
		expect(chosen(KNOWN, [dollars, observe({ account: 'a2' })])).toBe('1');
		expect(chosen(KNOWN, [])).toBeNull();
	});

	it('those of the same account count, not those of another', () => {
		expect(chosen(KNOWN, [observe({ account: 'a2', balance: { text: '4' } }), euros])).toBe('3');
	});
});

describe('what is known', () => {
	it('is gone on from', () => {
		const known = tellRow({ ...KNOWN, pause: PAUSE }, { level: 'low', since: AT, alertedAt: AT });
		expect(resumeAccount(known, observe(), AT + DAY)).toEqual({ account: known, notices: [] });
		expect(resumeAccount(known, null, AT + DAY)).toEqual({ account: known, notices: [] });
	});

	it.each([
		['account', observe({ account: 'a2' })],
		['currency', observe({ currency: 'USD' })],
	])('is not used where the vendor names another %s, but that the check fails', (_, observed) => {
		const failing = { failures: 3, failingSince: AT, failureAlertedAt: AT };
		const known = tellRow(KNOWN, { level: 'low', since: AT, alertedAt: AT, ...failing });
		expect(resumeAccount({ ...known, pause: PAUSE }, observed, AT + DAY)).toEqual({
			account: tellRow(NEVER_CHECKED, failing),
			notices: [OF_ANOTHER],
		});
	});

	it('is used where none is named, now or before', () => {
		const unnamed = observe({ account: null, currency: null });
		const first = addObservation(NEVER_CHECKED, unnamed);
		expect(resumeAccount(KNOWN, unnamed, AT).notices).toEqual([]);
		expect(resumeAccount(first, observe(), AT).notices).toEqual([]);
	});
});

describe('a clock that was put back', () => {
	it('leaves no time ahead', () => {
		const times = { since: AT, alertedAt: AT, failingSince: AT, failureAlertedAt: AT };
		const { account } = resumeAccount(tellRow(KNOWN, times), null, AT - DAY);
		const earlier = AT - DAY;
		expect(account.rows).toMatchObject([
			{
				judgedAt: earlier,
				alert: {
					since: earlier,
					alertedAt: earlier,
					failingSince: earlier,
					failureAlertedAt: earlier,
				},
			},
		]);
	});

	it('is told with a balance, unless it is as little as the clocks of workers differ', () => {
		const noticesAt = (now: number) => resumeAccount(KNOWN, observe(), now).notices;
		expect(noticesAt(AT - MINUTE - 1)).toEqual([CLOCK_PUT_BACK]);
		expect(noticesAt(AT - MINUTE)).toEqual([]);
		expect(resumeAccount(KNOWN, null, AT - DAY).notices).toEqual([]);
	});

	it('is told of nothing that has no history', () => {
		expect(resumeAccount(NEVER_CHECKED, observe(), AT).notices).toEqual([]);
		const known = { ...KNOWN, usage: null };
		expect(resumeAccount(known, observe(), AT - DAY).notices).toEqual([]);
	});
});

it('a check after more than 28 days tells that the history begins anew', () => {
	const noticesAfter = (days: number, more = 0) =>
		resumeAccount(KNOWN, observe(), AT + days * DAY + more).notices;
	expect(noticesAfter(28)).toEqual([]);
	expect(noticesAfter(28, 1)).toEqual([LONG_AGO]);
});
