/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a server for tests; the bans protect n8n's runtime */
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Server, Socket } from 'node:net';

/** One request as it arrived: nothing decoded but the body's UTF-8. */
export interface ReceivedRequest {
	readonly method: string;
	/** Path and query exactly as received. */
	readonly target: string;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** A reply; its content-length is added when it is sent. */
export interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | Buffer;
}

/** What a stand-in does instead of plainly answering. */
export type Misbehaviour =
	/** Answers as usual, later. */
	| { readonly kind: 'delay'; readonly milliseconds: number }
	/** Answers as usual, once this has happened. */
	| { readonly kind: 'hold'; readonly until: Promise<void> }
	/** Never answers. */
	| { readonly kind: 'stall' }
	/** Sends the headers and half of the body, then nothing, and stays connected. */
	| { readonly kind: 'stallInBody' }
	/** Sends the headers, and then spaces one by one for as long as it is listened to. */
	| { readonly kind: 'drip'; readonly milliseconds: number }
	/** Resets the connection (RST) before any reply. */
	| { readonly kind: 'reset' }
	/** Ends the connection in order (FIN) before any reply. */
	| { readonly kind: 'closeBeforeReply' }
	/** Announces the whole body, sends half of it and ends the connection. */
	| { readonly kind: 'cutBody' }
	/** Replaces parts of the vendor's own answer; `headers` replaces all of them. */
	| { readonly kind: 'answer'; readonly answer: Partial<Answer> }
	/** Makes another answer out of the vendor's own. */
	| {
			readonly kind: 'transform';
			readonly transform: (answer: Answer, request: ReceivedRequest) => Answer;
	  }
	/** Writes exactly these bytes to the connection and ends it. */
	| { readonly kind: 'raw'; readonly bytes: Buffer | string };

/** What every stand-in can be started with. */
export interface StandInOptions {
	/** The address to listen on, IPv4 or IPv6; 127.0.0.1 by default. */
	readonly host?: string;
	/** A free one by default. */
	readonly port?: number;
	/** Milliseconds added to every answer. */
	readonly latency?: number;
	/** With it the server speaks https. */
	readonly tls?: { readonly key: string; readonly cert: string };
}

/** A running server that imitates a vendor. */
export interface StandIn {
	/** Scheme, host and port, without a trailing slash. */
	readonly url: string;
	/** Everything received so far. */
	readonly requests: readonly ReceivedRequest[];
	/** The most requests that were in progress at one time. */
	readonly mostAtOnce: number;
	/** The TCP connections that are open now. */
	readonly openConnections: number;
	/** For the next `times` requests; without `times`, until `behaveAgain`. */
	misbehave(behaviour: Misbehaviour, times?: number): void;
	behaveAgain(): void;
	/** Stops the server and ends every open connection at once. */
	close(): Promise<void>;
}

/** The most bytes of a request's body that are kept; a longer one is answered with 413. */
export const mostBodyBytes = 64 * 1024;

const pageTitles = {
	404: '404 - File or directory not found.',
	405: '405 - HTTP verb used to access this page is not allowed.',
	413: '413 - Request entity is too large.',
	500: '500 - Internal server error.',
} as const;

/** The small page with which a web server refuses what no interface of the vendor handles. */
export function htmlPage(status: keyof typeof pageTitles): Answer {
	const title = pageTitles[status];
	return {
		status,
		headers: { 'content-type': 'text/html' },
		body: `<!DOCTYPE html>\r\n<html>\r\n<head><title>${title}</title></head>\r\n<body><h2>${title}</h2></body>\r\n</html>\r\n`,
	};
}

/** The target's path, as received. */
export function pathOf(request: ReceivedRequest): string {
	return request.target.replace(/\?.*$/su, '');
}

/** The target's query, as received and without the question mark; empty where there is none. */
export function queryTextOf(request: ReceivedRequest): string {
	return request.target.slice(pathOf(request).length + 1);
}

/** The form in the body; empty where the body is not declared as one, since web servers then do not read it. */
export function formOf(request: ReceivedRequest): URLSearchParams {
	const contentType = request.headers['content-type'] ?? '';
	const isForm = /^application\/x-www-form-urlencoded\s*(?:;|$)/iu.test(contentType);
	return new URLSearchParams(isForm ? request.body : '');
}

/** Starts a server on the loopback interface that replies with what `answer` returns. */
export async function startServer(
	answer: (request: ReceivedRequest) => Answer,
	options: StandInOptions = {},
): Promise<StandIn> {
	const requests: ReceivedRequest[] = [];
	const connections = trackedConnections();
	const progress = { now: 0, most: 0 };
	const behaviours = behaviourQueue();

	const listener: RequestListener = (incoming, response) => {
		progress.now += 1;
		progress.most = Math.max(progress.most, progress.now);
		response.once('close', () => {
			progress.now -= 1;
		});
		readBody(incoming, (body) => {
			const request = receivedRequest(incoming, body.text);
			requests.push(request);
			const behaviour = behaviours.next();
			later(response, options.latency ?? 0, () => {
				const reset = () => connections.reset(incoming.socket);
				reply({
					request,
					response,
					reset,
					behaviour,
					answer: body.isComplete ? answer : () => htmlPage(413),
				});
			});
		});
	};

	const server =
		options.tls === undefined ? createServer(listener) : createSecureServer(options.tls, listener);
	server.on('connection', connections.add);
	const host = options.host ?? '127.0.0.1';
	const port = await listen(server, host, options.port ?? 0);
	const urlHost = host.includes(':') ? `[${host}]` : host;

	return {
		url: `${options.tls === undefined ? 'http' : 'https'}://${urlHost}:${port}`,
		requests,
		get mostAtOnce() {
			return progress.most;
		},
		get openConnections() {
			return connections.count();
		},
		misbehave: behaviours.set,
		behaveAgain: behaviours.clear,
		close: async () => {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			connections.destroy();
			await closed;
		},
	};
}

