import { createScrubber } from '../../nodes/shared/secrets/scrubber';
import type { Span } from '../../nodes/shared/secrets/search';

/** What is not to be seen, and what stands in its place. */
export interface Replacement {
	readonly value: string;
	readonly by: string;
	/** A secret that cannot be looked for lets nothing pass. */
	readonly isSecret: boolean;
}

/** Shorter ones stand in texts by chance: they are found only where they stand by themselves. */
const MIN_SEARCHED = 4;

/** The text with all of them replaced in every form, or null where a secret is too short to be found. */
export function replaceAll(text: string, replacements: readonly Replacement[]): string | null {
	const found: Array<readonly [span: Span, by: string]> = [];
	for (const replacement of replacements) {
		const spans = findValue(text, replacement);
		if (spans === null) return null;
		found.push(...spans.map((span) => [span, replacement.by] as const));
	}
	// Of two that begin together the longer one is replaced: the other one is a part of it.
	const inOrder = found.sort(([[start, end]], [[other, otherEnd]]) =>
		start === other ? otherEnd - end : start - other,
	);
	let replaced = '';
	let reached = 0;
	for (const [[start, end], by] of inOrder) {
		if (start >= reached) replaced += text.slice(reached, start) + by;
		reached = Math.max(reached, end);
	}
	return replaced + text.slice(reached);
}

/** Whether any of them still shows. */
export function showsAny(text: string, replacements: readonly Replacement[]): boolean {
	return replacements.some((replacement) => {
		const isTooShort = replacement.value.length < MIN_SEARCHED && !replacement.isSecret;
		return !isTooShort && findValue(text, replacement)?.length !== 0;
	});
}

function findValue(text: string, { value, isSecret }: Replacement): readonly Span[] | null {
	if (value.trim() === '') return [];
	const spans = value.length < MIN_SEARCHED ? null : createScrubber([value]).find(text);
	if (spans === null) return isSecret ? null : findByItself(text, value);
	return spans.filter((span) => text.slice(...span) !== value || !isInsideNumber(text, span));
}

/** Where a text stands with no letter, digit or decimal point beside it. */
function findByItself(text: string, value: string): readonly Span[] {
	const spans: Span[] = [];
	for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
		const span: Span = [at, at + value.length];
		const isWord = /[\p{L}\p{N}]$/u.test(text.slice(0, at));
		const goesOn = /^[\p{L}\p{N}]/u.test(text.slice(span[1]));
		if (!isWord && !goesOn && !isInsideNumber(text, span)) spans.push(span);
	}
	return spans;
}

/** An account's number may also be the beginning of an amount. */
function isInsideNumber(text: string, [start, end]: Span): boolean {
	if (!/^\d+$/.test(text.slice(start, end))) return false;
	return /\d[.,]?$/.test(text.slice(0, start)) || /^[.,]?\d/.test(text.slice(end));
}

/** A text of the same form: digits become ones, and letters become a. */
export function disguise(text: string): string {
	return text
		.replaceAll(/\p{N}/gu, '1')
		.replaceAll(/\p{Lu}/gu, 'A')
		.replaceAll(/(?![Aa])\p{L}/gu, 'a');
}

/** The text with these amounts disguised, wherever a number has their value; zeros stay. */
export function disguiseAmounts(text: string, amounts: readonly number[]): string {
	const sizes = new Set(amounts.map(Math.abs).filter((size) => size !== 0));
	return text.replaceAll(/\d+(?:\.\d+)?/g, (number) =>
		sizes.has(Number(number)) ? disguise(number) : number,
	);
}
