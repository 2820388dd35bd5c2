import { createFailedItem } from '../check/balanceItem';
import type { CheckResult } from '../check/result';
import { toNumber } from '../decimal';
import { MILLISECONDS_A_DAY } from '../forecast/history';
import { drawSparkline } from '../forecast/sparkline';
import type { FailedItem, WatchedFailureItem, WatchFields, WatchItem, WatchReason } from '../item';
import { omitNull } from '../omitNull';
import type { WatchLevel } from './level';
import type { WatchLimits } from './limits';
import { findReason, type WatchState } from './state';
import type { WatchStep } from './step';

/** What one check of a watched account came to. */
export interface WatchedResult {
	readonly checked: CheckResult;
	/** Null where they could not be read. */
	readonly limits: WatchLimits | null;
	readonly step: WatchStep;
	/** What to tell beside. */
	readonly warnings: readonly string[];
}

/** An estimate deserves no more digits. */
const DIGITS = 4;

/** Further ahead no estimate reaches. */
const MAX_DAYS_AHEAD = 36_525;

/** The items of one check: one for each event, in their order, or else one with the event `none`. */
export function createWatchItems(watched: WatchedResult): readonly WatchItem[] {
	const { events, before, state } = watched.step;
	if (events.length === 0) {
		return [createItem(watched, { event: 'none', reason: findReason(state) }, state)];
	}
	return events.map((happened) => {
		// What has recovered is told with the limit that it had been beyond.
		const standing = happened.event === 'recovered' ? before : state;
		return createItem(watched, happened, standing);
	});
}

function createItem(
	watched: WatchedResult,
	happened: Pick<WatchFields, 'event' | 'reason'>,
	standing: WatchState,
): WatchItem {
	const { checked, step, warnings } = watched;
	const { context, result } = checked;
	const fields = createFields(watched, happened, standing);
	if (result.ok) {
		const { item } = result.value;
		const { warnings: known = [], ...details } = item.details;
		return { ...item, details: addWarnings(details, [...known, ...warnings]), ...fields };
	}
	// Where the request names no account, the last reply did.
	const account = context.account ?? step.state.account;
	return createFailureItem(
		createFailedItem({ ...context, account }, result.failure),
		fields,
		watched,
	);
}

function createFailureItem(
	{ error, details: { vendor, label, account, ...details } }: FailedItem,
	fields: WatchFields,
	{ checked, step: { state }, warnings }: WatchedResult,
): WatchedFailureItem {
	const { previousBalance, ...others } = fields;
	return {
		vendor,
		label,
		account,
		message: error,
		checkedAt: toIsoText(checked.endedAt),
		details: addWarnings(details, warnings),
		...others,
		...omitNull({ lastBalance: previousBalance ?? null }),
		lastCheckedAt: state.lastCheckedAt === null ? null : toIsoText(state.lastCheckedAt),
	};
}

function addWarnings<Details extends object>(
	details: Details,
	warnings: readonly string[],
): Details & { warnings?: string[] } {
	return { ...details, ...omitNull({ warnings: warnings.length === 0 ? null : [...warnings] }) };
}

function createFields(
	{ limits, step: { before, state, runway, daysLeft } }: WatchedResult,
	{ event, reason }: Pick<WatchFields, 'event' | 'reason'>,
	{ level, since }: WatchState,
): WatchFields {
	const newest = state.history.at(-1)?.at ?? null;
	return {
		event,
		reason,
		...omitNull({
			threshold: limits === null ? null : chooseThreshold(limits, level, reason),
			previousBalance: before.lastBalance,
			burnPerDay: runway === null ? null : round(runway.burnPerDay),
			daysLeft: daysLeft === null || daysLeft === Infinity ? null : round(daysLeft),
		}),
		emptyAt: computeEmptyAt(newest, daysLeft ?? runway?.daysLeft ?? null),
		since: since === null ? null : toIsoText(since),
		trend: drawSparkline(state.history),
	};
}

/** Of an account that is fine, the limit that it would reach first. */
function chooseThreshold(
	{ threshold, criticalThreshold, daysLeftThreshold }: WatchLimits,
	level: WatchLevel,
	reason: WatchReason | null,
): number | null {
	if (reason === 'daysLeft') return daysLeftThreshold;
	const amount = level === 'critical' ? criticalThreshold : (threshold ?? criticalThreshold);
	return amount === null ? null : toNumber(amount);
}

function round(estimate: number): number {
	return Number(estimate.toPrecision(DIGITS));
}

function computeEmptyAt(newest: number | null, daysLeft: number | null): string | null {
	if (newest === null || daysLeft === null || daysLeft > MAX_DAYS_AHEAD) return null;
	return toIsoText(newest + daysLeft * MILLISECONDS_A_DAY);
}

function toIsoText(milliseconds: number): string {
	return new Date(milliseconds).toISOString();
}
