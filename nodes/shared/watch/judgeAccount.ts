import type { DaysLeftRange } from '../alert/daysLeft';
import { listLimitValues, type LimitValues } from '../alert/limits';
import { beginPause, isPausing, type Pause } from '../alert/pause';
import type { WatchOptions } from '../alert/policy';
import { NOTHING_TOLD, type AlertState } from '../alert/state';
import { stepWithBalance, stepWithFailure, type AlertStep } from '../alert/step';
import { computeAvailable } from '../check/balanceItem';
import type { CheckResult } from '../check/result';
import { isBelow, type ExactDecimal } from '../decimal';
import { estimateRunway, type Runway } from '../forecast/runway';
import {
	addObservation,
	chooseObservation,
	NEVER_CHECKED,
	resumeAccount,
	type ObservedBalance,
	type WatchedAccount,
} from '../watchMemory/account';
import { findCredentialPause, type CheckOfCredential } from './credentialPause';
import { findRowNotices, listLiveRows, numberRows, updateRows } from '../watchMemory/rows';
import { matchRows, type RowIdentity, type RowMatch } from '../watchMemory/matchRows';
import type { RememberedAccount } from '../watchMemory/serializeAccount';

/** An input row that watches an account. */
export interface RowToWatch {
	readonly accountKey: string;
	/** Null where rows of it differ in secrets: then a refusal is of the account alone. */
	readonly credentialKey: string | null;
	readonly labelKey: string | null;
	readonly options: WatchOptions;
}

/** How the check of a row ended. */
export interface WatchedCheck extends RowToWatch, CheckOfCredential {
	readonly itemIndex: number;
}

/** When and where rows are judged. */
export interface WatchRun {
	readonly executionId: string;
	/** Milliseconds since 1970. */
	readonly now: number;
	/** Whether every check is put out, whatever the rows ask for. */
	readonly putsOutAll: boolean;
}

/** What the check of one row came to. */
export interface Verdict {
	readonly check: WatchedCheck;
	/** What was known, as far as this check goes on from it. */
	readonly before: WatchedAccount;
	readonly account: WatchedAccount;
	/** Null where the history does not suffice. */
	readonly runway: Runway | null;
	/** Of the rows that watch this account under this label. */
	readonly number: number;
	readonly step: AlertStep;
	readonly isEmitted: boolean;
	/** What is noteworthy about what was known; told where the row is put out. */
	readonly notices: readonly string[];
}

/** An account after a run, and what its rows came to. */
export interface JudgedAccount {
	readonly account: WatchedAccount;
	readonly verdicts: readonly Verdict[];
}

const NEW_ROW: RowMatch = { known: null, isTakenOver: false };

/** Rows with one label and the same limits are one, and told once. */
interface DistinctRow {
	readonly identity: RowIdentity;
	readonly check: WatchedCheck;
	readonly repeated: readonly WatchedCheck[];
}

/** Judges the rows that watch one account: they share its history, and each has alerts of its own. */
export function judgeAccount(
	remembered: RememberedAccount,
	checks: readonly WatchedCheck[],
	pauses: ReadonlyMap<string, Pause>,
	run: WatchRun,
): JudgedAccount {
	const { executionId, now } = run;
	const known = remembered.account ?? NEVER_CHECKED;
	const observed = chooseObservation(
		known,
		checks.flatMap(({ checked }) => observe(checked) ?? []),
	);
	const resumed = resumeAccount(known, observed, now);
	const before = resumed.account;
	const after = observed === null ? before : addObservation(before, observed);
	const runway = after.usage === null ? null : estimateRunway(after.usage);
	const live = listLiveRows(before.rows, executionId);
	const rows = listDistinctRows(checks);
	const identities = rows.map(({ identity }) => identity);
	const matches = matchRows(live, identities, executionId);
	const matched = rows.map((row, index) => {
		return { ...row, match: matches[index] ?? NEW_ROW };
	});
	const numbers = numberRows(live, matched);
	const judged = matched.map((row, index) => {
		const step = takeStep(row.check, row.match.known?.alert ?? NOTHING_TOLD, runway);
		return { ...row, step, number: numbers[index] ?? 0 };
	});
	const notices = [
		...known.pendingNotices,
		...remembered.notices,
		...resumed.notices,
		...findRowNotices(live, judged, executionId),
	];
	const steps = judged.flatMap(({ check, repeated, number, step }) => [
		{ check, number, step },
		...repeated.map((again) => ({
			check: again,
			number,
			step: { ...step, before: step.state, events: [] },
		})),
	]);
	const isEmitted = ({ check, step }: (typeof steps)[number]) =>
		run.putsOutAll || check.options.outputEveryCheck || step.events.length > 0;
	const account: WatchedAccount = {
		...after,
		pause: observed === null ? choosePause(after.pause, checks, pauses, now) : null,
		rows: updateRows(live, judged, executionId, now),
		pendingNotices: steps.some(isEmitted) ? [] : [...new Set(notices)],
	};
	const verdicts = steps.map((each) => {
		return {
			...each,
			before,
			account,
			runway: mayRunOut(each.check.options) ? runway : null,
			isEmitted: isEmitted(each),
			notices: [...each.check.options.notices, ...notices],
		};
	});
	return { account, verdicts };
}

