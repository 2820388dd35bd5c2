import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { CheckResult } from '../../check/result';
import type { Transport } from '../../transport/transport';
import type { Vendor } from '../../vendor';
import { createPausedFailure } from '../../watch/credentialPause';
import { findPause, judgeRun } from '../../watch/judge';
import type { WatchedCheck } from '../../watch/judgeAccount';
import type { WatchMemory } from '../../watch/memory';
import { createSample } from '../../watch/sample';
import { createWatchFields } from '../description/watchFields';
import { createExecutionTransport } from '../http/executionTransport';
import { findScheduleWarnings } from '../memory/scheduleWarnings';
import { openStaticData } from '../memory/staticData';
import { checkItems } from './checkItems';
import { createUnfinishedError, toNodeApiError } from './failures';
import type { Operation } from './operation';
import { planItems } from './planItems';
import { createWatchHints, showHints } from './runHints';
import { readRunOptions } from './runOptions';
import { trackItems, type TrackedItem } from './trackItems';
import { createItemOptions, createOutput, toOutput } from './watchOutput';

export const watchBalance: Operation = {
	value: 'watchBalance',
	name: 'Watch Balance',
	action: 'Watch balance',
	description: 'Read the balance, and put out an item only when something happened',
	describeTool: ({ name }) =>
		`Tells how a prepaid account at ${name} stands now. Answers with one item: "text" says all in one line; "status" is ok, low or critical by the limits of this tool, or failing where the balance cannot be read, and then "details.description" says why and what to do. "available" is what can be spent, in "currency", or in "unit" where that is null; "threshold" is the limit, "label" and "account" say whose balance it is. How many days it will last is not known here.`,
	createFields: createWatchFields,
	run: watchBalances,
};

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
	const ended = context.getExecutionCancelSignal() ?? new AbortController().signal;
	const transport = createExecutionTransport(context, ended);
	const planned = await completeOrSayWhy(context, async () => {
		return await planItems(context, vendor, ended);
	});
	const runOptions = readRunOptions(context);
	const { sampleEvent, caller } = runOptions;
	const isRemembered = caller === 'workflow';
	const now = transport.now();
	const itemOptions = createItemOptions(context, now);
	if (sampleEvent !== null) {
		const samples = planned.map(({ itemIndex, plan }) => {
			return { itemIndex, json: createSample(sampleEvent, plan.context, itemOptions, now) };
		});
		return [toOutput(samples, runOptions)];
	}
	const store = openStaticData(context, now);
	const items = await completeOrSayWhy(context, async () => {
		return trackItems(context, vendor, planned, store.memory);
	});
	if (caller === 'person') assertFilledIn(context, items);
	const paused = isRemembered ? findPaused(items, store.memory, transport.now()) : NOTHING_PAUSED;
	const checks = await completeOrSayWhy(context, async () => {
		return await checkRows(items, paused, transport);
	});
	const { verdicts, change } = judgeRun(checks, store.memory, {
		executionId: context.getExecutionId(),
		now: transport.now(),
		putsOutAll: !isRemembered,
	});
	const warnings = findScheduleWarnings(context);
	const emitted = verdicts.filter(({ isEmitted }) => isEmitted);
	const output = emitted.flatMap((verdict) => createOutput(verdict, itemOptions, warnings));
	const shown = output.map(({ json }) => json);
	showHints(context, caller, createWatchHints(context, shown, warnings));
	// Last of all: where anything above throws, nothing was seen yet.
	if (isRemembered) store.save(change);
	return [toOutput(output, runOptions)];
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
