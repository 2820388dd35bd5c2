/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- the bans protect n8n's runtime; this starts servers for tests */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A process that goes on until it is stopped. */
export interface RunningProcess {
	readonly pid: number;
	/** Everything that it printed so far. */
	output(): string;
	/** Asks it to end, and waits; after some seconds it is killed. */
	stop(): Promise<void>;
	/** Ends it at once, in the middle of whatever it does. */
	kill(): Promise<void>;
}

export interface Start {
	readonly command: string;
	readonly parameters: readonly string[];
	readonly environment: Readonly<Record<string, string>>;
	/** What it prints once it is ready. */
	readonly ready: RegExp;
	readonly folder?: string;
	/** Whom it belongs to, where that is another user. */
	readonly userId?: number;
}

const MILLISECONDS_TO_START = 120_000;
const MILLISECONDS_TO_STOP = 15_000;

/** Starts a process and waits until it says that it is ready. Rejects with its output where it ends before. */
export async function startProcess(start: Start): Promise<RunningProcess> {
	const { command, parameters, environment, ready, folder, userId } = start;
	const child = spawn(command, [...parameters], {
		env: { ...process.env, ...environment },
		...(folder === undefined ? {} : { cwd: folder }),
		...(userId === undefined ? {} : { uid: userId }),
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	const ended = once(child, 'exit');
	const isReady = new Promise<void>((resolve) => {
		const listen = (chunk: Buffer) => {
			output += chunk.toString('utf8');
			if (ready.test(output)) resolve();
		};
		child.stdout.on('data', listen);
		child.stderr.on('data', listen);
	});
	// What a test leaves behind must not outlive it.
	const killAtExit = () => child.kill('SIGKILL');
	process.once('exit', killAtExit);
	void ended.then(() => process.off('exit', killAtExit));
	const tooLong = timeout(MILLISECONDS_TO_START);
	const first = await Promise.race([
		isReady.then(() => 'ready' as const),
		ended.then(() => 'ended' as const),
		tooLong.over.then(() => 'too long' as const),
	]);
	tooLong.clear();
	if (first !== 'ready') {
		child.kill('SIGKILL');
		throw new Error(`${command} ${parameters.join(' ')}: ${first}\n${output}`);
	}
	const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
		if (child.exitCode !== null || child.signalCode !== null) return;
		child.kill(signal);
		const patience = timeout(MILLISECONDS_TO_STOP);
		await Promise.race([ended, patience.over.then(() => child.kill('SIGKILL'))]);
		patience.clear();
		await ended;
	};
	return {
		pid: child.pid ?? 0,
		output: () => output,
		stop: async () => await end('SIGTERM'),
		kill: async () => await end('SIGKILL'),
	};
}

function timeout(milliseconds: number) {
	let timer: NodeJS.Timeout | undefined;
	const over = new Promise<void>((resolve) => {
		timer = setTimeout(resolve, milliseconds);
	});
	return { over, clear: () => clearTimeout(timer) };
}
