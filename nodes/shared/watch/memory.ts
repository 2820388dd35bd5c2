import { MOST_SAMPLES, type Sample } from '../forecast/history';
import type { WatchState } from './state';
import type { WatchLevel } from './level';

/** The form of what is written; another one is not read. */
const VERSION = 1;

/** What is remembered of one account. */
export interface Remembered {
	/** Null where nothing is. */
	readonly state: WatchState | null;
	/** What is noteworthy and could not be told yet, since no item was put out. */
	readonly untold: readonly string[];
}

/** One text of primitives for each account, which no half-saved object can mix up with another's. */
export function writtenState(state: WatchState, untold: readonly string[]): string {
	const { history, ...rest } = state;
	const samples = history.flatMap(({ at, available }) => [at, available]);
	return JSON.stringify({ version: VERSION, ...rest, untold, samples });
}

/** Reads what `writtenState` wrote. Never throws: what is mangled or of another version is told. */
export function rememberedState(written: unknown): Remembered {
	if (written === undefined || written === null) return { state: null, untold: [] };
	try {
		const value = parsed(written);
		if (value['version'] !== VERSION)
			return unusable('was written by another version of this node');
		return { state: stateOf(value), untold: member(value, 'untold', isTexts) };
	} catch {
		return unusable('cannot be read');
	}
}

function unusable(why: string): Remembered {
	return { state: null, untold: [`What was remembered of this account ${why}: ${ANEW}`] };
}

/** What follows where something remembered is lost. */
export const ANEW = 'its history begins anew, and an alert may come again.';

type Value = Readonly<Record<string, unknown>>;

function parsed(written: unknown): Value {
	const value: unknown = typeof written === 'string' ? JSON.parse(written) : null;
	if (!isValue(value)) throw new TypeError('Not a state');
	return value;
}

function isValue(value: unknown): value is Value {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function stateOf(value: Value): WatchState {
	return {
		level: member(value, 'level', isLevel),
		daysAreFew: member(value, 'daysAreFew', isBoolean),
		worseChecks: member(value, 'worseChecks', isCount),
		fewDaysChecks: member(value, 'fewDaysChecks', isCount),
		since: member(value, 'since', orNull(isTime)),
		toldAt: member(value, 'toldAt', orNull(isTime)),
		failures: member(value, 'failures', isCount),
		failingIsTold: member(value, 'failingIsTold', isBoolean),
		notBefore: member(value, 'notBefore', orNull(isTime)),
		lastBalance: member(value, 'lastBalance', orNull(isFiniteNumber)),
		lastCheckedAt: member(value, 'lastCheckedAt', orNull(isTime)),
		account: member(value, 'account', orNull(isText)),
		currency: member(value, 'currency', orNull(isText)),
		limits: member(value, 'limits', isText),
		history: historyOf(member(value, 'samples', isTurns)),
	};
}

type Guard<Type> = (value: unknown) => value is Type;

/** The member of this name. Throws where it is not of the type. */
function member<Type>(value: Value, name: string, isOfType: Guard<Type>): Type {
	const found = value[name];
	if (!isOfType(found)) throw new TypeError(name);
	return found;
}

function orNull<Type>(isOfType: Guard<Type>): Guard<Type | null> {
	return (value): value is Type | null => value === null || isOfType(value);
}

const LEVELS: ReadonlySet<unknown> = new Set<WatchLevel>(['fine', 'low', 'critical']);

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
	if (!Array.isArray(value) || value.length > 2 * MOST_SAMPLES || value.length % 2 > 0)
		return false;
	const turns: readonly unknown[] = value;
	const times = turns.filter((_, index) => index % 2 === 0);
	return (
		turns.every(isFiniteNumber) &&
		times.every(isTime) &&
		times.every((time, index) => index === 0 || time > (times[index - 1] ?? 0))
	);
}

function historyOf(turns: readonly number[]): readonly Sample[] {
	return Array.from({ length: turns.length / 2 }, (_, index) => {
		return { at: turns[2 * index] ?? 0, available: turns[2 * index + 1] ?? 0 };
	});
}
