import { ALL_CHARACTERS, LETTERS_AND_DIGITS } from '../../../nodes/shared/secrets/alphabet';
import { createNeedles, type Needle } from '../../../nodes/shared/secrets/needles';

it.each<[string, Needle]>([
	['hunter22', { alphabet: LETTERS_AND_DIGITS, characters: 'hunter22', before: 0, after: 0 }],
	['"Qu o-ted"', { alphabet: LETTERS_AND_DIGITS, characters: 'quoted', before: 1, after: 1 }],
	['  hunter22\n', { alphabet: LETTERS_AND_DIGITS, characters: 'hunter22', before: 0, after: 0 }],
	// Too few letters and digits to be found by them.
	['!@#$^*', { alphabet: ALL_CHARACTERS, characters: '!@#$^*', before: 0, after: 0 }],
	[' !@ #$^*', { alphabet: ALL_CHARACTERS, characters: '!@#$^*', before: 0, after: 0 }],
	['abc-d', { alphabet: LETTERS_AND_DIGITS, characters: 'abcd', before: 0, after: 0 }],
	['abc-!', { alphabet: ALL_CHARACTERS, characters: 'abc-!', before: 0, after: 0 }],
	// What it becomes where its own escapes are resolved.
	['%68unter22', { alphabet: LETTERS_AND_DIGITS, characters: 'hunter22', before: 0, after: 0 }],
])('looks for %j', (secret, needle) => {
	expect(createNeedles(secret)).toContainEqual(needle);
});

it.each([
	['percent-encoded, in hex', 'a&b c', '612532366225323063'],
	['as a form writes it, in hex', 'a&b c', '61253236622b63'],
	['as JSON writes it, in hex', 'abc"d', '6162635c2264'],
	['in hex', 'hunter22', '68756e7465723232'],
	['in base64', 'hunter22', 'ahvudgvymj'],
	['in base64 of UTF-16', 'hunter22', 'aab1ag4adablahiamgay'],
	['as its hash', 'password', '5f4dcc3b5aa765d61d8327deb882cf99'],
])('looks for it %s', (_, secret, characters) => {
	const all = createNeedles(secret).map((needle) => needle.characters);
	expect(all.some((own) => own.includes(characters))).toBe(true);
});

it('leaves out only those readings of a secret that are too short', () => {
	const needles = createNeedles('%41%42%43');
	expect(needles).toContainEqual({
		alphabet: LETTERS_AND_DIGITS,
		characters: '414243',
		before: 1,
		after: 0,
	});
	expect(needles.map(({ characters }) => characters)).not.toContain('abc');
});

it('looks for the same characters with each number of others around them', () => {
	const around = createNeedles('\\""hunter22')
		.filter(({ characters }) => characters === 'hunter22')
		.map(({ before, after }) => [before, after]);
	expect(around).toEqual([
		[3, 0],
		[2, 0],
	]);
});

it.each(['hunter22', '"quoted"', '!@#$^*', 'пароль', ' a+b c '])(
	'looks for nothing too short in %j, and for nothing twice',
	(secret) => {
		const needles = createNeedles(secret);
		expect(Math.min(...needles.map(({ characters }) => characters.length))).toBeGreaterThan(3);
		const names = needles.map(({ alphabet, ...needle }) =>
			JSON.stringify([alphabet === ALL_CHARACTERS, needle]),
		);
		expect(new Set(names).size).toBe(names.length);
	},
);

it.each(['', 'a', '123', 'ab c', '\u200b\u200b\u200b\u200b\u200b'])(
	'looks for nothing where %j is too short',
	(secret) => {
		expect(createNeedles(secret)).toEqual([]);
	},
);
