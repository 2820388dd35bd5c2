import { MOST_SAMPLES, type Sample } from './balanceHistory';
import type { WatchState } from './watchState';
import type { WatchLevel } from './watchLevel';

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
	const value = parsed(written);
	if (value === null) return unusable('cannot be read');
	if (value['version'] !== VERSION) return unusable('was written by another version of this node');
	const state = stateOf(value);
	const { untold } = value;
	if (state === null || !isTexts(untold)) return unusable('cannot be read');
	return { state, untold };
}

function unusable(why: string): Remembered {
	return { state: null, untold: [`What was remembered of this account ${why}: ${ANEW}`] };
}

/** What follows where something remembered is lost. */
export const ANEW = 'its history begins anew, and an alert may come again.';

type Value = Readonly<Record<string, unknown>>;

function parsed(written: unknown): Value | null {
	if (typeof written !== 'string') return null;
	try {
		const value: unknown = JSON.parse(written);
		return isValue(value) ? value : null;
	} catch {
		return null;
	}
}

function isValue(value: unknown): value is Value {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function stateOf(value: Value): WatchState | null {
	const level = levelOf(value['level']);
	const { daysAreFew, failingIsTold, limits } = value;
	const counts = ['worseChecks', 'fewDaysChecks', 'failures'].map((name) => value[name]);
	const numbers = ['since', 'toldAt', 'notBefore', 'lastBalance', 'lastCheckedAt'].map((name) => {
		return value[name];
	});
	const history = historyOf(value['samples']);
	const [worseChecks, fewDaysChecks, failures] = counts.filter(isCount);
	const [since, toldAt, notBefore, lastBalance, lastCheckedAt] = numbers.filter(isNumberOrNull);
	const [account, currency] = [value['account'], value['currency']].filter(isTextOrNull);
	if (level === null || history === null || typeof limits !== 'string') return null;
	if (typeof daysAreFew !== 'boolean' || typeof failingIsTold !== 'boolean') return null;
	if (worseChecks === undefined || fewDaysChecks === undefined || failures === undefined)
		return null;
	if (since === undefined || toldAt === undefined || notBefore === undefined) return null;
	if (lastBalance === undefined || lastCheckedAt === undefined) return null;
	if (account === undefined || currency === undefined) return null;
	return {
		...{ level, daysAreFew, worseChecks, fewDaysChecks, since, toldAt },
		...{ failures, failingIsTold, notBefore, lastBalance, lastCheckedAt },
		...{ account, currency, limits, history },
	};
}

const LEVELS: readonly WatchLevel[] = ['fine', 'low', 'critical'];

function levelOf(value: unknown): WatchLevel | null {
	return LEVELS.find((level) => level === value) ?? null;
}

function isCount(value: unknown): value is number {
	return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isNumberOrNull(value: unknown): value is number | null {
	return value === null || isFiniteNumber(value);
}

function isTexts(value: unknown): value is readonly string[] {
	return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isTextOrNull(value: unknown): value is string | null {
	return value === null || typeof value === 'string';
}

function isFiniteNumber(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value);
}

/** Times and amounts by turns, in order of time. */
function historyOf(value: unknown): readonly Sample[] | null {
	if (!Array.isArray(value) || value.length > 2 * MOST_SAMPLES || value.length % 2 > 0) return null;
	const turns: readonly unknown[] = value;
	if (!turns.every(isFiniteNumber)) return null;
	const history = Array.from({ length: turns.length / 2 }, (_, index) => {
		return { at: turns[2 * index] ?? 0, available: turns[2 * index + 1] ?? 0 };
	});
	const isInOrder = history.every(({ at }, index) => at > (history[index - 1]?.at ?? -Infinity));
	return isInOrder ? history : null;
}
