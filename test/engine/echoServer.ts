/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is test code */
import { EventEmitter, once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { openOnLoopback } from '../server/loopback';

/** What the echo server answers: the request that reached it. */
export interface Echo {
	method: string;
	path: string;
	headers: Record<string, string>;
	body: string;
}

/** A server on loopback that answers with the request. */
export interface EchoServer {
	url: string;
	/** Resolves when the next request for `/silence` arrives, which is never answered. */
	silenced(): Promise<void>;
	close(): Promise<void>;
}

/** Starts an echo server. `/refused` is answered with status 403. */
export async function startEchoServer(): Promise<EchoServer> {
	const arrivals = new EventEmitter();
	const server = await openOnLoopback((request, response) => {
		if (request.url === '/silence') arrivals.emit('silence');
		else void answer(request, response);
	});
	return {
		...server,
		silenced: async () => {
			await once(arrivals, 'silence');
		},
	};
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { method, url: path, headers } = request;
	const body = await text(request);
	response.statusCode = path === '/refused' ? 403 : 200;
	response.setHeader('content-type', 'application/json');
	response.end(JSON.stringify({ method, path, headers, body }));
}
