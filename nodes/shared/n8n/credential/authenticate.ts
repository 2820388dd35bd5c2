import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import type { OutgoingRequest, Parameter, SignedRequest } from '../../request/request';
import type { Vendor } from '../../vendor';
import { toWire } from '../../request/wire';
import { readBody, replaceBody, type RequestOptions } from './requestBody';

/** For n8n's own options and for the legacy ones. */
const NO_REDIRECTS = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
};

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
		const request = readOutgoingRequest(options);
		return addSignature(options, request, vendor.sign(request, credentials));
	};
}

function readOutgoingRequest(options: RequestOptions): OutgoingRequest {
	const url = readAddress(options);
	return {
		method: options.method ?? 'GET',
		url: url.origin + url.pathname,
		query: [...url.searchParams, ...listParameters(options.qs)],
		headers: Object.fromEntries(listParameters(options.headers)),
		body: readBody(options),
		asWritten: listWrittenTexts(options),
	};
}

/** Invalid URLs become `about:blank`, which matches no credential, so that `sign` refuses them. */
function readAddress({ url, uri, baseURL }: RequestOptions): URL {
	// Of two addresses the clients ask `url`; legacy options have none (n8n-core 2.41.1).
	const address = url || (uri ?? '');
	const base = baseURL || undefined;
	return URL.canParse(address, base) ? new URL(address, base) : new URL('about:blank');
}

/** The queries and the body before anything has read them: `URL` drops line breaks and the like. */
function listWrittenTexts({ url, uri, baseURL, body }: RequestOptions): readonly string[] {
	const queries = [url, uri, baseURL].map(
		(address) => address?.split('?').slice(1).join('?') ?? '',
	);
	return typeof body === 'string' ? [...queries, body] : queries;
}

function listParameters(values: IDataObject | undefined): Parameter[] {
	return Object.entries(values ?? {}).flatMap(([name, value]) =>
		value === undefined || value === null ? [] : [[name, String(value)] as const],
	);
}

function addSignature(
	options: RequestOptions,
	unsigned: OutgoingRequest,
	signed: SignedRequest,
): IHttpRequestOptions {
	const bodied = signed.body === unsigned.body ? options : replaceBody(options, signed.body);
	const queried = signed.query === unsigned.query ? bodied : replaceQuery(bodied, signed);
	return { ...queried, headers: { ...signed.headers }, ...NO_REDIRECTS };
}

/** A signed query goes out as we encode it, so that the server gets what was signed and nothing else. */
function replaceQuery(options: RequestOptions, signed: SignedRequest): RequestOptions {
	const { url } = toWire(signed);
	return { ...options, [options.url ? 'url' : 'uri']: url, baseURL: '', qs: {} };
}
