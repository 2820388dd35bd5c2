/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a client for tests of servers; the ban protects n8n's runtime */
import { connect } from 'node:net';

/** A request whose every byte is chosen by the test: no client library rewrites it. */
export interface RawRequest {
	readonly method?: string;
	readonly target: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
}

/** What came back until the connection ended. */
export interface RawReply {
	/** All bytes, head included, as UTF-8. */
	readonly text: string;
	/** NaN where there is no status line. */
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	/** How the connection ended: in order (`end`), or with a system error's code such as ECONNRESET. */
	readonly ending: string;
}

/** Sends one request over a connection of its own and waits until the connection ends. */
export function rawExchange(baseUrl: string, request: RawRequest): Promise<RawReply> {
	const { hostname, port } = new URL(baseUrl);
	return new Promise((resolve) => {
		const chunks: Buffer[] = [];
		let ending = 'end';
		const socket = connect(Number(port), hostname, () => socket.write(requestBytes(request)));
		socket.on('data', (chunk: Buffer) => chunks.push(chunk));
		socket.on('error', (error: NodeJS.ErrnoException) => {
			ending = error.code ?? error.message;
		});
		socket.once('close', () => resolve(readReply(Buffer.concat(chunks).toString('utf8'), ending)));
	});
}

function requestBytes({ method = 'GET', target, headers = {}, body = '' }: RawRequest): string {
	const all = {
		host: 'vendor.example',
		connection: 'close',
		'content-length': String(Buffer.byteLength(body)),
		...headers,
	};
	const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
	return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

function readReply(text: string, ending: string): RawReply {
	const [head = '', ...rest] = text.split('\r\n\r\n');
	const [statusLine = '', ...headerLines] = head.split('\r\n');
	const headers = headerLines.map((line): [string, string] => {
		const [name = '', ...value] = line.split(': ');
		return [name.toLowerCase(), value.join(': ')];
	});
	return {
		text,
		status: Number(/^HTTP\/1\.1 (\d{3})/u.exec(statusLine)?.[1]),
		headers: Object.fromEntries(headers),
		body: rest.join('\r\n\r\n'),
		ending,
	};
}
