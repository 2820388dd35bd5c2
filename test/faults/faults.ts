/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is test code */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { RefusalKind } from '../../nodes/shared/core/refusal';
import type { Answer, Misbehaviour, ReceivedRequest } from '../standIns/standIn';
import type { Shape, Variant, Writing } from './variants';

/** How an item or a credential test ends: with the right balance or with a refusal of that kind. */
export type Outcome = RefusalKind | 'balance';

/** What a fault can be made of. */
export interface Situation {
	readonly variant: Variant;
	/** The stand-in's right reply to the item that meets the fault. */
	readonly answer: Answer & { readonly body: string };
	readonly writing: Writing;
	/** An address that must never be asked. */
	readonly otherUrl: string;
}

/** Where the credential's address leads to. */
export type Place =
	| { readonly at: 'standIn'; readonly behaviour: (situation: Situation) => Misbehaviour }
	| { readonly at: 'closedPort' | 'selfSignedServer' | 'serverWithoutTls' | 'endlessServer' };

/** One thing that can go wrong between the node and a vendor. */
export interface Fault {
	readonly name: string;
	readonly place: Place;
	/** More than one where the design leaves it open. */
	readonly expected: readonly Outcome[];
	/** The shapes that end otherwise. */
	readonly except?: Partial<Readonly<Record<Shape, Outcome>>>;
	/** The shapes that can have this fault. */
	readonly shapes?: readonly Shape[];
	/** Whether the fault lasts until the time is over. */
	readonly stalls?: boolean;
}

/** How the fault ends for a variant. */
export function expectedOutcomes({ expected, except }: Fault, { shape }: Variant) {
	const exception = except?.[shape];
	return exception === undefined ? expected : [exception];
}

type Facts = Pick<Fault, 'except' | 'shapes' | 'stalls'>;

function fault(
	name: string,
	expected: Outcome,
	behaviour: (situation: Situation) => Misbehaviour,
	facts: Facts = {},
): Fault {
	return { name, expected: [expected], place: { at: 'standIn', behaviour }, ...facts };
}

/** Parts of the right reply are replaced. */
function answering(
	name: string,
	expected: Outcome,
	answer: (situation: Situation) => Partial<Answer>,
	facts: Facts = {},
): Fault {
	const behaviour = (situation: Situation): Misbehaviour => ({
		kind: 'answer',
		answer: answer(situation),
	});
	return fault(name, expected, behaviour, facts);
}

/** The body of the right reply is replaced. */
function body(
	name: string,
	expected: Outcome,
	write: (situation: Situation) => string | Buffer,
	facts: Facts = {},
): Fault {
	return answering(name, expected, (situation) => ({ body: write(situation) }), facts);
}

/** The right reply comes with another status: its balance must not count. */
function status(code: number, expected: Outcome, headers: Record<string, string> = {}): Fault {
	const name = [`HTTP ${code}`, ...Object.keys(headers)].join(' with ');
	return answering(`${name} ${Object.values(headers).join('')}`.trim(), expected, ({ answer }) => ({
		status: code,
		headers: { ...answer.headers, ...headers },
	}));
}

/** The right reply with a header more. */
function header(name: string, value: string, content: (bytes: Buffer) => Buffer) {
	return ({ answer }: Situation): Partial<Answer> => ({
		headers: { ...answer.headers, [name]: value },
		body: content(Buffer.from(answer.body)),
	});
}

const UNEXPECTED: Outcome = 'unexpectedReply';

/** Lines and forms do not show their own end, and nothing else shows it here. */
const WITHOUT_AN_END: Facts = {
	except: { line: UNEXPECTED, lines: UNEXPECTED, form: UNEXPECTED },
};

const MEBIBYTE = 1024 * 1024;

const HTML = '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>100.50</body></html>';

const GZIP_BOMB = gzipSync(Buffer.alloc(64 * MEBIBYTE, ' '));

