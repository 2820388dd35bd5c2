/** What a second, independent reading finds in the documented places. */
export interface OracleReading {
	readonly balance: string;
	readonly creditLimit: string | null;
}

/** What came off the network, and what it answers. */
export interface OracleReply {
	readonly status: number;
	readonly contentType: string | null;
	readonly bytes: Uint8Array;
	readonly complete: boolean;
	readonly parameters: Readonly<Record<string, unknown>>;
	/** The account that was asked about. */
	readonly account: string;
}

/** `-?digits(.digits)?` with at most 30 digits, all of them ASCII, character by character. */
export function isPlainDecimal(text: string): boolean {
	const [whole = '', fraction, ...others] = (text.startsWith('-') ? text.slice(1) : text).split(
		'.',
	);
	const parts = fraction === undefined ? [whole] : [whole, fraction];
	const isPlain = parts.every((part) => part !== '' && [...part].every(isDigit));
	return isPlain && others.length === 0 && whole.length + (fraction?.length ?? 0) <= 30;
}

function isDigit(character: string): boolean {
	return character >= '0' && character <= '9';
}

/** Whether a field has a text in it that is more than white space. */
export function isFilled(text: string | null | undefined): text is string {
	return text !== null && text !== undefined && text.trim() !== '';
}

/** The reading of a vendor that names no credit limit. */
export function withoutLimit(balance: string | null): OracleReading | null {
	return balance === null ? null : { balance: balance.trim(), creditLimit: null };
}
