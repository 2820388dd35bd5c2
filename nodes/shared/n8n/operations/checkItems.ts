import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { DEFAULT_CONCURRENCY } from '../../check/options';
import { outcomeOf, type ItemOutcome } from '../../check/result';
import type { Plan } from '../../check/plan';
import { runChecks, shareEqualChecks } from '../../check/batch';
import { executionCarrier } from '../http/executionTransport';

/** An input item that is to be checked. */
export interface NumberedPlan {
	readonly itemIndex: number;
	readonly plan: Plan;
}

/** Takes how an item ended, as soon as that is known. */
type Settle = (itemIndex: number, outcome: ItemOutcome) => void;

/**
 * Checks the items, those that ask for the same thing by one request. Rejects when the run was
 * cancelled, or ended by `ended`, or when `settle` throws.
 */
export async function checkItems(
	context: IExecuteFunctions,
	items: readonly NumberedPlan[],
	ended: AbortSignal,
	settle: Settle,
): Promise<void> {
	const checks = items.flatMap(({ itemIndex, plan }) => {
		if (plan.outcome === 'planned') return [{ itemIndex, planned: plan }];
		settle(itemIndex, plan);
		return [];
	});
	await runChecks(
		shareEqualChecks(checks),
		checks[0]?.planned.options.concurrency ?? DEFAULT_CONCURRENCY,
		executionCarrier(context, ended),
		({ items: sharing }, result) => {
			for (const { itemIndex, planned } of sharing) {
				settle(itemIndex, outcomeOf(result, planned));
			}
		},
	);
}

/** What a run that did not come to its end throws: our own words, since what was thrown may carry a request. */
export function unfinished(
	context: IExecuteFunctions,
	cancelled: AbortSignal | undefined,
): NodeOperationError {
	// n8n-core 2.41.1 tells a cancelled run from a failed one by this word, spelt like this.
	const message = cancelled?.aborted
		? 'The execution was canceled'
		: 'The balances could not be read to the end';
	return new NodeOperationError(context.getNode(), message);
}
