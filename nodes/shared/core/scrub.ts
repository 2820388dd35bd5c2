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

const HASHES = ['md5', 'sha1', 'sha256', 'sha512'] as const;

/**
 * What two texts are compared by: Latin letters and digits survive every encoding and mangling; a
 * secret with too few of them is compared by all its characters but white space and backslashes.
 */
interface Alphabet {
	/** One UTF-16 unit as it is compared, or nothing. */
	readonly inSmall: (unit: string) => string;
	/** Everything that is not in it. */
	readonly others: RegExp;
}

const LETTERS_AND_DIGITS: Alphabet = {
	inSmall: (unit) => SMALL_LETTERS.get(unit) ?? '',
	others: /[^A-Za-z0-9]/g,
};

/** A table, since every character of every text is looked up, often several times. */
const SMALL_LETTERS: ReadonlyMap<string, string> = new Map(
	'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
		.split('')
		.map((character) => [character, character.toLowerCase()]),
);

const ALL_CHARACTERS: Alphabet = {
	// A few characters have two in small; the first one does for comparing.
	inSmall: (unit) => (/^[\s\\]$/.test(unit) ? '' : unit.toLowerCase().charAt(0)),
	others: /[\s\\]/g,
};

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
 * HTML, in any of these within another, mangled by a wrong character set, wrapped or spaced out;
 * likewise its base64 (also inside a longer text), its hex and its hashes. Where fewer than four
 * characters are left to look for, the whole text is withheld.
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
 * No writing of a secret of letters and digits is shorter than itself: percent-encoding leaves it,
 * base64 and hex make it longer, without other characters than letters and digits, and hashes have more.
 */
const NO_SHORT_WRITING = /^[A-Za-z0-9]{8,}$/;
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
		readingsOf(text).map(({ units }) => needleOf(units.join(''))),
	);
	// A server may encode a request as a whole, with the secret in it already escaped.
	const writings = new Set([
		secret,
		encodeURIComponent(Buffer.from(secret).toString('utf8')),
		new URLSearchParams([['', secret]]).toString().slice(1),
		JSON.stringify(secret).slice(1, -1),
	]);
	const encoded = [...writings].flatMap((writing) => {
		const bytes = Buffer.from(writing);
		return [
			...encodingsOf(bytes).map((text) => needleOf(text)),
			...hashesOf(bytes).map((text) => needleOf(text, SHORTEST_WRITING)),
		];
	});
	if (plain.slice(0, 1).concat(encoded).some(isTooShort)) return [];
	const all = [...plain, ...encoded].filter((needle) => !isTooShort(needle));
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
	const letters = text.replace(LETTERS_AND_DIGITS.others, '');
	return letters.length < fewestLetters
		? needleIn(ALL_CHARACTERS, text, text.replace(ALL_CHARACTERS.others, ''))
		: needleIn(LETTERS_AND_DIGITS, text, letters);
}

function needleIn(alphabet: Alphabet, text: string, inside: string): Needle {
	const [first = '', last = ''] = [inside.at(0), inside.at(-1)];
	return {
		alphabet,
		// Small letters and digits are so already.
		characters: inside.replace(/[^a-z0-9]/g, alphabet.inSmall),
		before: text.indexOf(first),
		after: text.length - 1 - text.lastIndexOf(last),
	};
}

function encodingsOf(bytes: Buffer): readonly string[] {
	return [
		...base64Forms(bytes).flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]),
		bytes.toString('hex'),
	];
}

function hashesOf(bytes: Buffer): readonly string[] {
	return HASHES.flatMap((algorithm) => {
		const digest = createHash(algorithm).update(bytes).digest();
		return [digest.toString('hex'), digest.toString('base64')];
	});
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

function findNeedles(text: string, needles: readonly Needle[]): readonly Span[] {
	const readings = readingsOf(text);
	return [LETTERS_AND_DIGITS, ALL_CHARACTERS].flatMap((alphabet) => {
		const wanted = needles.filter((needle) => needle.alphabet === alphabet);
		if (wanted.length === 0) return [];
		return readings.flatMap((reading) => spansOf(wanted, alphabet, reading));
	});
}

function spansOf(
	needles: readonly Needle[],
	alphabet: Alphabet,
	resolved: ResolvedText,
): readonly Span[] {
	const { characters, places } = charactersAndPlaces(resolved, alphabet);
	return needles.flatMap((needle) =>
		occurrences(characters, needle.characters).map((from) => {
			const first = (places[from] ?? 0) - needle.before;
			const last = (places[from + needle.characters.length - 1] ?? 0) + needle.after;
			return spanOf(resolved, first, last);
		}),
	);
}

/** What of a text is in the alphabet, and which of its units each of these characters is. */
function charactersAndPlaces({ units }: ResolvedText, alphabet: Alphabet) {
	const places: number[] = [];
	let characters = '';
	for (const [place, unit] of units.entries()) {
		const character = alphabet.inSmall(unit);
		if (character === '') continue;
		characters += character;
		places.push(place);
	}
	return { characters, places };
}

function occurrences(characters: string, needle: string): readonly number[] {
	const found: number[] = [];
	let from = characters.indexOf(needle);
	while (from >= 0) {
		found.push(from);
		from = characters.indexOf(needle, from + 1);
	}
	return found;
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
