import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
} from 'n8n-workflow';
import type { CheckResult } from '../../check/result';
import { createExecutionTransport } from '../http/executionTransport';
import { checkItems } from './checkItems';
import { assertCheckable } from './refusedItems';
import {
	completeOrSayWhy,
	createUnfinishedError,
	toFailedOutput,
	toNodeApiError,
} from './failures';
import type { Operation } from './operation';
import { planItems, type CreateItemPlanner } from '../plan/planItems';
import { createSettingHints, showHints } from './runHints';

export const getBalance: Operation = {
	value: 'getBalance',
	name: 'Get Balance',
	action: 'Get balance',
	description: 'Read the balance of a prepaid account',
	createFields: () => ({ aboveThreshold: [], belowThreshold: [] }),
	run: readBalances,
};

/** One output item for each input item, in input order. */
async function readBalances(
	context: IExecuteFunctions,
	createItemPlanner: CreateItemPlanner,
): Promise<INodeExecutionData[][]> {
	const stopped = new AbortController();
	const cancelled = context.getExecutionCancelSignal();
	const ended = cancelled ? AbortSignal.any([cancelled, stopped.signal]) : stopped.signal;
	const results = new Map<number, CheckResult>();
	const errors: NodeApiError[] = [];
	const settle = (itemIndex: number, checked: CheckResult) => {
		results.set(itemIndex, checked);
		const { context: item, result } = checked;
		if (result.ok || context.continueOnFail()) return;
		errors.push(toNodeApiError(context, item, result.failure, itemIndex));
		// Where one item stops the run, nobody waits for the others.
		stopped.abort();
	};
	const items = await completeOrSayWhy(context, async () => {
		return await planItems(context, createItemPlanner, ended);
	});
	assertCheckable(context, items);
	try {
		await checkItems(items, createExecutionTransport(context, ended), settle);
	} catch {
		if (errors.length === 0) throw createUnfinishedError(context, cancelled);
	}
	const [error] = errors;
	if (error !== undefined) throw error;
	showHints(context, createSettingHints(context.getNode()));
	return [[...results].sort(compareItemIndexes).map((entry) => createOutput(context, entry))];
}

type NumberedResult = readonly [itemIndex: number, checked: CheckResult];

function compareItemIndexes([first]: NumberedResult, [second]: NumberedResult): number {
	return first - second;
}

function createOutput(
	context: IExecuteFunctions,
	[item, { context: itemContext, result }]: NumberedResult,
): INodeExecutionData {
	const json: IDataObject = result.ok
		? { ...result.value.item }
		: toFailedOutput(context, itemContext, result.failure);
	return { json, pairedItem: { item } };
}
