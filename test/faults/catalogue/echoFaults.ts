import type { Answer, ReceivedRequest } from '../../standIns/standIn';
import { fault, type Fault, type Outcome, type Situation } from './fault';

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
	'base64 of base64': (text) => base64(base64(text)),
	'hex of base64': (text) => Buffer.from(base64(text)).toString('hex'),
	'full-width letters, each escaped for JavaScript': (text) =>
		text.replaceAll(/[!-~]/gu, (letter) => `\\u{${(letter.charCodeAt(0) + 0xfee0).toString(16)}}`),
};

function base64(text: string): string {
	return Buffer.from(text).toString('base64');
}

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

/** The server shows the whole request, secrets and all. */
export const ECHO_FAULTS: readonly Fault[] = ECHO_PLACES.flatMap((place) =>
	Object.entries(ENCODINGS).map(([encoding, encode]) =>
		fault(`the request ${place.name}, ${encoding}`, place.expected, (situation) => ({
			kind: 'transform',
			transform: (_, request) => place.answer(encode(textOf(request)), situation),
		})),
	),
);

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
