import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { computeAvailable } from '../../check/balanceItem';
import type { CheckResult } from '../../check/result';
import type { Vendor } from '../../vendor';
import { createWatchItems } from '../../watch/items';
import type { WatchOptions } from '../../watch/options';
import type { WatchState } from '../../watch/state';
import { isResting, stepWithBalance, stepWithFailure, type WatchStep } from '../../watch/step';
import { createAlertOptions, createLimitFields } from '../description/watchFields';
import { createExecutionTransport } from '../http/executionTransport';
import { findScheduleWarnings } from '../memory/scheduleWarnings';
import { MAX_ACCOUNTS, openStaticData, type AccountUpdate } from '../memory/staticData';
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
	createFields: createLimitFields,
	createOptions: createAlertOptions,
	run: watchBalances,
};

const RUN_MANUALLY =
	'Run by hand: nothing of this is remembered, and the published workflow goes on as if it had not been.';

const TOO_MANY = `One node remembers ${MAX_ACCOUNTS} accounts, and this is one more: its alert comes at every check. Watch some of them in another node.`;

/**
 * An output item for each thing that happened. What was seen is remembered when all is checked, so
 * that a run that breaks off is as if it had not been.
 */
async function watchBalances(
	context: IExecuteFunctions,
	vendor: Vendor,
): Promise<INodeExecutionData[][]> {
	const isManual = context.getMode() === 'manual';
	const memory = openStaticData(context);
	const { items, results } = await checkTracked(context, vendor, (planned) => {
		return trackItems(context, vendor, planned, memory);
	});
	if (isManual) assertFilledIn(context, items);
	const checks = items.flatMap((item) => {
		const checked = results.get(item.itemIndex);
		return checked === undefined ? [] : [judge(item, checked, isManual)];
	});
	const isSilent = checks.every(({ isEmitted }) => !isEmitted);
	const warnings = isSilent ? [] : findRunWarnings(context, isManual);
	const output = checks.flatMap((check, position) => {
		const isRemembered = isManual || position < MAX_ACCOUNTS;
		return createOutput(check, isRemembered ? warnings : [...warnings, TOO_MANY]);
	});
	// Last of all: where anything above throws, nothing was seen yet.
	if (!isManual) memory.remember(checks.slice(0, MAX_ACCOUNTS).map(toUpdate));
	return [output];
}

type Track = (planned: Awaited<ReturnType<typeof planItems>>) => readonly TrackedItem[];

interface TrackedResults {
	readonly items: readonly TrackedItem[];
	/** By the index of the item; those that are left alone have none. */
	readonly results: ReadonlyMap<number, CheckResult>;
}

async function checkTracked(
	context: IExecuteFunctions,
	vendor: Vendor,
	track: Track,
): Promise<TrackedResults> {
	const isManual = context.getMode() === 'manual';
	const cancelled = context.getExecutionCancelSignal();
	const ended = cancelled ?? new AbortController().signal;
	const transport = createExecutionTransport(context, ended);
	const results = new Map<number, CheckResult>();
	try {
		const items = track(await planItems(context, vendor, ended));
		const checked = items.filter((item) => isManual || !isLeftAlone(item, transport.now()));
		await checkItems(checked, transport, (itemIndex, result) => results.set(itemIndex, result));
		return { items, results };
	} catch {
		throw createUnfinishedError(context, cancelled);
	}
}

/** Whether the vendor is not to be asked yet, since it refused the credential a short time ago. */
function isLeftAlone({ plan, remembered: { state } }: TrackedItem, now: number): boolean {
	return plan.result.ok && state !== null && isResting(state, now);
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

/** What one check came to, and whether that is put out. */
interface JudgedCheck {
	readonly item: TrackedItem;
	readonly checked: CheckResult;
	readonly step: WatchStep;
	readonly notices: readonly string[];
	readonly isEmitted: boolean;
}

function judge(item: TrackedItem, checked: CheckResult, isManual: boolean): JudgedCheck {
	const { state, pendingNotices } = item.remembered;
	const step = takeStep(state, item.options, checked);
	const notices = [...new Set([...pendingNotices, ...step.notices])];
	const isEmitted = isManual || item.options.everyCheck || step.events.length > 0;
	return { item, checked, step, notices, isEmitted };
}

function takeStep(
	known: WatchState | null,
	{ limits, policy }: WatchOptions,
	{ result, endedAt }: CheckResult,
): WatchStep {
	if (!result.ok) return stepWithFailure(known, result.failure.kind, policy, endedAt);
	if (!limits.ok) return stepWithFailure(known, limits.failure.kind, policy, endedAt);
	const { reading, item } = result.value;
	const observed = {
		balance: reading.balance,
		available: computeAvailable(reading),
		account: item.account,
		currency: item.currency,
	};
	return stepWithBalance(known, observed, limits.value, policy, endedAt);
}

function toUpdate({ item, step, notices, isEmitted }: JudgedCheck): AccountUpdate {
	return { key: item.key, state: step.state, pendingNotices: isEmitted ? [] : notices };
}

function createOutput(
	{ item, checked, step, notices, isEmitted }: JudgedCheck,
	warnings: readonly string[],
): readonly INodeExecutionData[] {
	if (!isEmitted) return [];
	const { limits } = item.options;
	const watched = {
		checked,
		limits: limits.ok ? limits.value : null,
		step,
		warnings: [...warnings, ...notices],
	};
	return createWatchItems(watched).map((json) => {
		return { json: { ...json }, pairedItem: { item: item.itemIndex } };
	});
}
