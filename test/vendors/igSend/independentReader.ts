import {
	isFilled,
	isPlainDecimal,
	withoutLimit,
	type OracleReading,
	type OracleReply,
} from '../../fuzz/oracleReading';
import { onlyMember, onlyText, readStrictJson } from '../../fuzz/strictJson';

/** The only row, where it and the whole are successful and it is of the client that was asked about. */
export function readIndependently(
	text: string,
	{ parameters, account }: OracleReply,
): OracleReading | null {
	// The document's own sample is written with no-break spaces.
	const reply = readStrictJson(text.replaceAll('\u00a0', ' '));
	const outcome = onlyMember(reply, 'coreRes');
	const rows = onlyMember(reply, 'tableRes');
	const row = rows?.type === 'array' && rows.items.length === 1 ? (rows.items[0] ?? null) : null;
	const isSuccess =
		onlyText(outcome, 'status') === '1' &&
		onlyText(outcome, 'MessageID') === '10010' &&
		onlyText(row, 'Status')?.toLowerCase() === 'success' &&
		onlyText(row, 'ClientID')?.trim() === account &&
		isFilled(onlyText(row, 'Balance Currency'));
	const amount = isSuccess ? (onlyText(row, 'AccountBalance')?.trim() ?? '') : '';
	if (!isPlainDecimal(amount)) return null;
	return withoutLimit(parameters['amountUnit'] === 'minor' ? divideByHundred(amount) : amount);
}

/** Moves the point two places to the left, on the text alone. */
function divideByHundred(amount: string): string {
	const sign = amount.startsWith('-') ? '-' : '';
	const [whole = '', fraction = ''] = amount.slice(sign.length).split('.');
	const digits = whole.padStart(3, '0');
	const newWhole = digits.slice(0, -2).replace(/^0+(?=\d)/, '');
	const moved = `${newWhole}.${digits.slice(-2)}${fraction}`;
	// A division leaves no negative zero: -0 of the smaller unit is 0.00 of the larger.
	return /[1-9]/.test(moved) ? sign + moved : moved;
}
