import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { createWholeExpressionTrace } from './wholeExpression';

/** A collection of options, in the order of their titles. */
export function createOptionsCollection(
	{ displayName, name }: Pick<INodeProperties, 'displayName' | 'name'>,
	options: readonly INodeProperties[],
): INodeProperties {
	return {
		displayName,
		name,
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...options, createWholeExpressionTrace()].sort(compareDisplayNames),
	};
}

type Option = INodeProperties | INodePropertyOptions | INodePropertyCollection;

function compareDisplayNames(first: Option, second: Option): number {
	return getDisplayName(first).localeCompare(getDisplayName(second), 'en');
}

function getDisplayName(option: Option): string {
	return 'displayName' in option ? option.displayName : option.name;
}
