import { ALL_CHARACTERS, LETTERS_AND_DIGITS, reduceText, type ComparedText } from './alphabet';
import { resolveEscapes, type ResolvedText } from './escapes';
import type { Needle } from './needles';

/** A part of a text, its end not included. */
export type Span = readonly [start: number, end: number];

/** Where any of the needles stands in a text, however it is escaped there. */
export function findNeedles(text: string, needles: readonly Needle[]): readonly Span[] {
	const alphabets = [LETTERS_AND_DIGITS, ALL_CHARACTERS].flatMap((alphabet) => {
		const own = needles.filter((needle) => needle.alphabet === alphabet);
		return own.length === 0 ? [] : [{ alphabet, own }];
	});
	const spans: Span[] = [];
	for (const resolved of resolveEscapes(text)) {
		for (const { alphabet, own } of alphabets) {
			const compared = reduceText(resolved.text, alphabet);
			for (const needle of own) {
				for (const span of findNeedle(needle, compared, resolved)) spans.push(span);
			}
		}
	}
	return spans;
}

/** Where a needle stands; what overlaps is one span, however often that is. */
function findNeedle(
	{ characters: wanted, before, after }: Needle,
	{ characters, places }: ComparedText,
	resolved: ResolvedText,
): readonly Span[] {
	const spans: Array<[start: number, end: number]> = [];
	for (let at = characters.indexOf(wanted); at >= 0; at = characters.indexOf(wanted, at + 1)) {
		const first = (places[at] ?? 0) - before;
		const last = (places[at + wanted.length - 1] ?? 0) + after;
		const [start, end] = locate(resolved, first, last);
		const previous = spans.at(-1);
		if (previous !== undefined && start < previous[1]) previous[1] = Math.max(previous[1], end);
		else spans.push([start, end]);
	}
	return spans;
}

/** Where in the original the resolved characters from `first` to `last` stood. */
function locate({ starts, ends }: ResolvedText, first: number, last: number): Span {
	const start = starts[Math.max(0, first)] ?? 0;
	return [start, ends[Math.min(ends.length - 1, last)] ?? start];
}
