import type { Input } from '../../../nodes/shared/input/fields';
import type { FailureKind } from '../../../nodes/shared/failure/kinds';
import {
	stepWithBalance,
	stepWithFailure,
	isResting,
	type AlertPolicy,
	type WatchStep,
} from '../../../nodes/shared/watch/step';
import { readLimits, type WatchLimits } from '../../../nodes/shared/watch/limits';
import type { WatchState } from '../../../nodes/shared/watch/state';

const HOUR = 3_600_000;
const CALM: AlertPolicy = {
	checksBeforeAlert: 1,
	failuresBeforeAlert: 3,
	remindEvery: 0,
	notifyOnRecovery: true,
};

/** An amount, or why there is none. */
type Check = number | FailureKind;

interface Watch {
	readonly limits: Input;
	readonly policy?: Partial<AlertPolicy>;
	/** Milliseconds from one check to the next. */
	readonly every?: number;
	readonly from?: WatchState | null;
}

/** What is told at each check; after every one the state goes through text, as a restart would have it. */
function told(checks: readonly Check[], { limits, policy = {}, every = HOUR, from = null }: Watch) {
	let state = from;
	return checks.map((check, number) => {
		const step = watchStep(
			state,
			check,
			readLimits(limits),
			{ ...CALM, ...policy },
			number * every,
		);
		// The cast: what was written is what is read.
		state = JSON.parse(JSON.stringify(step.state)) as WatchState;
		return step.events.map(({ event, reason }) => (reason === null ? event : `${event}/${reason}`));
	});
}

/** One check, of an account that the vendor does not name. */
function watchStep(
	state: WatchState | null,
	check: Check,
	limits: WatchLimits,
	policy: AlertPolicy,
	now: number,
): WatchStep {
	if (typeof check !== 'number') return stepWithFailure(state, check, policy, now);
	const [balance, available] = [{ text: String(check - 1) }, { text: String(check) }];
	return stepWithBalance(
		state,
		{ balance, available, account: null, currency: null },
		limits,
		policy,
		now,
	);
}

const LOW = ['low/threshold'];
const CRITICAL = ['critical/threshold'];
const RECOVERED = ['recovered/threshold'];
const REMINDER = ['reminder/threshold'];
const BOTH: Input = { threshold: 100, criticalThreshold: 40 };

describe('a crossing is told once', () => {
	it.each<[string, readonly Check[], ReadonlyArray<readonly string[]>, Watch]>([
		[
			'low, and back',
			[150, 90, 80, 104, 105, 150],
			[[], LOW, [], [], RECOVERED, []],
			{ limits: BOTH },
		],
		['at the first check', [90, 90], [LOW, []], { limits: BOTH }],
		['critical alone, past both', [150, 30, 30], [[], CRITICAL, []], { limits: BOTH }],
		['low, then critical', [90, 30], [LOW, CRITICAL], { limits: BOTH }],
		[
			'critical back to low in silence',
			[30, 60, 90, 39],
			[CRITICAL, [], [], CRITICAL],
			{ limits: BOTH },
		],
		['critical straight to fine', [30, 200], [CRITICAL, RECOVERED], { limits: BOTH }],
		[
			'without the recovery',
			[90, 200, 90],
			[LOW, [], LOW],
			{ limits: BOTH, policy: { notifyOnRecovery: false } },
		],
	])('%s', (_, checks, events, watch) => {
		expect(told(checks, watch)).toEqual(events);
	});
});

