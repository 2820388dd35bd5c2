import { MILLISECONDS_A_DAY } from '../forecast/history';
import { toNumber } from '../decimal';
import { failedItem } from '../check/balanceItem';
import type { FailedItem } from '../item';
import type { ItemOutcome } from '../check/result';
import { sparklineOf } from '../forecast/sparkline';
import type { Vendor } from '../vendor';
import type { WatchStep } from './step';
import type { WatchedFailureItem, WatchFields, WatchItem, WatchReason } from './item';
import type { WatchLevel } from './level';
import type { WatchLimits } from './limits';
import { reasonOf, type WatchState } from './state';

/** What one check of one account came to. */
export interface WatchedCheck {
	readonly outcome: ItemOutcome;
	/** Null where they could not be read. */
	readonly limits: WatchLimits | null;
	readonly step: WatchStep;
	/** What to tell beside. */
	readonly warnings: readonly string[];
	/** When it ended, in milliseconds since 1970. */
	readonly at: number;
}

/** The items of one check: one for each event, in their order, or else one with the event `none`. */
export function watchItems(vendor: Vendor, check: WatchedCheck): readonly WatchItem[] {
	const { events, before, state } = check.step;
	if (events.length === 0) {
		return [watchItem(vendor, check, { event: 'none', reason: reasonOf(state) }, state)];
	}
	return events.map((happened) => {
		// What has recovered is told with the limit that it had been beyond.
		const standing = happened.event === 'recovered' ? before : state;
		return watchItem(vendor, check, happened, standing);
	});
}

function watchItem(
	vendor: Vendor,
	check: WatchedCheck,
	happened: Pick<WatchFields, 'event' | 'reason'>,
	standing: WatchState,
): WatchItem {
	const { outcome, limits, step, warnings, at } = check;
	const fields = watchFields(happened, standing, limits, step);
	if (outcome.outcome === 'balance') {
		const { details } = outcome.item;
		return {
			...outcome.item,
			details: { ...details, ...warningsOf([...(details.warnings ?? []), ...warnings]) },
			...fields,
		};
	}
	// Where the request names no account, the last reply did.
	const account = outcome.context.account ?? step.state.account;
	const failed = failedItem(vendor, { ...outcome.context, account }, outcome.refusal);
	return failureItem(failed, fields, { step, warnings, at });
}

function failureItem(
	{ error, details: { vendor, label, account, ...details } }: FailedItem,
	fields: WatchFields,
	{ step: { state }, warnings, at }: Pick<WatchedCheck, 'step' | 'warnings' | 'at'>,
): WatchedFailureItem {
	const { previousBalance, ...others } = fields;
	return {
		...{ vendor, label, account, message: error },
		checkedAt: timeText(at),
		details: { ...details, ...warningsOf(warnings) },
		...others,
		...(previousBalance === undefined ? {} : { lastBalance: previousBalance }),
		lastCheckedAt: state.lastCheckedAt === null ? null : timeText(state.lastCheckedAt),
	};
}

function warningsOf(warnings: readonly string[]): { warnings?: string[] } {
	return warnings.length === 0 ? {} : { warnings: [...warnings] };
}

function watchFields(
	{ event, reason }: Pick<WatchFields, 'event' | 'reason'>,
	{ level, since }: WatchState,
	limits: WatchLimits | null,
	{ before, state, runway, daysLeft }: WatchStep,
): WatchFields {
	const threshold = limits === null ? null : thresholdOf(limits, level, reason);
	const newest = state.history.at(-1)?.at ?? null;
	return {
		event,
		reason,
		...(threshold === null ? {} : { threshold }),
		...(before.lastBalance === null ? {} : { previousBalance: before.lastBalance }),
		...(runway === null ? {} : { burnPerDay: rounded(runway.burnPerDay) }),
		...(daysLeft === null || daysLeft === Infinity ? {} : { daysLeft: rounded(daysLeft) }),
		emptyAt: emptyAt(newest, daysLeft ?? runway?.daysLeft ?? null),
		since: since === null ? null : timeText(since),
		trend: sparklineOf(state.history),
	};
}

/** Of an account that is fine, the limit that it would reach first. */
function thresholdOf(
	{ threshold, criticalThreshold, daysLeftThreshold }: WatchLimits,
	level: WatchLevel,
	reason: WatchReason | null,
): number | null {
	if (reason === 'daysLeft') return daysLeftThreshold;
	const amount = level === 'critical' ? criticalThreshold : (threshold ?? criticalThreshold);
	return amount === null ? null : toNumber(amount);
}

/** An estimate deserves no more digits. */
const DIGITS = 4;

function rounded(estimate: number): number {
	return Number(estimate.toPrecision(DIGITS));
}

/** Further ahead no estimate reaches. */
const MOST_DAYS_AHEAD = 36_525;

function emptyAt(newest: number | null, daysLeft: number | null): string | null {
	if (newest === null || daysLeft === null || daysLeft > MOST_DAYS_AHEAD) return null;
	return timeText(newest + daysLeft * MILLISECONDS_A_DAY);
}

function timeText(milliseconds: number): string {
	return new Date(milliseconds).toISOString();
}
