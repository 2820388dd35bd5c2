import { createHash } from 'node:crypto';

/*
 * Written without a look at the package's own scrubber, and the other way round: that one encodes
 * the secrets and looks for the results, this one mostly decodes the text and looks for the secrets.
 */

type Encode = (secret: string) => string;

/** The forms in which a secret is looked for as they stand. */
const FORMS: Readonly<Record<string, Encode>> = {
	raw: (secret) => secret,
	URL: encodeURIComponent,
	form: (secret) => new URLSearchParams({ a: secret }).toString().slice(2),
	JSON: (secret) => JSON.stringify(secret).slice(1, -1),
	XML: xmlEscaped,
	base64: (secret) => withoutPadding(Buffer.from(secret).toString('base64')),
	// Inside a longer text: the letters at the edges depend on the neighbours.
	'base64 from the second byte on': (secret) =>
		Buffer.from(`.${secret}`).toString('base64').slice(2, -4),
	'base64 from the third byte on': (secret) =>
		Buffer.from(`..${secret}`).toString('base64').slice(3, -4),
	base64url: (secret) => Buffer.from(secret).toString('base64url'),
	hex: (secret) => Buffer.from(secret).toString('hex'),
	...hashes(['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512']),
};

/** Each hash in hexadecimal and in base64. */
function hashes(algorithms: readonly string[]): Record<string, Encode> {
	const digest = (algorithm: string, secret: string) =>
		createHash(algorithm).update(secret).digest();
	const forms = algorithms.flatMap(
		(algorithm): Array<[string, Encode]> => [
			[algorithm, (secret) => digest(algorithm, secret).toString('hex')],
			[
				`${algorithm} in base64`,
				(secret) => withoutPadding(digest(algorithm, secret).toString('base64')),
			],
		],
	);
	return Object.fromEntries(forms);
}

type Decode = (text: string) => string;

/** What undoes the escapes of a text; each leaves everything else as it is. */
const UNESCAPES: readonly Decode[] = [
	jsonUnescaped,
	percentDecoded,
	plusDecoded,
	xmlUnescaped,
	narrowed,
	withoutUnseen,
];

/** An encoding that leaves nothing readable: what looks like it, and what that may stand for. */
interface Encoding {
	readonly runs: RegExp;
	readonly decode: (run: string) => readonly string[];
}

const ENCODINGS: readonly Encoding[] = [
	{ runs: /[a-z0-9+/_-]{20,}/giu, decode: base64Decoded },
	{ runs: /[0-9a-f]{20,}/giu, decode: hexDecoded },
];

/** Finds secrets, whatever became of their letters. */
export function leakFinder(secrets: readonly string[]): (text: string) => readonly string[] {
	const needles = secrets.flatMap((secret) =>
		Object.entries(FORMS).map(([form, encode]) => ({
			found: `secret ${secrets.indexOf(secret)} as ${form}`,
			// In small letters, since servers change those of encodings and of words.
			characters: encode(secret).toLowerCase(),
		})),
	);
	return (text) => {
		const readings = [...new Set(readingsOf(text).map((reading) => reading.toLowerCase()))];
		const found = needles.filter(({ characters }) =>
			readings.some((reading) => reading.includes(characters)),
		);
		return found.map((needle) => needle.found);
	};
}

/**
 * The text, with escapes undone up to three deep, what then turns up inside encodings, and inside of
 * encodings within them.
 */
function readingsOf(text: string): readonly string[] {
	const plain = unescapedReadings(text, 3);
	const decoded = decodedReadings(plain);
	const decodedTwice = decodedReadings(decoded);
	return [
		...plain,
		...decoded.flatMap((reading) => unescapedReadings(reading, 2)),
		...decodedTwice.flatMap((reading) => unescapedReadings(reading, 1)),
	];
}

