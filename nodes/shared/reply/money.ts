import { parseDecimal, type ExactDecimal } from '../decimal';
import { unexpectedReply } from '../failure/error';

/** An amount in a reply, digit for digit. Throws `unexpectedReply` for anything but a plain decimal. */
export function readAmount(text: string, field: string): ExactDecimal {
	const amount = parseDecimal(text);
	if (amount === null) throw unexpectedReply(`has no plain decimal in "${field}"`);
	return amount;
}

/** A currency as an item shows it, with the vendor's own word where that is none. */
export interface Currency {
	/** ISO 4217, or null where the vendor's word is no such code. */
	readonly code: string | null;
	readonly details: Readonly<Record<string, string>>;
	readonly warnings: readonly string[];
}

/**
 * Three capital letters stay, words in the vendor's own table become their code, and anything else
 * is kept as `details.currencyText` with a warning.
 */
export function readCurrency(text: string, words: Readonly<Record<string, string>> = {}): Currency {
	const known = Object.hasOwn(words, text) ? words[text] : undefined;
	const code = known ?? (/^[A-Z]{3}$/.test(text) ? text : null);
	if (code !== null) return { code, details: {}, warnings: [] };
	return {
		code: null,
		details: { currencyText: text },
		warnings: [`The vendor's word for the currency, "${text}", is no ISO 4217 code.`],
	};
}
