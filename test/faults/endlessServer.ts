/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server for tests; the ban protects n8n's runtime */
import { createServer, type Socket } from 'node:net';

/** More than a reader that stops at 64 KiB lets the network's own buffers take. */
export const ENDLESS_BYTES = 200 * 1024 * 1024;

/** A server whose reply goes on for many MiB. */
export interface EndlessServer {
	readonly url: string;
	/** Resolves to how many bytes each connection so far took, once all of them are closed. */
	taken(): Promise<readonly number[]>;
	close(): Promise<void>;
}

const HEAD = [
	'HTTP/1.1 200 OK',
	'content-type: application/json',
	'transfer-encoding: chunked',
	'',
	'',
].join('\r\n');

const SPACES = ' '.repeat(64 * 1024);

const CHUNK = `${SPACES.length.toString(16)}\r\n${SPACES}\r\n`;

/** Starts it on the loopback interface. It writes only as fast as the other side reads. */
export async function startEndlessServer(): Promise<EndlessServer> {
	const open = new Set<Socket>();
	const taken: Array<Promise<number>> = [];
	const server = createServer((socket) => {
		open.add(socket);
		taken.push(
			new Promise((resolve) => {
				socket.once('close', () => {
					open.delete(socket);
					resolve(socket.bytesWritten);
				});
			}),
		);
		// The reader's way of ending the connection is a reset.
		socket.on('error', () => undefined);
		socket.once('data', () => {
			socket.write(HEAD);
			writeOn(socket);
		});
	});
	const port = await new Promise<number>((resolve, reject) => {
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			if (address === null || typeof address === 'string') reject(new Error('No TCP port'));
			else resolve(address.port);
		});
	});
	return {
		url: `http://127.0.0.1:${port}`,
		taken: async () => await Promise.all(taken),
		close: async () => {
			for (const socket of open) socket.destroy();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}

function writeOn(socket: Socket): void {
	while (!socket.destroyed && socket.bytesWritten < ENDLESS_BYTES) {
		if (!socket.write(CHUNK)) {
			socket.once('drain', () => writeOn(socket));
			return;
		}
	}
	socket.end();
}
