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
