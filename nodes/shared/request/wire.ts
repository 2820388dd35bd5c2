import { encodeParameters, type OutgoingRequest } from './request';

/** A request as any HTTP client takes it: a whole address, headers and a body of text. */
export interface WireRequest {
	readonly method: 'GET' | 'POST';
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | undefined;
}

/** Writes a request out: query and form percent-encoded, JSON as JSON, nothing added. */
export function toWire(request: OutgoingRequest): WireRequest {
	const { body } = request;
	const query = encodeParameters(request.query);
	return {
		method: request.method === 'POST' ? 'POST' : 'GET',
		url: query === '' ? request.url : `${request.url}?${query}`,
		// A compressed reply can be cut without a trace; vendors' replies are short anyway.
		headers: { ...request.headers, ...contentType(request), 'Accept-Encoding': 'identity' },
		body:
			body.type === 'form'
				? encodeParameters(body.fields)
				: body.type === 'json'
					? JSON.stringify(body.value)
					: undefined,
	};
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
	form: 'application/x-www-form-urlencoded',
	json: 'application/json',
};

function contentType({ body }: OutgoingRequest): Record<string, string> {
	const type = CONTENT_TYPES[body.type];
	return type === undefined ? {} : { 'Content-Type': type };
}
