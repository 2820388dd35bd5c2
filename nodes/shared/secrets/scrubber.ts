import { createNeedles } from './needles';
import { findNeedles, type Span } from './search';

/** Knows the secrets of one credential, and what was computed from them, in every encoding. */
export interface Scrubber {
	/** Where secrets stand in a text, or null where one of them is too short to be looked for. */
	readonly find: (text: string) => readonly Span[] | null;
	/** Characters: more than any writing of a secret has. */
	readonly maxWriting: number;
}

/** Characters for each one of a secret: an escape of an escape, byte by byte. */
const MAX_ESCAPE = 32;

const REPLACEMENT = '***';

const WITHHELD = '(not shown: a secret in the credential is too short to be removed from it)';

/** A text that is about to be shown, without the secrets. */
export function scrub(text: string, scrubber: Scrubber): string {
	return scrubStart(text, text.length, scrubber);
}

/**
 * The beginning of a text, at most `length` characters of it, without the secrets. A little more is
 * looked at, so that no secret is cut in half, and no more than that, however long the text is.
 */
export function scrubStart(text: string, length: number, scrubber: Scrubber): string {
	const spans = scrubber.find(text.slice(0, length + scrubber.maxWriting));
	return spans === null ? WITHHELD : replaceSpans(text.slice(0, length), spans);
}

/**
 * No writing of a secret with so many letters and digits is shorter: escapes leave them or make them
 * longer, base64 and hex make everything longer, and hashes have more.
 */
const MIN_WRITING = 8;

/** A secret with one of these may be shown shorter, since it may have escapes of its own. */
const ESCAPING = /[\\%&]/;

/**
 * Makes a scrubber for these values. It resolves escapes over and over and then compares letters and
 * digits only: so it finds a secret in any case, percent- or form-encoded, escaped for JSON, XML or
 * HTML, in any of these within another, in full-width letters, mangled by a wrong character set, wrapped
 * or spaced out; likewise its base64 (also inside a longer text), its hex, one of the two within the
 * other, and its hashes. Where fewer than four characters are left to look for, the whole text is
 * withheld.
 */
export function createScrubber(secrets: readonly string[]): Scrubber {
	const values = secrets.filter((secret) => secret.trim() !== '');
	if (values.length === 0) return { find: () => [], maxWriting: 0 };
	const hasNoShortWriting = values.every(
		(value) => countLetters(value) >= MIN_WRITING && !ESCAPING.test(value),
	);
	let find: Scrubber['find'] | undefined;
	return {
		maxWriting: MAX_ESCAPE * Math.max(...values.map(({ length }) => length)),
		find: (text) => {
			// Most balances show nothing but a word of ours: then there is nothing to prepare.
			if (hasNoShortWriting && text.length < MIN_WRITING) return [];
			return (find ??= createFinder(values))(text);
		},
	};
}

function countLetters(text: string): number {
	return text.replaceAll(/[^A-Za-z0-9]/g, '').length;
}

function createFinder(secrets: readonly string[]): Scrubber['find'] {
	const needles = secrets.map(createNeedles);
	if (needles.some(({ length }) => length === 0)) return () => null;
	const wanted = needles.flat();
	return (text) => findNeedles(text, wanted);
}

/**
 * Returns what makes scrubbers that know these secrets besides. The last one is kept, since preparing
 * it costs more than all else about an item, and most vendors sign every item of a credential alike.
 */
export function extendScrubber(scrubber: Scrubber): (secrets: readonly string[]) => Scrubber {
	let last: { readonly key: string; readonly extended: Scrubber } | undefined;
	return (secrets) => {
		const key = JSON.stringify(secrets);
		if (last?.key !== key) {
			last = { key, extended: joinScrubbers(scrubber, createScrubber(secrets)) };
		}
		return last.extended;
	};
}

/** A scrubber that knows what either of the two knows. */
function joinScrubbers(first: Scrubber, second: Scrubber): Scrubber {
	return {
		maxWriting: Math.max(first.maxWriting, second.maxWriting),
		find: (text) => {
			const [found, others] = [first.find(text), second.find(text)];
			return found === null || others === null ? null : [...found, ...others];
		},
	};
}

/** Hides the spans, of which some may lie beyond the end of the text. */
function replaceSpans(text: string, spans: readonly Span[]): string {
	const inside = spans.filter(([start]) => start < text.length);
	const inOrder = [...inside].sort(([first], [second]) => first - second);
	let shown = '';
	let end = 0;
	for (const [from, to] of inOrder) {
		// Overlapping secrets are hidden together.
		if (from >= end) shown += text.slice(end, from) + REPLACEMENT;
		end = Math.max(end, to);
	}
	return shown + text.slice(end);
}
