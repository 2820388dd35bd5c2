import type { AlertLevel } from '../alert/level';
import type { LimitValues } from '../alert/limits';
import { isPausing, type Pause } from '../alert/pause';
import type { AlertState, Standing } from '../alert/state';
import { parseUsage, serializeUsage } from '../forecast/serialize';
import type { WatchedAccount, WatchedRow } from './account';
import {
	allowNull,
	isBoolean,
	isCount,
	isFiniteNumber,
	isListOf,
	isRecord,
	isText,
	isTime,
	parseRecord,
	requireMember,
	toRecord,
	type UntrustedRecord,
} from '../input/untrusted';

/** The form of what is written; another one is not read. */
const VERSION = 2;

const LEVELS: ReadonlySet<unknown> = new Set<AlertLevel>(['ok', 'low', 'critical']);

/** What follows where something remembered is lost. */
export const ANEW = 'its history begins anew, and an alert may come again.';

/** What is remembered of an account, and what is noteworthy about that. */
export interface RememberedAccount {
	/** Null where nothing is. */
	readonly account: WatchedAccount | null;
	readonly notices: readonly string[];
}

/** One text of primitives for each account, which no half-saved object can mix up with another's. */
export function serializeAccount({ usage, ...rest }: WatchedAccount): string {
	const written = usage === null ? null : serializeUsage(usage);
	return JSON.stringify({ version: VERSION, ...rest, usage: written });
}

/** Reads what `serializeAccount` wrote. Never throws: what is mangled or of another version is told. */
export function parseAccount(written: unknown): RememberedAccount {
	if (written === undefined || written === null) return { account: null, notices: [] };
	try {
		const record = parseRecord(written);
		if (record['version'] !== VERSION) {
			return reportUnusable('was written by another version of this node');
		}
		return { account: toAccount(record), notices: [] };
	} catch {
		return reportUnusable('cannot be read');
	}
}

function reportUnusable(why: string): RememberedAccount {
	return { account: null, notices: [`What was remembered of this account ${why}: ${ANEW}`] };
}

function toAccount(record: UntrustedRecord): WatchedAccount {
	const { usage } = record;
	return {
		lastBalance: requireMember(record, 'lastBalance', allowNull(isFiniteNumber)),
		lastCheckedAt: requireMember(record, 'lastCheckedAt', allowNull(isTime)),
		account: requireMember(record, 'account', allowNull(isText)),
		currency: requireMember(record, 'currency', allowNull(isText)),
		usage: usage === null ? null : parseUsage(usage),
		pause: requireMember(record, 'pause', allowNull(isPause)),
		rows: requireMember(record, 'rows', Array.isArray).map((row: unknown) => toRow(toRecord(row))),
		pendingNotices: requireMember(record, 'pendingNotices', isListOf(isText)),
	};
}

function toRow(record: UntrustedRecord): WatchedRow {
	return {
		labelKey: requireMember(record, 'labelKey', allowNull(isText)),
		limits: requireMember(record, 'limits', allowNull(isLimitValues)),
		number: requireMember(record, 'number', isCount),
		executionId: requireMember(record, 'executionId', isText),
		judgedAt: requireMember(record, 'judgedAt', isTime),
		takenOverIn: requireMember(record, 'takenOverIn', allowNull(isText)),
		alert: toAlertState(toRecord(record['alert'])),
	};
}

function toAlertState(record: UntrustedRecord): AlertState {
	const told = record['told'] ?? null;
	return {
		...toStanding(record),
		told: told === null ? null : toStanding(toRecord(told)),
		worseChecks: requireMember(record, 'worseChecks', isCount),
		since: requireMember(record, 'since', allowNull(isTime)),
		alertedAt: requireMember(record, 'alertedAt', allowNull(isTime)),
		failures: requireMember(record, 'failures', isCount),
		failingSince: requireMember(record, 'failingSince', allowNull(isTime)),
		failureAlertedAt: requireMember(record, 'failureAlertedAt', allowNull(isTime)),
		isFailureLasting: requireMember(record, 'isFailureLasting', isBoolean),
	};
}

function toStanding(record: UntrustedRecord): Standing {
	const daysLeft = toRecord(record['daysLeft']);
	return {
		level: requireMember(record, 'level', isLevel),
		daysLeft: {
			areFew: requireMember(daysLeft, 'areFew', isBoolean),
			contraryChecks: requireMember(daysLeft, 'contraryChecks', isCount),
		},
	};
}

function isLevel(value: unknown): value is AlertLevel {
	return LEVELS.has(value);
}

function isLimitValues(value: unknown): value is LimitValues {
	return isListOf(isLimitValue)(value);
}

function isLimitValue(value: unknown): value is LimitValues[number] {
	return value === null || value === 'below' || value === 'above' || isFiniteNumber(value);
}

/** Whether it is a pause as it was written. */
export function isPause(value: unknown): value is Pause {
	return isRecord(value) && isPausing(value['kind']) && isTime(value['until']);
}
