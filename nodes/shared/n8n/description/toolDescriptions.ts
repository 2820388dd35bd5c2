import type { INodeProperties } from 'n8n-workflow';

/** What n8n calls the field that a model reads. */
export const TOOL_DESCRIPTION = 'toolDescription';

/** What a model is told of one operation. */
export interface ToolDescription {
	readonly operation: string;
	readonly text: string;
}

/**
 * The field that describes the tool to the model, with one text for each operation. n8n adds a field of
 * this name itself, filled with the node's description, where a node has none (`convertNodeToAiTool`,
 * n8n 2.41.1); it cannot say what comes out.
 */
export function createToolDescriptionFields(
	descriptions: readonly ToolDescription[],
): INodeProperties[] {
	return descriptions.map(({ operation, text }) => {
		return {
			displayName: 'Description',
			name: TOOL_DESCRIPTION,
			type: 'string',
			typeOptions: { rows: 6 },
			default: text,
			required: true,
			displayOptions: { show: { '@tool': [true], operation: [operation] } },
			description: 'What the model is told of this tool: what it does, and what comes out of it',
		};
	});
}
