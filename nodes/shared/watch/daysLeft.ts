import type { Runway } from '../forecast/runway';

/** What is remembered of the days left of one account. */
export interface DaysLeftState {
	/** As it was told. */
	readonly daysAreFew: boolean;
	/** How many checks in a row saw it otherwise than told. */
	readonly otherChecks: number;
}

/** Nothing was told, and nothing seen. */
export const DAYS_NOT_FEW: DaysLeftState = { daysAreFew: false, otherChecks: 0 };

/** One odd reading makes one odd estimate: two in a row must agree, to alert and to recover. */
const MIN_CHECKS = 2;

/** Nothing is told while so many times the limit may be left. */
const POSSIBLE = 2;

/**
 * One check of the days left against its limit in days, null where there is none. Once few they stay
 * so until they have recovered. An unknown runway holds what was told, and what comes after it is not
 * in a row with what was before.
 */
export function stepDays(
	before: DaysLeftState,
	runway: Runway | null,
	threshold: number | null,
	checksBeforeAlert: number,
): DaysLeftState {
	if (threshold === null) return DAYS_NOT_FEW;
	const { daysAreFew, otherChecks } = before;
	if (runway === null) return { daysAreFew, otherChecks: 0 };
	const seen = daysAreFew ? !haveRecovered(runway, threshold) : areFew(runway, threshold);
	if (seen === daysAreFew) return { daysAreFew, otherChecks: 0 };
	const needed = daysAreFew ? MIN_CHECKS : Math.max(MIN_CHECKS, checksBeforeAlert);
	return otherChecks + 1 >= needed
		? { daysAreFew: seen, otherChecks: 0 }
		: { daysAreFew, otherChecks: otherChecks + 1 };
}

function areFew({ daysLeft, daysLeftMax }: Runway, threshold: number): boolean {
	return daysLeft < threshold && daysLeftMax < POSSIBLE * threshold;
}

/** A twentieth above the limit, one day at least. */
function haveRecovered({ daysLeft }: Runway, threshold: number): boolean {
	return daysLeft >= threshold + Math.max(1, threshold / 20);
}