describe('policy', () => {
	it('asks for so many checks in a row', () => {
		const watch = { limits: BOTH, policy: { checksBeforeAlert: 3 } };
		expect(told([90, 90, 150, 90, 90, 90, 90], watch)).toEqual([[], [], [], [], [], LOW, []]);
	});

	it('of which one without a balance is none, either way', () => {
		const watch = { limits: BOTH, policy: { checksBeforeAlert: 2 } };
		expect(told([90, 'vendorUnavailable', 90], watch)).toEqual([[], [], LOW]);
	});

	it('but is told at once where it gets better', () => {
		const watch = { limits: BOTH, policy: { checksBeforeAlert: 2 } };
		expect(told([30, 30, 200, 90, 150, 90], watch)).toEqual([[], CRITICAL, RECOVERED, [], [], []]);
	});

	it('begins to count anew where it gets no worse in between', () => {
		const watch = { limits: BOTH, policy: { checksBeforeAlert: 2 } };
		expect(told([90, 90, 30, 90, 30, 30], watch)).toEqual([[], LOW, [], [], [], CRITICAL]);
	});

	it('tells the level that the last of them saw', () => {
		const watch = { limits: BOTH, policy: { checksBeforeAlert: 2 } };
		expect(told([90, 30, 30], watch)).toEqual([[], CRITICAL, []]);
	});

	it('reminds after the time, again and again, and not once it is fine', () => {
		const watch = { limits: BOTH, policy: { remindEvery: 2 * HOUR } };
		expect(told([90, 90, 90, 90, 90, 200, 200, 200], watch)).toEqual([
			LOW,
			[],
			REMINDER,
			[],
			REMINDER,
			RECOVERED,
			[],
			[],
		]);
	});

	it.each([
		['a day', 24, 299_999],
		['two hours', 2, 299_999],
		['half an hour', 0.5, 89_999],
	])('does not wait another round where a schedule fires a little early after %s', (...row) => {
		const [, hours, early] = row;
		const policy = { ...CALM, remindEvery: hours * HOUR };
		const { state } = watchStep(null, 90, readLimits(BOTH), policy, 0);
		const at = (now: number) => watchStep(state, 90, readLimits(BOTH), policy, now).events.length;
		expect([at(hours * HOUR - early), at(hours * HOUR - early - 2)]).toEqual([1, 0]);
	});

	it('counts the time from the last alert of any level', () => {
		const watch = { limits: BOTH, policy: { remindEvery: 2 * HOUR } };
		expect(told([90, 30, 30, 30], watch)).toEqual([LOW, CRITICAL, [], REMINDER]);
	});
});

describe('checks without a balance', () => {
	const DOWN = 'vendorUnavailable';

	it('are told once after so many, and so is the first that works', () => {
		expect(told([150, DOWN, DOWN, DOWN, DOWN, 150], { limits: BOTH })).toEqual([
			[],
			[],
			[],
			['checkFailing'],
			[],
			['checkWorking'],
		]);
	});

	it('are forgotten where one works in between', () => {
		expect(told([DOWN, DOWN, 150, DOWN, DOWN], { limits: BOTH }).flat()).toEqual([]);
	});

	it.each<FailureKind>(['authentication', 'notAllowed'])('by %s are told at once', (kind) => {
		expect(told([150, kind, kind], { limits: BOTH })).toEqual([[], ['checkFailing'], []]);
	});

	it('hold what was known of the account', () => {
		expect(told([90, DOWN, DOWN, DOWN, 90, 200], { limits: BOTH })).toEqual([
			LOW,
			[],
			[],
			['checkFailing'],
			['checkWorking'],
			RECOVERED,
		]);
	});

	it('and the one that works tells what has happened meanwhile', () => {
		expect(told([150, 'authentication', 30], { limits: BOTH })).toEqual([
			[],
			['checkFailing'],
			['checkWorking', 'critical/threshold'],
		]);
	});

	it('put no reminder off when they work again', () => {
		const watch = { limits: BOTH, policy: { remindEvery: 4 * HOUR, failuresBeforeAlert: 1 } };
		// The alert that the check fails, at 1, is the last one.
		expect(told([90, DOWN, 90, 90, 90, 90], watch)).toEqual([
			LOW,
			['checkFailing'],
			['checkWorking'],
			[],
			[],
			REMINDER,
		]);
	});

	it('are reminded of as well', () => {
		const watch = { limits: BOTH, policy: { remindEvery: 2 * HOUR } };
		expect(told(['authentication', DOWN, DOWN], watch)).toEqual([
			['checkFailing'],
			[],
			['reminder'],
		]);
	});

	it('keep a refused credential from being tried for an hour, and no longer', () => {
		const refused = watchStep(null, 'authentication', readLimits(BOTH), CALM, 5).state;
		expect([5, 4 + HOUR, 5 + HOUR].map((now) => isResting(refused, now))).toEqual([
			true,
			true,
			false,
		]);
		const down = watchStep(refused, DOWN, readLimits(BOTH), CALM, 6).state;
		expect(isResting(down, 7)).toBe(false);
	});
});

