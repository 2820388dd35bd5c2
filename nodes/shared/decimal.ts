import Big from 'big.js';

/** A decimal that has lost no digit: `-?digits(.digits)?`. */
export interface ExactDecimal {
	readonly text: string;
}

const DECIMAL = /^-?\d+(?:\.\d+)?$/;

/** More digits than any account holds; a longer run is noise or an attack. */
const MAX_DIGITS = 30;

/**
 * Reads `-?digits(.digits)?` of at most 30 digits, with white space around it.
 * Anything else (an exponent, a separator, a currency sign, `NaN`) is null, never a guess.
 */
export function parseDecimal(text: string): ExactDecimal | null {
	// Cut before matching, so that a megabyte of digits costs nothing.
	if (text.length > 1000) return null;
	const trimmed = text.trim();
	if (!DECIMAL.test(trimmed)) return null;
	if (trimmed.replace(/\D/g, '').length > MAX_DIGITS) return null;
	return { text: trimmed };
}

/** The sum, without rounding, trailing zeros kept: people read amounts with as many decimals as the vendor wrote. */
export function add(first: ExactDecimal, second: ExactDecimal): ExactDecimal {
	const decimals = Math.max(countDecimals(first), countDecimals(second));
	return { text: new Big(first.text).plus(second.text).toFixed(decimals) };
}

function countDecimals({ text }: ExactDecimal): number {
	return text.split('.')[1]?.length ?? 0;
}

/** The difference, without rounding. */
export function subtract(first: ExactDecimal, second: ExactDecimal): ExactDecimal {
	return { text: new Big(first.text).minus(second.text).toFixed() };
}

/** A share of the decimal's absolute value, without rounding, and at least 1. */
export function takeShare(decimal: ExactDecimal, share: number): ExactDecimal {
	const part = new Big(decimal.text).abs().times(share);
	return { text: (part.lt(1) ? new Big(1) : part).toFixed() };
}

/** Moves the decimal point two places to the left: minor to major units, trailing zeros kept. */
export function convertMinorToMajor({ text }: ExactDecimal): ExactDecimal {
	return { text: new Big(text).times('0.01').toFixed(countDecimals({ text }) + 2) };
}

/** Whether `first` is strictly below `second`, compared exactly. */
export function isBelow(first: ExactDecimal, second: ExactDecimal): boolean {
	return new Big(first.text).lt(second.text);
}

/** Whether it is below zero; `-0` is not. */
export function isNegative({ text }: ExactDecimal): boolean {
	return new Big(text).lt(0);
}

/** The decimal of a JavaScript number, digit for digit as JavaScript prints it. Throws for NaN and infinities. */
export function toDecimal(value: number): ExactDecimal {
	return { text: new Big(value).toFixed() };
}

/** The nearest JavaScript number, for comparing; `-0` becomes `0`. */
export function toNumber(decimal: ExactDecimal): number {
	return Number(decimal.text) || 0;
}
