import type { Runway } from '../../../nodes/shared/forecast/runway';
import {
	ENOUGH_DAYS,
	stepDaysLeft,
	type DaysLeftState,
} from '../../../nodes/shared/alert/daysLeft';

const LIMIT = 7;

/** An estimate of so many days, by far not the double of the limit; or with another upper end. */
function runway(daysLeft: number, daysLeftMax = daysLeft): Runway {
	return { burnPerDay: 1, daysLeft, daysLeftMin: daysLeft, daysLeftMax, isSurge: false };
}

/** What was told after each of these checks. */
function told(
	checks: ReadonlyArray<number | null>,
	{ threshold = LIMIT, checksBeforeAlert = 1, state = ENOUGH_DAYS } = {},
): string {
	let now: DaysLeftState = state;
	return checks
		.map((days) => {
			const estimate = days === null ? null : runway(days);
			now = stepDaysLeft(now, estimate, threshold, checksBeforeAlert);
			return now.areFew ? 'few' : '-';
		})
		.join(' ');
}

const FEW: DaysLeftState = { areFew: true, contraryChecks: 0 };

it.each<[string, ReadonlyArray<number | null>, string]>([
	['two checks in a row below the limit are told', [8, 6.9, 6.9], '- - few'],
	['exactly the limit is not below it', [7, 7, 7], '- - -'],
	['one odd estimate is not told', [6, 20, 6, 20], '- - - -'],
	['with an unknown one in between they are not in a row', [6, null, 6, 6], '- - - few'],
	['what is unknown tells nothing', [null, null, null], '- - -'],
	['nothing left', [0, 0], '- few'],
])('%s', (_, checks, expected) => {
	expect(told(checks)).toBe(expected);
});

it.each<[string, ReadonlyArray<number | null>, string]>([
	['two in a row recover', [8, 8], 'few -'],
	['one does not', [8, 6, 8, 6], 'few few few few'],
	['an unknown one holds what was told', [8, null, 8, 8], 'few few few -'],
	['a day above the limit is needed', [7.9, 7.99, 8, 8], 'few few few -'],
	['no end in sight', [Infinity, Infinity], 'few -'],
])('few: %s', (_, checks, expected) => {
	expect(told(checks, { state: FEW })).toBe(expected);
});

it('recovers a twentieth above a long limit', () => {
	const long = { threshold: 40, state: FEW };
	expect(told([41.9, 41.9], long)).toBe('few few');
	expect(told([42, 42], long)).toBe('few -');
});

it('tells nothing while twice the limit may be left', () => {
	const step = (most: number) =>
		stepDaysLeft({ areFew: false, contraryChecks: 1 }, runway(5, most), LIMIT, 1);
	expect(step(14)).toEqual(ENOUGH_DAYS);
	expect(step(13.9)).toEqual(FEW);
});

it('what was told does not depend on how sure it still is', () => {
	expect(stepDaysLeft(FEW, runway(5, 100), LIMIT, 1)).toEqual(FEW);
});

it.each([
	[1, '- few few few'],
	[2, '- few few few'],
	[3, '- - few few'],
])('%d checks before an alert', (checksBeforeAlert, expected) => {
	expect(told([1, 1, 1, 1], { checksBeforeAlert })).toBe(expected);
});

it('needs two to recover, however many are needed to alert', () => {
	expect(told([9, 9], { checksBeforeAlert: 5, state: FEW })).toBe('few -');
});

it('counts', () => {
	const once = stepDaysLeft(ENOUGH_DAYS, runway(1), LIMIT, 3);
	expect(once).toEqual({ areFew: false, contraryChecks: 1 });
	expect(stepDaysLeft(once, runway(1), LIMIT, 3)).toEqual({ areFew: false, contraryChecks: 2 });
	expect(stepDaysLeft(once, runway(30), LIMIT, 3)).toEqual(ENOUGH_DAYS);
	expect(stepDaysLeft(once, null, LIMIT, 3)).toEqual(ENOUGH_DAYS);
});

it('goes by the limit as it is now', () => {
	expect(told([12, 12], { threshold: 10, state: FEW })).toBe('few -');
	expect(told([12, 12], { threshold: 20, state: FEW })).toBe('few few');
});

it('forgets what was told where nobody asks any more', () => {
	expect(stepDaysLeft(FEW, runway(1), null, 1)).toEqual(ENOUGH_DAYS);
});
