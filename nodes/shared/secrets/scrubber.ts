import { createHash } from 'node:crypto';
import { readingsOf, type ResolvedText } from './escapes';

/** Knows the secrets of one credential, and what was computed from them, in every encoding. */
export interface Scrubber {
	/** Where secrets stand in a text, or null where one of them is too short to be looked for. */
	readonly find: (text: string) => readonly Span[] | null;
	/** Characters: more than any writing of a secret has. */
	readonly longestWriting: number;
}

/** A part of a text, its end not included. */
export type Span = readonly [start: number, end: number];

/** A text that is about to be shown, without the secrets. */
export function scrub(text: string, scrubber: Scrubber): string {
	return scrubStart(text, text.length, scrubber);
}

/**
 * The beginning of a text, at most `length` characters of it, without the secrets. A little more is
 * looked at, so that no secret is cut in half, and no more than that, however long the text is.
 */
export function scrubStart(text: string, length: number, scrubber: Scrubber): string {
	const spans = scrubber.find(text.slice(0, length + scrubber.longestWriting));
	return spans === null ? WITHHELD : replaceSpans(text.slice(0, length), spans);
}

/** Characters for each one of a secret: an escape of an escape, byte by byte. */
const LONGEST_ESCAPE = 32;

const REPLACEMENT = '***';

/** Shorter ones cannot be removed without wrecking the text: `1` would take every 1 with it. */
const SHORTEST_NEEDLE = 4;

const WITHHELD = '(not shown: a secret in the credential is too short to be removed from it)';

const HASHES = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const;

/**
 * What two texts are compared by: Latin letters and digits survive every encoding and mangling; a
 * secret with too few of them is compared by all its characters but white space, backslashes and what
 * nobody sees.
 */
interface Alphabet {
	/** For each UTF-16 code unit the one that it is compared by, or 0 for none. */
	readonly units: () => Uint16Array;
}

const LETTERS_AND_DIGITS = alphabetOf((character) => /[a-z0-9]/.test(character));

/** But white space, backslashes, ASCII's control characters and format characters (Unicode's Cf). */
const ALL_CHARACTERS = alphabetOf(
	(character) => character > '\u001f' && !/[\s\\\p{Cf}]/u.test(character),
);

/** A table, since every character of every text is looked up, often several times; made when it is needed. */
function alphabetOf(isCompared: (small: string) => boolean): Alphabet {
	let units: Uint16Array | undefined;
	return { units: () => (units ??= Uint16Array.from({ length: 0x10000 }, comparedUnit)) };

	function comparedUnit(_: unknown, unit: number): number {
		const character = String.fromCharCode(unit);
		// A few characters have two in small; the first one does for comparing.
		const small = character.toLowerCase().charAt(0);
		// The Kelvin sign and the like are none of ASCII's letters.
		const isItsOwn = character <= '\u007f' || small > '\u007f';
		return isItsOwn && isCompared(small) ? small.charCodeAt(0) : 0;
	}
}

interface Needle {
	readonly alphabet: Alphabet;
	/** What is looked for, in that alphabet. */
	readonly characters: string;
	/** How many characters outside the alphabet the secret begins with. */
	readonly before: number;
	/** How many characters outside the alphabet the secret ends with. */
	readonly after: number;
}

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
	if (values.length === 0) return { find: () => [], longestWriting: 0 };
	const hasNoShortWriting = values.every((value) => NO_SHORT_WRITING.test(value));
	let find: Scrubber['find'] | undefined;
	return {
		longestWriting: LONGEST_ESCAPE * Math.max(...values.map(({ length }) => length)),
		find: (text) => {
			// Most balances show nothing but a word of ours: then there is nothing to prepare.
			if (hasNoShortWriting && text.length < SHORTEST_WRITING) return [];
			return (find ??= finderFor(values))(text);
		},
	};
}

/**
 * No writing of a secret with so many letters and digits is shorter: escapes leave them or make them
 * longer, base64 and hex make everything longer, and hashes have more.
 */