const CONNECTION_FAULTS: readonly Fault[] = [
	{ name: 'a refused connection', expected: ['vendorUnavailable'], place: { at: 'closedPort' } },
	{
		name: 'a self-signed certificate',
		expected: ['vendorUnavailable'],
		place: { at: 'selfSignedServer' },
	},
	{
		name: 'a server without TLS at an https address',
		expected: ['vendorUnavailable'],
		place: { at: 'serverWithoutTls' },
	},
	fault('a reset', 'vendorUnavailable', () => ({ kind: 'reset' })),
	fault('an end before the reply', 'vendorUnavailable', () => ({ kind: 'closeBeforeReply' })),
	fault('a stall before the reply', 'vendorUnavailable', () => ({ kind: 'stall' }), {
		stalls: true,
	}),
	fault('a stall in the reply', 'vendorUnavailable', () => ({ kind: 'stallInBody' }), {
		stalls: true,
	}),
	fault('a cut body', 'vendorUnavailable', () => ({ kind: 'cutBody' })),
	fault('a cut chunked body', 'vendorUnavailable', ({ answer }) => ({
		kind: 'raw',
		bytes: `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n${answer.body}`,
	})),
	...['SSH-2.0-OpenSSH_9.9\r\n', 'HTTP/1.1 200 OK\r\nno header\r\n\r\n', '\0\0\0\0'].map(
		(bytes): Fault => ({
			name: `something else than HTTP: ${JSON.stringify(bytes)}`,
			expected: ['vendorUnavailable', 'unexpectedReply'],
			place: { at: 'standIn', behaviour: () => ({ kind: 'raw', bytes }) },
		}),
	),
	{
		name: 'endless headers',
		expected: ['vendorUnavailable', 'unexpectedReply'],
		place: {
			at: 'standIn',
			behaviour: () => ({ kind: 'raw', bytes: `HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(50_000)}` }),
		},
	},
];

const STATUS_FAULTS: readonly Fault[] = [
	...[301, 302, 303, 307, 308].map((code) =>
		answering(`HTTP ${code} to another host`, UNEXPECTED, ({ otherUrl, answer }) => ({
			status: code,
			headers: { ...answer.headers, location: `${otherUrl}/` },
		})),
	),
	status(300, UNEXPECTED),
	status(304, UNEXPECTED),
	status(400, UNEXPECTED),
	status(401, 'authentication'),
	status(401, 'authentication', { 'www-authenticate': 'Basic realm="balance"' }),
	status(403, 'authentication'),
	status(404, UNEXPECTED),
	status(407, UNEXPECTED),
	status(429, 'rateLimited'),
	status(429, 'rateLimited', { 'retry-after': '3600' }),
	status(429, 'rateLimited', { 'retry-after': 'Fri, 31 Dec 2100 23:59:59 GMT' }),
	status(429, 'rateLimited', { 'retry-after': 'soon' }),
	status(500, 'vendorUnavailable'),
	answering('HTTP 502 with a page', 'vendorUnavailable', () => ({
		status: 502,
		headers: { 'content-type': 'text/html' },
		body: HTML,
	})),
	status(503, 'vendorUnavailable'),
	status(503, 'vendorUnavailable', { 'retry-after': '3600' }),
	status(599, 'vendorUnavailable'),
];

const BODY_FAULTS: readonly Fault[] = [
	body('an empty body', UNEXPECTED, () => ''),
	body('a body of white space', UNEXPECTED, () => ' \r\n\t '),
	answering('a page', UNEXPECTED, () => ({ headers: { 'content-type': 'text/html' }, body: HTML })),
	...['100.50', '0', 'null', 'true', '[]', '{}', '"100.50"', '<page/>', '<a>100.50</a>', '='].map(
		(text) => body(`the body ${text}`, UNEXPECTED, () => text),
	),
	body('an orderly half of the body', UNEXPECTED, ({ answer }) =>
		answer.body.slice(0, answer.body.length / 2),
	),
	body('the body twice', UNEXPECTED, ({ answer }) => `${answer.body}\n${answer.body}`),
	body('a body of 2 MiB', UNEXPECTED, ({ answer }) => ' '.repeat(2 * MEBIBYTE) + answer.body),
	{ name: 'an endless body', expected: [UNEXPECTED], place: { at: 'endlessServer' } },
	answering('a wrong content type', 'balance', () => ({
		headers: { 'content-type': 'image/png' },
	})),
	answering('no content type', 'balance', () => ({ headers: {} })),
	fault(
		'a body that ends with the connection',
		'balance',
		({ answer }) => ({ kind: 'raw', bytes: `HTTP/1.1 200 OK\r\n\r\n${answer.body}` }),
		WITHOUT_AN_END,
	),
	fault('a chunked body', 'balance', ({ answer }) => ({
		kind: 'raw',
		bytes: [
			'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n',
			Buffer.byteLength(answer.body).toString(16),
			`${answer.body}\r\n0\r\n\r\n`,
		].join('\r\n'),
	})),
];

