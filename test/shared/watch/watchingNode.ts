import { readWatchOptions } from '../../../nodes/shared/alert/policy';
import { createBalanceItem } from '../../../nodes/shared/check/balanceItem';
import type { CheckedBalance, CheckResult } from '../../../nodes/shared/check/result';
import type { Result } from '../../../nodes/shared/failure/attempt';
import { createFailure, type FailureFacts } from '../../../nodes/shared/failure/failure';
import type { Input } from '../../../nodes/shared/input/fields';
import type { Reading } from '../../../nodes/shared/vendor';
import { createPausedFailure } from '../../../nodes/shared/watch/credentialPause';
import { findPause, judgeRun } from '../../../nodes/shared/watch/judge';
import type { RowToWatch, Verdict, WatchedCheck } from '../../../nodes/shared/watch/judgeAccount';
import {
	openMemory,
	type MemoryChange,
	type WatchMemory,
} from '../../../nodes/shared/watchMemory/memory';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A Saturday, so that times can be read. */
export const BEGINNING = Date.parse('2026-11-21T00:00:00.000Z');

/** What the vendor answers: what is available, more of a reading, or why there is none. */
export type Answer = number | (Partial<Reading> & Pick<Reading, 'balance'>) | FailureFacts;

/** An input row, and what the vendor answers about its account. */
export interface Row {
	/** By default all rows watch one account. */
	readonly accountKey?: string;
	readonly credentialKey?: string | null;
	readonly labelKey?: string | null;
	/** Limits and options as they were filled in. */
	readonly fields: Input;
	readonly answer: Answer;
}

/** When and where the node runs; each run is an execution of its own, unless it says otherwise. */
export interface NodeRun {
	/** In milliseconds after the beginning. */
	readonly at?: number;
	readonly executionId?: string;
	readonly putsOutAll?: boolean;
}

/** What a run came to, row by row. */
export interface NodeRunResult {
	readonly verdicts: readonly Verdict[];
	/** Such as `low/threshold`, in the order of the rows. */
	readonly told: ReadonlyArray<readonly string[]>;
	/** What is noteworthy, of the rows that are put out. */
	readonly notices: ReadonlyArray<readonly string[]>;
	/** Which rows the vendor was asked about. */
	readonly asked: readonly boolean[];
	readonly change: MemoryChange;
}

/** A node that watches, without n8n: what it remembers goes through text from run to run. */
export interface WatchingNode {
	/** What is stored, by the name that the node's static data has for it; a test may change it. */
	stored: Stored;
	readonly open: (now: number) => WatchMemory;
	readonly run: (rows: readonly Row[], run?: NodeRun) => NodeRunResult;
}

export interface Stored {
	readonly accounts: ReadonlyMap<string, unknown>;
	readonly pauses: unknown;
	readonly crowdedAt: unknown;
	readonly notices: readonly string[];
}

const NOTHING_STORED: Stored = {
	accounts: new Map(),
	pauses: undefined,
	crowdedAt: undefined,
	notices: [],
};

const CONTEXT = {
	vendor: { id: 'acme', name: 'Acme', unit: 'money' },
	label: null,
	credentialName: 'My credential',
	account: null,
} as const;

export function createWatchingNode(): WatchingNode {
	let runs = 0;
	const node: WatchingNode = {
		stored: NOTHING_STORED,
		open: (now) => openMemory(node.stored, now),
		run: (rows, { at = 0, executionId, putsOutAll = false } = {}) => {
			runs += 1;
			const now = BEGINNING + at;
			const memory = node.open(now);
			const checks = rows.map((row, itemIndex) => createCheck(row, itemIndex, memory, now));
			const run = { executionId: executionId ?? `run ${runs}`, now, putsOutAll };
			const { verdicts, change } = judgeRun(checks, memory, run);
			if (!putsOutAll) node.stored = store(node.stored, change);
			const inOrder = checks.map((check) => verdicts.filter((verdict) => verdict.check === check));
			return {
				verdicts,
				told: inOrder.map((ofRow) => ofRow.flatMap(listTold)),
				notices: inOrder.map((ofRow) =>
					ofRow.flatMap(({ isEmitted, notices }) => (isEmitted ? notices : [])),
				),
				asked: checks.map(({ isPaused, options }) => !isPaused && options.limits.ok),
				change,
			};
		},
	};
	return node;
}

function listTold({ step: { events } }: Verdict): readonly string[] {
	return events.map(({ event, reason }) => (reason === null ? event : `${event}/${reason}`));
}

/** A row's check as the node makes it: what cannot be read or rests is not asked. */
export function createCheck(
	row: Row,
	itemIndex: number,
	memory: WatchMemory,
	now: number,
): WatchedCheck {
	const options = readWatchOptions(row.fields, 'UTC');
	const { accountKey = 'account', credentialKey = 'credential', labelKey = null } = row;
	const watched: RowToWatch = { accountKey, credentialKey, labelKey, options };
	const conclude = (result: Result<CheckedBalance>): CheckResult => {
		return { context: CONTEXT, result, endedAt: now };
	};
	if (!options.limits.ok) {
		return { ...watched, itemIndex, checked: conclude(options.limits), isPaused: false };
	}
	const pause = findPause(watched, memory, now);
	if (pause !== null) {
		const paused = { ok: false, failure: createPausedFailure(pause) } as const;
		return { ...watched, itemIndex, checked: conclude(paused), isPaused: true };
	}
	return { ...watched, itemIndex, checked: conclude(toResult(row.answer, now)), isPaused: false };
}

function toResult(answer: Answer, checkedAt: number): Result<CheckedBalance> {
	if (typeof answer === 'object' && 'kind' in answer) {
		return { ok: false, failure: createFailure(answer) };
	}
	const given = typeof answer === 'number' ? { balance: { text: String(answer) } } : answer;
	const reading: Reading = {
		account: null,
		currency: null,
		creditLimit: null,
		details: {},
		warnings: [],
		...given,
	};
	const facts = { reading, checkedAt, warnings: [], threshold: null, raw: null };
	return { ok: true, value: { reading, item: createBalanceItem(CONTEXT, facts) } };
}

/** As the node's static data keeps it, written and read as text. */
function store(before: Stored, change: MemoryChange): Stored {
	const accounts = new Map(before.accounts);
	for (const [key, text] of change.accounts) {
		accounts.delete(key);
		accounts.set(key, text);
	}
	for (const key of change.forgotten) accounts.delete(key);
	return {
		accounts,
		pauses: change.pauses ?? undefined,
		crowdedAt: change.crowdedAt ?? before.crowdedAt,
		notices: [],
	};
}