const NO_SHORT_WRITING = /^(?:[^A-Za-z0-9]*[A-Za-z0-9]){8}/;
const SHORTEST_WRITING = 8;

function finderFor(secrets: readonly string[]): Scrubber['find'] {
	const needles = secrets.map(needlesOf);
	if (needles.some(({ length }) => length === 0)) return () => null;
	const wanted = needles.flat();
	return (text) => findNeedles(text, wanted);
}

/** A scrubber that knows what either of the two knows. */
export function joinScrubbers(first: Scrubber, second: Scrubber): Scrubber {
	return {
		longestWriting: Math.max(first.longestWriting, second.longestWriting),
		find: (text) => {
			const [found, others] = [first.find(text), second.find(text)];
			return found === null || others === null ? null : [...found, ...others];
		},
	};
}

/** What to look for, or nothing where the secret is too short. */
function needlesOf(secret: string): readonly Needle[] {
	// As it is, and as forms write its spaces.
	const texts = [secret, secret.trim().replaceAll(' ', '+')].flatMap(withManglings);
	// Servers trim what they quote. Most of these texts are the same.
	const trimmed = [...new Set(texts.map((text) => text.trim()))];
	const plain = trimmed.flatMap((text) =>
		Array.from(readingsOf(text), (reading) => needleOf(reading.text)),
	);
	// A server may encode a request as a whole, with the secret in it already escaped.
	const writings = new Set([
		secret,
		encodeURIComponent(Buffer.from(secret).toString('utf8')),
		new URLSearchParams([['', secret]]).toString().slice(1),
		JSON.stringify(secret).slice(1, -1),
	]);
	const encoded = [
		...[...writings].flatMap((writing) => encodingsOf(Buffer.from(writing))),
		...utf16Of(secret).flatMap(base64Forms),
	].map((text) => needleOf(text));
	const hashes = [...writings]
		.flatMap((writing) => hashesOf(Buffer.from(writing)))
		.map((text) => needleOf(text, SHORTEST_WRITING));
	if (plain.slice(0, 1).concat(encoded, hashes).some(isTooShort)) return [];
	const all = [...plain, ...encoded, ...hashes].filter((needle) => !isTooShort(needle));
	// Many writings of a plain secret are the same.
	return [...new Map(all.map((needle) => [nameOf(needle), needle])).values()];
}

/** A text, and its UTF-8 taken for another character set. */
function withManglings(text: string): readonly string[] {
	const bytes = Buffer.from(text, 'utf8');
	return [text, bytes.toString('latin1'), new TextDecoder('windows-1252').decode(bytes)];
}

function nameOf({ alphabet, characters, before, after }: Needle): string {
	return [alphabet === ALL_CHARACTERS, characters, before, after].join(' ');
}

function isTooShort({ characters }: Needle): boolean {
	return characters.length < SHORTEST_NEEDLE;
}

function needleOf(text: string, fewestLetters = SHORTEST_NEEDLE): Needle {
	const letters = needleIn(LETTERS_AND_DIGITS, text);
	return letters.characters.length < fewestLetters ? needleIn(ALL_CHARACTERS, text) : letters;
}

function needleIn(alphabet: Alphabet, text: string): Needle {
	const { characters, places } = compare(text, alphabet);
	const last = places.at(-1) ?? -1;
	return { alphabet, characters, before: places[0] ?? text.length, after: text.length - 1 - last };
}

/** Base64 and hex, and either of them within base64 or hex. */
function encodingsOf(bytes: Buffer): readonly string[] {
	const base64 = base64Forms(bytes);
	const hex = bytes.toString('hex');
	return [
		...base64,
		hex,
		// Inside of base64 it matters how hex is spelt.
		...[...base64, hex, hex.toUpperCase()].flatMap((text) => base64Forms(Buffer.from(text))),
		...base64.map((text) => Buffer.from(text).toString('hex')),
	];
}

