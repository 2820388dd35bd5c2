/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server for tests; the ban protects n8n's runtime */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { openOnLoopback } from '../server/loopback';

/** A language model that calls every tool once and then repeats what they said. */
export interface LanguageModel {
	/** What a credential for OpenAI has as its base URL. */
	readonly url: string;
	/** The tools that it was offered, by their names. */
	readonly tools: ReadonlyMap<string, OfferedTool>;
	/** What the last tools said, by their names. */
	readonly said: ReadonlyMap<string, string>;
	/** Everything that was sent to it. */
	readonly heard: readonly string[];
	close(): Promise<void>;
}

/** What a model is told of a tool. */
export interface OfferedTool {
	readonly name: string;
	readonly description: string;
	/** A JSON schema. */
	readonly parameters: {
		readonly properties: Readonly<Record<string, object>>;
		readonly required?: readonly string[];
	};
}

/** What the model gives along with a call, by the name of the tool; by default nothing. */
export type ToolArguments = Readonly<Record<string, object>>;

interface Completion {
	readonly stream?: boolean;
	readonly messages: readonly Message[];
	readonly tools?: ReadonlyArray<{ readonly function: OfferedTool }>;
}

interface Message {
	readonly role: string;
	readonly content: string;
	readonly tool_call_id?: string;
}

interface Seen {
	readonly tools: Map<string, OfferedTool>;
	readonly said: Map<string, string>;
	readonly heard: string[];
}

const CALL = 'call ';

/** Starts an imitation of OpenAI's chat completions. */
export async function startLanguageModel(given: ToolArguments = {}): Promise<LanguageModel> {
	const seen: Seen = { tools: new Map(), said: new Map(), heard: [] };
	const { url, close } = await openOnLoopback((request, response) => {
		void answer(request, response, seen, given);
	});
	return { url: `${url}/v1`, ...seen, close };
}

async function answer(
	request: IncomingMessage,
	response: ServerResponse,
	seen: Seen,
	given: ToolArguments,
) {
	const body = await text(request);
	seen.heard.push(body);
	// The cast: OpenAI's document, "Create chat completion".
	const { messages, tools = [], stream = false } = JSON.parse(body) as Completion;
	for (const { function: tool } of tools) seen.tools.set(tool.name, tool);
	const replies = messages.filter(({ role }) => role === 'tool');
	for (const { tool_call_id: id = '', content } of replies) {
		seen.said.set(id.slice(CALL.length), content);
	}
	const calls = tools.map(({ function: { name } }, index) => callOf(name, index, given[name]));
	const [message, reason] =
		replies.length === 0
			? [{ role: 'assistant', content: null, tool_calls: calls }, 'tool_calls']
			: [{ role: 'assistant', content: replies.map(({ content }) => content).join('\n') }, 'stop'];
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

function callOf(name: string, index: number, given: object = {}) {
	const call = { name, arguments: JSON.stringify(given) };
	return { index, id: CALL + name, type: 'function', function: call };
}
