import { ALL_CHARACTERS, LETTERS_AND_DIGITS, reduceText, type Alphabet } from './alphabet';
import { encodeUtf16, listBase64, listEncodings, listHashes, mangle } from './encodings';
import { resolveEscapes } from './escapes';

/** One writing of a secret, to be looked for. */
export interface Needle {
	readonly alphabet: Alphabet;
	/** What is looked for, in that alphabet. */
	readonly characters: string;
	/** How many characters outside the alphabet the secret begins with. */
	readonly before: number;
	/** How many characters outside the alphabet the secret ends with. */
	readonly after: number;
}

/** Shorter ones cannot be removed without wrecking the text: `1` would take every 1 with it. */
const MIN_NEEDLE = 4;

/** Hashes have more; fewer letters of one are too likely to stand in a text by chance. */
const MIN_HASH_LETTERS = 8;

/** Every writing of a secret, or nothing where the secret is too short to be looked for. */
export function createNeedles(secret: string): readonly Needle[] {
	const plain = createPlainNeedles(secret);
	// A server may encode a request as a whole, with the secret in it already escaped.
	const writings = new Set([
		secret,
		encodeURIComponent(Buffer.from(secret).toString('utf8')),
		new URLSearchParams([['', secret]]).toString().slice(1),
		JSON.stringify(secret).slice(1, -1),
	]);
	const encoded = [
		...[...writings].flatMap((writing) => listEncodings(Buffer.from(writing))),
		...encodeUtf16(secret).flatMap(listBase64),
	].map((text) => createNeedle(text));
	const hashes = [...writings]
		.flatMap((writing) => listHashes(Buffer.from(writing)))
		.map((text) => createNeedle(text, MIN_HASH_LETTERS));
	if (plain.slice(0, 1).concat(encoded, hashes).some(isTooShort)) return [];
	const all = [...plain, ...encoded, ...hashes].filter((needle) => !isTooShort(needle));
	// Many writings of a plain secret are the same.
	return [...new Map(all.map((needle) => [identify(needle), needle])).values()];
}

function createPlainNeedles(secret: string): readonly Needle[] {
	// As it is, and as forms write its spaces.
	const texts = [secret, secret.trim().replaceAll(' ', '+')].flatMap(mangle);
	// Servers trim what they quote. Most of these texts are the same.
	const trimmed = [...new Set(texts.map((text) => text.trim()))];
	return trimmed.flatMap((text) =>
		Array.from(resolveEscapes(text), (reading) => createNeedle(reading.text)),
	);
}

/** Without the alphabet: what has the same characters has it too, since it is chosen by them. */
function identify({ characters, before, after }: Needle): string {
	return JSON.stringify([characters, before, after]);
}

function isTooShort({ characters }: Needle): boolean {
	return characters.length < MIN_NEEDLE;
}

function createNeedle(text: string, minLetters = MIN_NEEDLE): Needle {
	const letters = createNeedleIn(text, LETTERS_AND_DIGITS);
	return letters.characters.length < minLetters ? createNeedleIn(text, ALL_CHARACTERS) : letters;
}

function createNeedleIn(text: string, alphabet: Alphabet): Needle {
	const { characters, places } = reduceText(text, alphabet);
	const last = places.at(-1) ?? -1;
	return { alphabet, characters, before: places[0] ?? text.length, after: text.length - 1 - last };
}