it('knows since when it is not fine', () => {
	let state: WatchState | null = null;
	const since = [150, 90, 30, 90, 200, 90].map((amount, number) => {
		state = watchStep(state, amount, readLimits(BOTH), CALM, number).state;
		return state.since;
	});
	expect(since).toEqual([null, 1, 1, 1, null, 5]);
});

describe('days left', () => {
	/** 24 a day. */
	const falling = (from: number, checks: number) =>
		Array.from({ length: checks }, (_, hour) => from - hour);

	it('are told when two checks in a row find them few, and once they are more again', () => {
		// After seven checks there is an estimate: 994 / 24 are 41.4 days.
		const events = told([...falling(1000, 9), 1992, 1991], { limits: { daysLeftThreshold: 60 } });
		expect(events.slice(6)).toEqual([[], ['low/daysLeft'], [], ['recovered/daysLeft'], []]);
		expect(events.slice(0, 6).flat()).toEqual([]);
	});

	it('are silent on an account that is low already, and hold it when the amount recovers', () => {
		const limits = { threshold: 998, recoverAt: 998, daysLeftThreshold: 60 };
		expect(told([...falling(1000, 12), 999, 998], { limits }).flat()).toEqual(LOW);
	});

	it('that are unknown hold what was seen', () => {
		const limits = readLimits({ daysLeftThreshold: 60 });
		const { state } = watchStep(null, 100, limits, CALM, 0);
		const once = watchStep({ ...state, fewDaysChecks: 1 }, 100, limits, CALM, 1).state;
		expect(once.fewDaysChecks).toBe(1);
		const few = watchStep({ ...state, daysAreFew: true }, 100, limits, CALM, 1);
		expect([few.state.daysAreFew, few.events]).toEqual([true, []]);
	});

	it('are judged afresh under an edited threshold, and are fine without one', () => {
		let state: WatchState | null = null;
		for (const [hour, amount] of falling(1000, 9).entries()) {
			const limits = readLimits({ daysLeftThreshold: 60 });
			state = watchStep(state, amount, limits, CALM, hour * HOUR).state;
		}
		expect(state?.daysAreFew).toBe(true);
		// 991 / 24 are 41.3 days: not yet recovered under 41, had it been few under that.
		const after = (limits: Input) =>
			watchStep(state, 991, readLimits(limits), CALM, 9 * HOUR).events;
		const recovered = [{ event: 'recovered', reason: 'daysLeft' }];
		expect(after({ daysLeftThreshold: 41 })).toEqual(recovered);
		expect(after({ threshold: 5 })).toEqual(recovered);
	});

	it('that are unknown hold it under an edited threshold too', () => {
		const { state } = watchStep(null, 100, readLimits({ daysLeftThreshold: 3 }), CALM, 0);
		const few = { ...state, daysAreFew: true };
		const limits = readLimits({ daysLeftThreshold: 2 });
		expect(watchStep(few, 100, limits, CALM, 1)).toMatchObject({
			events: [],
			state: { daysAreFew: true },
		});
	});

	it('are none on an empty account, at the second check', () => {
		expect(told([0, 0], { limits: { daysLeftThreshold: 3 } })).toEqual([[], ['low/daysLeft']]);
	});
});

describe('an edited threshold', () => {
	const after = (checks: readonly Check[], limits: Input) => {
		let state: WatchState | null = null;
		for (const [number, check] of checks.entries()) {
			state = watchStep(state, check, readLimits(limits), CALM, number * HOUR).state;
		}
		return state;
	};

	it.each<[string, Input, number, readonly string[]]>([
		['still low is not repeated', { threshold: 95 }, 90, []],
		['fine under the new one, though not recovered by it', { threshold: 89 }, 90, RECOVERED],
		['now critical', { threshold: 100, criticalThreshold: 95 }, 90, CRITICAL],
	])('%s', (_, limits, amount, events) => {
		const from = after([150, 90], { threshold: 100 });
		expect(told([amount], { limits, from })[0]).toEqual(events);
	});

	it('is none where it is only written in another way', () => {
		const from = after([150, 90], { threshold: '100' });
		expect(told([103], { limits: { threshold: '100.00' }, from })).toEqual([[]]);
	});

	it('keeps the history', () => {
		const from = after([150, 140, 130], { threshold: 100 });
		const { state } = watchStep(from, 120, readLimits({ threshold: 50 }), CALM, 9 * HOUR);
		expect(state.history.map(({ available }) => available)).toEqual([150, 140, 130, 120]);
	});
});

