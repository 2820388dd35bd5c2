import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Vendor } from '../../vendor';
import type { OperationFields } from '../description/operationFields';
import type { CreateItemPlanner } from '../plan/planItems';

/** One of the things that every node can do. All that n8n is told of it follows from this. */
export interface Operation {
	/** What saved workflows call it. */
	readonly value: string;
	/** As the list of operations shows it. */
	readonly name: string;
	/** As the panel of nodes and the node's subtitle show it. */
	readonly action: string;
	readonly description: string;
	/** What a model is told of it, and of what comes out, where the node is a tool. */
	readonly describeTool: (vendor: Pick<Vendor, 'name'>) => string;
	/** Made anew for every node, since n8n changes them. */
	readonly createFields: () => OperationFields;
	readonly run: (
		context: IExecuteFunctions,
		createItemPlanner: CreateItemPlanner,
	) => Promise<INodeExecutionData[][]>;
}
