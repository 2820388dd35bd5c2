import type { WatchLimits } from '../alert/limits';
import { findReason, type AlertState } from '../alert/state';
import type { AlertStep, WatchEvent } from '../alert/step';
import { computeAvailable, createFailedItem } from '../check/balanceItem';
import type { CheckedBalance } from '../check/result';
import { toNumber } from '../decimal';
import type { Failure } from '../failure/failure';
import { MILLISECONDS_A_DAY } from '../forecast/totals';
import { drawSparkline } from '../forecast/sparkline';
import type { WatchedBalanceItem, WatchedFailureItem, WatchItem, WatchStatus } from '../item';
import type { DateWords } from '../message/dates';
import { writeText, type Message } from '../message/text';
import { omitNull } from '../omitNull';
import { createAlertKey } from './accountKey';
import { findDaysLeft, mayRunOut, type Verdict } from './judgeAccount';

/** What all items of a run are written with. */
export interface ItemOptions {
	/** The workflow and the node that watch. */
	readonly watchId: string;
	readonly dates: DateWords;
	/** What is noteworthy about the run. */
	readonly warnings: readonly string[];
}

/** An estimate deserves no more digits. */
const DIGITS = 4;

/** Further ahead no estimate reaches. */
const MAX_DAYS_AHEAD = 36_525;

/** What the items of a row are made of. */
export type VerdictToTell = Omit<Verdict, 'isEmitted' | 'notices'>;

/** What happened, or that nothing did. */
interface Happened {
	readonly event: WatchEvent['event'] | 'none';
	readonly reason: WatchEvent['reason'];
}

/** The items of one check: one for each event, in their order, or else one with the event `none`. */
export function createWatchItems(
	verdict: VerdictToTell,
	options: ItemOptions,
): readonly WatchItem[] {
	const { events, state } = verdict.step;
	const happened: readonly Happened[] =
		events.length === 0 ? [{ event: 'none', reason: findReason(state) }] : events;
	return happened.map((each) => createItem(verdict, each, options));
}

/** The item of one thing that happened. */
export function createItem(
	verdict: VerdictToTell,
	happened: Happened,
	options: ItemOptions,
): WatchItem {
	const { result } = verdict.check.checked;
	return result.ok
		? createCheckedItem(verdict, happened, result.value, options)
		: createFailingItem(verdict, happened, result.failure, options);
}

function createCheckedItem(
	verdict: VerdictToTell,
	happened: Happened,
	{ item, reading }: CheckedBalance,
	{ watchId, dates, warnings }: ItemOptions,
): WatchedBalanceItem {
	const { before, step } = verdict;
	const { vendor, account, label, balance, balanceText, unit, currency, creditLimit } = item;
	const { available, checkedAt, raw } = item;
	const { warnings: known = [], ...details } = item.details;
	const exact = computeAvailable(reading);
	const range = mayRunOut(verdict.check.options) ? findDaysLeft(exact, verdict.runway) : null;
	const emptyAt = computeEmptyAt(verdict, range?.daysLeft ?? null);
	const check = {
		ok: true,
		available: exact,
		unit,
		currency,
		daysLeft: range?.daysLeft ?? null,
		emptyAt,
	} as const;
	return {
		event: happened.event,
		status: nameStatus(step.state),
		label,
		text: writeText(createMessage(verdict, happened, label, check), dates),
		available,
		currency,
		...tellThreshold(verdict),
		...omitNull({ daysLeft: round(range?.daysLeft ?? null) }),
		emptyAt: toIsoText(emptyAt),
		vendor,
		account,
		balance,
		balanceText,
		unit,
		...omitNull({
			creditLimit: creditLimit ?? null,
			daysLeftMin: round(range?.daysLeftMin ?? null),
			daysLeftMax: round(range?.daysLeftMax ?? null),
			previousBalance: before.lastBalance,
		}),
		...tellHistory(verdict, happened, watchId),
		checkedAt,
		details: addWarnings(details, [...known, ...warnings]),
		...omitNull({ raw: raw ?? null }),
	};
}

