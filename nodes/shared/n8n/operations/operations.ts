import {
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
} from 'n8n-workflow';
import type { Vendor } from '../../vendor';
import { createCheckOptions } from '../description/checkFields';
import { createStateStorageField } from '../description/watchFields';
import { createWholeExpressionTrace } from '../description/wholeExpression';
import { getBalance } from './getBalance';
import type { Operation } from './operation';
import { watchBalance } from './watchBalance';

/** The first one is the default. */
const OPERATIONS: readonly [Operation, ...Operation[]] = [getBalance, watchBalance];

const DEFAULT_OPERATION = OPERATIONS[0].value;

/** Runs the operation that the node is set to; n8n does not save the default one. */
export async function runOperation(
	context: IExecuteFunctions,
	vendor: Vendor,
): Promise<INodeExecutionData[][]> {
	const { operation: value = DEFAULT_OPERATION } = context.getNode().parameters;
	const operation = OPERATIONS.find((candidate) => candidate.value === value);
	if (operation !== undefined) return await operation.run(context, vendor);
	const names = OPERATIONS.map(({ name }) => name).join(' or ');
	throw new NodeOperationError(context.getNode(), 'This node does not know its operation', {
		description: `Open the node and choose ${names} under Operation.`,
	});
}

/** The resource and the operation, which are the same for every vendor. */
export function createOperationFields(): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: [{ name: 'Account', value: 'account' }],
			default: 'account',
		},
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: ['account'] } },
			options: OPERATIONS.map(({ name, value, action, description }) => {
				return { name, value, action, description };
			}),
			default: DEFAULT_OPERATION,
		},
	];
}

/** What the node's subtitle says: the operation, and the parameter that names the account, if any. */
export function createSubtitle(accountParameter?: string): string {
	const actions = OPERATIONS.map(({ value, action }) => `${value}: "${action}"`).join(', ');
	const operation = `{ ${actions} }[$parameter["operation"]]`;
	if (accountParameter === undefined) return `={{ ${operation} }}`;
	const account = `$parameter["${accountParameter}"]`;
	return `={{ ${operation} + (${account} ? ": " + ${account} : "") }}`;
}

/** The operations' own fields, and the options: the vendor's own among those that all vendors share. */
export function createFieldsAndOptions(...vendorOptions: INodeProperties[]): INodeProperties[] {
	const options = [
		...vendorOptions,
		...OPERATIONS.flatMap(({ value, createOptions }) =>
			createOptions().map((option) => showFor('/operation', value, option)),
		),
		...createCheckOptions(),
		createWholeExpressionTrace(),
	];
	return [
		...OPERATIONS.flatMap(({ value, createFields }) =>
			createFields().map((field) => showFor('operation', value, field)),
		),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: options.sort(compareDisplayNames),
		},
		showFor('operation', watchBalance.value, {
			displayName: 'Alert Options',
			name: 'alertOptions',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [createStateStorageField()],
		}),
	];
}

function showFor(
	operation: 'operation' | '/operation',
	value: string,
	field: INodeProperties,
): INodeProperties {
	return { ...field, displayOptions: { show: { [operation]: [value] } } };
}

type Option = INodeProperties | INodePropertyOptions | INodePropertyCollection;

function compareDisplayNames(first: Option, second: Option): number {
	return getDisplayName(first).localeCompare(getDisplayName(second), 'en');
}

function getDisplayName(option: Option): string {
	return 'displayName' in option ? option.displayName : option.name;
}