const COMPRESSION_FAULTS: readonly Fault[] = [
	answering('gzip', 'balance', header('content-encoding', 'gzip', gzipSync), WITHOUT_AN_END),
	answering(
		'deflate',
		'balance',
		header('content-encoding', 'deflate', deflateSync),
		WITHOUT_AN_END,
	),
	answering(
		'brotli',
		'balance',
		header('content-encoding', 'br', brotliCompressSync),
		WITHOUT_AN_END,
	),
	answering(
		'a gzip bomb',
		UNEXPECTED,
		header('content-encoding', 'gzip', () => GZIP_BOMB),
	),
	answering(
		'truncated gzip',
		UNEXPECTED,
		header('content-encoding', 'gzip', (bytes) => {
			const compressed = gzipSync(bytes);
			return compressed.subarray(0, compressed.length / 2);
		}),
	),
	answering(
		'broken gzip',
		UNEXPECTED,
		header('content-encoding', 'gzip', (bytes) =>
			Buffer.concat([gzipSync(bytes).subarray(0, 12), bytes]),
		),
	),
	answering(
		'text that claims to be gzip',
		UNEXPECTED,
		header('content-encoding', 'gzip', (bytes) => bytes),
	),
	answering(
		'an unknown compression',
		UNEXPECTED,
		header('content-encoding', 'zip', (bytes) => gzipSync(bytes)),
	),
];

const ENCODING_FAULTS: readonly Fault[] = [
	body('a byte order mark', 'balance', ({ answer }) => `\ufeff${answer.body}`),
	body('CRLF line ends', 'balance', ({ answer }) => `${answer.body.replaceAll('\n', '\r\n')}\r\n`),
	body('UTF-16', 'balance', ({ answer }) => Buffer.from(`\ufeff${answer.body}`, 'utf16le')),
	body('big-endian UTF-16', 'balance', ({ answer }) =>
		Buffer.from(`\ufeff${answer.body}`, 'utf16le').swap16(),
	),
	answering('Windows-1252 that is announced', 'balance', ({ answer, writing }) => ({
		headers: { 'content-type': 'text/plain; charset=windows-1252' },
		body: Buffer.from(writing.addField(answer.body, 'remark', 'é£'), 'latin1'),
	})),
	body('bytes that are no UTF-8', UNEXPECTED, ({ answer }) =>
		Buffer.concat([Buffer.from(answer.body), Buffer.from([0xe9])]),
	),
	answering('an unknown character set', UNEXPECTED, () => ({
		headers: { 'content-type': 'text/plain; charset=nonsense' },
	})),
];

const XML_ONLY: Facts = { shapes: ['xml'] };

