/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a program for people; the ban protects n8n's runtime */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** The input has ended, by Ctrl-D or with the file that it came from, before a question was answered. */
export class InputEnded extends Error {}

/** Asks a person, or a script that writes into the input. */
export interface Prompter {
	/** The answer as it was typed, line by line. Rejects with `InputEnded`. */
	ask(question: string, options?: { readonly isMasked?: boolean }): Promise<string>;
	/** Gives the terminal back as it was. */
	close(): void;
}

interface Waiting {
	readonly resolve: (line: string) => void;
	readonly reject: (reason: InputEnded) => void;
}

/**
 * Asks on this terminal, or takes lines from a pipe. What is typed shows only while an unmasked
 * question is open; nothing is remembered. `interrupted` is called at Ctrl-C.
 */
export function createPrompter(
	input: NodeJS.ReadStream,
	output: NodeJS.WriteStream,
	interrupted: () => void,
): Prompter {
	const isTerminal = input.isTTY;
	let isShown = false;
	const echo = new Writable({
		write: (chunk: Buffer, _, done) => {
			if (isShown) output.write(chunk);
			done();
		},
	});
	const lines = createInterface({ input, output: echo, terminal: isTerminal, historySize: 0 });
	const unasked: string[] = [];
	let waiting: Waiting | null = null;
	let hasEnded = false;

	// Lines that come before their question, as from a pipe, wait for it.
	lines.on('line', (line) => {
		isShown = false;
		if (waiting === null) unasked.push(line);
		else waiting.resolve(line);
		waiting = null;
	});
	lines.on('close', () => {
		hasEnded = true;
		waiting?.reject(new InputEnded());
		waiting = null;
	});
	lines.on('SIGINT', () => {
		lines.close();
		interrupted();
	});

	const receive = async () =>
		await new Promise<string>((resolve, reject) => {
			const next = unasked.shift();
			if (next !== undefined) resolve(next);
			else if (hasEnded) reject(new InputEnded());
			else waiting = { resolve, reject };
		});

	return {
		ask: async (question, { isMasked = false } = {}) => {
			if (isTerminal && !isMasked && unasked.length === 0 && !hasEnded) {
				isShown = true;
				lines.setPrompt(question);
				lines.prompt();
				return await receive();
			}
			output.write(question);
			const answer = await receive();
			// Nobody has seen the line break that was typed.
			output.write('\n');
			return answer;
		},
		close: () => lines.close(),
	};
}
