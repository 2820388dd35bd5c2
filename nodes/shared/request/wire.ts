import { omitNull } from '../omitNull';
import { encodeParameters } from './encoding';
import type { OutgoingRequest, RequestBody } from './request';

/** A request as any HTTP client takes it: a whole address, headers and a body of text. */
export interface WireRequest {
	readonly method: 'GET' | 'POST';
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	/** Null where there is none. */
	readonly body: string | null;
}

const CONTENT_TYPES: Readonly<Record<RequestBody['type'], string | null>> = {
	none: null,
	form: 'application/x-www-form-urlencoded',
	json: 'application/json',
	other: null,
};

/** Writes a request out: query and form percent-encoded, JSON as JSON, nothing added. */
export function toWire(request: OutgoingRequest): WireRequest {
	const { body } = request;
	const query = encodeParameters(request.query);
	const contentType = omitNull({ 'Content-Type': CONTENT_TYPES[body.type] });
	return {
		method: request.method === 'POST' ? 'POST' : 'GET',
		url: query === '' ? request.url : `${request.url}?${query}`,
		// A compressed reply can be cut without a trace; vendors' replies are short anyway.
		headers: { ...request.headers, ...contentType, 'Accept-Encoding': 'identity' },
		body: writeBody(body),
	};
}

function writeBody(body: RequestBody): string | null {
	switch (body.type) {
		case 'form':
			return encodeParameters(body.fields);
		case 'json':
			return JSON.stringify(body.value);
		case 'none':
		case 'other':
			return null;
	}
}
