/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is test code */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';

/** A port of loopback that refuses every connection, since nobody listens there. */
export interface ClosedPort {
	/** Without a trailing slash. */
	readonly url: string;
	release(): Promise<void>;
}

/**
 * Takes a port that stays closed. One whose server was stopped would be free, and soon belong to a
 * server of other tests; this one is in use, as the near end of a connection.
 */
export async function holdClosedPort(): Promise<ClosedPort> {
	const server = createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	// The cast: the address is a string for a pipe alone.
	const { port } = server.address() as AddressInfo;
	const connection = connect(port, '127.0.0.1');
	await once(connection, 'connect');
	return {
		url: `http://127.0.0.1:${connection.localPort}`,
		release: async () => {
			connection.destroy();
			server.close();
			await once(server, 'close');
		},
	};
}
