import type { DaysLeftRange } from '../../../nodes/shared/alert/daysLeft';
import { readLimits } from '../../../nodes/shared/alert/limits';
import type { AlertPolicy } from '../../../nodes/shared/alert/policy';
import { NOTHING_TOLD, type AlertState } from '../../../nodes/shared/alert/state';
import { stepWithBalance, stepWithFailure, type AlertStep } from '../../../nodes/shared/alert/step';
import type { FailureKind } from '../../../nodes/shared/failure/kinds';
import type { Input } from '../../../nodes/shared/input/fields';

const HOUR = 3_600_000;
const CALM: AlertPolicy = {
	checksBeforeAlert: 1,
	failuresBeforeAlert: 3,
	remindEvery: 0,
	notifyOnRecovery: true,
	snoozedUntil: null,
};

/** An amount, an amount and its days, or why there is none. */
type Check = number | { readonly amount: number; readonly days: DaysLeftRange } | FailureKind;

interface Watch {
	/** At every check. */
	readonly limits: Input;
	/** At each check its own instead. */
	readonly limitsOfEach?: readonly Input[];
	readonly policy?: Partial<AlertPolicy>;
	/** Milliseconds from one check to the next. */
	readonly every?: number;
	readonly from?: AlertState;
}

/** The steps of checks one after the other. */
function stepAll(checks: readonly Check[], watch: Watch): readonly AlertStep[] {
	const { limits, limitsOfEach = [], policy = {}, every = HOUR, from = NOTHING_TOLD } = watch;
	let state = from;
	return checks.map((check, number) => {
		const own = limitsOfEach[number] ?? limits;
		const step = stepOnce(state, check, own, { ...CALM, ...policy }, number * every);
		state = step.state;
		return step;
	});
}

function stepOnce(
	state: AlertState,
	check: Check,
	limits: Input,
	policy: AlertPolicy,
	now: number,
): AlertStep {
	if (typeof check === 'string') return stepWithFailure(state, check, policy, now);
	const { amount, days } = typeof check === 'number' ? { amount: check, days: null } : check;
	const observation = { available: { text: String(amount) }, daysLeft: days };
	return stepWithBalance(state, observation, readLimits(limits), policy, now);
}

/** What is told at each check. */
function listTold(checks: readonly Check[], watch: Watch): ReadonlyArray<readonly string[]> {
	return stepAll(checks, watch).map(({ events }) =>
		events.map(({ event, reason }) => (reason === null ? event : `${event}/${reason}`)),
	);
}

function stateAfter(checks: readonly Check[], watch: Watch): AlertState {
	return stepAll(checks, watch).at(-1)?.state ?? NOTHING_TOLD;
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
		['critical straight to ok', [30, 200], [CRITICAL, RECOVERED], { limits: BOTH }],
		[
			'without the recovery',
			[90, 200, 90],
			[LOW, [], LOW],
			{ limits: BOTH, policy: { notifyOnRecovery: false } },
		],
	])('%s', (_, checks, events, watch) => {
		expect(listTold(checks, watch)).toEqual(events);
	});
});

