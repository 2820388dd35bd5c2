import { MAX_REPLY_BYTES } from '../../../nodes/shared/transport/transport';
import {
	answering,
	body,
	fault,
	HTML,
	MEBIBYTE,
	UNEXPECTED,
	WITHOUT_AN_END,
	type Fault,
	type Outcome,
	type Situation,
} from './fault';

/** What the HTTP status says of a reply that is too long to be read. */
const LONG_REFUSALS: ReadonlyArray<readonly [status: number, expected: Outcome]> = [
	[401, 'authentication'],
	[404, UNEXPECTED],
	[429, 'rateLimited'],
	[503, 'vendorUnavailable'],
];

export const BODY_FAULTS: readonly Fault[] = [
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
	body('a body of just 64 KiB', 'balance', ({ answer }) => paddedTo(MAX_REPLY_BYTES, answer)),
	body('a body of 64 KiB and a byte', UNEXPECTED, ({ answer }) =>
		paddedTo(MAX_REPLY_BYTES + 1, answer),
	),
	body('a body of 2 MiB', UNEXPECTED, ({ answer }) => paddedTo(2 * MEBIBYTE, answer)),
	...LONG_REFUSALS.map(([status, expected]) =>
		answering(`a body of 2 MiB with HTTP ${status}`, expected, ({ answer }) => ({
			status,
			body: paddedTo(2 * MEBIBYTE, answer),
		})),
	),
	{ name: 'a body of 200 MiB', expected: [UNEXPECTED], place: { at: 'endlessServer' } },
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

/** White space before the reply, so that it has this many bytes. */
function paddedTo(bytes: number, { body: text }: Situation['answer']): string {
	return ' '.repeat(bytes - Buffer.byteLength(text)) + text;
}