it('knows the newest balance and when it was read, though checks fail since', () => {
	const read = watchStep(null, 90, readLimits(BOTH), CALM, 7).state;
	const { state } = watchStep(read, 'refused', readLimits(BOTH), CALM, 9);
	expect([state.lastBalance, state.lastCheckedAt]).toEqual([89, 7]);
});

describe('another account, or another currency, under the same name', () => {
	const observed = (account: string | null, currency: string | null) => ({
		balance: { text: '90' },
		available: { text: '90' },
		account,
		currency,
	});
	const step = (state: WatchState | null, ...named: Parameters<typeof observed>) =>
		stepWithBalance(state, observed(...named), readLimits(BOTH), CALM, HOUR);
	const known = step(step(null, 'a1', 'EUR').state, 'a1', 'EUR').state;

	it.each([
		['account', 'a2', 'EUR'],
		['currency', 'a1', 'USD'],
	])('has a history of its own, which is told: %s', (_, account, currency) => {
		const { state, events, notices } = step(known, account, currency);
		expect(events).toEqual([{ event: 'low', reason: 'threshold' }]);
		expect(state.history).toHaveLength(1);
		expect(notices).toEqual([expect.stringContaining('names another account or currency')]);
	});

	it('does not follow from a vendor that names none', () => {
		const { state, events, notices } = step(known, null, null);
		expect([events, notices]).toEqual([[], []]);
		expect([state.account, state.currency]).toEqual(['a1', 'EUR']);
	});

	it('still tells that a check works which was told to fail', () => {
		const failing = watchStep(known, 'authentication', readLimits(BOTH), CALM, 2 * HOUR).state;
		expect(step(failing, 'a2', 'EUR').events.map(({ event }) => event)).toEqual([
			'checkWorking',
			'low',
		]);
	});
});

describe('a check after a long time', () => {
	const { state } = watchStep(null, 90, readLimits(BOTH), CALM, 0);
	const days = (count: number) => watchStep(state, 90, readLimits(BOTH), CALM, count * 24 * HOUR);

	it('tells that the history begins anew, and does not repeat the alert', () => {
		expect(days(14).notices).toEqual([]);
		expect(days(15)).toMatchObject({
			notices: [expect.stringContaining('more than 14 days back')],
			events: [],
		});
	});
});

describe('a clock that was put back', () => {
	const late = watchStep(null, 'authentication', readLimits(BOTH), CALM, 1e12).state;

	it('does not silence reminders', () => {
		const low = watchStep(late, 90, readLimits(BOTH), CALM, 1e12).state;
		const { state } = watchStep(low, 90, readLimits(BOTH), CALM, 5);
		expect([state.alertedAt, state.since]).toEqual([5, 5]);
	});

	it('is told by the first check with a balance, unless it is as little as workers differ', () => {
		const { state: low } = watchStep(null, 90, readLimits(BOTH), CALM, 1e12);
		const at = (now: number) => watchStep(low, 90, readLimits(BOTH), CALM, now).notices;
		expect(at(5)).toEqual([expect.stringContaining('The clock was put back')]);
		expect(at(1e12 - 60_000)).toEqual([]);
		expect(watchStep(low, 'refused', readLimits(BOTH), CALM, 5).notices).toEqual([]);
		// An account that was never read has nothing to forget.
		const never = watchStep(null, 'refused', readLimits(BOTH), CALM, 1e12).state;
		expect(watchStep(never, 90, readLimits(BOTH), CALM, 5).notices).toEqual([]);
	});

	it('does not keep a credential from being tried', () => {
		expect(isResting(late, 1e12)).toBe(true);
		expect(isResting(late, 5)).toBe(false);
	});
});
