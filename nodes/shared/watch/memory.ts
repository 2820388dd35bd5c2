import { MAX_SAMPLES, type Sample } from '../forecast/history';
import type { WatchState } from './state';
import type { WatchLevel } from './level';

/** The form of what is written; another one is not read. */
const VERSION = 1;

const LEVELS: ReadonlySet<unknown> = new Set<WatchLevel>(['fine', 'low', 'critical']);

/** What follows where something remembered is lost. */
export const ANEW = 'its history begins anew, and an alert may come again.';

/** What is remembered of one account. */
export interface RememberedAccount {
	/** Null where nothing is. */
	readonly state: WatchState | null;
	/** What is noteworthy and could not be told yet, since no item was put out. */
	readonly pendingNotices: readonly string[];
}

/** One text of primitives for each account, which no half-saved object can mix up with another's. */
export function serializeState(state: WatchState, pendingNotices: readonly string[]): string {
	const { history, ...rest } = state;
	const samples = history.flatMap(({ at, available }) => [at, available]);
	return JSON.stringify({ version: VERSION, ...rest, pendingNotices, samples });
}

/** Reads what `serializeState` wrote. Never throws: what is mangled or of another version is told. */
export function parseState(written: unknown): RememberedAccount {
	if (written === undefined || written === null) return { state: null, pendingNotices: [] };
	try {
		const value = parseObject(written);
		if (value['version'] !== VERSION)
			return reportUnusable('was written by another version of this node');
		return {
			state: toState(value),
			pendingNotices: requireMember(value, 'pendingNotices', isTexts),
		};
	} catch {
		return reportUnusable('cannot be read');
	}
}

function reportUnusable(why: string): RememberedAccount {
	return { state: null, pendingNotices: [`What was remembered of this account ${why}: ${ANEW}`] };
}

type Value = Readonly<Record<string, unknown>>;

function parseObject(written: unknown): Value {
	const value: unknown = typeof written === 'string' ? JSON.parse(written) : null;
	if (!isValue(value)) throw new TypeError('Not a state');
	return value;
}

function isValue(value: unknown): value is Value {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toState(value: Value): WatchState {
	return {
		level: requireMember(value, 'level', isLevel),
		daysAreFew: requireMember(value, 'daysAreFew', isBoolean),
		worseChecks: requireMember(value, 'worseChecks', isCount),
		fewDaysChecks: requireMember(value, 'fewDaysChecks', isCount),
		since: requireMember(value, 'since', allowNull(isTime)),
		alertedAt: requireMember(value, 'alertedAt', allowNull(isTime)),
		failures: requireMember(value, 'failures', isCount),
		isFailureAlerted: requireMember(value, 'isFailureAlerted', isBoolean),
		notBefore: requireMember(value, 'notBefore', allowNull(isTime)),
		lastBalance: requireMember(value, 'lastBalance', allowNull(isFiniteNumber)),
		lastCheckedAt: requireMember(value, 'lastCheckedAt', allowNull(isTime)),
		account: requireMember(value, 'account', allowNull(isText)),
		currency: requireMember(value, 'currency', allowNull(isText)),
		limits: requireMember(value, 'limits', isText),
		history: toHistory(requireMember(value, 'samples', isTurns)),
	};
}

type Guard<Type> = (value: unknown) => value is Type;

/** The member of this name. Throws where it is not of the type. */
function requireMember<Type>(value: Value, name: string, isOfType: Guard<Type>): Type {
	const found = value[name];
	if (!isOfType(found)) throw new TypeError(name);
	return found;
}

function allowNull<Type>(isOfType: Guard<Type>): Guard<Type | null> {
	return (value): value is Type | null => value === null || isOfType(value);
}

function isLevel(value: unknown): value is WatchLevel {
	return LEVELS.has(value);
}

function isBoolean(value: unknown): value is boolean {
	return typeof value === 'boolean';
}

function isText(value: unknown): value is string {
	return typeof value === 'string';
}

function isTexts(value: unknown): value is readonly string[] {
	return Array.isArray(value) && value.every(isText);
}

function isFiniteNumber(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value);
}

function isCount(value: unknown): value is number {
	return Number.isInteger(value) && Number(value) >= 0;
}

/** Milliseconds that a date can hold. */
function isTime(value: unknown): value is number {
	return isFiniteNumber(value) && !Number.isNaN(new Date(value).getTime());
}

/** Times and amounts by turns, in order of time. */
function isTurns(value: unknown): value is readonly number[] {
	if (!Array.isArray(value) || value.length > 2 * MAX_SAMPLES || value.length % 2 > 0) return false;
	const turns: readonly unknown[] = value;
	const times = turns.filter((_, index) => index % 2 === 0);
	return (
		turns.every(isFiniteNumber) &&
		times.every(isTime) &&
		times.every((time, index) => index === 0 || time > (times[index - 1] ?? 0))
	);
}

function toHistory(turns: readonly number[]): readonly Sample[] {
	return Array.from({ length: turns.length / 2 }, (_, index) => {
		return { at: turns[2 * index] ?? 0, available: turns[2 * index + 1] ?? 0 };
	});
}
