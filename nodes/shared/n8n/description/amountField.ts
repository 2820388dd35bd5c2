import type { INodeProperties } from 'n8n-workflow';

/**
 * An amount or a number of days that may be left empty. It is a text, not a number: n8n does not save a
 * number that is left at its default, and 0 is a value of its own.
 */
export function createAmountField(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'placeholder' | 'description' | 'hint'>,
): INodeProperties {
	return { ...field, type: 'string', default: '' };
}
