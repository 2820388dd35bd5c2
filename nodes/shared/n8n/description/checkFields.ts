import type { INodeProperties, INodePropertyTypeOptions } from 'n8n-workflow';
import {
	CONCURRENCY_BOUNDS,
	DEFAULT_CONCURRENCY,
	DEFAULT_RETRIES,
	DEFAULT_TIMEOUT,
	RETRIES_BOUNDS,
	TIMEOUT_BOUNDS,
} from '../../check/options';
import type { Bounds } from '../../input/readers';
import { createAmountField } from './amountField';

// n8n changes descriptions while loading them: every node gets objects of its own.

/** The options that every operation of every node has. */
export function createCheckOptions(): INodeProperties[] {
	return [
		{
			displayName: 'Concurrency',
			name: 'concurrency',
			type: 'number',
			noDataExpression: true,
			typeOptions: toTypeOptions(CONCURRENCY_BOUNDS),
			default: DEFAULT_CONCURRENCY,
			description:
				'How many requests to one host may be under way at the same time; one value for the whole run',
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
			description:
				'What people call this account; by default the vendor and the account, or the name of the credential where the vendor names no account',
		},
		{
			displayName: 'Retries',
			name: 'retries',
			type: 'number',
			typeOptions: toTypeOptions(RETRIES_BOUNDS),
			default: DEFAULT_RETRIES,
			description:
				'How often to ask again when the vendor cannot be reached or is asked too often; refused credentials are never sent twice',
		},
		{
			displayName: 'Timeout (Milliseconds)',
			name: 'timeout',
			type: 'number',
			typeOptions: toTypeOptions(TIMEOUT_BOUNDS),
			default: DEFAULT_TIMEOUT,
			description:
				'How long one attempt may take, up to the last byte of the reply; an item with all its retries ends within 60 seconds',
		},
	];
}

/** Whole numbers within bounds, in the editor. */
function toTypeOptions({ min, max }: Bounds): INodePropertyTypeOptions {
	return { minValue: min, maxValue: max, numberPrecision: 0 };
}

/** What the available amount is compared with, in every operation. */
export function createThresholdField(): INodeProperties {
	return createAmountField({
		displayName: 'Threshold',
		name: 'threshold',
		placeholder: 'e.g. 100',
		description:
			'The account is low when strictly less than this amount is available (strictly more, when you alert on Above); 0 counts, empty is none',
	});
}
