import type { INodeProperties } from 'n8n-workflow';

/** The member of a collection that is there only where the collection is one whole expression. */
export const WHOLE_EXPRESSION_TRACE = 'length';

/**
 * n8n reads a collection member by member before a node sees it (n8n-workflow 2.41.0,
 * `getNodeParameters`). Of an expression for the whole collection, a text, that leaves nothing but the
 * members that a text has, and without this one the options would be ignored without a word.
 */
export function createWholeExpressionTrace(): INodeProperties {
	return { displayName: 'Length', name: WHOLE_EXPRESSION_TRACE, type: 'hidden', default: '' };
}