function listen(server: Server, host: string, port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => {
			const address = server.address();
			if (address === null || typeof address === 'string') reject(new Error('No TCP port'));
			else resolve(address.port);
		});
	});
}

/** The TCP connections, which under TLS are not the sockets that requests know. */
function trackedConnections() {
	const open = new Set<Socket>();
	return {
		count: () => open.size,
		add: (socket: Socket) => {
			open.add(socket);
			socket.once('close', () => open.delete(socket));
		},
		/** A TLS socket refuses to reset, so the connection below it is looked up by the other end's port. */
		reset: ({ remotePort }: Socket) => {
			for (const socket of open) {
				if (socket.remotePort === remotePort) socket.resetAndDestroy();
			}
		},
		destroy: () => {
			for (const socket of open) socket.destroy();
		},
	};
}

function behaviourQueue() {
	let current: { readonly behaviour: Misbehaviour; left: number } | undefined;
	return {
		set: (behaviour: Misbehaviour, times = Infinity) => {
			current = { behaviour, left: times };
		},
		clear: () => {
			current = undefined;
		},
		next: (): Misbehaviour | undefined => {
			if (current === undefined || current.left <= 0) return undefined;
			current.left -= 1;
			return current.behaviour;
		},
	};
}

interface Body {
	readonly text: string;
	readonly isComplete: boolean;
}

/** An overlong body is read to its end all the same, and dropped: a reply before that could be lost in a reset. */
function readBody(incoming: IncomingMessage, done: (body: Body) => void): void {
	const chunks: Buffer[] = [];
	let length = 0;
	incoming.on('data', (chunk: Buffer) => {
		if (length < mostBodyBytes) chunks.push(chunk.subarray(0, mostBodyBytes - length));
		length += chunk.length;
	});
	incoming.on('end', () => {
		done({ text: Buffer.concat(chunks).toString('utf8'), isComplete: length <= mostBodyBytes });
	});
}

function receivedRequest(incoming: IncomingMessage, body: string): ReceivedRequest {
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(incoming.headers)) {
		headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
	}
	return { method: incoming.method ?? '', target: incoming.url ?? '', headers, body };
}

/** Nothing is left waiting once the connection has gone. */
function later(response: ServerResponse, milliseconds: number, act: () => void): void {
	if (milliseconds <= 0) {
		act();
		return;
	}
	const timer = setTimeout(act, milliseconds);
	response.once('close', () => clearTimeout(timer));
}

interface Exchange {
	readonly request: ReceivedRequest;
	readonly response: ServerResponse;
	readonly answer: (request: ReceivedRequest) => Answer;
	readonly behaviour: Misbehaviour | undefined;
	readonly reset: () => void;
}

/** A stand-in or a transform that throws must be seen in the test at hand, not end the whole process. */
function reply(exchange: Exchange): void {
	try {
		behave(exchange, exchange.answer(exchange.request));
	} catch (error) {
		sendWhole(exchange.response, {
			...htmlPage(500),
			body: `The stand-in threw: ${String(error)}`,
		});
	}
}

function behave({ request, response, behaviour, reset }: Exchange, own: Answer): void {
	switch (behaviour?.kind) {
		case undefined:
			return sendWhole(response, own);
		case 'delay':
			return later(response, behaviour.milliseconds, () => sendWhole(response, own));
		case 'hold':
			void behaviour.until.then(() => sendWhole(response, own));
			return;
		case 'stall':
			return;
		case 'stallInBody':
			return sendHalf(response, own);
		case 'drip':
			return drip(response, own, behaviour.milliseconds);
		case 'reset':
			return reset();
		case 'closeBeforeReply':
			return endConnection(response);
		case 'cutBody':
			sendHalf(response, own);
			return endConnection(response);
		case 'answer':
			return sendWhole(response, { ...own, ...behaviour.answer });
		case 'transform':
			return sendWhole(response, behaviour.transform(own, request));
		case 'raw':
			return endConnection(response, behaviour.bytes);
	}
}

function sendWhole(response: ServerResponse, answer: Answer): void {
	response.end(writeHead(response, answer));
}

function sendHalf(response: ServerResponse, answer: Answer): void {
	const body = writeHead(response, answer);
	response.flushHeaders();
	response.write(body.subarray(0, Math.floor(body.length / 2)));
}

function drip(response: ServerResponse, { status, headers }: Answer, milliseconds: number): void {
	response.writeHead(status, { ...headers });
	const timer = setInterval(() => response.write(' '), milliseconds);
	response.once('close', () => clearInterval(timer));
}

function writeHead(response: ServerResponse, { status, headers, body }: Answer): Buffer {
	const bytes = Buffer.from(body);
	response.writeHead(status, { ...headers, 'content-length': String(bytes.length) });
	return bytes;
}

function endConnection(response: ServerResponse, lastBytes: Buffer | string = ''): void {
	response.socket?.end(lastBytes);
}
