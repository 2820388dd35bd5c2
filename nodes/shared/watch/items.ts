import { computeAvailable, createFailedItem } from '../check/balanceItem';
import { toNumber } from '../decimal';
import { MILLISECONDS_A_DAY } from '../forecast/history';
import { drawSparkline } from '../forecast/sparkline';
import type { FailedItem, WatchedFailureItem, WatchFields, WatchItem } from '../item';
import { omitNull } from '../omitNull';
import type { WatchLimits } from '../alert/limits';
import { findReason, type AlertState } from '../alert/state';
import type { AlertStep } from '../alert/step';
import { findDaysLeft, type Verdict } from './judgeAccount';

/** An estimate deserves no more digits. */
const DIGITS = 4;

/** Further ahead no estimate reaches. */
const MAX_DAYS_AHEAD = 36_525;

/** The items of one check: one for each event, in their order, or else one with the event `none`. */
export function createWatchItems(
	verdict: Verdict,
	warnings: readonly string[],
): readonly WatchItem[] {
	const { events, state } = verdict.step;
	const happened =
		events.length === 0 ? [{ event: 'none' as const, reason: findReason(state) }] : events;
	return happened.map((event) => createItem(verdict, event, warnings));
}

/** What happened, or that nothing did. */
type Happened = Pick<WatchFields, 'event' | 'reason'>;

function createItem(verdict: Verdict, happened: Happened, warnings: readonly string[]): WatchItem {
	const { context, result } = verdict.check.checked;
	const fields = createFields(verdict, happened);
	if (result.ok) {
		const item = { ...result.value.item };
		// `event` says it, and `low` knows nothing of alerts on Above.
		delete item.low;
		const { warnings: known = [], ...details } = item.details;
		return { ...item, details: addWarnings(details, [...known, ...warnings]), ...fields };
	}
	// Where the request names no account, the last reply did.
	const account = context.account ?? verdict.account.account;
	const failed = createFailedItem({ ...context, account }, result.failure);
	return createFailureItem(failed, fields, verdict, warnings);
}

function createFailureItem(
	{ error, details: { vendor, label, account, ...details } }: FailedItem,
	fields: WatchFields,
	{ check: { checked }, account: { lastCheckedAt } }: Verdict,
	warnings: readonly string[],
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
		lastCheckedAt: lastCheckedAt === null ? null : toIsoText(lastCheckedAt),
	};
}

function addWarnings<Details extends object>(
	details: Details,
	warnings: readonly string[],
): Details & { warnings?: string[] } {
	return { ...details, ...omitNull({ warnings: warnings.length === 0 ? null : [...warnings] }) };
}

function createFields(verdict: Verdict, { event, reason }: Happened): WatchFields {
	const { check, before, account, runway, step } = verdict;
	const { limits } = check.options;
	const newest = account.history.at(-1)?.at ?? null;
	const daysLeft = findKnownDaysLeft(verdict);
	const since = findSince(step, event);
	return {
		event,
		reason,
		...omitNull({
			threshold: limits.ok ? chooseThreshold(limits.value, step.state, reason) : null,
			previousBalance: before.lastBalance,
			burnPerDay: runway === null ? null : round(runway.burnPerDay),
			daysLeft: daysLeft === null || daysLeft === Infinity ? null : round(daysLeft),
		}),
		emptyAt: computeEmptyAt(newest, daysLeft ?? runway?.daysLeft ?? null),
		since: since === null ? null : toIsoText(since),
		trend: drawSparkline(account.history),
	};
}

/** Of a check without a balance the days have passed: only when it will be empty is still known. */
function findKnownDaysLeft({ check: { checked }, runway }: Verdict): number | null {
	if (!checked.result.ok) return null;
	return findDaysLeft(computeAvailable(checked.result.value.reading), runway)?.daysLeft ?? null;
}

/** Of what the event is about: since when its check fails, or its account is not ok. */
function findSince({ before, state }: AlertStep, event: Happened['event']): number | null {
	if (event === 'checkWorking') return before.failingSince;
	if (event === 'recovered') return before.since;
	return state.failingSince ?? state.since;
}

/**
 * The limit in question: that of the level which was told; of an account that is ok or has recovered,
 * the one that it would reach first, and had to clear.
 */
function chooseThreshold(
	{ threshold, criticalThreshold, daysLeftThreshold }: WatchLimits,
	{ level }: AlertState,
	reason: WatchFields['reason'],
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
