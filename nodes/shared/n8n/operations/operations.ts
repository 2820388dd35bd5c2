import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Vendor } from '../../vendor';
import { getBalances } from './getBalance';
import { watchBalances } from './watchBalance';

/** Runs the operation that the node is set to; n8n does not save the default one. */
export async function runOperation(
	context: IExecuteFunctions,
	vendor: Vendor,
): Promise<INodeExecutionData[][]> {
	const { operation } = context.getNode().parameters;
	const run = operation === 'watchBalance' ? watchBalances : getBalances;
	return await run(context, vendor);
}