const MARKUP_FAULTS: readonly Fault[] = [
	body('billion laughs', UNEXPECTED, ({ answer, variant }) =>
		withDtd(answer.body, variant, [
			'<!ENTITY a "100">',
			...'bcdefghij'.split('').map((name, index) => {
				const previous = `&${'abcdefghij'.charAt(index)};`;
				return `<!ENTITY ${name} "${previous.repeat(10)}">`;
			}),
			'<!ENTITY entity "&j;">',
		]),
	),
	body('an entity of its own', UNEXPECTED, ({ answer, variant }) =>
		withDtd(answer.body, variant, [`<!ENTITY entity "${variant.balance}">`]),
	),
	body('an external entity', UNEXPECTED, ({ answer, variant, otherUrl }) =>
		withDtd(answer.body, variant, [`<!ENTITY entity SYSTEM "${otherUrl}/balance">`]),
	),
	body(
		'an external DTD',
		UNEXPECTED,
		({ answer, otherUrl }) =>
			answer.body.replace('?>', () => `?><!DOCTYPE page SYSTEM "${otherUrl}/page.dtd">`),
		XML_ONLY,
	),
	body('an entity that nobody defined', UNEXPECTED, ({ answer, variant }) =>
		answer.body.replace(variant.balance, '&entity;'),
	),
	body('100,000 nested arrays', UNEXPECTED, () => '['.repeat(100_000) + ']'.repeat(100_000)),
	body('100,000 opened arrays', UNEXPECTED, () => '['.repeat(100_000)),
	body(
		'100,000 nested objects',
		UNEXPECTED,
		() => '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000),
	),
	body('100,000 nested elements', UNEXPECTED, () => '<a>'.repeat(100_000) + '</a>'.repeat(100_000)),
	body('100,000 opened elements', UNEXPECTED, () => '<a>'.repeat(100_000)),
	body('100,000 levels where the balance stands', UNEXPECTED, ({ answer, variant, writing }) =>
		writing.nestBalance(answer.body, variant),
	),
	body(
		'comments',
		'balance',
		({ answer }) => answer.body.replace('?>', '?><!-- <balance>999</balance> -->'),
		XML_ONLY,
	),
	body(
		'comments in JSON',
		UNEXPECTED,
		({ answer }) => answer.body.replace('{', '{ /* a comment */'),
		{ shapes: ['json'] },
	),
	body(
		'CDATA',
		'balance',
		({ answer, variant }) => answer.body.replace(variant.balance, (text) => `<![CDATA[${text}]]>`),
		XML_ONLY,
	),
	body(
		'numeric entities',
		'balance',
		({ answer, variant }) =>
			answer.body.replace(variant.balance, (text) => text.replace('0', '&#x30;')),
		XML_ONLY,
	),
	body(
		'text between elements',
		UNEXPECTED,
		({ answer, variant: { field } }) => answer.body.replace(`<${field}>`, (tag) => `9${tag}`),
		XML_ONLY,
	),
	body(
		'an element within the balance',
		UNEXPECTED,
		({ answer, variant }) => answer.body.replace(variant.balance, (text) => `${text}<a/>5`),
		XML_ONLY,
	),
	body(
		'an element that is not closed',
		UNEXPECTED,
		({ answer, variant: { field } }) => answer.body.replace(`</${field}>`, ''),
		XML_ONLY,
	),
];

const FIELD_FAULTS: readonly Fault[] = [
	body('the balance twice', UNEXPECTED, ({ answer, variant, writing }) =>
		writing.doubleBalance(answer.body, variant),
	),
	body('no balance', UNEXPECTED, ({ answer, variant, writing }) =>
		writing.omitBalance(answer.body, variant),
	),
	body('the balance in __proto__', UNEXPECTED, ({ answer, variant, writing }) =>
		writing.moveBalance(answer.body, variant),
	),
	body(
		'a field __proto__ besides',
		'balance',
		({ answer, writing }) => writing.addField(answer.body, '__proto__', '999'),
		{ shapes: ['json', 'form'] },
	),
	body(
		'a field more',
		'balance',
		({ answer, writing }) => writing.addField(answer.body, 'remark', '999'),
		{ shapes: ['json', 'form', 'xml'] },
	),
];

/** Texts that are no plain decimal, though some language or person reads a number in them. */
const NO_NUMBERS = [
	...['', '-', '1e5', 'NaN', '-Infinity', 'null', '0x10', '1,2,3', '1.000,00', '1 000', '1_000'],
	...['£5', '5 GBP', '5.', '.5', '+5', '--5', '(5)', '1.2.3', '١٢', '−5', '5\u0000', '5\u200b'],
	...['9'.repeat(31), '9'.repeat(400)],
];

const NUMBER_FAULTS: readonly Fault[] = NO_NUMBERS.map((text) =>
	body(
		`the balance ${JSON.stringify(text.length > 40 ? `${text.slice(0, 4)}…${text.length}` : text)}`,
		UNEXPECTED,
		({ answer, variant, writing }) => writing.replaceBalance(answer.body, variant, text),
	),
);

