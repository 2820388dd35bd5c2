/** A text with its escapes resolved, and where in the original each of its characters stood. */
export interface ResolvedText {
	readonly text: string;
	/** For each of its UTF-16 code units. */
	readonly starts: Uint32Array;
	readonly ends: Uint32Array;
}

/** Stands for a character that is known not to be a Latin letter or a digit. */
const OTHER = ' ';

/**
 * JSON's and JavaScript's escapes, however often they were quoted in themselves; percent-encoding, byte
 * by byte, so that UTF-8 comes out as if it were Latin-1; XML's and HTML's, whose semicolon many readers
 * do without; full-width letters (U+FF01 to U+FF5E), which are those of ASCII.
 */
const ESCAPE =
	/\\{1,16}(?:u\{[0-9a-f]{1,6}\}|u[0-9a-f]{4}|x[0-9a-f]{2}|[bfnrt]|[^a-z0-9\\])|\\{2,16}|%u[0-9a-f]{4}|%[0-9a-f]{2}|&#x[0-9a-f]{1,8};?|&#[0-9]{1,8};?|&[a-z][a-z0-9]{1,31};|[\uff01-\uff5e]/gi;

const NAMED: Readonly<Record<string, string>> = {
	'&amp;': '&',
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&apos;': "'",
};

/** So many places further on than ASCII's. */
const FULL_WIDTH = 0xfee0;

type Resolve = (escape: string) => string;

/** What an escape stands for, by what it begins with behind its backslashes; the first that fits counts. */
const MEANINGS: ReadonlyArray<readonly [beginning: RegExp, resolve: Resolve]> = [
	[/^&#x/i, (escape) => decodeCodePoint(escape.slice(3), 16)],
	[/^&#/, (escape) => decodeCodePoint(escape.slice(2), 10)],
	[/^&/, (escape) => NAMED[escape.toLowerCase()] ?? OTHER],
	[/^%u/i, (escape) => decodeCodePoint(escape.slice(2), 16)],
	[/^%/, (escape) => decodeCodePoint(escape.slice(1), 16)],
	[/^\\+u\{/i, (escape) => decodeCodePoint(escape.slice(escape.indexOf('{') + 1), 16)],
	[/^\\+u/i, (escape) => decodeCodePoint(escape.slice(-4), 16)],
	[/^\\+x/i, (escape) => decodeCodePoint(escape.slice(-2), 16)],
	[/^\\+[bfnrt]/i, () => OTHER],
	// Of several backslashes, that is the last one.
	[/^\\/, (escape) => escape.slice(-1)],
	[/^[\uff01-\uff5e]/, (letter) => String.fromCharCode(letter.charCodeAt(0) - FULL_WIDTH)],
];

/** Escapes within escapes are resolved up to this depth; each costs one reading of the text. */
const MAX_DEPTH = 8;

/**
 * The text as it stands, then with its escapes resolved, then with those that this brought forth,
 * until none is left. All of them count: `\\nobody` may be a line break and `obody`, or a name. One
 * after the other, so that only the last one takes memory.
 */
export function* resolveEscapes(text: string): Generator<ResolvedText, void> {
	let reading = keepPlaces(text);
	for (let depth = 0; depth <= MAX_DEPTH; depth++) {
		yield reading;
		const next = resolveOnce(reading);
		if (next.text === reading.text) return;
		reading = next;
	}
}

function keepPlaces(text: string): ResolvedText {
	const starts = Uint32Array.from({ length: text.length }, (_, index) => index);
	return { text, starts, ends: starts.map((start) => start + 1) };
}

function resolveOnce({ text, starts, ends }: ResolvedText): ResolvedText {
	const parts: string[] = [];
	// No escape stands for more characters than it has.
	const result = { starts: new Uint32Array(text.length), ends: new Uint32Array(text.length) };
	let [copied, length] = [0, 0];
	const copyUpTo = (index: number) => {
		parts.push(text.slice(copied, index));
		result.starts.set(starts.subarray(copied, index), length);
		result.ends.set(ends.subarray(copied, index), length);
		length += index - copied;
	};
	for (const { 0: escape, index } of text.matchAll(ESCAPE)) {
		copyUpTo(index);
		copied = index + escape.length;
		const resolved = resolve(escape);
		parts.push(resolved);
		result.starts.fill(starts[index] ?? 0, length, length + resolved.length);
		result.ends.fill(ends[copied - 1] ?? 0, length, length + resolved.length);
		length += resolved.length;
	}
	copyUpTo(text.length);
	return {
		text: parts.join(''),
		starts: result.starts.subarray(0, length),
		ends: result.ends.subarray(0, length),
	};
}

function resolve(escape: string): string {
	return MEANINGS.find(([beginning]) => beginning.test(escape))?.[1](escape) ?? OTHER;
}

/** The character of that number; what stands behind the digits does not count. */
function decodeCodePoint(digits: string, radix: number): string {
	const value = parseInt(digits, radix);
	return value <= 0x10ffff ? String.fromCodePoint(value) : OTHER;
}
