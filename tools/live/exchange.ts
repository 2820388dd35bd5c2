import type { IExecuteFunctions, IHttpRequestOptions, INodeType } from 'n8n-workflow';
import { findHeader, isStreamedReply } from '../../nodes/shared/n8n/http/response';

/** What the vendor sent, as far as the node read it. */
export interface RecordedReply {
	readonly status: number;
	readonly contentType: string | null;
	readonly retryAfter: string | null;
	readonly bytes: Buffer;
	/** Whether the node read it to its end. */
	readonly isWhole: boolean;
}

/** One request of the node, and what came of it. */
export interface RecordedExchange {
	/** In milliseconds since 1970. */
	readonly sentAt: number;
	readonly method: string;
	readonly url: string;
	/** Null where none came. */
	reply: RecordedReply | null;
}

/** The node with an ear at n8n's HTTP helper, over which it sends: nothing else about it changes. */
export function recordExchanges(node: INodeType, exchanges: RecordedExchange[]): INodeType {
	const { execute } = node;
	if (execute === undefined) throw new Error('The node cannot be executed');
	node.execute = async function (this: IExecuteFunctions) {
		const send = this.helpers.httpRequest;
		this.helpers.httpRequest = async (options: IHttpRequestOptions) => {
			const { method = 'GET', url } = options;
			const exchange: RecordedExchange = { sentAt: Date.now(), method, url, reply: null };
			exchanges.push(exchange);
			const reply: unknown = await send(options);
			return recordReply(reply, exchange);
		};
		return await execute.call(this);
	};
	return node;
}

function recordReply(reply: unknown, exchange: RecordedExchange): unknown {
	if (!isStreamedReply(reply)) return reply;
	const { statusCode: status, headers, body } = reply;
	const contentType = findHeader(headers, 'content-type');
	const retryAfter = findHeader(headers, 'retry-after');
	const chunks: Uint8Array[] = [];
	const note = (isWhole: boolean) => {
		exchange.reply = { status, contentType, retryAfter, bytes: Buffer.concat(chunks), isWhole };
	};
	note(false);
	return { ...reply, body: listen(body, chunks, note) };
}

/** Whoever stops reading stops this one too, and with it the stream below. */
async function* listen(
	body: AsyncIterable<Uint8Array>,
	chunks: Uint8Array[],
	note: (isWhole: boolean) => void,
): AsyncGenerator<Uint8Array, void> {
	let isWhole = false;
	try {
		for await (const chunk of body) {
			chunks.push(chunk);
			yield chunk;
		}
		isWhole = true;
	} finally {
		note(isWhole);
	}
}
