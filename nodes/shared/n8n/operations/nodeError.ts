import { NodeApiError, type INode } from 'n8n-workflow';
import { descriptionOf } from '../../check/balanceItem';
import { summaryOf, type Refusal } from '../../failure/failure';
import type { Vendor } from '../../vendor';

/**
 * A refusal as n8n shows a stopped node: made of chosen words only, since n8n saves whatever an
 * error carries along. Only an HTTP status goes in as code: n8n replaces the message for network codes,
 * and a vendor's own code may have three digits, too.
 */
export function refusalError(
	node: INode,
	vendor: Vendor,
	refused: { readonly refusal: Refusal },
	itemIndex: number,
): NodeApiError {
	const { httpStatus } = refused.refusal;
	return new NodeApiError(
		node,
		{},
		{
			message: summaryOf(refused.refusal, vendor.name),
			description: descriptionOf(refused.refusal, vendor),
			itemIndex,
			...(httpStatus === null ? {} : { httpCode: String(httpStatus) }),
		},
	);
}