/** As Windows and Java write texts in memory, in both orders of bytes. */
function utf16Of(text: string): readonly Buffer[] {
	const littleEndian = Buffer.from(text, 'utf16le');
	return [littleEndian, Buffer.from(littleEndian).swap16()];
}

function hashesOf(bytes: Buffer): readonly string[] {
	return HASHES.flatMap((algorithm) => {
		const digest = createHash(algorithm).update(bytes).digest();
		return [digest.toString('hex'), digest.toString('base64')];
	});
}

/** The base64 of the value at each of the three places it can have inside a longer text, in both alphabets. */
function base64Forms(bytes: Buffer): readonly string[] {
	const forms = [0, 1, 2].map((offset) => {
		const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
		// The characters at the edges also depend on the neighbours, which are unknown.
		const from = Math.ceil((offset * 8) / 6);
		const to = Math.floor(((offset + bytes.length) * 8) / 6);
		return encoded.slice(from, to);
	});
	const urlSafe = forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'));
	return [...new Set([...forms, ...urlSafe])];
}

function findNeedles(text: string, needles: readonly Needle[]): readonly Span[] {
	const alphabets = [LETTERS_AND_DIGITS, ALL_CHARACTERS].flatMap((alphabet) => {
		const own = needles.filter((needle) => needle.alphabet === alphabet);
		return own.length === 0 ? [] : [{ alphabet, own }];
	});
	const spans: Span[] = [];
	for (const reading of readingsOf(text)) {
		for (const { alphabet, own } of alphabets) {
			const compared = compare(reading.text, alphabet);
			for (const needle of own) {
				for (const span of spansOf(needle, compared, reading)) spans.push(span);
			}
		}
	}
	return spans;
}

/** What of a text is in the alphabet, and which of its units each of these characters is. */
function compare(text: string, alphabet: Alphabet) {
	const compared = alphabet.units();
	const units = new Uint16Array(text.length);
	const places = new Uint32Array(text.length);
	let length = 0;
	for (let place = 0; place < text.length; place++) {
		const unit = compared[text.charCodeAt(place)] ?? 0;
		if (unit === 0) continue;
		units[length] = unit;
		places[length] = place;
		length++;
	}
	const characters = Buffer.from(units.buffer, 0, length * 2).toString('utf16le');
	return { characters, places: places.subarray(0, length) };
}

/** Where a needle stands; what overlaps is one span, however often that is. */
function spansOf(
	{ characters: wanted, before, after }: Needle,
	{ characters, places }: ReturnType<typeof compare>,
	resolved: ResolvedText,
): readonly Span[] {
	const spans: Array<[start: number, end: number]> = [];
	for (let at = characters.indexOf(wanted); at >= 0; at = characters.indexOf(wanted, at + 1)) {
		const first = (places[at] ?? 0) - before;
		const last = (places[at + wanted.length - 1] ?? 0) + after;
		const [start, end] = spanOf(resolved, first, last);
		const previous = spans.at(-1);
		if (previous !== undefined && start < previous[1]) previous[1] = Math.max(previous[1], end);
		else spans.push([start, end]);
	}
	return spans;
}

function spanOf({ starts, ends }: ResolvedText, first: number, last: number): Span {
	const start = starts[Math.max(0, first)] ?? 0;
	return [start, ends[Math.min(ends.length - 1, last)] ?? start];
}

/** Hides the spans, of which some may lie beyond the end of the text. */
function replaceSpans(text: string, spans: readonly Span[]): string {
	const inside = spans.filter(([start]) => start < text.length);
	const inOrder = [...inside].sort(([first], [second]) => first - second);
	let shown = '';
	let end = 0;
	for (const [from, to] of inOrder) {
		// Overlapping secrets are hidden together.
		if (from >= end || shown === '') shown += text.slice(end, from) + REPLACEMENT;
		end = Math.max(end, to);
	}
	return shown + text.slice(end);
}
