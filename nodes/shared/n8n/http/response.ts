import {
	MAX_REPLY_BYTES,
	type TransportFailure,
	type TransportResponse,
} from '../../transport/transport';

/** A reply of either of n8n's HTTP helpers, with its body as a stream. */
export interface StreamedReply {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Reads the reply of an HTTP helper up to the limit; `onBody` gets the stream before it is read.
 * Rejects with the network's own error.
 */
export async function readResponse(
	reply: unknown,
	onBody: (body: object) => void = () => undefined,
): Promise<TransportResponse | TransportFailure> {
	if (!isStreamedReply(reply)) return { ok: false, reason: 'network', code: null };
	const { statusCode, headers, body } = reply;
	onBody(body);
	const bytes = await readToLimit(body);
	return {
		ok: true,
		status: statusCode,
		contentType: findHeader(headers, 'content-type'),
		retryAfter: findHeader(headers, 'retry-after'),
		bytes,
		isComplete: bytes !== null && showsItsEnd(bytes, headers),
	};
}

/** Whether an HTTP helper gave a reply, rather than something else or nothing. */
export function isStreamedReply(value: unknown): value is StreamedReply {
	return (
		isObject(value) &&
		'statusCode' in value &&
		typeof value.statusCode === 'number' &&
		'headers' in value &&
		isObject(value.headers) &&
		'body' in value &&
		isObject(value.body) &&
		Symbol.asyncIterator in value.body
	);
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

/** The whole body, or null where it is longer than the limit: then the stream is destroyed. */
async function readToLimit(body: AsyncIterable<Uint8Array>): Promise<Uint8Array | null> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of body) {
		length += chunk.byteLength;
		// Leaving the loop destroys the stream.
		if (length > MAX_REPLY_BYTES) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/**
 * Whether HTTP itself shows that the reply is complete: chunks, or an announced length that is also
 * the length that arrived. n8n's client decompresses unasked and takes a cut body for a whole one;
 * then the two lengths differ (axios 1.18.0 removes the header that would tell).
 */
function showsItsEnd(bytes: Uint8Array, headers: Readonly<Record<string, unknown>>): boolean {
	const length = findHeader(headers, 'content-length');
	if (length !== null) return Number(length) === bytes.byteLength;
	return /\bchunked\b/i.test(findHeader(headers, 'transfer-encoding') ?? '');
}

/** A header of that name, in small letters, or null. */
export function findHeader(
	headers: Readonly<Record<string, unknown>>,
	name: string,
): string | null {
	const value = headers[name];
	return typeof value === 'string' ? value : null;
}