/** JSON values that are no string. */
const VALUE_FAULTS: readonly Fault[] = [
	...['1e5', '9'.repeat(400), 'NaN', '0x10', '.5', '01', 'null', 'true', '["5"]', '{"a":5}', ''],
].map((value) =>
	body(
		`the JSON value ${value.length > 40 ? `${value.slice(0, 4)}…${value.length}` : value}`,
		UNEXPECTED,
		({ answer, variant }) => answer.body.replace(`"${variant.balance}"`, () => value),
		{ shapes: ['json'] },
	),
);

type Encode = (text: string) => string;

/** How a server may write down what it was sent. */
const ENCODINGS: Readonly<Record<string, Encode>> = {
	plain: (text) => text,
	'percent-encoded': encodeURIComponent,
	'percent-encoded in small letters': (text) =>
		encodeURIComponent(text).replaceAll(/%../gu, (sequence) => sequence.toLowerCase()),
	'JSON-quoted': (text) => JSON.stringify(text),
	'XML-escaped': (text) =>
		text.replaceAll(/[&<>"']/gu, (character) => `&#${character.charCodeAt(0)};`),
	base64: (text) => Buffer.from(text).toString('base64'),
	base64url: (text) => Buffer.from(text).toString('base64url'),
	hex: (text) => Buffer.from(text).toString('hex'),
};

type Echo = (words: string, situation: Situation) => Answer;

interface EchoPlace {
	readonly name: string;
	readonly expected: Outcome;
	readonly answer: Echo;
}

/** Where a server may write it. */
const ECHO_PLACES: readonly EchoPlace[] = [
	{
		name: 'in a JSON error with HTTP 500',
		expected: 'vendorUnavailable',
		answer: (words) => ({
			status: 500,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ error: { message: words } }),
		}),
	},
	{
		name: 'in a text with HTTP 200',
		expected: 'unexpectedReply',
		answer: (words) => ({ status: 200, headers: { 'content-type': 'text/plain' }, body: words }),
	},
	{
		name: "in the vendor's own refusal",
		expected: 'refused',
		answer: (words, { variant, answer }) => ({ ...answer, body: variant.refusal(words) }),
	},
	{
		name: "in the vendor's own refusal with HTTP 401",
		expected: 'authentication',
		answer: (words, { variant, answer }) => ({
			...answer,
			status: 401,
			body: variant.refusal(words),
		}),
	},
	{
		name: "in the vendor's own code",
		expected: 'refused',
		answer: (words, { variant, answer }) => ({ ...answer, body: variant.refusalByCode(words) }),
	},
	{
		name: "in the vendor's own success",
		expected: 'balance',
		answer: (words, { variant, answer }) => ({
			...answer,
			body: variant.successWith(answer.body, words),
		}),
	},
];

const ECHO_FAULTS: readonly Fault[] = ECHO_PLACES.flatMap((place) =>
	Object.entries(ENCODINGS).map(([encoding, encode]) =>
		fault(`the request ${place.name}, ${encoding}`, place.expected, (situation) => ({
			kind: 'transform',
			transform: (_, request) => place.answer(encode(textOf(request)), situation),
		})),
	),
);

/** Every fault. */
export const FAULTS: readonly Fault[] = [
	...CONNECTION_FAULTS,
	...STATUS_FAULTS,
	...BODY_FAULTS,
	...COMPRESSION_FAULTS,
	...ENCODING_FAULTS,
	...MARKUP_FAULTS,
	...FIELD_FAULTS,
	...NUMBER_FAULTS,
	...VALUE_FAULTS,
	...ECHO_FAULTS,
];

/** The whole request as it came, and what a server makes of its form, its query and its Basic token. */
function textOf({ method, target, headers, body: sent }: ReceivedRequest): string {
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
	const token = /^Basic (.*)$/u.exec(headers['authorization'] ?? '')?.[1] ?? '';
	const decoded = [
		...new URLSearchParams(target.split('?')[1] ?? '').values(),
		...new URLSearchParams(sent).values(),
		Buffer.from(token, 'base64').toString('utf8'),
	];
	return [`${method} ${target} HTTP/1.1`, ...lines, '', sent, ...decoded].join('\n');
}

function withDtd(text: string, { balance }: Variant, declarations: readonly string[]): string {
	const document = text.replace(balance, '&entity;').replace(/^<\?[^>]*>/u, '');
	return `<!DOCTYPE page [${declarations.join('')}]>${document}`;
}
