import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
} from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';
import { createFailedItem } from '../../check/balanceItem';
import type { NumberedPlan } from '../../check/batch';
import type { ItemContext, RefusedPlan } from '../../check/plan';
import { shortenName, type Failure } from '../../failure/failure';
import { omitNull } from '../../omitNull';
import { findSettingWarnings } from './runHints';

/**
 * n8n's engine knows a failed item by its keys, and leaves every other on the success output:
 * `{ error, details }` from n8n-core 2.34.4 on (n8n's pull request 35971), `{ error, message }` ever
 * since there is an error output. A node is not told the version; this class came with
 * n8n-workflow 2.35.0.
 */
const ENGINE_KNOWS_DETAILS = 'NodeVersionNotFoundError' in n8nWorkflow;

/** The failed item, in keys that bring it to the error output where the node has one. */
export function toFailedOutput(
	context: IExecuteFunctions,
	item: ItemContext,
	failure: Failure,
): IDataObject {
	const failed = createFailedItem(item, failure);
	const hasErrorOutput = context.getNode().onError === 'continueErrorOutput';
	if (ENGINE_KNOWS_DETAILS || !hasErrorOutput) return { ...failed };
	return { error: failed.error, message: failed.details };
}

/** What a stopped node says, in chosen words only. */
interface StopWords {
	readonly message: string;
	readonly description: string;
	readonly itemIndex: number;
	/** Null where no HTTP status decided. */
	readonly httpStatus: number | null;
}

/** A failure as n8n shows a stopped node. */
export function toNodeApiError(
	context: IExecuteFunctions,
	item: ItemContext,
	failure: Failure,
	itemIndex: number,
): NodeApiError {
	const { error, details } = createFailedItem(item, failure);
	const { description } = details;
	const { httpStatus } = failure;
	return createNodeApiError(context, { message: error, description, itemIndex, httpStatus });
}

/** An item that cannot be checked. */
interface RefusedItem extends NumberedPlan {
	readonly plan: RefusedPlan;
}

/** So many of them are named. */
const MAX_NAMED = 20;

/** All items that cannot be checked, in one error: whoever mends a list wants to know all its gaps. */
export function toRefusedError(
	context: IExecuteFunctions,
	refused: readonly [RefusedItem, ...RefusedItem[]],
): NodeApiError {
	const [{ itemIndex, plan }, ...others] = refused;
	if (others.length === 0) return toNodeApiError(context, plan.context, plan.failure, itemIndex);
	const named = refused.slice(0, MAX_NAMED).map(tellRefused);
	const unnamed = refused.length - named.length;
	return createNodeApiError(context, {
		message: `${refused.length} of ${context.getInputData().length} items cannot be checked`,
		description: [...named, ...(unnamed === 0 ? [] : [`And ${unnamed} more.`])].join(' '),
		itemIndex,
		httpStatus: null,
	});
}

function tellRefused({ itemIndex, plan: { context, failure } }: RefusedItem): string {
	const { error, details } = createFailedItem(context, failure);
	return `Item ${itemIndex}, ${shortenName(details.label)}: ${error}.`;
}

/**
 * An error made of chosen words only, since n8n saves whatever an error carries along. Only an HTTP
 * status goes in as code: n8n replaces the message for network codes, and a vendor's own code may have
 * three digits, too.
 */
function createNodeApiError(
	context: IExecuteFunctions,
	{ message, description, itemIndex, httpStatus }: StopWords,
): NodeApiError {
	const words = {
		message,
		// Hints are not shown of a run that stops.
		description: [description, ...findSettingWarnings(context.getNode())].join(' '),
		itemIndex,
		...omitNull({ httpCode: httpStatus === null ? null : String(httpStatus) }),
	};
	const stopped = new NodeApiError(context.getNode(), {}, words);
	// n8n takes an account's name for a code of the network: EPERM stands in "keeperman" (n8n-workflow 2.41.0).
	stopped.message = message;
	stopped.messages = [];
	return stopped;
}

/** Does a part of a run; where it breaks off, only our own words are thrown. */
export async function completeOrSayWhy<Value>(
	context: IExecuteFunctions,
	act: () => Promise<Value>,
): Promise<Value> {
	try {
		return await act();
	} catch {
		throw createUnfinishedError(context, context.getExecutionCancelSignal());
	}
}

/** What a run that did not come to its end throws: our own words, since what was thrown may carry a request. */
export function createUnfinishedError(
	context: IExecuteFunctions,
	cancelled: AbortSignal | undefined,
): NodeOperationError {
	// n8n-core 2.41.1 tells a cancelled run from a failed one by this word, spelt like this.
	const message = cancelled?.aborted
		? 'The execution was canceled'
		: 'The balances could not be read to the end';
	return new NodeOperationError(context.getNode(), message);
}
