import {
	findReason,
	forgetAccount,
	isOk,
	limitToClock,
	NOTHING_TOLD,
	type AlertState,
} from '../../../nodes/shared/alert/state';

const FEW = { areFew: true, contraryChecks: 0 };

/** Everything was told at this time. */
const TOLD: AlertState = {
	level: 'critical',
	worseChecks: 1,
	daysLeft: FEW,
	told: { level: 'low', daysLeft: FEW },
	since: 10,
	alertedAt: 20,
	failures: 2,
	failingSince: 30,
	failureAlertedAt: 40,
	isFailureLasting: true,
};

it('nothing was told yet', () => {
	expect(NOTHING_TOLD).toEqual({
		level: 'ok',
		worseChecks: 0,
		daysLeft: { areFew: false, contraryChecks: 0 },
		told: null,
		since: null,
		alertedAt: null,
		failures: 0,
		failingSince: null,
		failureAlertedAt: null,
		isFailureLasting: false,
	});
});

it.each<[Partial<AlertState>, boolean, string | null]>([
	[{}, true, null],
	[{ level: 'low' }, false, 'threshold'],
	[{ level: 'critical' }, false, 'threshold'],
	[{ daysLeft: FEW }, false, 'daysLeft'],
	[{ level: 'low', daysLeft: FEW }, false, 'threshold'],
	[{ failures: 9, failureAlertedAt: 5 }, true, null],
])('%j is ok: %s, because of %s', (change, ok, reason) => {
	const state = { ...NOTHING_TOLD, ...change };
	expect([isOk(state), findReason(state)]).toEqual([ok, reason]);
});

it('no time lies ahead of the clock', () => {
	expect(limitToClock(TOLD, 25)).toEqual({ ...TOLD, failingSince: 25, failureAlertedAt: 25 });
	expect(limitToClock(TOLD, 5)).toEqual({
		...TOLD,
		since: 5,
		alertedAt: 5,
		failingSince: 5,
		failureAlertedAt: 5,
	});
	expect(limitToClock(TOLD, 40)).toEqual(TOLD);
	expect(limitToClock(NOTHING_TOLD, 5)).toEqual(NOTHING_TOLD);
});

it('of another account nothing is known but that the check fails', () => {
	const failing = {
		failures: 2,
		failingSince: 30,
		failureAlertedAt: 40,
		isFailureLasting: true,
	};
	expect(forgetAccount(TOLD)).toEqual({ ...NOTHING_TOLD, ...failing });
});
