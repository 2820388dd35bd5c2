import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { CheckResult } from '../../check/result';
import type { Transport } from '../../transport/transport';
import type { Vendor } from '../../vendor';
import { createPausedFailure } from '../../watch/credentialPause';
import { createWatchItems } from '../../watch/items';
import { findPause, judgeRun } from '../../watch/judge';
import type { Verdict, WatchedCheck } from '../../watch/judgeAccount';
import type { WatchMemory } from '../../watch/memory';
import { createWatchFields } from '../description/watchFields';
import { createExecutionTransport } from '../http/executionTransport';
import { findScheduleWarnings } from '../memory/scheduleWarnings';
import { openStaticData } from '../memory/staticData';
import { checkItems } from './checkItems';
import { createUnfinishedError, toNodeApiError } from './failures';
import type { Operation } from './operation';
import { planItems } from './planItems';
import { trackItems, type TrackedItem } from './trackItems';

export const watchBalance: Operation = {
	value: 'watchBalance',
	name: 'Watch Balance',
	action: 'Watch balance',
	description: 'Read the balance, and put out an item only when something happened',
	createFields: createWatchFields,
	run: watchBalances,
};

const RUN_MANUALLY =
	'Run by hand: nothing of this is remembered, and the published workflow goes on as if it had not been.';

/** How the rows end that are not asked, since their credential or account was refused a short time ago. */
type PausedItems = ReadonlyMap<TrackedItem, CheckResult>;

const NOTHING_PAUSED: PausedItems = new Map();

/**
 * An output item for each thing that happened. What was seen is remembered when all is checked, so
 * that a run that breaks off is as if it had not been.
 */
async function watchBalances(
	context: IExecuteFunctions,
	vendor: Vendor,
): Promise<INodeExecutionData[][]> {
	const isManual = context.getMode() === 'manual';
	const ended = context.getExecutionCancelSignal() ?? new AbortController().signal;
	const transport = createExecutionTransport(context, ended);
	const store = openStaticData(context, transport.now());
	const items = await completeOrSayWhy(context, async () =>
		trackItems(context, vendor, await planItems(context, vendor, ended), store.memory),
	);
	if (isManual) assertFilledIn(context, items);
	const paused = isManual ? NOTHING_PAUSED : findPaused(items, store.memory, transport.now());
	const checks = await completeOrSayWhy(context, async () => {
		return await checkRows(items, paused, transport);
	});
	const run = { executionId: context.getExecutionId(), now: transport.now(), isManual };
	const { verdicts, change } = judgeRun(checks, store.memory, run);
	const emitted = verdicts.filter(({ isEmitted }) => isEmitted);
	const warnings = emitted.length === 0 ? [] : findRunWarnings(context, isManual);
	const output = emitted.flatMap((verdict) => createOutput(verdict, warnings));
	// Last of all: where anything above throws, nothing was seen yet.
	if (!isManual) store.save(change);
	return [output];
}

async function completeOrSayWhy<Value>(
	context: IExecuteFunctions,
	act: () => Promise<Value>,
): Promise<Value> {
	try {
		return await act();
	} catch {
		throw createUnfinishedError(context, context.getExecutionCancelSignal());
	}
}

function findPaused(items: readonly TrackedItem[], memory: WatchMemory, now: number): PausedItems {
	const paused = new Map<TrackedItem, CheckResult>();
	for (const item of items) {
		const pause = item.plan.result.ok ? findPause(item, memory, now) : null;
		if (pause === null) continue;
		const result = { ok: false, failure: createPausedFailure(pause) } as const;
		paused.set(item, { context: item.plan.context, result, endedAt: now });
	}
	return paused;
}

async function checkRows(
	items: readonly TrackedItem[],
	paused: PausedItems,
	transport: Transport,
): Promise<readonly WatchedCheck[]> {
	const results = new Map<number, CheckResult>();
	const asked = items.filter((item) => !paused.has(item));
	await checkItems(asked, transport, (itemIndex, result) => results.set(itemIndex, result));
	return items.flatMap((item) => {
		const checked = paused.get(item) ?? results.get(item.itemIndex);
		return checked === undefined ? [] : [{ ...item, checked, isPaused: paused.has(item) }];
	});
}

/** What a person has yet to fill in is told in red while they build the workflow. */
function assertFilledIn(context: IExecuteFunctions, items: readonly TrackedItem[]): void {
	if (context.continueOnFail()) return;
	for (const { itemIndex, plan } of items) {
		if (plan.result.ok) continue;
		throw toNodeApiError(context, plan.context, plan.result.failure, itemIndex);
	}
}

function findRunWarnings(context: IExecuteFunctions, isManual: boolean): readonly string[] {
	const schedules = findScheduleWarnings(context);
	return isManual ? [RUN_MANUALLY, ...schedules] : schedules;
}

function createOutput(
	verdict: Verdict,
	warnings: readonly string[],
): readonly INodeExecutionData[] {
	const all = [...new Set([...warnings, ...verdict.notices])];
	return createWatchItems(verdict, all).map((json) => {
		return { json: { ...json }, pairedItem: { item: verdict.check.itemIndex } };
	});
}
