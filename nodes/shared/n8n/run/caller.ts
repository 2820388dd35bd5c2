import type { IExecuteFunctions } from 'n8n-workflow';

/** Who asks how an account stands: a published workflow, a person at the editor, or a language model. */
export type Caller = 'workflow' | 'person' | 'model';

/** A person and a model want to know how things stand, whatever was told; only a workflow is alerted. */
export function readCaller(context: IExecuteFunctions): Caller {
	if (isToolOfModel(context)) return 'model';
	return context.getMode() === 'manual' ? 'person' : 'workflow';
}

/**
 * n8n gives the variant of a node that models use this name (`convertNodeToAiTool`, n8n 2.41.1), whether
 * the agent calls it itself or lets the engine run it like any other node. `isToolExecution` is false
 * in the second case, and n8n-core 1.98 does not have it.
 */
function isToolOfModel(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}
