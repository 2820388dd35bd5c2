import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
} from 'n8n-workflow';
import { failedItem } from '../../check/balanceItem';
import type { ItemOutcome } from '../../check/result';
import type { Vendor } from '../../vendor';
import { checkItems, unfinished } from './checkItems';
import { failedOutputItem } from './failedItem';
import { planItems } from './planItems';
import { refusalError } from './nodeError';

/** Runs Get Balance over all input items: one output item for each, in input order. */
export async function getBalances(
	context: IExecuteFunctions,
	vendor: Vendor,
): Promise<INodeExecutionData[][]> {
	const stopped = new AbortController();
	const cancelled = context.getExecutionCancelSignal();
	const ended = cancelled ? AbortSignal.any([cancelled, stopped.signal]) : stopped.signal;
	const outcomes = new Map<number, ItemOutcome>();
	const failures: NodeApiError[] = [];
	const settle = (itemIndex: number, outcome: ItemOutcome) => {
		outcomes.set(itemIndex, outcome);
		if (outcome.outcome === 'balance' || context.continueOnFail()) return;
		failures.push(refusalError(context.getNode(), vendor, outcome, itemIndex));
		// Where one item stops the run, nobody waits for the others.
		stopped.abort();
	};
	try {
		await checkItems(context, await planItems(context, vendor, ended), ended, settle);
	} catch {
		if (failures.length === 0) throw unfinished(context, cancelled);
	}
	const [failure] = failures;
	if (failure !== undefined) throw failure;
	return [[...inInputOrder(outcomes)].map((entry) => outputItem(context, vendor, entry))];
}

type NumberedOutcome = readonly [itemIndex: number, outcome: ItemOutcome];

function inInputOrder(outcomes: ReadonlyMap<number, ItemOutcome>): readonly NumberedOutcome[] {
	return [...outcomes].sort(([first], [second]) => first - second);
}

function outputItem(
	context: IExecuteFunctions,
	vendor: Vendor,
	[item, outcome]: NumberedOutcome,
): INodeExecutionData {
	const json: IDataObject =
		outcome.outcome === 'balance'
			? { ...outcome.item }
			: failedOutputItem(context, failedItem(vendor, outcome.context, outcome.refusal));
	return { json, pairedItem: { item } };
}
