import {
	ALL_CHARACTERS,
	LETTERS_AND_DIGITS,
	reduceText,
	type Alphabet,
} from '../../../nodes/shared/secrets/alphabet';

const UNITS = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit));

/** Each of these characters with what it is compared by, but for those that are not compared. */
const reduceEach = (characters: readonly string[], alphabet: Alphabet) =>
	characters.flatMap((character) => {
		const reduced = reduceText(character, alphabet).characters;
		return reduced === '' ? [] : [[character, reduced]];
	});

/** Beyond ASCII, and yet in small ASCII's i and k: none of its letters. */
const SMALL_IN_ASCII = ['\u0130', '\u212a'];

const isControl = (unit: string) => unit <= '\u007f' && /\p{General_Category=Control}/u.test(unit);

const isUnseen = (unit: string) => isControl(unit) || /[\s\p{General_Category=Format}]/u.test(unit);

// First of all, since the tables are made once: a fault in them is seen by the test that has them made.
describe('each of the 65,536 code units', () => {
	it('is compared as a small letter or digit, or not at all', () => {
		expect(reduceEach(UNITS, LETTERS_AND_DIGITS)).toEqual([
			...[...'0123456789'].map((digit) => [digit, digit]),
			...[...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => [letter, letter.toLowerCase()]),
			...[...'abcdefghijklmnopqrstuvwxyz'].map((letter) => [letter, letter]),
		]);
	});

	it('is compared in small among all characters, but for backslashes and what nobody sees', () => {
		const left = ['\\', ...SMALL_IN_ASCII];
		const seen = UNITS.filter((unit) => !isUnseen(unit) && !left.includes(unit));
		expect(seen.length).toBeGreaterThan(65_000);
		expect(reduceEach(UNITS, ALL_CHARACTERS)).toEqual(
			seen.map((unit) => [unit, unit.toLowerCase()]),
		);
	});
});

it.each<[string, Alphabet, string, string, readonly number[]]>([
	['letters and digits', LETTERS_AND_DIGITS, '', '', []],
	['letters and digits', LETTERS_AND_DIGITS, 'Hunter-2 2!', 'hunter22', [0, 1, 2, 3, 4, 5, 7, 9]],
	['letters and digits', LETTERS_AND_DIGITS, 'pässwörd', 'psswrd', [0, 2, 3, 4, 6, 7]],
	['letters and digits', LETTERS_AND_DIGITS, '[`{@/:\u0000', '', []],
	['letters and digits', LETTERS_AND_DIGITS, 'AZaz09', 'azaz09', [0, 1, 2, 3, 4, 5]],
	// Neither the Kelvin sign nor a dotted capital I is one of ASCII's letters.
	['letters and digits', LETTERS_AND_DIGITS, '\u212a\u0130k', 'k', [2]],
	['all characters', ALL_CHARACTERS, 'PÄSS-wörd!', 'päss-wörd!', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
	[
		'all characters',
		ALL_CHARACTERS,
		'a b\tc\\d\u00a0e\u200bf\u0007',
		'abcdef',
		[0, 2, 4, 6, 8, 10],
	],
	['all characters', ALL_CHARACTERS, '\u212a\u0130k', 'k', [2]],
	['all characters', ALL_CHARACTERS, '\u{1f511}.', '\u{1f511}.', [0, 1, 2]],
])('%s: %#', (_, alphabet, text, characters, places) => {
	const reduced = reduceText(text, alphabet);
	expect(reduced.characters).toBe(characters);
	expect([...reduced.places]).toEqual(places);
});
