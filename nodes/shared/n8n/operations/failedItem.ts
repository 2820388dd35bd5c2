import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';
import type { FailedItem } from '../../item';

/**
 * n8n's engine knows a failed item by its keys, and leaves every other on the success output:
 * `{ error, details }` from n8n-core 2.34.4 on (n8n's pull request 35971), `{ error, message }` ever
 * since there is an error output. A node is not told the version; this class came with
 * n8n-workflow 2.35.0.
 */
const ENGINE_KNOWS_DETAILS = 'NodeVersionNotFoundError' in n8nWorkflow;

/** The failed item, in keys that bring it to the error output where the node has one. */
export function failedOutputItem(context: IExecuteFunctions, failed: FailedItem): IDataObject {
	const hasErrorOutput = context.getNode().onError === 'continueErrorOutput';
	if (ENGINE_KNOWS_DETAILS || !hasErrorOutput) return { ...failed };
	return { error: failed.error, message: failed.details };
}
