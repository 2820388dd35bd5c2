/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is test code */
import * as fc from 'fast-check';
import crypto, { createHash } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import {
	createScrubber,
	extendScrubber,
	scrub as scrubWith,
	scrubStart,
} from '../../../nodes/shared/secrets/scrubber';

const WITHHELD = '(not shown: a secret in the credential is too short to be removed from it)';

/** What removes these secrets from a text. */
function createScrub(secrets: readonly string[]): (text: string) => string {
	const scrubber = createScrubber(secrets);
	return (text) => scrubWith(text, scrubber);
}

/** Secrets with everything that some encoding writes in another way. */
const SECRETS = [
	'hunter22',
	'abcd',
	'Tr0ub4dor&3',
	'pass word 1',
	'a+b+c/d=e',
	'"quoted"',
	"it's me",
	'<b>old</b>',
	'back\\slash',
	'100% semi;colon,',
	'a.c*d+e?(f)[g]{h}|i^j$k-l',
	'[^a]+$',
	'.*.*.*',
	'$&$1$$',
	'tab\tnew\nline',
	'pässwörd',
	'p£ssw€rd',
	'пароль',
	'密码密码密码',
	'lock\u{1f511}lock',
	'\u{1f511}\u{1f511}',
	'0123456789',
	'!@#$^*',
	'<&>"\'<&>',
	'££€€',
	'i(-]|j < 6',
	'>>>?????',
	'é £ -2p',
] as const;

const encodePercent = (text: string) => encodeURIComponent(text);

const encodeEveryByte = (text: string) =>
	[...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

const lowerEscapes = (text: string) =>
	text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());

const encodeForm = (text: string) => new URLSearchParams([['', text]]).toString().slice(1);

const escapeJson = (text: string) => JSON.stringify(text).slice(1, -1);

const escapeEveryUnit = (text: string) =>
	text
		.split('')
		.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.join('');

const NAMED: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
};

