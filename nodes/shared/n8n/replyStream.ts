import { MOST_REPLY_BYTES } from '../core/delivery';

/** The stream of a reply, as n8n's HTTP client hands it over. */
export type ReplyStream = AsyncIterable<Uint8Array>;

/** Whether a value can be read chunk by chunk. */
export function isReplyStream(value: unknown): value is ReplyStream {
	return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/**
 * Reads a reply to its end, or to the limit: then null, and the stream is destroyed. Rejects with
 * the network's own fault.
 */
export async function readToLimit(stream: ReplyStream): Promise<Uint8Array | null> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of stream) {
		length += chunk.byteLength;
		// Leaving the loop destroys the stream.
		if (length > MOST_REPLY_BYTES) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/**
 * Whether HTTP itself shows that the reply is complete: chunks, or an announced length that is also
 * the length that arrived. n8n's client decompresses unasked and takes a cut body for a whole one;
 * then the two lengths differ (axios 1.18.0 removes the header that would tell).
 */
export function showsItsEnd(
	bytes: Uint8Array,
	headers: Readonly<Record<string, unknown>>,
): boolean {
	const length = headerText(headers, 'content-length');
	if (length !== null) return Number(length) === bytes.byteLength;
	return /\bchunked\b/i.test(headerText(headers, 'transfer-encoding') ?? '');
}

/** A header's text, or null. */
export function headerText(
	headers: Readonly<Record<string, unknown>>,
	name: string,
): string | null {
	const value = headers[name];
	return typeof value === 'string' ? value : null;
}
