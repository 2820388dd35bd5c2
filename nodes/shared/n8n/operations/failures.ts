import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
} from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';
import { createFailedItem } from '../../check/balanceItem';
import type { ItemContext } from '../../check/plan';
import type { Failure } from '../../failure/failure';
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

/**
 * A failure as n8n shows a stopped node: made of chosen words only, since n8n saves whatever an
 * error carries along. Only an HTTP status goes in as code: n8n replaces the message for network codes,
 * and a vendor's own code may have three digits, too.
 */
export function toNodeApiError(
	context: IExecuteFunctions,
	item: ItemContext,
	failure: Failure,
	itemIndex: number,
): NodeApiError {
	const { error, details } = createFailedItem(item, failure);
	const { httpStatus } = failure;
	const words = {
		message: error,
		// Hints are not shown of a run that stops.
		description: [details.description, ...findSettingWarnings(context.getNode())].join(' '),
		itemIndex,
		...omitNull({ httpCode: httpStatus === null ? null : String(httpStatus) }),
	};
	const stopped = new NodeApiError(context.getNode(), {}, words);
	// n8n takes an account's name for a code of the network: EPERM stands in "keeperman" (n8n-workflow 2.41.0).
	stopped.message = error;
	stopped.messages = [];
	return stopped;
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
