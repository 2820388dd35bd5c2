/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the bans protect n8n's runtime; this is test code */
import { format } from 'node:util';

/** What was logged and printed between `startRecording` and `stop`. */
export interface Recording {
	stop(): string;
}

const consoleMethods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;
const recordings = new Set<string[]>();
let restore: () => void = () => undefined;

/** Adds a line to every recording under way; it is not even made where there is none. */
export function record(line: () => string): void {
	if (recordings.size === 0) return;
	const text = line();
	for (const lines of recordings) lines.push(text);
}

/**
 * Records n8n's log (see `services.ts`), the console and both output streams, which go on working.
 * Recordings may overlap: each then holds what all of them printed.
 */
export function startRecording(): Recording {
	if (recordings.size === 0) restore = intercept();
	const lines: string[] = [];
	recordings.add(lines);
	return {
		stop: () => {
			recordings.delete(lines);
			if (recordings.size === 0) restore();
			return lines.join('\n');
		},
	};
}

// Outside jest the console writes to the streams, so its text is recorded twice: that does no harm,
// since recordings are searched. Inside jest the console writes elsewhere.
function intercept(): () => void {
	const undo = [
		interceptStream(process.stdout),
		interceptStream(process.stderr),
		interceptConsole(),
	];
	return () => undo.forEach((step) => step());
}

function interceptStream(stream: NodeJS.WriteStream): () => void {
	const original = stream.write;
	const write = original.bind(stream);
	const recordingWrite = (...parameters: Parameters<typeof write>): boolean => {
		const [chunk] = parameters;
		record(() => (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()));
		return write(...parameters);
	};
	// The cast: `write` is overloaded, and a wrapper with a rest parameter cannot repeat overloads.
	stream.write = recordingWrite as typeof stream.write;
	return () => {
		stream.write = original;
	};
}

function interceptConsole(): () => void {
	const { console: target } = globalThis;
	const originals = consoleMethods.map((name) => [name, target[name]] as const);
	for (const [name, original] of originals) {
		target[name] = (...parameters: unknown[]) => {
			record(() => format(...parameters));
			original.apply(target, parameters);
		};
	}
	return () => {
		for (const [name, original] of originals) target[name] = original;
	};
}
