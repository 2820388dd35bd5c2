import { MOST_SAMPLES, type Sample } from './balanceHistory';
import type { WatchState } from './watch';
import type { WatchLevel } from './watchLevel';

/** The form of what is written; another one is not read. */
const VERSION = 1;

/** What was read back: a state, nothing where nothing was written, or why it cannot be used. */
export type Remembered =
	| { readonly outcome: 'state'; readonly state: WatchState }
	| { readonly outcome: 'nothing' }
	| { readonly outcome: 'unusable'; readonly warning: string };

/** One text of primitives for each account, which no half-saved object can mix up with another's. */
export function writtenState(state: WatchState): string {
	const { history, ...rest } = state;
	const samples = history.flatMap(({ at, available }) => [at, available]);
	return JSON.stringify({ version: VERSION, ...rest, samples });
}

/** Reads what `writtenState` wrote. Never throws: what is mangled or of another version is told. */
export function rememberedState(written: unknown): Remembered {
	if (written === undefined || written === null) return { outcome: 'nothing' };
	const value = parsed(written);
	if (value === null) return unusable('cannot be read');
	if (value['version'] !== VERSION) return unusable('was written by another version of this node');
	const state = stateOf(value);
	return state === null ? unusable('cannot be read') : { outcome: 'state', state };
}

function unusable(why: string): Remembered {
	return {
		outcome: 'unusable',
		warning: `What was remembered of this account ${why}: its history begins anew, and an alert may come again.`,
	};
}

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
	if (level === null || history === null || typeof limits !== 'string') return null;
	if (typeof daysAreFew !== 'boolean' || typeof failingIsTold !== 'boolean') return null;
	if (worseChecks === undefined || fewDaysChecks === undefined || failures === undefined)
		return null;
	if (since === undefined || toldAt === undefined || notBefore === undefined) return null;
	if (lastBalance === undefined || lastCheckedAt === undefined) return null;
	return {
		...{ level, daysAreFew, worseChecks, fewDaysChecks, since, toldAt },
		...{ failures, failingIsTold, notBefore, lastBalance, lastCheckedAt, limits, history },
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
