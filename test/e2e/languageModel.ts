/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server for tests; the ban protects n8n's runtime */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { openOnLoopback } from '../server/loopback';

/** A language model that calls every tool once and then repeats what they said. */
export interface LanguageModel {
	/** What a credential for OpenAI has as its base URL. */
	readonly url: string;
	/** The names of the tools that it was offered. */
	readonly tools: ReadonlySet<string>;
	close(): Promise<void>;
}

interface Completion {
	readonly stream?: boolean;
	readonly messages: ReadonlyArray<{ readonly role: string; readonly content: string }>;
	readonly tools?: ReadonlyArray<{ readonly function: { readonly name: string } }>;
}

/** Starts an imitation of OpenAI's chat completions. */
export async function startLanguageModel(): Promise<LanguageModel> {
	const tools = new Set<string>();
	const { url, close } = await openOnLoopback((request, response) => {
		void answer(request, response, tools);
	});
	return { url: `${url}/v1`, tools, close };
}

async function answer(request: IncomingMessage, response: ServerResponse, seen: Set<string>) {
	// The cast: OpenAI's document, "Create chat completion".
	const { messages, tools = [], stream = false } = (await json(request)) as Completion;
	const names = tools.map(({ function: { name } }) => name);
	for (const name of names) seen.add(name);
	const said = messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
	const [message, reason] =
		said.length === 0
			? [{ role: 'assistant', content: null, tool_calls: names.map(callOf) }, 'tool_calls']
			: [{ role: 'assistant', content: said.join('\n') }, 'stop'];
	const base = { id: 'completion', created: 0, model: 'imitated' };
	if (stream) {
		const chunk = (choice: object) =>
			`data: ${JSON.stringify({ ...base, object: 'chat.completion.chunk', choices: [{ index: 0, ...choice }] })}\n\n`;
		response.setHeader('content-type', 'text/event-stream');
		response.write(chunk({ delta: message, finish_reason: null }));
		response.write(chunk({ delta: {}, finish_reason: reason }));
		response.end('data: [DONE]\n\n');
		return;
	}
	const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
	const choices = [{ index: 0, message, finish_reason: reason }];
	response.setHeader('content-type', 'application/json');
	response.end(JSON.stringify({ ...base, object: 'chat.completion', choices, usage }));
}

function callOf(name: string, index: number) {
	return { index, id: `call-${index}`, type: 'function', function: { name, arguments: '{}' } };
}
