import type { IExecuteFunctions } from 'n8n-workflow';

/** n8n gives the variant of a node that a model uses this name, however the model's agent runs it. */
export function isToolOfModel(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}
