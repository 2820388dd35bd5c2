import {
	ALL_CHARACTERS,
	LETTERS_AND_DIGITS,
	reduceText,
	type Alphabet,
} from '../../../nodes/shared/secrets/alphabet';

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
