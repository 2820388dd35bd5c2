/**
 * What two texts are compared by: Latin letters and digits survive every encoding and mangling; a
 * secret with too few of them is compared by all its characters but white space, backslashes and what
 * nobody sees.
 */
export interface Alphabet {
	/** For each UTF-16 code unit the one that it is compared by, or 0 for none. */
	readonly units: () => Uint16Array;
}

/** What of a text is in an alphabet, and which of its units each of these characters is. */
export interface ComparedText {
	readonly characters: string;
	readonly places: Uint32Array;
}

/** Code units of UTF-16. */
const UNITS = 0x10000;

/** A table, since every character of every text is looked up, often several times; made when it is needed. */
function createAlphabet(isCompared: (small: string) => boolean): Alphabet {
	let units: Uint16Array | undefined;
	return {
		units: () =>
			(units ??= Uint16Array.from({ length: UNITS }, (_, unit) => chooseUnit(unit, isCompared))),
	};
}

function chooseUnit(unit: number, isCompared: (small: string) => boolean): number {
	const character = String.fromCharCode(unit);
	const small = character.toLowerCase();
	// The Kelvin sign and the like are none of ASCII's letters.
	const isItsOwn = character <= '\u007f' || small > '\u007f';
	return isItsOwn && isCompared(small) ? small.charCodeAt(0) : 0;
}

export const LETTERS_AND_DIGITS = createAlphabet((character) => /[a-z0-9]/.test(character));

/** But white space, backslashes, ASCII's control characters and format characters (Unicode's Cf). */
export const ALL_CHARACTERS = createAlphabet(
	(character) => character > '\u001f' && character !== '\u007f' && !/[\s\\\p{Cf}]/u.test(character),
);

/** Leaves out of a text what is not in the alphabet. */
export function reduceText(text: string, alphabet: Alphabet): ComparedText {
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
