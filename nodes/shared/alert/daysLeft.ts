/** What is remembered of how the days left were judged. */
export interface DaysLeftState {
	/** As it was told. */
	readonly areFew: boolean;
	/** How many checks in a row saw the other. */
	readonly contraryChecks: number;
}

export const ENOUGH_DAYS: DaysLeftState = { areFew: false, contraryChecks: 0 };

/** How many days are left; `Infinity` where nothing is used up. */
export interface DaysLeftRange {
	readonly daysLeft: number;
	/** The range in which it lies. */
	readonly daysLeftMin: number;
	readonly daysLeftMax: number;
}

/** How many checks in a row must agree, either way: one odd reading does not count. */
const MIN_CHECKS = 2;

/** While the range reaches this many times the threshold, nobody can know. */
const UNCERTAIN = 2;

/**
 * Whether the days left are too few, by the threshold as it is now: alerted once enough checks in a row
 * find them few, and over once two in a row find them enough. What is unknown holds what was, and what
 * comes after it is not in a row with what was before.
 */
export function stepDaysLeft(
	before: DaysLeftState,
	range: DaysLeftRange | null,
	threshold: number | null,
	checksBeforeAlert: number,
): DaysLeftState {
	if (threshold === null) return ENOUGH_DAYS;
	const { areFew, contraryChecks } = before;
	if (range === null) return { areFew, contraryChecks: 0 };
	if (isFew(range, threshold, areFew) === areFew) return { areFew, contraryChecks: 0 };
	const checks = contraryChecks + 1;
	const needed = areFew ? MIN_CHECKS : Math.max(MIN_CHECKS, checksBeforeAlert);
	return checks >= needed
		? { areFew: !areFew, contraryChecks: 0 }
		: { areFew, contraryChecks: checks };
}

function isFew({ daysLeft, daysLeftMax }: DaysLeftRange, threshold: number, areFew: boolean) {
	if (areFew) return daysLeft < computeRecovery(threshold);
	return daysLeft < threshold && daysLeftMax < UNCERTAIN * threshold;
}

/** How far above its threshold a number of days has recovered: a twentieth, one day at least. */
function computeRecovery(threshold: number): number {
	return threshold + Math.max(1, threshold / 20);
}
