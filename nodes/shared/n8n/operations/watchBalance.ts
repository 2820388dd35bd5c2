import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isOfKnownVendor } from '../../check/plan';
import type { CheckResult } from '../../check/result';
import type { Transport } from '../../transport/transport';
import { createPausedFailure } from '../../watch/credentialPause';
import { findPause, judgeRun } from '../../watch/judge';
import type { WatchedCheck } from '../../watch/judgeAccount';
import type { WatchMemory } from '../../watchMemory/memory';
import type { ItemOptions } from '../../watch/items';
import { createSample } from '../../watch/sample';
import { createWatchFields } from '../description/watchFields';
import { createExecutionTransport } from '../http/executionTransport';
import type { Judge, Judged } from '../../watchMemory/memoryStore';
import { openMemoryStore } from '../memory/openMemoryStore';
import { checkItems } from '../run/checkItems';
import { completeOrSayWhy } from '../run/failures';
import type { Operation } from './operation';
import { planItems, type CreateItemPlanner } from '../plan/planItems';
import { assertCheckable } from '../run/refusedItems';
import { createWatchHints, showHints } from '../run/runHints';
import { readRunOptions } from './runOptions';
import { trackItems, type TrackedItem } from './trackItems';
import { createItemOptions, createOutput, toOutput, type NumberedItem } from './watchOutput';

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
	createItemPlanner: CreateItemPlanner,
): Promise<INodeExecutionData[][]> {
	const ended = context.getExecutionCancelSignal() ?? new AbortController().signal;
	const transport = createExecutionTransport(context, ended);
	const planned = await completeOrSayWhy(context, async () => {
		return await planItems(context, createItemPlanner, ended);
	});
	const runOptions = readRunOptions(context);
	const { sampleEvent, caller, isRemembered } = runOptions;
	const now = transport.now();
	const itemOptions = createItemOptions(context, now);
	if (sampleEvent !== null) {
		const samples = planned.flatMap(({ itemIndex, plan: { context: item } }) => {
			if (!isOfKnownVendor(item)) return [];
			return [{ itemIndex, json: createSample(sampleEvent, item, itemOptions, now) }];
		});
		return [toOutput(samples, runOptions)];
	}
	const store = await openMemoryStore(context, now, runOptions);
	const items = await completeOrSayWhy(context, async () => {
		return trackItems(context, planned, store.memory);
	});
	// What a person has yet to fill in is told in red while they build the workflow.
	if (caller === 'person' && !context.continueOnFail()) {
		assertCheckable(context, items, 'invalidRequest');
	}
	const paused = isRemembered ? findPaused(items, store.memory, transport.now()) : NOTHING_PAUSED;
	const checks = await completeOrSayWhy(context, async () => {
		return await checkRows(items, paused, transport);
	});
	const judge = createJudge(context, checks, itemOptions, { isRemembered, now: transport.now });
	// The items are made before anything is stored: where that throws, nothing was seen yet.
	const { output, warnings } = isRemembered
		? await store.save(judge)
		: judge(store.memory, store.warnings);
	const written = output.map(({ json }) => json);
	showHints(context, caller, createWatchHints(context, written, warnings));
	return [toOutput(output, runOptions)];
}

/** What a run puts out, and what there is to store of it. */
interface JudgedOutput extends Judged {
	readonly output: readonly NumberedItem[];
	readonly warnings: readonly string[];
}

function createJudge(
	context: IExecuteFunctions,
	checks: readonly WatchedCheck[],
	itemOptions: ItemOptions,
	{ isRemembered, now }: { readonly isRemembered: boolean; readonly now: () => number },
): Judge<JudgedOutput> {
	return (memory, warnings) => {
		const { verdicts, change } = judgeRun(checks, memory, {
			executionId: context.getExecutionId(),
			now: now(),
			putsOutAll: !isRemembered,
		});
		const emitted = verdicts.filter(({ isEmitted }) => isEmitted);
		const output = emitted.flatMap((verdict) => createOutput(verdict, itemOptions, warnings));
		const told = emitted
			.filter(({ step }) => step.events.length > 0)
			.map(({ check }) => check.accountKey);
		return { change, told, output, warnings };
	};
}

function findPaused(items: readonly TrackedItem[], memory: WatchMemory, now: number): PausedItems {
	const paused = new Map<TrackedItem, CheckResult>();
	for (const item of items) {
		const { type, context } = item.plan;
		const pause = type === 'asked' ? findPause(item, memory, now) : null;
		if (pause === null) continue;
		const result = { ok: false, failure: createPausedFailure(pause) } as const;
		paused.set(item, { context, result, endedAt: now });
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
