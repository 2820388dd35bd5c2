import {
	NodeOperationError,
	type NodeApiError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { DEFAULT_CONCURRENCY } from '../core/checkOptions';
import { failedItem } from '../core/item';
import { outcomeOf, type ItemOutcome } from '../core/outcome';
import type { Plan } from '../core/plan';
import { runChecks, shareEqualChecks, type NumberedCheck } from '../core/runChecks';
import type { Vendor } from '../core/vendor';
import { executionCarrier } from './executionCarrier';
import { failedOutputItem } from './failedOutputItem';
import { planItems } from './planItems';
import { refusalError } from './refusalError';

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
		const plans = await planItems(context, vendor, ended);
		const checks = plannedChecks(plans, settle);
		await runChecks(
			shareEqualChecks(checks),
			checks[0]?.planned.options.concurrency ?? DEFAULT_CONCURRENCY,
			executionCarrier(context, ended),
			({ check, items }, result) => {
				for (const { itemIndex, planned } of items) {
					settle(itemIndex, outcomeOf(result, check, planned));
				}
			},
		);
	} catch {
		// What was thrown may carry a request; only our own words go on.
		if (failures.length === 0) throw unfinished(context, cancelled);
	}
	const [failure] = failures;
	if (failure !== undefined) throw failure;
	return [[...inInputOrder(outcomes)].map((entry) => outputItem(context, vendor, entry))];
}

function unfinished(context: IExecuteFunctions, cancelled: AbortSignal | undefined) {
	// n8n-core 2.41.1 tells a cancelled run from a failed one by this word, spelt like this.
	const message = cancelled?.aborted
		? 'The execution was canceled'
		: 'The balances could not be read to the end';
	return new NodeOperationError(context.getNode(), message);
}

/** Settles what ended before anything was sent, and returns the rest. */
function plannedChecks(
	plans: readonly Plan[],
	settle: (itemIndex: number, outcome: ItemOutcome) => void,
): readonly NumberedCheck[] {
	return plans.flatMap((planned, itemIndex) => {
		if (planned.outcome === 'planned') return [{ itemIndex, planned }];
		settle(itemIndex, planned);
		return [];
	});
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
