/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is test code */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

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
	const server = createServer((request, response) => {
		if (request.url === '/silence') server.emit('silence');
		else void answer(request, response);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	// The cast: the address is a string for a pipe alone.
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		silenced: async () => {
			await once(server, 'silence');
		},
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
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
