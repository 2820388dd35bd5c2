/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the bans protect n8n's runtime; this starts servers for tests */
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { startProcess, type RunningProcess } from './childProcess';
import { freePort } from './freePort';

/** A whole n8n as npm installed it, with its own Node.js. */
export interface N8nInstallation {
	readonly node: string;
	readonly folder: string;
}

/** Where one n8n keeps its database, its settings and its community packages. */
export interface N8nSettings {
	readonly userFolder: string;
	/** More of n8n's environment variables. */
	readonly environment?: Readonly<Record<string, string>>;
}

/** An n8n that answers. */
export interface N8nServer extends RunningProcess {
	/** Without a trailing slash. */
	readonly url: string;
}

/** Nothing is asked of the internet, and nothing of the person who looks. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_SECURE_COOKIE: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
};

/** Starts n8n on a free port of loopback. */
export async function startN8n(
	installation: N8nInstallation,
	settings: N8nSettings,
	port?: number,
): Promise<N8nServer> {
	const ownPort = port ?? (await freePort());
	const running = await startProcess({
		...(await commandOf(installation, settings, ['start'])),
		environment: await environmentOf(installation, settings, ownPort),
		ready: /Editor is now accessible via/,
	});
	return { ...running, url: `http://127.0.0.1:${ownPort}` };
}

/** Starts a worker of a queue, which has the database and the packages of its own user folder. */
export async function startWorker(
	installation: N8nInstallation,
	settings: N8nSettings,
): Promise<RunningProcess> {
	return await startProcess({
		...(await commandOf(installation, settings, ['worker'])),
		environment: await environmentOf(installation, settings, await freePort()),
		ready: /n8n worker is now ready/,
	});
}

/** Puts a workflow in the place of what n8n has of it, with its static data; it is not published then. */
export async function importWorkflow(
	installation: N8nInstallation,
	settings: N8nSettings,
	workflow: object,
): Promise<void> {
	const file = path.join(settings.userFolder, 'imported.json');
	await writeFile(file, JSON.stringify([workflow]));
	const action = ['import:workflow', `--input=${file}`];
	const { command, parameters, folder } = await commandOf(installation, settings, action);
	const environment = await environmentOf(installation, settings, await freePort());
	await promisify(execFile)(command, [...parameters], {
		cwd: folder,
		env: { ...process.env, ...environment },
	});
}

/** Installs packed packages as n8n's own community install does. */
export async function installPackages(
	{ node }: N8nInstallation,
	userFolder: string,
	tarballs: readonly string[],
): Promise<void> {
	const folder = path.join(userFolder, '.n8n/nodes');
	await mkdir(folder, { recursive: true });
	const quietly = ['--audit=false', '--fund=false', '--ignore-scripts', '--legacy-peer-deps'];
	await promisify(execFile)('npm', ['install', ...tarballs, ...quietly, '--package-lock=false'], {
		cwd: folder,
		env: { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env['PATH']}` },
	});
}

async function commandOf(
	{ node, folder }: N8nInstallation,
	{ userFolder }: N8nSettings,
	parameters: readonly string[],
) {
	await mkdir(userFolder, { recursive: true });
	const program = path.join(folder, 'node_modules/n8n/bin/n8n');
	return { command: node, parameters: [program, ...parameters], folder: userFolder };
}

async function environmentOf(
	{ node }: N8nInstallation,
	{ userFolder, environment }: N8nSettings,
	port: number,
) {
	const searched = `${path.dirname(node)}${path.delimiter}${process.env['PATH'] ?? ''}`;
	return {
		...QUIET,
		// jest's own is "test", with which n8n does not start.
		NODE_ENV: 'production',
		PATH: searched,
		// A test that runs n8n's engine by itself silences its log, in which the server is heard of.
		N8N_LOG_LEVEL: 'info',
		N8N_LOG_OUTPUT: 'console',
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		...environment,
	};
}
