/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this starts servers for tests */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A port on loopback that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
	const server = createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	// The cast: the address is a string for a pipe alone.
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