function createFailingItem(
	verdict: VerdictToTell,
	happened: Happened,
	failure: Failure,
	{ watchId, dates, warnings }: ItemOptions,
): WatchedFailureItem {
	const { check, account: known, step, runway } = verdict;
	const { context, endedAt } = check.checked;
	const { lastBalance, lastCheckedAt, currency } = known;
	// Where the request names no account, the last reply did.
	const failed = createFailedItem(
		{ ...context, account: context.account ?? known.account },
		failure,
	);
	const { vendor, label, account, ...details } = failed.details;
	const { unit } = context.vendor;
	const last =
		lastBalance === null || lastCheckedAt === null
			? null
			: { balance: lastBalance, at: lastCheckedAt, unit, currency };
	const { vendorWords } = failure;
	const told = { ok: false, summary: failed.error, vendorWords, last } as const;
	return {
		event: happened.event,
		status: 'failing',
		label,
		text: writeText(createMessage(verdict, happened, label, told), dates),
		...tellThreshold(verdict),
		// The days have passed since it was read, so that only the day when it will be empty is still known.
		emptyAt: toIsoText(computeEmptyAt(verdict, runway?.daysLeft ?? null)),
		lastStatus: nameStatus(step.state),
		vendor,
		account,
		message: failed.error,
		...omitNull({ lastBalance }),
		lastCheckedAt: toIsoText(lastCheckedAt),
		...tellHistory(verdict, happened, watchId),
		checkedAt: new Date(endedAt).toISOString(),
		details: addWarnings(details, warnings),
	};
}

function createMessage(
	{ check, step }: VerdictToTell,
	{ event, reason }: Happened,
	label: string,
	told: Message['check'],
): Message {
	const { limits } = check.options;
	return {
		event,
		// The line says how the account stands, though the event is about its check.
		reason: event === 'checkWorking' ? findReason(step.state) : reason,
		label,
		level: step.state.level,
		limits: limits.ok ? limits.value : null,
		check: told,
		since: findSince(step, event),
	};
}

function nameStatus({ level, daysLeft }: AlertState): Exclude<WatchStatus, 'failing'> {
	return level === 'ok' && daysLeft.areFew ? 'low' : level;
}

function tellThreshold({ check: { options }, step }: VerdictToTell) {
	if (!options.limits.ok) return {};
	const { value: limits } = options.limits;
	return omitNull({ threshold: chooseThreshold(limits, step.state) });
}

/**
 * The amount in question: that of the level which was told; of an account that is ok or has recovered,
 * the one that it would reach first, and had to clear.
 */
function chooseThreshold(
	{ threshold, criticalThreshold }: WatchLimits,
	{ level }: AlertState,
): number | null {
	const amount = level === 'critical' ? criticalThreshold : (threshold ?? criticalThreshold);
	return amount === null ? null : toNumber(amount);
}

function tellHistory(verdict: VerdictToTell, { event, reason }: Happened, watchId: string) {
	const { check, account, runway, step, number: rowNumber } = verdict;
	const { accountKey, labelKey, checked, options } = check;
	const { limits } = options;
	const isOfCheck = event === 'checkFailing' || event === 'checkWorking' || !checked.result.ok;
	const subject = isOfCheck ? 'check' : 'account';
	return {
		...omitNull({ daysLeftThreshold: limits.ok ? limits.value.daysLeftThreshold : null }),
		reason,
		since: toIsoText(findSince(step, event)),
		...omitNull({ burnPerDay: round(runway?.burnPerDay ?? null) }),
		trend: account.usage === null ? null : drawSparkline(account.usage.trend),
		alertKey: createAlertKey({ watchId, accountKey, labelKey, rowNumber, subject }),
	} as const;
}

/** Of what the event is about: since when its check fails, or its account is not ok. */
function findSince({ before, state }: AlertStep, event: Happened['event']): number | null {
	if (event === 'checkWorking') return before.failingSince;
	if (event === 'recovered') return before.since;
	return state.failures > 0 ? state.failingSince : state.since;
}

function addWarnings<Details extends object>(
	details: Details,
	warnings: readonly string[],
): Details & { warnings?: string[] } {
	return { ...details, ...omitNull({ warnings: warnings.length === 0 ? null : [...warnings] }) };
}

/** Null where it is unknown or has no end. */
function round(estimate: number | null): number | null {
	if (estimate === null || !Number.isFinite(estimate)) return null;
	return Number(estimate.toPrecision(DIGITS));
}

/** In milliseconds since 1970, counted from the newest balance. */
function computeEmptyAt({ account }: VerdictToTell, daysLeft: number | null): number | null {
	const newest = account.usage?.newest.at ?? null;
	if (newest === null || daysLeft === null || daysLeft > MAX_DAYS_AHEAD) return null;
	return newest + daysLeft * MILLISECONDS_A_DAY;
}

function toIsoText(milliseconds: number | null): string | null {
	return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
