import { ALL_CHARACTERS, LETTERS_AND_DIGITS } from '../../../nodes/shared/secrets/alphabet';
import type { Needle } from '../../../nodes/shared/secrets/needles';
import { findNeedles, type Span } from '../../../nodes/shared/secrets/search';

const letters: Needle = {
	alphabet: LETTERS_AND_DIGITS,
	characters: 'hunter22',
	before: 0,
	after: 0,
};

const quoted: Needle = { ...letters, before: 1, after: 1 };

const signs: Needle = { alphabet: ALL_CHARACTERS, characters: '!@#$^*', before: 0, after: 0 };

const run: Needle = { ...letters, characters: 'aaaa' };

it.each<[string, readonly Needle[], readonly Span[]]>([
	['', [letters], []],
	['hunter2', [letters], []],
	['hunter22', [], []],
	['key hunter22.', [letters], [[4, 12]]],
	[
		'hunter22 HUNTER-22',
		[letters],
		[
			[0, 8],
			[9, 18],
		],
	],
	['["hunter22"]', [quoted], [[1, 11]]],
	// Nothing stands beyond the text.
	['hunter22', [{ ...letters, before: 3, after: 3 }], [[0, 8]]],
	['key %68unter22.', [letters], [[4, 14]]],
	['key %2568unter22.', [letters], [[4, 16]]],
	['key !@ #$^\\*', [signs], [[4, 12]]],
	[
		'hunter22 !@#$^*',
		[signs, letters],
		[
			[0, 8],
			[9, 15],
		],
	],
	// What overlaps is one span.
	['xaaaaaax', [run], [[1, 7]]],
])('finds in %j', (text, needles, spans) => {
	// What has no escapes to resolve is found once, the rest once for each time that it is read.
	const found = findNeedles(text, needles).map((span) => JSON.stringify(span));
	expect([...new Set(found)]).toEqual(spans.map((span) => JSON.stringify(span)));
});
