import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	NodeHint,
} from 'n8n-workflow';
import { DEFAULT_CONCURRENCY, DEFAULT_RETRIES, DEFAULT_TIMEOUT } from '../../check/options';
import { watchLimitFields, watchOptionFields } from './watchProperties';

// n8n changes descriptions while loading them: every node gets objects of its own.

/** The resource and the operation, which are the same for every vendor. */
export function accountResource(): INodeProperties[] {
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
			options: [
				{
					name: 'Get Balance',
					value: 'getBalance',
					action: 'Get balance',
					description: 'Read the balance of a prepaid account',
				},
				{
					name: 'Watch Balance',
					value: 'watchBalance',
					action: 'Watch balance',
					description: 'Read the balance, and put out an item only when something happened',
				},
			],
			default: 'getBalance',
		},
	];
}

/** What the node's subtitle says: the operation, and the parameter that names the account, if any. */
export function operationSubtitle(accountParameter?: string): string {
	const operation =
		'{ getBalance: "Get balance", watchBalance: "Watch balance" }[$parameter["operation"]]';
	if (accountParameter === undefined) return `={{ ${operation} }}`;
	const account = `$parameter["${accountParameter}"]`;
	return `={{ ${operation} + (${account} ? ": " + ${account} : "") }}`;
}

/** The limits to watch for, and the options: the vendor's own among those that all vendors share. */
export function limitsAndOptions(...vendorOptions: INodeProperties[]): INodeProperties[] {
	return [
		...watchLimitFields(),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				...vendorOptions,
				...watchOptionFields(),
				...sharedOptions(),
				wholeExpressionTrace(),
			].sort(byDisplayName),
		},
	];
}

/** The member of a collection that is there only where the collection is one whole expression. */
export const WHOLE_EXPRESSION_TRACE = 'length';

/**
 * n8n reads a collection member by member before a node sees it (n8n-workflow 2.41.0,
 * `getNodeParameters`). Of an expression for the whole collection, a text, that leaves nothing but the
 * members that a text has, and without this one the options would be ignored without a word.
 */
function wholeExpressionTrace(): INodeProperties {
	return { displayName: 'Length', name: WHOLE_EXPRESSION_TRACE, type: 'hidden', default: '' };
}

function byDisplayName(
	first: INodeProperties | INodePropertyOptions | INodePropertyCollection,
	second: INodeProperties | INodePropertyOptions | INodePropertyCollection,
): number {
	return titleOf(first).localeCompare(titleOf(second), 'en');
}

function titleOf(option: INodeProperties | INodePropertyOptions | INodePropertyCollection): string {
	return 'displayName' in option ? option.displayName : option.name;
}

function sharedOptions(): INodeProperties[] {
	return [
		{
			displayName: 'Concurrency',
			name: 'concurrency',
			type: 'number',
			noDataExpression: true,
			typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
			default: DEFAULT_CONCURRENCY,
			description: 'How many requests are sent at a time, at most; one value for the whole run',
		},
		{
			displayName: 'Include Raw',
			name: 'includeRaw',
			type: 'boolean',
			default: false,
			description:
				"Whether to add the vendor's reply as text in the field raw, with secrets removed from it",
		},
		{
			displayName: 'Label',
			name: 'label',
			type: 'string',
			default: '',
			placeholder: 'e.g. SMS account, marketing',
			description: 'What people call this account; by default the vendor and the account',
		},
		{
			displayName: 'Low Threshold',
			name: 'lowThreshold',
			type: 'number',
			default: 0,
			displayOptions: { show: { '/operation': ['getBalance'] } },
			description:
				'The field low becomes true when the available amount is strictly below this; without it there is no field low',
		},
		{
			displayName: 'Retries',
			name: 'retries',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 5, numberPrecision: 0 },
			default: DEFAULT_RETRIES,
			description:
				'How often to ask again when the vendor cannot be reached or is asked too often; refused credentials are never sent twice',
		},
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 100, maxValue: 60000, numberPrecision: 0 },
			default: DEFAULT_TIMEOUT,
			description:
				'How many milliseconds one attempt may take, up to the last byte of the reply; an item with all its retries ends within 60 seconds',
		},
	];
}

/** Warns about the node setting that would send a refused password again and again. */
export function retryOnFailHint(): NodeHint {
	return {
		message:
			'Leave Retry On Fail off: it sends refused passwords again, and vendors lock accounts. Use the option Retries.',
		type: 'info',
		location: 'ndv',
		whenToDisplay: 'beforeExecution',
	};
}
