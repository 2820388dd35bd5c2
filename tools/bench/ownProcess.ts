/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- a program for people; the bans protect n8n's runtime */
import { fork } from 'node:child_process';
import { once } from 'node:events';

/** A program that is sent one message, answers with one, and ends. */
export interface Program {
	readonly node: string;
	readonly file: string;
}

/** Runs a program in a process of its own. Rejects where it ends without an answer. */
export async function inOwnProcess(program: Program, message: object): Promise<unknown> {
	const child = fork(program.file, { execPath: program.node, execArgv: ['--expose-gc'] });
	const ended = once(child, 'exit');
	const answered = once(child, 'message');
	child.send(message);
	const first: readonly unknown[] = await Promise.race([answered, ended]);
	const [answer] = first;
	if (typeof answer !== 'object') throw new Error(`${program.file} failed; see above`);
	await ended;
	return answer;
}
