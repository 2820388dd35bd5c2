import { answering, body, UNEXPECTED, type Fault } from './fault';

export const ENCODING_FAULTS: readonly Fault[] = [
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
	answering(
		'Windows-1252 that the XML declaration announces',
		'balance',
		({ answer, writing }) => {
			const text = writing.addField(answer.body, 'remark', 'é£').replace(/^<\?[^>]*>/u, '');
			const declaration = '<?xml version="1.0" encoding="windows-1252"?>';
			return {
				headers: { 'content-type': 'text/xml' },
				body: Buffer.from(declaration + text, 'latin1'),
			};
		},
		{ shapes: ['xml'] },
	),
	body('bytes that are no UTF-8', UNEXPECTED, ({ answer }) =>
		Buffer.concat([Buffer.from(answer.body), Buffer.from([0xe9])]),
	),
	answering('an unknown character set', UNEXPECTED, () => ({
		headers: { 'content-type': 'text/plain; charset=nonsense' },
	})),
];
