import type { ExactDecimal } from '../decimal';
import { isBeyond, type WatchLimits } from './limits';

/** How an account stands, worse from left to right. */
export type WatchLevel = 'fine' | 'low' | 'critical';

/**
 * How an account stands by its amount. Once low it stays so until it has recovered, and so with
 * critical: an amount that sways about a threshold is one event, not many.
 */
export function judgeAmount(
	available: ExactDecimal,
	limits: WatchLimits,
	before: WatchLevel,
): WatchLevel {
	const { direction, threshold, criticalThreshold, recoverAt, criticalRecoverAt } = limits;
	const isStill = (limit: ExactDecimal | null, recovery: ExactDecimal | null, was: boolean) => {
		if (limit === null) return false;
		if (isBeyond(available, limit, direction)) return true;
		return was && recovery !== null && isBeyond(available, recovery, direction);
	};
	if (isStill(criticalThreshold, criticalRecoverAt, before === 'critical')) return 'critical';
	return isStill(threshold, recoverAt, before !== 'fine') ? 'low' : 'fine';
}

/** How far above its threshold a number of days has recovered: a twentieth, one day at least. */
function computeRecoveryDays(threshold: number): number {
	return threshold + Math.max(1, threshold / 20);
}

/** Whether the days left are too few. Unknown holds what was; no end in sight is fine. */
export function areDaysFew(
	daysLeft: number | null,
	{ daysLeftThreshold }: WatchLimits,
	before: boolean,
): boolean {
	if (daysLeftThreshold === null) return false;
	if (daysLeft === null) return before;
	return daysLeft < (before ? computeRecoveryDays(daysLeftThreshold) : daysLeftThreshold);
}
