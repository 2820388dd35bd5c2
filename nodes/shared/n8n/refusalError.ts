import { NodeApiError, type INode } from 'n8n-workflow';
import { descriptionOf, type ItemContext } from '../core/balanceItem';
import { summaryOf, type Refusal } from '../core/refusal';
import type { Vendor } from '../core/vendor';

/**
 * A refusal as n8n shows a stopped node: made of chosen words only, since n8n saves whatever an
 * error carries along. Only an HTTP status goes in as code; n8n replaces the message for network codes.
 */
export function refusalError(
	node: INode,
	vendor: Vendor,
	refused: { readonly refusal: Refusal; readonly context: ItemContext },
	itemIndex: number,
): NodeApiError {
	const { code } = refused.refusal;
	return new NodeApiError(
		node,
		{},
		{
			message: summaryOf(refused.refusal, vendor.name),
			description: descriptionOf(refused.refusal, vendor, refused.context.scrubber),
			itemIndex,
			...(code !== null && /^[1-5]\d\d$/.test(code) ? { httpCode: code } : {}),
		},
	);
}
