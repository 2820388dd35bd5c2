/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is test code */
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An HTTP server on a free port of loopback. */
export interface LoopbackServer {
	/** Without a trailing slash. */
	readonly url: string;
	/** Ends every connection as well. */
	close(): Promise<void>;
}

/** Listens before it returns. */
export async function openOnLoopback(listener: RequestListener): Promise<LoopbackServer> {
	const server = createServer(listener);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	// The cast: the address is a string for a pipe alone.
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
