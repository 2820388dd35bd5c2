import Big from 'big.js';

/** A decimal that has lost no digit: `text` is what the vendor wrote, `value` is for arithmetic. */
export interface ExactDecimal {
	readonly text: string;
	readonly value: Big;
}

const DECIMAL = /^-?\d+(?:\.\d+)?$/;

/** More digits than any account holds; a longer run is noise or an attack. */
const MOST_DIGITS = 30;

/**
 * Reads `-?digits(.digits)?` of at most 30 digits, with white space around it.
 * Anything else (an exponent, a separator, a currency sign, `NaN`) is null, never a guess.
 */
export function parseDecimal(text: string): ExactDecimal | null {
	// Cut before matching, so that a megabyte of digits costs nothing.
	if (text.length > 1000) return null;
	const trimmed = text.trim();
	if (!DECIMAL.test(trimmed)) return null;
	if (trimmed.replace(/\D/g, '').length > MOST_DIGITS) return null;
	return { text: trimmed, value: new Big(trimmed) };
}

/** The sum, without rounding. */
export function plus(first: ExactDecimal, second: ExactDecimal): ExactDecimal {
	return exact(first.value.plus(second.value));
}

/** Moves the decimal point two places to the left: minor to major units, trailing zeros kept. */
export function minorToMajor(minor: ExactDecimal): ExactDecimal {
	const decimals = minor.text.split('.')[1]?.length ?? 0;
	const value = minor.value.times('0.01');
	return { text: value.toFixed(decimals + 2), value };
}

/** Whether `first` is strictly below `second`, compared exactly. */
export function isBelow(first: ExactDecimal, second: ExactDecimal): boolean {
	return first.value.lt(second.value);
}

/** The decimal of a JavaScript number, digit for digit as JavaScript prints it. Throws for NaN and infinities. */
export function decimalOf(value: number): ExactDecimal {
	return exact(new Big(value));
}

/** The nearest JavaScript number, for comparing; `-0` becomes `0`. */
export function toNumber(decimal: ExactDecimal): number {
	return Number(decimal.text) || 0;
}

function exact(value: Big): ExactDecimal {
	return { text: value.toFixed(), value };
}
