import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
} from 'n8n-workflow';
import type { CheckResult } from '../../check/result';
import { createExecutionTransport } from '../http/executionTransport';
import { readCaller, type Caller } from '../run/caller';
import { checkItems } from '../run/checkItems';
import { assertCheckable } from '../run/refusedItems';
import {
	completeOrSayWhy,
	createUnfinishedError,
	toFailedOutput,
	toNodeApiError,
} from '../run/failures';
import type { Operation } from './operation';
import { planItems, type CreateItemPlanner } from '../plan/planItems';
import { createSettingHints, showHints } from '../run/runHints';

export const getBalance: Operation = {
	value: 'getBalance',
	name: 'Get Balance',
	action: 'Get balance',
	description: 'Read the balance of a prepaid account',
	describeTool: ({ name }) =>
		`Reads the balance of a prepaid account at ${name}. Answers with one item: "available" is what can be spent, in "currency", or in "unit" where that is null; "balanceText" is the exact balance; "label" and "account" say whose it is. "low" is true where less than the threshold of this tool is available; without a threshold it is absent. An item with "error" has no balance: say so, and pass on "details.description", which says why and what to do.`,
	createFields: () => ({ aboveThreshold: [], belowThreshold: [] }),
	run: readBalances,
};

/** One output item for each input item, in input order. */
async function readBalances(
	context: IExecuteFunctions,
	createItemPlanner: CreateItemPlanner,
): Promise<INodeExecutionData[][]> {
	const stopped = new AbortController();
	const caller = readCaller(context);
	const cancelled = context.getExecutionCancelSignal();
	const ended = cancelled ? AbortSignal.any([cancelled, stopped.signal]) : stopped.signal;
	const results = new Map<number, CheckResult>();
	const errors: NodeApiError[] = [];
	const settle = (itemIndex: number, checked: CheckResult) => {
		results.set(itemIndex, checked);
		const { context: item, result } = checked;
		if (result.ok || putsOutFailures(context, caller)) return;
		errors.push(toNodeApiError(context, item, result.failure, itemIndex));
		// Where one item stops the run, nobody waits for the others.
		stopped.abort();
	};
	const items = await completeOrSayWhy(context, async () => {
		return await planItems(context, createItemPlanner, ended);
	});
	if (!putsOutFailures(context, caller)) assertCheckable(context, items);
	try {
		await checkItems(items, createExecutionTransport(context, ended), settle);
	} catch {
		if (errors.length === 0) throw createUnfinishedError(context, cancelled);
	}
	const [error] = errors;
	if (error !== undefined) throw error;
	showHints(context, caller, createSettingHints(context.getNode()));
	return [[...results].sort(compareItemIndexes).map((entry) => createOutput(context, entry))];
}

/**
 * Whether a failed check is an item. For a model it is, unless somebody chose to stop: so n8n 2.41.1 has
 * it for tools that its engine runs, but of what is thrown the model hears the message alone.
 */
function putsOutFailures(context: IExecuteFunctions, caller: Caller): boolean {
	if (context.continueOnFail()) return true;
	return caller === 'model' && context.getNode().onError !== 'stopWorkflow';
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
