import { createHash } from 'node:crypto';

/** Removes every secret, in every encoding, from a text that is about to be shown. */
export type Scrubber = (text: string) => string;

const REPLACEMENT = '***';

/** Shorter secrets cannot be removed without wrecking the text: `1` would take every 1 with it. */
const SHORTEST_SCRUBBED = 4;

const WITHHELD = '(not shown: a secret in the credential is too short to be removed from it)';

const HASHES = ['md5', 'sha1', 'sha256', 'sha512'] as const;

/**
 * Makes a scrubber for these values. It finds them raw, percent-encoded (once or more), form-encoded,
 * escaped for JSON, XML or HTML, as base64 (also inside a longer text), as hex and as a hash.
 * Where a value is shorter than 4 characters, the whole text is withheld.
 */
export function scrubberOf(secrets: readonly string[]): Scrubber {
	const values = [...new Set(secrets)].filter((secret) => secret !== '');
	if (values.length === 0) return (text) => text;
	if (values.some((secret) => secret.length < SHORTEST_SCRUBBED)) return () => WITHHELD;
	// The longest first, so that a secret that contains another one goes whole.
	const byLength = values.sort((first, second) => second.length - first.length);
	// In any case: vendors change it when they quote.
	const pattern = new RegExp(byLength.flatMap(formsOf).join('|'), 'gi');
	return (text) => text.replace(pattern, REPLACEMENT);
}

/** One scrubber after the other. */
export function bothScrubbers(first: Scrubber, second: Scrubber): Scrubber {
	return (text) => second(first(text));
}

function formsOf(secret: string): readonly string[] {
	const bytes = Buffer.from(secret, 'utf8');
	return [
		[...secret].map(characterPattern).join(''),
		...base64Forms(bytes).map(base64Pattern),
		...[bytes.toString('hex'), ...hashesOf(bytes)].map(anyCase),
	];
}

/** One character in any of the ways in which texts write it. */
function characterPattern(character: string): string {
	const codePoint = character.codePointAt(0) ?? 0;
	const decimal = `&#0*${codePoint};`;
	const hexadecimal = `&#[xX]0*${anyCase(codePoint.toString(16))};`;
	return `(?:${[
		escape(character),
		percentPattern(character),
		unicodePattern(character),
		decimal,
		hexadecimal,
		...(SHORT_ESCAPES[character] ?? []),
	].join('|')})`;
}

/** Escapes of single characters in forms, JSON, XML and HTML beyond the numeric ones. */
const SHORT_ESCAPES: Readonly<Record<string, readonly string[]>> = {
	' ': ['\\+'],
	'"': ['\\\\"', '&quot;'],
	"'": ["\\\\'", '&apos;'],
	'/': ['\\\\/'],
	'\\': ['\\\\\\\\'],
	'&': ['&amp;'],
	'<': ['&lt;'],
	'>': ['&gt;'],
	'\n': ['\\\\n'],
	'\r': ['\\\\r'],
	'\t': ['\\\\t'],
};

function percentPattern(character: string): string {
	return [...Buffer.from(character, 'utf8')]
		.map((byte) => `%(?:25)*${anyCase(byte.toString(16).padStart(2, '0'))}`)
		.join('');
}

function unicodePattern(character: string): string {
	return Array.from(character.split(''), (unit) => {
		return `\\\\+u${anyCase(unit.charCodeAt(0).toString(16).padStart(4, '0'))}`;
	}).join('');
}

/** The base64 of the value at each of the three places it can have inside a longer text. */
function base64Forms(bytes: Buffer): readonly string[] {
	return [0, 1, 2].map((offset) => {
		const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
		// The characters at the edges also depend on the neighbours, which are unknown.
		const from = Math.ceil((offset * 8) / 6);
		const to = Math.floor(((offset + bytes.length) * 8) / 6);
		return encoded.slice(from, to);
	});
}

/** Standard and URL-safe alphabet alike, with the padding and edge that may follow. */
function base64Pattern(encoded: string): string {
	const body = escape(encoded)
		.replace(/\\\+|-/g, '(?:\\+|-|%2[bB])')
		.replace(/\\?\//g, '(?:/|_|%2[fF])');
	return `${body}[\\w+/-]{0,2}={0,2}`;
}

function hashesOf(bytes: Buffer): readonly string[] {
	return HASHES.map((algorithm) => createHash(algorithm).update(bytes).digest('hex'));
}

function anyCase(text: string): string {
	return text.replace(/[a-f]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}

function escape(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