function observe({ result, endedAt: at }: CheckResult): ObservedBalance | null {
	if (!result.ok) return null;
	const { reading, item } = result.value;
	const { account, currency } = item;
	return { balance: reading.balance, available: computeAvailable(reading), account, currency, at };
}

function listDistinctRows(checks: readonly WatchedCheck[]): readonly DistinctRow[] {
	const withBalance = new Set(checks.filter(hasBalance).map(describeRow));
	const rows = new Map<
		unknown,
		{ identity: RowIdentity; check: WatchedCheck; repeated: WatchedCheck[] }
	>();
	for (const check of checks) {
		const { labelKey } = check;
		const described = describeRow(check);
		// One that alone cannot be asked is judged by itself, or it would hide what the others found.
		const isApart = !hasBalance(check) && withBalance.has(described);
		const limits = isApart ? null : readLimitValues(check);
		// What cannot be read may be something else in each row.
		const key = limits === null ? check : described;
		const row = rows.get(key);
		if (row === undefined) rows.set(key, { identity: { labelKey, limits }, check, repeated: [] });
		else row.repeated.push(check);
	}
	return [...rows.values()];
}

function hasBalance({ checked, options }: WatchedCheck): boolean {
	return checked.result.ok && options.limits.ok;
}

function describeRow(check: WatchedCheck): string {
	return JSON.stringify([check.labelKey, readLimitValues(check)]);
}

/** Null where they cannot be read. */
function readLimitValues({ options: { limits } }: WatchedCheck): LimitValues | null {
	return limits.ok ? listLimitValues(limits.value) : null;
}

function takeStep(
	{ checked: { result, endedAt }, options: { limits, policy } }: WatchedCheck,
	alert: AlertState,
	runway: Runway | null,
): AlertStep {
	if (!result.ok) return stepWithFailure(alert, result.failure.kind, policy, endedAt);
	if (!limits.ok) return stepWithFailure(alert, limits.failure.kind, policy, endedAt);
	const available = computeAvailable(result.value.reading);
	const daysLeft = findDaysLeft(available, runway);
	return stepWithBalance(alert, { available, daysLeft }, limits.value, policy, endedAt);
}

/** A balance that must not rise does not run out. */
export function mayRunOut({ limits }: WatchOptions): boolean {
	return !limits.ok || limits.value.alertWhen === 'below';
}

const ZERO: ExactDecimal = { text: '0' };

/** Where nothing is left, no rate matters. */
export function findDaysLeft(available: ExactDecimal, runway: Runway | null): DaysLeftRange | null {
	return isBelow(ZERO, available) ? runway : { daysLeft: 0, daysLeftMin: 0, daysLeftMax: 0 };
}

/**
 * Where no row got a balance, a refusal that is not of the credential pauses its account; a pause that
 * goes on is not made longer.
 */
function choosePause(
	pause: Pause | null,
	checks: readonly WatchedCheck[],
	pauses: ReadonlyMap<string, Pause>,
	now: number,
): Pause | null {
	for (const { checked, isPaused, credentialKey } of checks) {
		if (checked.result.ok || isPaused) continue;
		const { kind } = checked.result.failure;
		const isOfCredential = findCredentialPause(pauses, credentialKey) !== null;
		if (isPausing(kind) && !isOfCredential) return beginPause(kind, now);
	}
	return pause;
}