const escapeMarkup = (text: string) =>
	text.replace(/[&<>"']/g, (character) => NAMED[character] ?? '');

const writeDecimalEntities = (text: string) =>
	[...text].map((character) => `&#${character.codePointAt(0) ?? 0};`).join('');

const writeHexadecimalEntities = (text: string) =>
	[...text].map((character) => `&#x${(character.codePointAt(0) ?? 0).toString(16)};`).join('');

const escapeEveryCharacter = (text: string) =>
	[...text].map((character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`).join('');

const dropSemicolons = (text: string) => text.replace(/;/g, '');

const widen = (text: string) =>
	text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));

const computeHash = (algorithm: string, text: string) =>
	createHash(algorithm).update(text, 'utf8').digest('hex');

const capitalize = (text: string) => text.toUpperCase();

const ENCODINGS: ReadonlyArray<readonly [name: string, encode: (secret: string) => string]> = [
	['as it is', (secret) => secret],
	['percent-encoded', encodePercent],
	['percent-encoded in small letters', (secret) => lowerEscapes(encodePercent(secret))],
	['percent-encoded twice', (secret) => encodePercent(encodePercent(secret))],
	['percent-encoded three times', (secret) => encodePercent(encodePercent(encodePercent(secret)))],
	['percent-encoded byte for byte', encodeEveryByte],
	['percent-encoded byte for byte in capitals', (secret) => capitalize(encodeEveryByte(secret))],
	['form-encoded', encodeForm],
	['form-encoded, then percent-encoded', (secret) => encodePercent(encodeForm(secret))],
	['in JSON', escapeJson],
	['in JSON with escaped slashes', (secret) => escapeJson(secret).replace(/\//g, '\\/')],
	['in JSON that is quoted in JSON', (secret) => escapeJson(escapeJson(secret))],
	['in JSON that is quoted in JSON twice', (secret) => escapeJson(escapeJson(escapeJson(secret)))],
	[
		'in JSON with escaped slashes that is quoted in JSON',
		(secret) => escapeJson(escapeJson(secret).replace(/\//g, '\\/')).replace(/\//g, '\\/'),
	],
	['in JSON with an escape for each character', escapeEveryUnit],
	[
		'in JSON with capitals in its escapes',
		(secret) =>
			escapeEveryUnit(secret)
				.replace(/[a-f](?!u)/g, capitalize)
				.replace(/\\U/g, '\\u'),
	],
	['in JSON with escapes that are quoted in JSON', (secret) => escapeJson(escapeEveryUnit(secret))],
	['in XML', escapeMarkup],
	['in XML that is quoted in XML', (secret) => escapeMarkup(escapeMarkup(secret))],
	['in HTML as PHP writes it', (secret) => escapeMarkup(secret).replace(/&apos;/g, '&#039;')],
	['in decimal entities', writeDecimalEntities],
	['in decimal entities with zeros', (secret) => writeDecimalEntities(secret).replace(/#/g, '#00')],
	['in hexadecimal entities', writeHexadecimalEntities],
	['in hexadecimal entities in capitals', (secret) => capitalize(writeHexadecimalEntities(secret))],
	['in hexadecimal', (secret) => Buffer.from(secret).toString('hex')],
	['in hexadecimal in capitals', (secret) => capitalize(Buffer.from(secret).toString('hex'))],
	['in JavaScript with an escape for each character', escapeEveryCharacter],
	[
		'in decimal entities without semicolons',
		(secret) => dropSemicolons(writeDecimalEntities(secret)),
	],
	[
		'in hexadecimal entities without semicolons',
		(secret) => dropSemicolons(writeHexadecimalEntities(secret)),
	],
	['in full-width letters', widen],
	...['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'].flatMap(
		(algorithm): ReadonlyArray<readonly [string, (secret: string) => string]> => [
			[`as its ${algorithm}`, (secret) => computeHash(algorithm, secret)],
			[`as its ${algorithm} in capitals`, (secret) => capitalize(computeHash(algorithm, secret))],
		],
	),
];

describe.each(ENCODINGS)('a secret %s', (_, encode) => {
	it.each(SECRETS)('is removed: %j', (secret) => {
		const scrub = createScrub([secret]);
		const encoded = encode(secret);
		expect(scrub(encoded)).toBe('***');
		expect(scrub(`key=${encoded}, again: [${encoded}]`)).toBe('key=***, again: [***]');
	});
});

describe('base64', () => {
	const NEIGHBOURS = [
		['', ''],
		['u', ''],
		['us', ''],
		['user:', ''],
		['', '!'],
		['', '!!'],
		['u', '?x'],
		['us', '?xy'],
		['user:', '?xyz'],
		['{"password":"', '","a":1}'],
	] as const;

	/** The bytes of a longer text that the characters outside of `***` still tell, as two texts. */
	function findRest(scrubbed: string, length: number): readonly [string, string] {
		const [head = '', tail = ''] = scrubbed.replace(/=/g, '').split('***');
		// The tail's last character ends where the whole text's last character ends.
		const from = Math.ceil(((length - tail.length) * 6) / 8);
		return [
			Buffer.from(head, 'base64').toString('latin1'),
			Buffer.from(`${'A'.repeat((length - tail.length) % 4)}${tail}`, 'base64')
				.subarray(from - Math.floor((length - tail.length) / 4) * 3)
				.toString('latin1'),
		];
	}

	it.each(SECRETS.flatMap((secret) => NEIGHBOURS.map((pair) => [secret, ...pair] as const)))(
		'of %j between %j and %j shows nothing of it',
		(secret, before, after) => {
			const encoded = Buffer.from(before + secret + after).toString('base64');
			const urlSafe = encoded.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
			for (const text of [encoded, urlSafe]) {
				const scrubbed = createScrub([secret])(text);
				expect(scrubbed.split('***')).toHaveLength(2);
				const [head, tail] = findRest(scrubbed, text.replace(/=/g, '').length);
				expect(before).toBe(head);
				expect(after.endsWith(tail)).toBe(true);
			}
		},
	);

	/** In base64: `+` and `/` at every place. */
	const secret = '\u00fb\u00ff\u00fe>>>???~~~key';

	const WRITINGS: ReadonlyArray<readonly [string, (base64: string) => string]> = [
		['as it is', (base64) => base64],
		['percent-encoded', encodePercent],
		['percent-encoded in small letters', (base64) => lowerEscapes(encodePercent(base64))],
		['percent-encoded twice', (base64) => encodePercent(encodePercent(base64))],
		['in JSON with escaped slashes', (base64) => base64.replace(/\//g, '\\/')],
		[
			'in JSON with escaped slashes that is quoted in JSON',
			(base64) => base64.replace(/\//g, '\\\\\\/'),
		],
		['in JSON with escaped plus signs', (base64) => base64.replace(/\+/g, '\\u002B')],
		['in HTML with escaped plus signs', (base64) => base64.replace(/\+/g, '&#x2B;')],
		['in HTML with escaped slashes', (base64) => base64.replace(/\//g, '&#47;')],
	];

	it.each(
		WRITINGS.flatMap(([name, write]) =>
			['', 'u', 'us'].map((before) => [name, before, write] as const),
		),
	)('%s behind %j is removed', (_, before, write) => {
		const encoded = Buffer.from(before + secret).toString('base64');
		expect(encoded).toMatch(/[+/]/);
		const scrubbed = createScrub([secret])(`Basic ${write(encoded)}.`);
		// What is left: the characters before the secret, the last one's last bits, and the padding.
		expect(scrubbed).toMatch(/^Basic [\w+/]{0,3}\*\*\*\w?(?:=|%3[dD]|%253D){0,2}\.$/);
	});

	it('is removed from a Basic authentication header', () => {
		expect(createScrub(['hunter22'])('Authorization: Basic dXNlcjpodW50ZXIyMg==')).toMatch(
			/^Authorization: Basic dXNlcj\w?\*\*\*\w?(?:==)?$/,
		);
	});
});

it.each([
	['password', 'md5', '5f4dcc3b5aa765d61d8327deb882cf99'],
	['password', 'sha1', '5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8'],
	['password', 'sha256', '5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8'],
])('of %s the published %s is removed, and stays where it is not its own', (secret, _, digest) => {
	expect(createScrub([secret])(`hash=${digest}`)).toBe('hash=***');
	expect(createScrub([`${secret}1`])(`hash=${digest}`)).toBe(`hash=${digest}`);
});

describe('what nobody sees between the characters', () => {
	const UNSEEN = [
		'\0',
		'\u0007',
		'\u001f',
		'\u007f',
		'\u200b',
		'\u200c',
		'\u200d',
		'\u2060',
		'\ufeff',
		'\u00ad',
	];

	it.each(UNSEEN.flatMap((unseen) => SECRETS.map((secret) => [unseen, secret] as const)))(
		'hides no secret: %j in %j',
		(unseen, secret) => {
			const shown = createScrub([secret])([...secret].join(unseen));
			// A character at the edge may be none that counts.
			expect(shown.replaceAll(unseen, '')).toMatch(/^[^A-Za-z0-9]?\*\*\*[^A-Za-z0-9]?$/);
		},
	);

	it('is no secret by itself', () => {
		expect(createScrub(['\u200b\u200b\u200b\u200b\u200b'])('text')).toBe(WITHHELD);
	});
});

describe('an encoding within another', () => {
	const base64 = (bytes: Buffer | string) => Buffer.from(bytes).toString('base64');
	const hex = (bytes: Buffer | string) => Buffer.from(bytes).toString('hex');
	const urlSafe = (text: string) => text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
	const utf16 = (text: string) => Buffer.from(text, 'utf16le');

	const NESTED: ReadonlyArray<readonly [string, (secret: string) => string]> = [
		['base64 of base64', (secret) => base64(base64(secret))],
		['base64url of base64url', (secret) => urlSafe(base64(urlSafe(base64(secret))))],
		['base64 of a Basic token', (secret) => base64(`Basic ${base64(`user:${secret}`)}`)],
		['base64 of a form with base64', (secret) => base64(`token=${base64(`us${secret}`)}&a=1`)],
		['base64 of hex', (secret) => base64(hex(secret))],
		['base64 of hex in capitals', (secret) => base64(hex(secret).toUpperCase())],
		['base64 of hex in a longer text', (secret) => base64(`a ${hex(secret)} b`)],
		['base64 of UTF-16', (secret) => base64(utf16(secret))],
		['base64 of UTF-16 in the other order', (secret) => base64(utf16(secret).swap16())],
		['base64 of UTF-16 in a longer text', (secret) => base64(utf16(`a ${secret} b`))],
		['hex of base64', (secret) => hex(base64(secret))],
		['hex of base64 in capitals', (secret) => hex(base64(`user:${secret}`)).toUpperCase()],
	];

	/** So many characters at the edges also depend on their neighbours. */
	const EDGE = 12;

	it.each(
		NESTED.flatMap(([name, encode]) => SECRETS.map((secret) => [name, secret, encode] as const)),
	)('%s of %j shows hardly anything of it', (_, secret, encode) => {
		const encoded = encode(secret);
		const shown = createScrub([secret])(`[${encoded}]`);
		expect(shown).toContain('***');
		const [head = '', tail = ''] = shown.slice(1, -1).split('***');
		const around = encode('').length;
		expect(head.length + tail.length).toBeLessThan(around + 2 * EDGE);
		expect(shown.length).toBeLessThan(encoded.length + 5);
	});
});

describe('several secrets', () => {
	it.each([
		['one after the other', ['first-key', 'second-key'], 'first-key:second-key', '***:***'],
		['one twice', ['first-key', 'first-key'], 'first-key', '***'],
		['one that begins another', ['pass', 'password1'], 'password1 pass', '*** ***'],
		['the same in the other order', ['password1', 'pass'], 'password1 pass', '*** ***'],
		['one that ends another', ['word1', 'password1'], 'password1 word1', '*** ***'],
		['one within another', ['sswo', 'password1'], 'password1 sswo', '*** ***'],
		['a pair and its part', ['private', 'public:private'], 'public:private private', '*** ***'],
		['one in hexadecimal beside another', ['abcd', 'hunter22'], '68756e7465723232 abcd', '*** ***'],
		['empty ones among them', ['', 'hunter22', ''], 'a hunter22', 'a ***'],
	])('%s', (_, secrets, text, expected) => {
		expect(createScrub(secrets)(text)).toBe(expected);
	});

	it('leaves the list as it is', () => {
		const secrets = ['abcd', 'hunter22'];
		createScrub(secrets);
		expect(secrets).toEqual(['abcd', 'hunter22']);
	});
});

describe('short secrets', () => {
	it.each([[['a']], [['123']], [['\u{1f511}']], [['é', 'hunter22']], [['hunter22', 'abc']]])(
		'%j: nothing is shown',
		(secrets) => {
			const scrub = createScrub(secrets);
			expect(scrub('A text without any of it')).toBe(WITHHELD);
			expect(scrub('')).toBe(WITHHELD);
		},
	);

	it.each(['é. "', '9€ ~', 'P*€\\', '\\€@;', '\\u£%', '~<;>', 'ab c', '£  1'])(
		'%j, of which fewer than four characters count, is not shown either',
		(secret) => {
			const base64 = ['', 'u', 'us'].map((before) =>
				Buffer.from(before + secret).toString('base64'),
			);
			for (const text of [...ENCODINGS.map(([, encode]) => encode(secret)), ...base64]) {
				expect(createScrub([secret])(`[${text}]`)).not.toContain(text);
			}
		},
	);

	it('of four characters are removed', () => {
		expect(createScrub(['abcd'])('xabcdx')).toBe('x***x');
	});
});

it.each([[[]], [['']], [['', '']], [[' \n']]])(
	'without secrets (%j) nothing changes',
	(secrets) => {
		expect(createScrub(secrets)('any text, *** and all')).toBe('any text, *** and all');
		const { find, maxWriting } = createScrubber(secrets);
		expect([find('any text'), maxWriting]).toEqual([[], 0]);
	},
);

it.each([
	['Hunter22', 'HUNTER22'],
	['Hunter22', 'hunter22'],
	['pässwörd', 'PÄSSWÖRD'],
	['ПАРОЛЬ', 'пароль'],
	['a+b cd', 'A%2BB%20CD'],
	['"Quoted"', '&QUOT;QUOTED&QUOT;'],
])('%j is removed where its case has changed: %s', (secret, text) => {
	expect(createScrub([secret])(`key ${text}.`)).toBe('key ***.');
});

it.each([
	['hunter22', 'hunter2, hunter, Hunter 23, unter22, hunter-32'],
	['a.cd.e', 'abcde a..cd'],
	['.*.*.*', 'anything at all'],
	['[a-z]+', 'letters'],
	['a|bcdef', 'a or bcde'],
	['^abcd$', 'abc'],
	['(abcd)', 'abc'],
	['a{3333}', 'aaa'],
	['pässwörd', 'passwort'],
	['1234', '132 432 13 24'],
	['!@#$^*', '!@#$, "quoted" & <b>*</b>'],
	['пароль', 'пара'],
	['hunter22', ''],
	['hunter22', 'line\r\nline\t"quoted" <b>&amp;</b> %41 \\u0041 \u{1f511} \ud800'],
	['hunter22', '100% & more; \\ %zz &#; &#x; \\u00 %'],
])('%j is not seen in %j', (secret, text) => {
	expect(createScrub([secret])(text)).toBe(text);
});

it('removes a secret from a reply without touching the rest', () => {
	const scrub = createScrub(['k&y "1234"']);
	expect(scrub('<e code="7">key k&amp;y &quot;1234&quot; is &lt;wrong&gt;</e>')).toBe(
		'<e code="7">key *** is &lt;wrong&gt;</e>',
	);
});

describe('what stands around a secret', () => {
	const AROUND: ReadonlyArray<readonly [before: string, after: string]> = [
		['%', ''],
		['100%', '%'],
		['%25', ''],
		['\\', ''],
		['DOMAIN\\', '\\'],
		['"C:\\\\', '"'],
		['\\u', ''],
		['\\x', ''],
		['&', ';'],
		['a=1&', '; b=2'],
		['&amp;', ';'],
		['&#', ';'],
		['&#x', ';'],
		['%u', ''],
		['/', '/'],
		['"', '"'],
		['\u{1f511}', '\u{1f511}'],
	];

	/** Secrets whose first characters could belong to an escape. */
	const BEGINNINGS = [
		'nobody22',
		'beef2222',
		'u0041bcd',
		'x41bcdef',
		'41424344',
		'amphora22',
		'hunter22',
	];

	it.each(BEGINNINGS.flatMap((secret) => AROUND.map((around) => [secret, ...around] as const)))(
		'does not hide %j between %j and %j',
		(secret, before, after) => {
			const scrub = createScrub([secret]);
			for (const text of [before + secret + after, encodePercent(before + secret + after)]) {
				expect(scrub(text)).not.toContain(secret);
			}
		},
	);

	it.each(['%41%42%43', '&amp;&lt;', '\\u0041\\n', '&hunter22;', '\\nobody22', '%25%25%25%25'])(
		'nor a secret that looks like an escape: %s',
		(secret) => {
			for (const [, encode] of ENCODINGS) {
				const shown = createScrub([secret])(`[${encode(secret)}]`);
				if (shown !== WITHHELD) expect(shown).toMatch(/^\[[^a-z0-9]*\*\*\*[^a-z0-9]*\]$/i);
			}
		},
	);
});

describe('a secret that was changed on its way', () => {
	it.each([
		['hunter22', 'hun ter22'],
		['hunter22', 'hunter\r\n\t22'],
		['hunter22', 'h-u-n-t-e-r-2-2'],
		['pass word', 'pass  word'],
		['pass word', 'password'],
		['pässwörd', 'p?ssw?rd'],
		['pässwörd', 'p\ufffdssw\ufffdrd'],
		['Tr0ub4dor&3', 'Tr0ub4dor 3'],
		['a-b-c-d', 'a_b_c_d'],
	])('%j is removed as %j', (secret, text) => {
		expect(createScrub([secret])(`key ${text}.`)).toBe('key ***.');
	});

	it.each<[string, (secret: string) => string]>([
		['percent-encoded', encodePercent],
		['form-encoded', encodeForm],
		['in JSON', escapeJson],
	])('is removed where it was encoded as a whole once it was %s', (_, write) => {
		const secret = 'p"ss w&rd/\u00e9\u00e82';
		const scrub = createScrub([secret]);
		const written = write(secret);
		expect(written).not.toBe(secret);
		const hexadecimal = Buffer.from(written).toString('hex');
		expect(scrub(`[${hexadecimal}]`)).toBe('[***]');
		expect(scrub(`[${computeHash('sha1', written)}]`)).toBe('[***]');
		const base64 = Buffer.from(`key=${written}&`).toString('base64');
		expect(scrub(`[${base64}]`)).toMatch(/^\[\w{5,6}\*\*\*\w{1,3}={0,2}\]$/);
	});

	it('is removed from base64 that is wrapped', () => {
		const encoded = Buffer.from(`user:${'hunter22-'.repeat(20)}`).toString('base64');
		const wrapped = encoded.replace(/.{76}/g, '$&\r\n');
		const shown = createScrub(['hunter22-'.repeat(20)])(wrapped);
		expect(shown).toMatch(/^\w{6,8}\*\*\*\w?={0,2}$/);
	});
});

describe('white space around a secret', () => {
	it.each([' hunter22', 'hunter22 ', 'hunter22\n', '\thunter22\r\n', '\u00a0hunter22'])(
		'%j: it is removed where a server or a reader has trimmed it',
		(secret) => {
			const scrub = createScrub([secret]);
			for (const text of [`Bad key: [${secret}]`, 'Bad key: [hunter22]']) {
				expect(scrub(text)).toMatch(/^Bad key:[\s[]*\*\*\*\s*\]$/);
			}
		},
	);

	it('does not make a short secret long', () => {
		expect(createScrub(['  a  '])('a text')).toBe(WITHHELD);
	});
});

describe('characters beyond ASCII', () => {
	it.each([
		['pässwörd', 'p&auml;ssw&ouml;rd'],
		['p£ssw€rd', 'p&pound;ssw&euro;rd'],
		['no\u00a0space', 'no&nbsp;space'],
	])('%s is removed as HTML writes it: %s', (secret, text) => {
		expect(createScrub([secret])(`<b>${text}</b>`)).toBe('<b>***</b>');
	});

	it.each(['pässwörd', 'p£ssword', 'p€ssword', 'пароль'])(
		'%s is removed where its UTF-8 is read as windows-1252',
		(secret) => {
			const text = new TextDecoder('windows-1252').decode(Buffer.from(secret));
			expect(text).not.toBe(secret);
			expect(createScrub([secret])(`Bad key ${text}.`)).toBe('Bad key ***.');
		},
	);
});

describe('texts shorter than any writing of a secret', () => {
	const ALPHANUMERIC = fc.string({
		unit: fc.constantFrom(...'ABCXYZabcxyzoO0189'),
		minLength: 8,
		maxLength: 40,
	});

	it('stay as they are', () => {
		expect(createScrub(['0123456789abcdef'])('request')).toBe('request');
		expect(createScrubber(['0123456789abcdef']).find('request')).toEqual([]);
	});

	it.each<[prepares: number, secrets: readonly string[], text: string]>([
		[0, ['hunter22'], 'hunter2'],
		[0, ['h-u-n-t-e-r-2-2', '0123456789'], 'hunter2'],
		[1, ['hunter22'], 'hunter22'],
		[1, ['hunter2'], 'hunter'],
		[1, ['hunter22', 'hunter2'], 'hunter'],
		[1, ['hunter2%22'], 'hunter'],
	])('prepare nothing (%d) for %j: %s', (prepares, secrets, text) => {
		const createHash = jest.spyOn(crypto, 'createHash');
		const { find } = createScrubber(secrets);
		find(text);
		const afterOne = createHash.mock.calls.length;
		find(text);
		const afterTwo = createHash.mock.calls.length;
		createHash.mockRestore();
		expect(Math.min(afterOne, 1)).toBe(prepares);
		// Nor once more.
		expect(afterTwo).toBe(afterOne);
	});

	it('are told by the length of the shortest writing: eight letters or digits', () => {
		for (const text of ['hunter22', 'HUNTER22', '"hunter22"']) {
			expect(createScrub(['hunter22'])(text)).toBe(text.replace(/hunter22/i, '***'));
		}
		// Not made of letters and digits alone, it may be written shorter than it is.
		expect(createScrub(['h-u-n-t-e-r-2-2'])('hunter')).toBe('hunter');
		expect(createScrub(['h--u--n--t'])('hunt')).toBe('***');
		expect(createScrub(['h--u----n--t'])('hunt')).toBe('***');
	});

	it.each(['%68%75%6e%74', '\\x68\\x75\\x6e\\x74', '&#x68;&#x75;&#x6e;&#x74;'])(
		'are looked at where %s may be shown as what it stands for',
		(secret) => {
			expect(createScrub([secret])('hunt')).toBe('***');
		},
	);

	it('no part of the base64 of such a secret is shorter or has other characters', () => {
		fc.assert(
			fc.property(ALPHANUMERIC, fc.integer({ min: 0, max: 2 }), (secret, offset) => {
				const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
				const own = encoded
					.toString('base64')
					.replace(/=+$/, '')
					.slice(Math.ceil((offset * 4) / 3));
				expect(own).toMatch(/^[A-Za-z0-9]{8,}$/);
			}),
		);
	});
});

describe('hostile sizes', () => {
	/** Enough for what is not linear to take minutes. */
	const SIZE = 256 * 1024;

	/** Ends what would take minutes: a regular expression that is not linear cannot be stopped otherwise. */
	const scrubInTime = (secret: string, text: string): unknown =>
		runInNewContext('scrub(text)', { scrub: createScrub([secret]), text }, { timeout: 10_000 });

	it.each([
		'\\',
		'\\u',
		'\\\\u00',
		'%',
		'%25',
		'&',
		'&#',
		'&#0',
		'&amp;',
		'+',
		'h',
		'hu',
		' ',
		'aHVu',
	])('much of %j stays as it is', (part) => {
		const text = part.repeat(SIZE / part.length);
		// As a boolean, since a failing comparison would print both texts.
		expect(scrubInTime('hunter22', text) === text).toBe(true);
	});

	it.each(['&#', '&#x', '%', '\\u'])('much of zeros behind %j stays as it is', (start) => {
		const text = start + '0'.repeat(SIZE);
		expect(scrubInTime('hunter22', text) === text).toBe(true);
	});

	it.each(['\\\\\\\\wxyz', '&&&&wxyz', '%%%%wxyz'])(
		'much of what %j is made of stays as it is',
		(secret) => {
			const part = secret.charAt(0);
			const text = part.repeat(SIZE);
			expect(scrubInTime(secret, text) === text).toBe(true);
		},
	);

	it('much of secrets goes', () => {
		expect(createScrub(['hunter22'])('hunter22'.repeat(100_000)) === '***'.repeat(100_000)).toBe(
			true,
		);
	});

	it.each([1000, 5000, 20_000, 100_000])('a secret of %d characters is not shown', (length) => {
		const parts = Array.from({ length }, (_, index) => index.toString(36));
		const secret = parts.join('').slice(0, length);
		const shown = show(() => createScrub([secret])(`Bad key: ${secret}`));
		expect(shown.includes(secret.slice(0, 100))).toBe(false);
		expect(shown.includes(secret.slice(-100))).toBe(false);
		expect(shown).not.toBe('thrown');
	});

	/** Without what is thrown, which would print the whole regular expression. */
	function show(scrub: () => string): string {
		try {
			return scrub();
		} catch {
			return 'thrown';
		}
	}
});

describe('extendScrubber', () => {
	const join = (first: readonly string[], second: readonly string[]) =>
		extendScrubber(createScrubber(first))(second);

	it('removes what either knows', () => {
		const scrubber = join(['hunter22'], ['signature']);
		expect(scrubWith('hunter22 signature rest', scrubber)).toBe('*** *** rest');
	});

	it('hides together what overlaps', () => {
		expect(scrubWith('hunter22signature', join(['hunter22sig'], ['22signature']))).toBe('***');
	});

	it('needs to look as far as the one that needs more', () => {
		const [short, long] = [createScrubber(['hunter22']), createScrubber(['a-longer-secret'])];
		expect(short.maxWriting).toBeLessThan(long.maxWriting);
		for (const joined of [
			join(['hunter22'], ['a-longer-secret']),
			join(['a-longer-secret'], ['hunter22']),
		]) {
			expect(joined.maxWriting).toBe(long.maxWriting);
		}
	});

	it('withholds the text where one of them does', () => {
		expect(scrubWith('text', join(['abc'], ['hunter22']))).toBe(WITHHELD);
		expect(scrubWith('text', join(['hunter22'], ['abc']))).toBe(WITHHELD);
	});

	it('keeps the scrubber for the secrets of the last time', () => {
		const extend = extendScrubber(createScrubber(['hunter22']));
		const first = extend(['signature', 'token']);
		expect(extend(['signature', 'token'])).toBe(first);
		expect(scrubWith('hunter22 signature token', first)).toBe('*** *** ***');
	});

	it('knows the secrets of this time, and no longer those of the last', () => {
		const extend = extendScrubber(createScrubber(['hunter22']));
		const shown = [['signature'], ['other token'], ['signature']].map((secrets) =>
			scrubWith('hunter22, signature, other token', extend(secrets)),
		);
		expect(shown).toEqual([
			'***, ***, other token',
			'***, signature, ***',
			'***, ***, other token',
		]);
	});
});

describe('scrubStart', () => {
	const scrubber = createScrubber(['hunter22']);

	it.each([
		['', ''],
		['short', 'short'],
		['x'.repeat(20), 'x'.repeat(10)],
		['key hunter22 wrong', 'key ***'],
	])('shows of %j no more than the beginning', (text, shown) => {
		expect(scrubStart(text, 10, scrubber)).toBe(shown);
	});

	it.each([0, 1, 2, 5, 9, 10])('cuts no secret in half that begins at %d', (start) => {
		const shown = scrubStart(`${'x'.repeat(start)}hunter22`, 10, scrubber);
		expect(shown).toBe(start === 10 ? 'x'.repeat(10) : `${'x'.repeat(start)}***`);
	});

	it.each([1, 2, 3])('cuts none in half that is escaped %d times', (times) => {
		let secret = 'hunter22';
		for (let time = 0; time < times; time++) {
			secret = [...secret].map((unit) => `%${unit.charCodeAt(0).toString(16)}`).join('');
		}
		expect(scrubStart(`key ${secret}`, 10, scrubber)).toBe('key ***');
	});

	it('cuts the longest of several secrets no more than the others', () => {
		const both = createScrubber(['hunter22', 'a-much-longer-secret'.repeat(20)]);
		expect(scrubStart(`key ${'a-much-longer-secret'.repeat(20)}`, 10, both)).toBe('key ***');
	});

	it('shows nothing of what lies behind, however many secrets go', () => {
		const text = 'hunter22'.repeat(1000);
		expect(scrubStart(text, 80, scrubber)).toBe('***'.repeat(10));
	});

	it('looks at no more than it needs', () => {
		const looked: number[] = [];
		const find = (text: string) => {
			looked.push(text.length);
			return [];
		};
		scrubStart('x'.repeat(100_000), 300, { find, maxWriting: 50 });
		expect(looked).toEqual([350]);
	});
});

describe('UTF-8 shown as Windows-1252, as people see it', () => {
	// Written out: what decodes here might share a fault with what decodes there.
	it.each([
		['€uro!!', 'â‚¬uro!!'],
		['££€€', 'Â£Â£â‚¬â‚¬'],
	])('%s is found as %s', (secret, shown) => {
		expect(createScrub([secret])(`key ${shown}.`)).toBe('key ***.');
	});
});
