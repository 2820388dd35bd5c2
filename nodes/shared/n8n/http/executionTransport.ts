import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { omitNull } from '../../omitNull';
import type { WireRequest } from '../../request/wire';
import type {
	SendOptions,
	Transport,
	TransportFailure,
	TransportResponse,
} from '../../transport/transport';
import { toTransportFailure } from './networkFailure';
import { readResponse } from './response';

/**
 * Sends requests over n8n's HTTP helper. The plain one: `httpRequestWithAuthentication` would
 * send a refused password a second time, and replaces the signal that bounds time and size
 * (n8n-core 2.41.1).
 */
export function createExecutionTransport(
	context: IExecuteFunctions,
	cancelled: AbortSignal,
): Transport {
	return {
		send: async (request, options) => await send(context, request, options, cancelled),
		wait: async (milliseconds) => await wait(milliseconds, cancelled),
		now: () => Date.now(),
		random: () => Math.random(),
	};
}

async function send(
	context: IExecuteFunctions,
	request: WireRequest,
	options: SendOptions,
	cancelled: AbortSignal,
): Promise<TransportResponse | TransportFailure> {
	const timedOut = AbortSignal.timeout(options.timeout);
	// Only an aborted signal frees the socket of a reply that stalls.
	const done = new AbortController();
	const abortSignal = AbortSignal.any([timedOut, cancelled, done.signal]);
	try {
		const reply: unknown = await context.helpers.httpRequest(
			createRequestOptions(request, options, abortSignal),
		);
		const response = await readResponse(reply);
		// A reply that was read to its end has freed its socket, and aborting is not free.
		if (!response.ok) done.abort();
		return response;
	} catch (thrown) {
		done.abort();
		cancelled.throwIfAborted();
		if (timedOut.aborted) return { ok: false, reason: 'timeout', code: null };
		return toTransportFailure(thrown);
	}
}

function createRequestOptions(
	{ method, url, headers, body }: WireRequest,
	{ timeout, allowUnauthorizedCerts }: SendOptions,
	abortSignal: AbortSignal,
): IHttpRequestOptions {
	return {
		method,
		url,
		headers: { ...headers },
		...omitNull({ body }),
		abortSignal,
		timeout,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		skipSslCertificateValidation: allowUnauthorizedCerts,
	};
}

async function wait(milliseconds: number, cancelled: AbortSignal): Promise<void> {
	cancelled.throwIfAborted();
	const over = new AbortController();
	const cancellation = new Promise<never>((_, reject) => {
		const onAbort = () => reject(new Error('The run was cancelled'));
		cancelled.addEventListener('abort', onAbort, { once: true, signal: over.signal });
	});
	try {
		await Promise.race([sleep(milliseconds), cancellation]);
	} finally {
		over.abort();
	}
}
