import type { Input } from '../../../nodes/shared/input/fields';
import type { WatchItem } from '../../../nodes/shared/item';
import { createAlertKey } from '../../../nodes/shared/watch/accountKey';
import { createItem, createWatchItems } from '../../../nodes/shared/watch/items';
import type { Verdict } from '../../../nodes/shared/watch/judgeAccount';
import { createDateWords } from '../../../nodes/shared/message/dates';
import { BEGINNING, createWatchingNode, HOUR, type Answer } from './watchingNode';

const LIMITS: Input = { threshold: '100.005', daysLeftThreshold: '2.5' };
const BOTH: Input = { threshold: 100, criticalThreshold: 50 };
const DOWN = { kind: 'vendorUnavailable' } as const;

/** An amount of an account that the vendor names. */
function name(amount: number): Answer {
	return { balance: { text: String(amount) }, account: '1000482915', currency: 'GBP' };
}

const OPTIONS = {
	watchId: 'workflow node',
	dates: createDateWords('UTC', BEGINNING),
	warnings: [],
};

/** The last of these checks, one an hour. */
function judgeLast(answers: readonly Answer[], fields: Input = LIMITS): Verdict {
	const node = createWatchingNode();
	const verdicts = answers.map((answer, hour) => {
		return node.run([{ fields, answer }], { at: hour * HOUR }).verdicts[0];
	});
	const last = verdicts.at(-1);
	if (last === undefined) throw new Error('No check');
	return last;
}

/** The items of the last of these checks. */
function itemsAfter(
	answers: readonly Answer[],
	fields: Input = LIMITS,
	warnings: readonly string[] = [],
): readonly WatchItem[] {
	return createWatchItems(judgeLast(answers, fields), { ...OPTIONS, warnings });
}

/** The only item. */
function itemAfter(...all: Parameters<typeof itemsAfter>): WatchItem {
	const [item, ...others] = itemsAfter(...all);
	expect(others).toEqual([]);
	if (item === undefined) throw new Error('No item');
	return item;
}

/** As many as this one, in even steps of so much an hour. */
const falling = (from: number, by: number, checks: number): readonly Answer[] =>
	Array.from({ length: checks }, (_, hour) => name(Number((from - by * hour).toFixed(2))));

it('a check that works again says that the days are still too few', () => {
	const fields = { daysLeftThreshold: 7 };
	const item = itemAfter([...falling(500, 1, 384), DOWN, DOWN, DOWN, name(113)], fields);
	expect(item).toMatchObject({ event: 'checkWorking', status: 'low', reason: null });
	expect(item.text).toMatch(
		/ can be checked again, and is low: about 4 days left, until .*, fewer than 7\. 113 GBP available\.$/,
	);
});

it('an account that has recovered by its days says so first', () => {
	const fields = { daysLeftThreshold: 7 };
	const item = itemAfter([...falling(500, 1, 384), name(2000), name(1999)], fields);
	expect(item).toMatchObject({ event: 'recovered', reason: 'daysLeft' });
	expect(item.text).toMatch(/ is ok again: about \d+ days left, until .*\. 1999 GBP available\.$/);
});

it.each([0, -20])('a balance that must not rise does not run out: %d', (amount) => {
	const fields = { threshold: 1000, alertWhen: 'above' };
	const item = itemAfter([...falling(1248, 2, 48), name(amount)], fields);
	expect(item).toMatchObject({ event: 'recovered', emptyAt: null });
	expect(item.text).toBe(
		`Acme 1000482915 is ok again: ${amount} GBP available, no longer above 1000.`,
	);
	expect(item).not.toHaveProperty('daysLeft');
	expect(item).not.toHaveProperty('burnPerDay');
});

it('since when is told of the account, where a check works in a snooze that had failed before', () => {
	const snooze = { ...LIMITS, snoozeUntil: '2026-11-21T05:00:00Z' };
	const node = createWatchingNode();
	node.run([{ fields: LIMITS, answer: name(90) }]);
	node.run([{ fields: LIMITS, answer: { kind: 'authentication' } }], { at: HOUR });
	const { verdicts } = node.run([{ fields: snooze, answer: name(90) }], { at: 3 * HOUR });
	const items = verdicts.flatMap((verdict) => createWatchItems(verdict, OPTIONS));
	expect(items).toMatchObject([{ event: 'none', since: '2026-11-21T00:00:00.000Z' }]);
});

