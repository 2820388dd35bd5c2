/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- the bans protect n8n's runtime; this starts servers for tests */
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startProcess } from './childProcess';
import { freePort } from './freePort';

/** A Postgres server of our own. */
export interface PostgresServer {
	/** What n8n needs in its environment to use it. */
	readonly environment: Readonly<Record<string, string>>;
	/** Ends it, and deletes all that it held. */
	stop(): Promise<void>;
}

const DEBIAN = '/usr/lib/postgresql';

/** It refuses to run as root: there, the user of Debian's package runs it. */
const SYSTEM_USER = 'postgres';

/** Starts a fresh cluster on loopback, which is deleted at its end. */
export async function startPostgres(): Promise<PostgresServer> {
	const programs = findPrograms();
	const userId = process.getuid?.() === 0 ? numberOf(SYSTEM_USER) : undefined;
	const folder = mkdtempSync(path.join(tmpdir(), 'postgres-'));
	if (userId !== undefined) chownSync(folder, userId, -1);
	const asUser = userId === undefined ? {} : { uid: userId };
	const cluster = ['--pgdata', folder, '--auth', 'trust', '--username', SYSTEM_USER];
	const plain = ['--encoding', 'UTF8', '--locale', 'C', '--no-sync'];
	execFileSync(path.join(programs, 'initdb'), [...cluster, ...plain], { ...asUser, cwd: folder });
	const port = await freePort();
	const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
	const running = await startProcess({
		command: path.join(programs, 'postgres'),
		parameters: ['-D', folder, '-p', String(port), ...settings.flatMap((each) => ['-c', each])],
		environment: {},
		ready: /database system is ready to accept connections/,
		folder,
		...(userId === undefined ? {} : { userId }),
	});
	return {
		environment: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: SYSTEM_USER,
		},
		stop: async () => {
			await running.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** The newest of those that are installed. */
function findPrograms(): string {
	const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
	const folders = versions
		.sort((one, other) => Number(other) - Number(one))
		.map((version) => path.join(DEBIAN, version, 'bin'));
	const all = [...folders, ...(process.env['PATH'] ?? '').split(path.delimiter)];
	const found = all.find((folder) => existsSync(path.join(folder, 'initdb')));
	if (found !== undefined) return found;
	throw new Error('Postgres is missing: install it by `apt-get install postgresql`');
}

function numberOf(user: string): number {
	return Number(execFileSync('id', ['--user', user], { encoding: 'utf8' }));
}
