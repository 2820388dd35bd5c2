/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- the bans protect n8n's runtime; this runs a program for tests */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import type { Exchange } from '../exchanges/exchanges';
import { PROFILES_FOLDER } from '../vendors/folders';

/** What is left of a whole run of the program. */
export interface Session {
	readonly code: number | null;
	/** All that it printed, on either stream. */
	readonly output: string;
	/** The files that it wrote, as they are. */
	readonly files: readonly string[];
	/** What stands in them. */
	readonly exchanges: readonly Exchange[];
}

/** What the program is started with. */
export interface Call {
	readonly parameters: readonly string[];
	/** One for each question, in the order in which they are asked. */
	readonly answers: readonly string[];
}

const BUNDLED = path.resolve('node_modules/.cache/account-balance/live.js');

/** What the program reads from the project's root. */
const LINKED = ['.config', 'nodes', 'node_modules'];

const PROXY = /^(?:https?|all)_proxy$/i;

/** Bundles the program as gulp does it. */
export async function bundleLive(): Promise<void> {
	const bundling = "require('./tools/build/program').bundle('tools/live/live.ts')()";
	await promisify(execFile)(process.execPath, ['--eval', bundling]);
}

/** Runs it with its answers in a pipe. */
export async function runLive({ parameters, answers }: Call): Promise<Session> {
	const input = answers.map((answer) => `${answer}\n`).join('');
	return await inProject(async (folder) => {
		return await follow(folder, process.execPath, [BUNDLED, ...parameters], (type) =>
			type(input, true),
		);
	});
}

/** What is typed as soon as something is shown since the last answer. */
export type Typing = ReadonlyArray<readonly [shown: string, typed: string]>;

/** Runs it in a terminal, in which a person types. */
export async function runLiveInTerminal(
	parameters: readonly string[],
	typing: Typing,
): Promise<Session> {
	const quoted = [process.execPath, BUNDLED, ...parameters].map((word) => `'${word}'`).join(' ');
	const left = [...typing];
	let answered = 0;
	return await inProject(async (folder) => {
		const command = ['--quiet', '--return', '--command', quoted, '/dev/null'];
		return await follow(folder, 'script', command, (type, output) => {
			const [next] = left;
			if (next === undefined || !output.includes(next[0], answered)) return;
			left.shift();
			answered = output.length;
			// Whoever has typed all that there is to type goes away.
			type(next[1], left.length === 0);
		});
	});
}

/** Is called at the start and whenever something was printed. */
type Respond = (type: (text: string, isLast: boolean) => void, output: string) => void;

async function follow(
	folder: string,
	command: string,
	parameters: readonly string[],
	respond: Respond,
): Promise<Pick<Session, 'code' | 'output'>> {
	const environment = Object.entries(process.env).filter(([name]) => !PROXY.test(name));
	const child = spawn(command, parameters, { cwd: folder, env: Object.fromEntries(environment) });
	let output = '';
	const type = (text: string, isLast: boolean) => {
		child.stdin.write(text);
		if (isLast) child.stdin.end();
	};
	const listen = (chunk: Buffer) => {
		output += chunk.toString('utf8');
		respond(type, output);
	};
	child.stdout.on('data', listen);
	child.stderr.on('data', listen);
	// A program that ends before it has read everything closes the pipe.
	child.stdin.on('error', () => undefined);
	respond(type, output);
	await once(child, 'close');
	return { code: child.exitCode, output: stripVTControlCharacters(output) };
}

/** Nothing is written into the project itself, whose fixtures other tests read at the same time. */
async function inProject(
	run: (folder: string) => Promise<Pick<Session, 'code' | 'output'>>,
): Promise<Session> {
	const folder = mkdtempSync(path.join(tmpdir(), 'live-project-'));
	try {
		for (const name of LINKED) symlinkSync(path.resolve(name), path.join(folder, name));
		const vendors = path.join(folder, PROFILES_FOLDER);
		mkdirSync(path.dirname(vendors));
		cpSync(PROFILES_FOLDER, vendors, { recursive: true });
		const before = new Set(listFiles(folder));
		const ended = await run(folder);
		const written = listFiles(folder).filter((file) => !before.has(file));
		const files = written.map((file) => readFileSync(file, 'utf8'));
		// The cast: what is parsed is untyped; it is played, which holds it against the format.
		return { ...ended, files, exchanges: files.flatMap((text) => JSON.parse(text) as Exchange[]) };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** But for those that are linked. */
function listFiles(folder: string): readonly string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath, entry.name));
}