describe('of a failed check', () => {
	it('is called as the account was by the last reply', () => {
		expect(itemAfter([DOWN])).toMatchObject({ label: 'My credential', account: null });
		expect(itemAfter([name(150), DOWN])).toMatchObject({
			label: 'Acme 1000482915',
			account: '1000482915',
		});
	});

	it('keeps the forecast, and not the days, which pass', () => {
		const item = itemAfter([...falling(168, 1, 25), DOWN]);
		expect(item).toMatchObject({ burnPerDay: 24, emptyAt: '2026-11-28T00:00:00.000Z' });
		expect(item).not.toHaveProperty('daysLeft');
		expect(item).not.toHaveProperty('previousBalance');
	});

	it('has no threshold where the limits could not be read', () => {
		expect(itemAfter([150], { threshold: '1.000,50' })).not.toHaveProperty('threshold');
	});

	it('tells the warnings, and has none where there are none', () => {
		expect(itemAfter([DOWN], LIMITS, ['By hand'])).toMatchObject({
			details: { warnings: ['By hand'] },
		});
		expect(itemAfter([DOWN])).not.toHaveProperty('details.warnings');
	});

	it('has the last balance and its time, and since when it fails', () => {
		expect(itemAfter([name(150), name(149), DOWN])).toEqual({
			vendor: 'acme',
			label: 'Acme 1000482915',
			account: '1000482915',
			message: 'Acme is unavailable at the moment',
			checkedAt: '2026-11-21T02:00:00.000Z',
			details: {
				kind: 'vendorUnavailable',
				code: null,
				description: 'Try again later; if it goes on, check the address in the credential.',
				retryable: true,
			},
			event: 'none',
			status: 'failing',
			text: 'Acme 1000482915 cannot be checked: Acme is unavailable at the moment. The last balance was 149 GBP, Sat 21 Nov, 01:00.',
			reason: null,
			threshold: 100.005,
			daysLeftThreshold: 2.5,
			lastStatus: 'ok',
			alertKey: expect.stringMatching(/^[\w-]{22}$/),
			emptyAt: null,
			since: '2026-11-21T02:00:00.000Z',
			trend: '█▁',
			lastBalance: 149,
			lastCheckedAt: '2026-11-21T01:00:00.000Z',
		});
		const never = itemAfter([DOWN]);
		expect(never).toMatchObject({
			text: 'My credential cannot be checked: Acme is unavailable at the moment.',
			lastCheckedAt: null,
		});
		expect(never).not.toHaveProperty('lastBalance');
	});

	it('says since when the check fails, though the account is low for longer', () => {
		const refused = { kind: 'authentication' } as const;
		expect(itemAfter([50, refused])).toMatchObject({
			event: 'checkFailing',
			reason: null,
			since: '2026-11-21T01:00:00.000Z',
		});
		expect(itemsAfter([50, refused, 150])).toMatchObject([
			{ event: 'checkWorking', reason: null, since: '2026-11-21T01:00:00.000Z' },
			{ event: 'recovered', reason: 'threshold', since: '2026-11-21T00:00:00.000Z' },
		]);
	});
});

describe('of a balance', () => {
	it('says none where nothing happened, with the limit that is nearest', () => {
		const item = itemAfter([150], BOTH);
		expect(item).toMatchObject({ event: 'none', reason: null, threshold: 100, since: null });
		expect(item).not.toHaveProperty('previousBalance');
		expect(itemAfter([150], { criticalThreshold: 50 })).toMatchObject({ threshold: 50 });
	});

	it('says none with its reason where it goes on', () => {
		expect(itemAfter([30, 31], BOTH)).toMatchObject({
			event: 'none',
			reason: 'threshold',
			threshold: 50,
			previousBalance: 30,
			since: '2026-11-21T00:00:00.000Z',
		});
	});

	it('tells the recovery from critical with the threshold it had to clear, and since when', () => {
		expect(itemAfter([150, 30, 150], BOTH)).toMatchObject({
			event: 'recovered',
			reason: 'threshold',
			threshold: 100,
			since: '2026-11-21T01:00:00.000Z',
		});
		expect(itemAfter([30, 150], { criticalThreshold: 50 })).toMatchObject({ threshold: 50 });
	});

	it('tells each level with its limit', () => {
		expect(itemAfter([90], BOTH)).toMatchObject({ event: 'low', threshold: 100 });
		expect(itemAfter([30], BOTH)).toMatchObject({ event: 'critical', threshold: 50 });
		expect(itemAfter([30, 60], BOTH)).toMatchObject({ event: 'none', threshold: 100 });
	});

	it("has the check's own warnings first, and keeps the other details", () => {
		const details = { balanceState: 'OK' };
		const answer = { balance: { text: '150' }, details, warnings: ['Over http://'] };
		expect(itemAfter([answer], BOTH, ['By hand'])).toMatchObject({
			details: { balanceState: 'OK', warnings: ['Over http://', 'By hand'] },
		});
		expect(itemAfter([150], BOTH, ['By hand'])).toMatchObject({
			details: { warnings: ['By hand'] },
		});
		expect(itemAfter([150], BOTH)).not.toHaveProperty('details.warnings');
	});

	it('has no limit where none is of an amount', () => {
		expect(itemAfter([150], { daysLeftThreshold: 3 })).not.toHaveProperty('threshold');
	});

	it('counts what is available, and shows the balance before', () => {
		const credit = { balance: { text: '90' }, creditLimit: { text: '60' } };
		expect(itemAfter([credit, credit], BOTH)).toMatchObject({
			event: 'none',
			balance: 90,
			available: 150,
			previousBalance: 90,
		});
	});
});