/** A reading for each encoding. The readings have most runs in common: each is decoded once. */
function decodedReadings(readings: readonly string[]): readonly string[] {
	const decoded = ENCODINGS.map(({ runs, decode }) => {
		const distinct = new Set(readings.flatMap((reading) => reading.match(runs) ?? []));
		return [...distinct].flatMap(decode).join('\n');
	});
	return decoded.filter((reading) => reading !== '');
}

function unescapedReadings(text: string, depth: number): readonly string[] {
	const readings = new Set([text]);
	let latest = [text];
	for (let level = 0; level < depth && latest.length > 0; level++) {
		const next = latest.flatMap((reading) => UNESCAPES.map((unescape) => unescape(reading)));
		latest = [...new Set(next)].filter((reading) => !readings.has(reading));
		for (const reading of latest) readings.add(reading);
	}
	return [...readings];
}

const JSON_ESCAPES: Readonly<Record<string, string>> = {
	b: '\b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
};

function jsonUnescaped(text: string): string {
	return text.replaceAll(
		/\\(?:u\{([0-9a-f]{1,5})\}|u([0-9a-f]{4})|(.))/giu,
		(_, point?: string, unit?: string, character?: string) =>
			point === undefined && unit === undefined
				? (JSON_ESCAPES[character ?? ''] ?? character ?? '')
				: String.fromCodePoint(parseInt(point ?? unit ?? '', 16)),
	);
}

/** Runs of percent sequences are decoded together, as the bytes of UTF-8. */
function percentDecoded(text: string): string {
	return text.replaceAll(/(?:%[0-9a-f]{2})+/giu, (run) =>
		Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
	);
}

function plusDecoded(text: string): string {
	return text.replaceAll('+', ' ');
}

const XML_ENTITIES: ReadonlyArray<readonly [character: string, entity: string]> = [
	['<', '&lt;'],
	['>', '&gt;'],
	['"', '&quot;'],
	["'", '&apos;'],
];

function xmlEscaped(text: string): string {
	return XML_ENTITIES.reduce(
		(escaped, [character, entity]) => escaped.replaceAll(character, entity),
		text.replaceAll('&', '&amp;'),
	);
}

function xmlUnescaped(text: string): string {
	const unescaped = XML_ENTITIES.reduce(
		(escaped, [character, entity]) => escaped.replaceAll(entity, character),
		text,
	);
	return unescaped
		.replaceAll(/&#x([0-9a-f]{1,5});?/giu, (_, digits: string) =>
			String.fromCodePoint(parseInt(digits, 16)),
		)
		.replaceAll(/&#([0-9]{1,6});?/gu, (_, digits: string) => String.fromCodePoint(Number(digits)))
		.replaceAll('&amp;', '&');
}

/** Full-width letters as those of ASCII. */
function narrowed(text: string): string {
	return text.replaceAll(/[\uff01-\uff5e]/gu, (letter) => letter.normalize('NFKC'));
}

/** Without characters that take no room. */
function withoutUnseen(text: string): string {
	return text.replaceAll(/[\0\p{Cf}]/gu, '');
}

/** Where a run begins inside its group of four is unknown, so all four places are tried. */
function base64Decoded(run: string): readonly string[] {
	return [0, 1, 2, 3].flatMap((start) => textsOf(Buffer.from(run.slice(start), 'base64')));
}

/** As UTF-8, and as UTF-16 in both orders and at both places where it can begin. */
function textsOf(bytes: Buffer): readonly string[] {
	const places = [bytes, bytes.subarray(1)].map((each) => each.subarray(0, each.length & ~1));
	return [
		bytes.toString('utf8'),
		...places.map((each) => each.toString('utf16le')),
		...places.map((each) => Buffer.from(each).swap16().toString('utf16le')),
	];
}

function hexDecoded(run: string): readonly string[] {
	return [run, run.slice(1)].map((each) => Buffer.from(each, 'hex').toString('utf8'));
}

function withoutPadding(text: string): string {
	return text.replace(/=+$/u, '');
}
