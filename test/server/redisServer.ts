/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the bans protect n8n's runtime; this starts servers for tests */
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startProcess, type RunningProcess } from './childProcess';
import { freePort } from './freePort';

/** A Redis server of our own, which keeps nothing. */
export async function startRedis(): Promise<RunningProcess & { readonly port: number }> {
	if (!isRedisInstalled()) {
		throw new Error('Redis is missing: install it by `apt-get install redis-server`');
	}
	const port = await freePort();
	const folder = mkdtempSync(path.join(tmpdir(), 'redis-'));
	const parameters = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
	const running = await startProcess({
		command: 'redis-server',
		parameters,
		environment: {},
		ready: /Ready to accept connections/,
	});
	return { ...running, port };
}

/** Queue mode needs it, and it is no package of npm's. */
export function isRedisInstalled(): boolean {
	const folders = (process.env['PATH'] ?? '').split(path.delimiter);
	return folders.some((folder) => existsSync(path.join(folder, 'redis-server')));
}
