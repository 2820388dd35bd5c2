import type { ExactDecimal } from '../decimal';
import { isBeyond, type WatchLimits } from './limits';

/** How an account stands by its amount, worse from left to right. */
export type AlertLevel = 'ok' | 'low' | 'critical';

/**
 * How an account stands, judged by the limits as they are now. Once low it stays so until it has
 * recovered, and so with critical: an amount that sways about a threshold, or a threshold that sways
 * about an amount, is one event, not many.
 */
export function judgeAmount(
	available: ExactDecimal,
	limits: WatchLimits,
	before: AlertLevel,
): AlertLevel {
	const { alertWhen, threshold, criticalThreshold, recoverAt, criticalRecoverAt } = limits;
	const isStill = (limit: ExactDecimal | null, recovery: ExactDecimal | null, was: boolean) => {
		if (limit === null) return false;
		if (isBeyond(available, limit, alertWhen)) return true;
		return was && recovery !== null && isBeyond(available, recovery, alertWhen);
	};
	if (isStill(criticalThreshold, criticalRecoverAt, before === 'critical')) return 'critical';
	return isStill(threshold, recoverAt, before !== 'ok') ? 'low' : 'ok';
}