describe('estimates', () => {
	it('have four digits', () => {
		expect(itemAfter(falling(1000, 0.13, 25))).toMatchObject({ burnPerDay: 3.12, daysLeft: 319.5 });
	});

	it('of a growing account are unknown', () => {
		const item = itemAfter(falling(150, -1, 25));
		expect(item).toMatchObject({ emptyAt: null });
		expect(item).not.toHaveProperty('burnPerDay');
		expect(item).not.toHaveProperty('daysLeft');
	});

	it('further than a century ahead have no date', () => {
		const verdict = judgeLast([150]);
		const emptyAfter = (daysLeft: number) => {
			const range = { daysLeft, daysLeftMin: daysLeft, daysLeftMax: daysLeft };
			const runway = { ...range, burnPerDay: 1, isSurge: false };
			return createItem({ ...verdict, runway }, { event: 'none', reason: null }, OPTIONS).emptyAt;
		};
		expect(emptyAfter(36_525)).toBe('2126-11-22T00:00:00.000Z');
		expect(emptyAfter(36_525.1)).toBeNull();
		expect(itemAfter(falling(1e6, 0.01, 25))).toMatchObject({ emptyAt: null });
	});

	it('of an account that is not used have no end', () => {
		const item = itemAfter(falling(150, 0, 25));
		expect(item).toMatchObject({ burnPerDay: 0, emptyAt: null });
		expect(item).not.toHaveProperty('daysLeft');
	});

	it('of an empty account are 0 days, from its first check on', () => {
		expect(itemAfter([0])).toMatchObject({ daysLeft: 0, emptyAt: '2026-11-21T00:00:00.000Z' });
	});

	it('have a limit of their own beside that of the amount', () => {
		// 233 a day: 157.5 last 0.68 days; of a young account they have to be far fewer than the limit.
		expect(itemAfter(falling(400, 9.7, 26))).toMatchObject({
			event: 'low',
			status: 'low',
			reason: 'daysLeft',
			threshold: 100.005,
			daysLeftThreshold: 2.5,
		});
	});
});

it('an account that is critical is that, though its days are few as well', () => {
	const verdict = judgeLast([30], BOTH);
	const daysLeft = { areFew: true, contraryChecks: 0 };
	const state = { ...verdict.step.state, daysLeft };
	const few = { ...verdict, step: { ...verdict.step, state } };
	expect(createItem(few, { event: 'none', reason: 'threshold' }, OPTIONS)).toMatchObject({
		status: 'critical',
	});
});

describe('the key of an alert', () => {
	const keyOf = (subject: 'account' | 'check') => {
		const { watchId } = OPTIONS;
		const row = { accountKey: 'account', labelKey: null, rowNumber: 0 };
		return createAlertKey({ watchId, ...row, subject });
	};
	const [balance, failure] = [judgeLast([150], BOTH), judgeLast([DOWN], BOTH)];

	it.each<[WatchItem['event'], Verdict, 'account' | 'check']>([
		['none', balance, 'account'],
		['low', balance, 'account'],
		['recovered', balance, 'account'],
		['checkWorking', balance, 'check'],
		['checkFailing', balance, 'check'],
		['none', failure, 'check'],
		['reminder', failure, 'check'],
		['checkFailing', failure, 'check'],
	])('of %s is that of its subject', (event, verdict, subject) => {
		expect(createItem(verdict, { event, reason: null }, OPTIONS).alertKey).toBe(keyOf(subject));
	});

	it('is another one for each workflow, account, label, row and subject', () => {
		const alert = {
			watchId: 'w',
			accountKey: 'a',
			labelKey: 'l',
			rowNumber: 0,
			subject: 'account',
		} as const;
		const keys = [
			alert,
			{ ...alert, watchId: 'other' },
			{ ...alert, accountKey: 'other' },
			{ ...alert, labelKey: null },
			{ ...alert, rowNumber: 1 },
			{ ...alert, subject: 'check' } as const,
		].map(createAlertKey);
		expect(new Set(keys).size).toBe(keys.length);
	});
});

it('the reply of the vendor is kept where it was asked for', () => {
	const verdict = judgeLast([150]);
	const { checked } = verdict.check;
	if (!checked.result.ok) throw new Error('No balance');
	const { value } = checked.result;
	const withRaw = {
		...verdict,
		check: {
			...verdict.check,
			checked: {
				...checked,
				result: { ok: true, value: { ...value, item: { ...value.item, raw: '<balance/>' } } },
			},
		},
	} as const;
	const nothing = { event: 'none', reason: null } as const;
	expect(createItem(withRaw, nothing, OPTIONS)).toMatchObject({ raw: '<balance/>' });
	expect(createItem(verdict, nothing, OPTIONS)).not.toHaveProperty('raw');
});