describe('policy', () => {
	it('asks for so many checks in a row', () => {
		const watch = { limits: BOTH, policy: { checksBeforeAlert: 3 } };
		expect(listTold([90, 90, 150, 90, 90, 90, 90], watch)).toEqual([[], [], [], [], [], LOW, []]);
	});

	it('of which one without a balance is none, either way', () => {
		const watch = { limits: BOTH, policy: { checksBeforeAlert: 2 } };
		expect(listTold([90, 'vendorUnavailable', 90], watch)).toEqual([[], [], LOW]);
	});

	it('but is told at once where it gets better', () => {
		const watch = { limits: BOTH, policy: { checksBeforeAlert: 2 } };
		expect(listTold([30, 30, 200, 90, 150, 90], watch)).toEqual([
			[],
			CRITICAL,
			RECOVERED,
			[],
			[],
			[],
		]);
	});

	it('begins to count anew where it gets no worse in between', () => {
		const watch = { limits: BOTH, policy: { checksBeforeAlert: 2 } };
		expect(listTold([90, 90, 30, 90, 30, 30], watch)).toEqual([[], LOW, [], [], [], CRITICAL]);
	});

	it('tells the level that the last of them saw', () => {
		const watch = { limits: BOTH, policy: { checksBeforeAlert: 2 } };
		expect(listTold([90, 30, 30], watch)).toEqual([[], CRITICAL, []]);
	});

	it('reminds after the time, again and again, and not once it is fine', () => {
		const watch = { limits: BOTH, policy: { remindEvery: 2 * HOUR } };
		expect(listTold([90, 90, 90, 90, 90, 200, 200, 200], watch)).toEqual([
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
		['a day', 24, 300_000],
		['two hours', 2, 300_000],
		['half an hour', 0.5, 90_000],
	])('does not wait another round where a schedule fires a little early after %s', (...row) => {
		const [, hours, early] = row;
		const policy = { ...CALM, remindEvery: hours * HOUR };
		const low = stateAfter([90], { limits: BOTH });
		const remindsAt = (now: number) => stepOnce(low, 90, BOTH, policy, now).events.length;
		expect([remindsAt(hours * HOUR - early), remindsAt(hours * HOUR - early - 1)]).toEqual([1, 0]);
	});

	it('counts the time from the last alert of any level', () => {
		const watch = { limits: BOTH, policy: { remindEvery: 2 * HOUR } };
		expect(listTold([90, 30, 30, 30], watch)).toEqual([LOW, CRITICAL, [], REMINDER]);
	});
});

describe('checks without a balance', () => {
	const DOWN = 'vendorUnavailable';

	it('are told once after so many, and so is the first that works', () => {
		expect(listTold([150, DOWN, DOWN, DOWN, DOWN, 150], { limits: BOTH })).toEqual([
			[],
			[],
			[],
			['checkFailing'],
			[],
			['checkWorking'],
		]);
	});

	it('are forgotten where one works in between', () => {
		expect(listTold([DOWN, DOWN, 150, DOWN, DOWN], { limits: BOTH }).flat()).toEqual([]);
	});

	it.each<[FailureKind, boolean]>([
		['authentication', true],
		['invalidRequest', true],
		['notFound', true],
		['notAllowed', true],
		['internal', true],
		['rateLimited', false],
		['vendorUnavailable', false],
		['refused', false],
		['unexpectedReply', false],
	])('by %s are told at once, since a person has to put it right: %s', (kind, isTold) => {
		const events = isTold ? ['checkFailing'] : [];
		expect(listTold([150, kind, kind], { limits: BOTH })).toEqual([[], events, []]);
	});

	it('hold what was known of the account', () => {
		expect(listTold([90, DOWN, DOWN, DOWN, 90, 200], { limits: BOTH })).toEqual([
			LOW,
			[],
			[],
			['checkFailing'],
			['checkWorking'],
			RECOVERED,
		]);
	});

	it('and the one that works tells what has happened meanwhile', () => {
		expect(listTold([150, 'authentication', 30], { limits: BOTH })).toEqual([
			[],
			['checkFailing'],
			['checkWorking', 'critical/threshold'],
		]);
	});

	it('put no reminder of the account off', () => {
		const watch = { limits: BOTH, policy: { remindEvery: 4 * HOUR, failuresBeforeAlert: 1 } };
		expect(listTold([90, DOWN, 90, 90, 90, 90], watch)).toEqual([
			LOW,
			['checkFailing'],
			['checkWorking'],
			[],
			REMINDER,
			[],
		]);
	});

	it('every night leave a low account its reminder every day', () => {
		const checks = Array.from({ length: 6 * 24 }, (_, hour): Check => {
			return hour % 24 >= 2 && hour % 24 <= 5 ? DOWN : 50;
		});
		const told = listTold(checks, { limits: BOTH, policy: { remindEvery: 24 * HOUR } });
		const days = told.flatMap((events, hour) => events.map((event) => [hour, event]));
		expect(days).toEqual(
			[0, 24, 48, 72, 96, 120].flatMap((hour) => [
				[hour, hour === 0 ? 'low/threshold' : 'reminder/threshold'],
				[hour + 4, 'checkFailing'],
				[hour + 6, 'checkWorking'],
			]),
		);
	});

	it('are reminded of as well', () => {
		const watch = { limits: BOTH, policy: { remindEvery: 2 * HOUR } };
		expect(listTold(['authentication', DOWN, DOWN], watch)).toEqual([
			['checkFailing'],
			[],
			['reminder'],
		]);
	});

	it('are reminded of by their own time, and not before they were told', () => {
		const watch = { limits: BOTH, policy: { remindEvery: 2 * HOUR } };
		expect(listTold([90, DOWN, DOWN, DOWN, DOWN, DOWN], watch)).toEqual([
			LOW,
			[],
			[],
			['checkFailing'],
			[],
			['reminder'],
		]);
	});

	it('are counted, and since when is known until one works', () => {
		const failing = stateAfter([90, DOWN, DOWN, 'authentication'], { limits: BOTH });
		expect(failing).toEqual({
			...stateAfter([90], { limits: BOTH }),
			failures: 3,
			failingSince: HOUR,
			failureAlertedAt: 3 * HOUR,
			isFailureLasting: true,
		});
		expect(stateAfter([90], { limits: BOTH, from: failing })).toMatchObject({
			failures: 0,
			failingSince: null,
			failureAlertedAt: null,
			isFailureLasting: false,
		});
	});

	it('are reminded of by what was told, whatever they are now', () => {
		const watch = { limits: BOTH, policy: { remindEvery: HOUR } };
		expect(listTold(['authentication', DOWN], watch)).toEqual([['checkFailing'], ['reminder']]);
		expect(listTold([DOWN, DOWN], watch).flat()).toEqual([]);
	});

	it('are told anew where what does not pass by itself follows an outage, and once', () => {
		const REFUSED = 'authentication';
		const watch = { limits: BOTH, policy: { remindEvery: 0 } };
		expect(listTold([DOWN, DOWN, DOWN, REFUSED, REFUSED, DOWN, REFUSED], watch)).toEqual([
			[],
			[],
			['checkFailing'],
			['checkFailing'],
			[],
			[],
			[],
		]);
	});
});

it('knows since when it is not ok, and when that was told last', () => {
	const policy = { remindEvery: 2 * HOUR };
	const steps = stepAll([150, 90, 30, 90, 90, 200, 90], { limits: BOTH, policy });
	const hours = (time: number | null) => (time === null ? null : time / HOUR);
	expect(steps.map(({ state }) => [hours(state.since), hours(state.alertedAt)])).toEqual([
		[null, null],
		[1, 1],
		[1, 2],
		[1, 2],
		[1, 4],
		[null, 4],
		[6, 6],
	]);
	expect(steps.map(({ before }) => before)).toEqual([
		NOTHING_TOLD,
		...steps.slice(0, -1).map(({ state }) => state),
	]);
});

describe('days left', () => {
	const exactly = (days: number) => ({
		daysLeft: days,
		daysLeftMin: days,
		daysLeftMax: days,
	});
	const few = (amount: number): Check => ({ amount, days: exactly(2) });
	const many = (amount: number): Check => ({ amount, days: exactly(90) });
	const limits = { threshold: 100, daysLeftThreshold: 5 };

	it('are told when two checks in a row find them few, and once they are more again', () => {
		const checks = [few(500), few(500), few(500), many(500), many(500)];
		expect(listTold(checks, { limits })).toEqual([
			[],
			['low/daysLeft'],
			[],
			[],
			['recovered/daysLeft'],
		]);
	});

	it('are silent on an account that is low already, and hold it when the amount recovers', () => {
		const checks = [few(90), few(90), few(200), many(200), many(200)];
		expect(listTold(checks, { limits })).toEqual([LOW, [], [], [], ['recovered/daysLeft']]);
	});

	it('count less than an amount, which is told besides', () => {
		const checks = [few(500), few(500), few(90), few(90)];
		expect(listTold(checks, { limits })).toEqual([[], ['low/daysLeft'], LOW, []]);
	});

	it('ask for as many checks as an amount', () => {
		const watch = { limits, policy: { checksBeforeAlert: 3 } };
		expect(listTold([few(500), few(500), few(500)], watch)).toEqual([[], [], ['low/daysLeft']]);
	});

	it('are reminded of', () => {
		const watch = { limits, policy: { remindEvery: 2 * HOUR } };
		expect(listTold([few(500), few(500), few(500), few(500)], watch)).toEqual([
			[],
			['low/daysLeft'],
			[],
			['reminder/daysLeft'],
		]);
	});
});

describe('an edited threshold', () => {
	it.each<[string, Input, number, readonly string[]]>([
		['still low is not repeated', { threshold: 95 }, 90, []],
		['not recovered by the new one', { threshold: 89 }, 90, []],
		['recovered by the new one', { threshold: 80 }, 90, RECOVERED],
		['now critical', { threshold: 100, criticalThreshold: 95 }, 90, CRITICAL],
		['without a threshold', { daysLeftThreshold: 3 }, 90, RECOVERED],
	])('%s', (_, limits, amount, events) => {
		const from = stateAfter([150, 90], { limits: { threshold: 100 } });
		expect(listTold([amount], { limits, from })[0]).toEqual(events);
	});

	it('that moves a little about the amount is one event', () => {
		const limitsOfEach = [99.5, 100.2, 99.7, 100.4, 99.6].map((threshold) => ({ threshold }));
		expect(listTold([100, 100, 100, 100, 100], { limits: {}, limitsOfEach })).toEqual([
			[],
			LOW,
			[],
			[],
			[],
		]);
	});
});

describe('a snooze', () => {
	const until = (hours: number, policy: Partial<AlertPolicy> = {}) => {
		return { limits: BOTH, policy: { snoozedUntil: hours * HOUR, ...policy } };
	};

	it('is over at its time, and what still holds is told then', () => {
		expect(listTold([90, 90, 90, 90], until(2))).toEqual([[], [], LOW, []]);
		expect(listTold([90, 150, 150], until(2)).flat()).toEqual([]);
	});

	it('keeps what was told before, and since when', () => {
		const from = stateAfter([90], { limits: BOTH });
		expect(stateAfter([150], { ...until(2), from })).toMatchObject({
			level: 'ok',
			since: 0,
			alertedAt: 0,
		});
		expect(stateAfter([150], { ...until(2), from }).told).toEqual({
			level: 'low',
			daysLeft: from.daysLeft,
		});
		expect(listTold([150, 150, 150], { ...until(2), from })).toEqual([[], [], RECOVERED]);
		expect(stateAfter([150, 150, 150], { ...until(2), from })).toMatchObject({
			told: null,
			since: null,
		});
	});

	it('keeps back that a check fails and that it works, until it is over', () => {
		const DOWN = 'authentication';
		expect(listTold([DOWN, DOWN, DOWN, 150], until(2))).toEqual([
			[],
			[],
			['checkFailing'],
			['checkWorking'],
		]);
		const from = stateAfter([DOWN], { limits: BOTH });
		expect(listTold([150, 150, 150, 150], { ...until(2), from })).toEqual([
			[],
			[],
			['checkWorking'],
			[],
		]);
		expect(stateAfter([DOWN], until(2))).toMatchObject({ failures: 1, failureAlertedAt: null });
	});

	it('keeps since when a check failed that works meanwhile, until it is over', () => {
		const from = stateAfter(['authentication'], { limits: BOTH });
		const steps = stepAll([150, 150, 150], { ...until(2), from });
		expect(steps.map(({ before }) => before.failingSince)).toEqual([0, 0, 0]);
		expect(steps.at(-1)?.state.failingSince).toBeNull();
	});

	it('ends no row of failures: where a check worked in it, it has to fail often enough again', () => {
		const from = stateAfter(['authentication'], { limits: BOTH });
		const policy = { snoozedUntil: 2 * HOUR, remindEvery: HOUR };
		const told = listTold([150, 150, 'vendorUnavailable'], { limits: BOTH, policy, from });
		expect(told).toEqual([[], [], []]);
	});
});

it('a check that gets no worse begins the count of three anew', () => {
	const watch = { limits: BOTH, policy: { checksBeforeAlert: 3 } };
	expect(listTold([90, 90, 90, 30, 90, 30, 30, 30], watch)).toEqual([
		[],
		[],
		LOW,
		[],
		[],
		[],
		[],
		CRITICAL,
	]);
});

it('of what was never told nobody is reminded', () => {
	const from: AlertState = { ...NOTHING_TOLD, level: 'low' };
	const policy = { remindEvery: HOUR };
	expect(listTold([90, 90, 90], { limits: BOTH, policy, from }).flat()).toEqual([]);
});
