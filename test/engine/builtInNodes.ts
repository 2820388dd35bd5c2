import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
} from 'n8n-workflow';

import { agents } from './agents';
import { dataTableNodes, type DataTables } from './dataTableNode';
import { httpRequest } from './httpRequestNode';
import type { PackageSource } from './packageSource';

/** Minimal imitations of the nodes of `n8n-nodes-base`, which is not installed. */
export function builtInNodes(dataTables?: DataTables): PackageSource {
	return {
		kind: 'classes',
		packageName: 'n8n-nodes-base',
		nodes: [
			manualTrigger(),
			scheduleTrigger(),
			noOp(),
			merge(),
			set(),
			stickyNote(),
			httpRequest(),
			...agents(),
			// Older versions of n8n have none.
			...(dataTables === undefined ? [] : dataTableNodes(dataTables)),
		],
		credentials: [],
	};
}

function describe(
	name: string,
	description: Partial<INodeTypeDescription> = {},
): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: name,
		defaults: { name },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
		...description,
	};
}

function manualTrigger(): INodeType {
	return {
		description: describe('manualTrigger', { group: ['trigger'], inputs: [] }),
		async trigger(this: ITriggerFunctions) {
			return {
				manualTriggerFunction: async () => this.emit([this.helpers.returnJsonArray([{}])]),
			};
		},
	};
}

/** Its parameters alone: runs are started by hand, or have its data pinned. */
function scheduleTrigger(): INodeType {
	return {
		...manualTrigger(),
		description: describe('scheduleTrigger', {
			group: ['trigger'],
			inputs: [],
			version: 1.2,
			properties: [
				// n8n's own is a collection of many fields, of which it saves what is filled in.
				{ displayName: 'Rule', name: 'rule', type: 'json', default: {} },
			],
		}),
	};
}

function noOp(): INodeType {
	return {
		description: describe('noOp'),
		async execute(this: IExecuteFunctions) {
			return [this.getInputData()];
		},
	};
}

/** "Edit Fields" without the conversions by type: in its manual mode, or as one object. */
function set(): INodeType {
	return {
		description: describe('set', {
			version: 3.4,
			properties: [
				{ displayName: 'Mode', name: 'mode', type: 'string', default: 'manual' },
				{ displayName: 'JSON', name: 'jsonOutput', type: 'json', default: {} },
				{ displayName: 'Fields', name: 'assignments', type: 'assignmentCollection', default: {} },
			],
		}),
		async execute(this: IExecuteFunctions) {
			const items = this.getInputData().map((_, item) => {
				if (this.getNodeParameter('mode', item) === 'raw') {
					// The cast: it is an expression that yields an object.
					const json = this.getNodeParameter('jsonOutput', item) as IDataObject;
					return { json, pairedItem: { item } };
				}
				// The cast: a parameter of this type is a list of these.
				const { assignments } = this.getNodeParameter('assignments', item) as {
					assignments: Array<{ name: string; value: string }>;
				};
				const json = Object.fromEntries(assignments.map(({ name, value }) => [name, value]));
				return { json, pairedItem: { item } };
			});
			return [items];
		},
	};
}

function stickyNote(): INodeType {
	return { ...noOp(), description: describe('stickyNote', { inputs: [], outputs: [] }) };
}

// The inputs are an expression, as in the real node (Merge/v3/actions/versionDescription.ts); so is
// `requiredInputs`: 1 lets the node run once nothing else can, even if an input never got data.
function merge(): INodeType {
	return {
		description: describe('merge', {
			version: [3, 3.1, 3.2],
			inputs:
				"={{ Array.from({ length: $parameter.numberInputs || 2 }, () => ({ type: 'main' })) }}",
			requiredInputs: 1,
			properties: [
				{
					displayName: 'Mode',
					name: 'mode',
					type: 'options',
					options: [{ name: 'Append', value: 'append' }],
					default: 'append',
				},
				{ displayName: 'Number of Inputs', name: 'numberInputs', type: 'number', default: 2 },
			],
		}),
		async execute(this: IExecuteFunctions) {
			const inputs = this.getNodeInputs();
			return [inputs.flatMap((_, index) => itemsOfInput(this, index))];
		},
	};
}

// An input without a connection throws, and the real node takes that for no items.
function itemsOfInput(context: IExecuteFunctions, index: number): INodeExecutionData[] {
	try {
		return context.getInputData(index);
	} catch {
		return [];
	}
}
