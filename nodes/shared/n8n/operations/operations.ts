import {
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import type { Vendor } from '../../vendor';
import { createCheckOptions, createThresholdField } from '../description/checkFields';
import { createOptionsCollection } from '../description/optionsCollection';
import { createToolDescriptionFields } from '../description/toolDescriptions';
import type { CreateItemPlanner } from '../plan/planItems';
import { getBalance } from './getBalance';
import type { Operation } from './operation';
import { watchBalance } from './watchBalance';

/** The first one is the default. */
const OPERATIONS: readonly [Operation, ...Operation[]] = [getBalance, watchBalance];

/** What saved workflows call them; made anew, since n8n changes descriptions. */
export function listOperationValues(): string[] {
	return OPERATIONS.map(({ value }) => value);
}

const DEFAULT_OPERATION = OPERATIONS[0].value;

/** Runs the operation that the node is set to; n8n does not save the default one. */
export async function runOperation(
	context: IExecuteFunctions,
	createItemPlanner: CreateItemPlanner,
): Promise<INodeExecutionData[][]> {
	const { operation: value = DEFAULT_OPERATION } = context.getNode().parameters;
	const operation = OPERATIONS.find((candidate) => candidate.value === value);
	if (operation !== undefined) return await operation.run(context, createItemPlanner);
	const names = OPERATIONS.map(({ name }) => name).join(' or ');
	throw new NodeOperationError(context.getNode(), 'This node does not know its operation', {
		description: `Open the node and choose ${names} under Operation.`,
	});
}

/** The list of operations, which is the same for every vendor, and what a model is told of each. */
export function createOperationFields(vendor: Pick<Vendor, 'name'>): INodeProperties[] {
	const descriptions = OPERATIONS.map(({ value, describeTool }) => {
		return { operation: value, text: describeTool(vendor) };
	});
	return [createOperationField(), ...createToolDescriptionFields(descriptions)];
}

function createOperationField(): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: OPERATIONS.map(({ name, value, action, description }) => {
			return { name, value, action, description };
		}),
		default: DEFAULT_OPERATION,
	};
}

/**
 * What the node's subtitle says: the operation, and the parameter that names the account, if any. Where
 * that one is an expression it is left out: n8n's editor cannot evaluate it without an item, and then
 * shows no subtitle at all.
 */
export function createSubtitle(accountParameter?: string): string {
	const actions = OPERATIONS.map(({ value, action }) => `${value}: "${action}"`).join(', ');
	const operation = `{ ${actions} }[$parameter["operation"]]`;
	if (accountParameter === undefined) return `={{ ${operation} }}`;
	// As it was filled in, not as it is resolved.
	const account = `$rawParameter["${accountParameter}"]`;
	const isShown = `${account} && !String(${account}).startsWith("=")`;
	return `={{ ${operation} + (${isShown} ? ": " + ${account} : "") }}`;
}

/** The limits and options of all operations, the vendor's own options among those that all vendors share. */
export function createFieldsAndOptions(...vendorOptions: INodeProperties[]): INodeProperties[] {
	const fields = OPERATIONS.map(({ value, createFields }) => ({ value, ...createFields() }));
	return [
		...fields.flatMap(({ value, aboveThreshold }) => showFor(value, aboveThreshold)),
		createThresholdField(),
		...fields.flatMap(({ value, belowThreshold }) => showFor(value, belowThreshold)),
		createOptionsCollection({ displayName: 'Options', name: 'options' }, [
			...vendorOptions,
			...createCheckOptions(),
		]),
	];
}

function showFor(operation: string, fields: readonly INodeProperties[]): INodeProperties[] {
	return fields.map((field) => {
		return { ...field, displayOptions: { show: { operation: [operation] } } };
	});
}
