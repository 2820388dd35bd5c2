import { parseDecimal, type ExactDecimal } from '../decimal';
import { unexpectedReply } from '../failure/failure';

/** An amount in a reply, digit for digit. Throws `unexpectedReply` for anything but a plain decimal. */
export function readAmount(text: string, field: string): ExactDecimal {
	const amount = parseDecimal(text);
	if (amount === null) throw unexpectedReply(`has no plain decimal in "${field}"`);
	return amount;
}
