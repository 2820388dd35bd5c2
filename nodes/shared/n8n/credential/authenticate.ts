import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import type { OutgoingRequest, Parameter, SignedRequest } from '../../request/request';
import type { Vendor } from '../../vendor';
import { toWire } from '../../request/wire';
import { bodyOf, withBody, type RequestOptions } from './requestBody';

/**
 * A credential's `authenticate`: the vendor's own `sign` over n8n's request options, legacy ones of
 * the HTTP Request node included. Returns a copy, since n8n saves what it handed over; throws what
 * `sign` refuses, in words. Redirects are switched off: 307 and 308 would carry a body with a
 * password to another host.
 */
export function authenticateWith(vendor: Vendor) {
	return async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const request = outgoingRequest(options);
		return withSignature(options, request, vendor.sign(request, credentials));
	};
}

function outgoingRequest(options: RequestOptions): OutgoingRequest {
	const url = addressOf(options);
	return {
		method: options.method ?? 'GET',
		url: url.origin + url.pathname,
		query: [...url.searchParams, ...parametersOf(options.qs)],
		headers: Object.fromEntries(parametersOf(options.headers)),
		body: bodyOf(options),
		asWritten: textsOf(options),
	};
}

/** An address that is none becomes one that no credential belongs to, so that `sign` refuses it. */
function addressOf({ url, uri, baseURL }: RequestOptions): URL {
	// Of two addresses the clients ask `url`; legacy options have none (n8n-core 2.41.1).
	const address = url || (uri ?? '');
	const base = baseURL || undefined;
	return URL.canParse(address, base) ? new URL(address, base) : new URL('about:blank');
}

/** The queries and the body before anything has read them: `URL` drops line breaks and the like. */
function textsOf({ url, uri, baseURL, body }: RequestOptions): readonly string[] {
	const queries = [url, uri, baseURL].map(
		(address) => address?.split('?').slice(1).join('?') ?? '',
	);
	return typeof body === 'string' ? [...queries, body] : queries;
}

function parametersOf(values: IDataObject | undefined): Parameter[] {
	return Object.entries(values ?? {}).flatMap(([name, value]) =>
		value === undefined || value === null ? [] : [[name, String(value)] as const],
	);
}

function withSignature(
	options: RequestOptions,
	unsigned: OutgoingRequest,
	signed: SignedRequest,
): IHttpRequestOptions {
	const bodied = signed.body === unsigned.body ? options : withBody(options, signed.body);
	const queried = signed.query === unsigned.query ? bodied : withQuery(bodied, signed);
	return { ...queried, headers: { ...signed.headers }, ...NO_REDIRECTS };
}

/** A signed query goes out as we encode it, so that the server gets what was signed and nothing else. */
function withQuery(options: RequestOptions, signed: SignedRequest): RequestOptions {
	const { url } = toWire(signed);
	return { ...options, [options.url ? 'url' : 'uri']: url, baseURL: '', qs: {} };
}

/** For n8n's own options and for the legacy ones. */
const NO_REDIRECTS = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
};
