import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import type { Carrier, Delivery, SendOptions } from '../../transport/transport';
import type { SignedRequest } from '../../request/request';
import { toWire } from '../../request/wire';
import { networkFault } from './networkFailure';
import { deliveryOf } from './response';

/**
 * Carries requests over n8n's HTTP helper. The plain one: `httpRequestWithAuthentication` would
 * send a refused password a second time, and replaces the signal that bounds time and size
 * (n8n-core 2.41.1).
 */
export function executionCarrier(context: IExecuteFunctions, cancelled: AbortSignal): Carrier {
	return {
		send: async (request, options) => await send(context, request, options, cancelled),
		wait: async (milliseconds) => await wait(milliseconds, cancelled),
		now: () => Date.now(),
		random: () => Math.random(),
	};
}

async function send(
	context: IExecuteFunctions,
	request: SignedRequest,
	options: SendOptions,
	cancelled: AbortSignal,
): Promise<Delivery> {
	const timedOut = AbortSignal.timeout(options.timeout);
	// Only an aborted signal frees the socket of a reply that stalls.
	const done = new AbortController();
	const abortSignal = AbortSignal.any([timedOut, cancelled, done.signal]);
	try {
		const response: unknown = await context.helpers.httpRequest(
			httpOptions(request, options, abortSignal),
		);
		const delivery = await deliveryOf(response);
		// A reply that was read to its end has freed its socket, and aborting is not free.
		if (delivery.outcome !== 'delivered') done.abort();
		return delivery;
	} catch (thrown) {
		done.abort();
		cancelled.throwIfAborted();
		if (timedOut.aborted) return { outcome: 'undelivered', reason: 'timeout', code: null };
		return networkFault(thrown);
	}
}

function httpOptions(
	request: SignedRequest,
	{ timeout, allowUnauthorizedCerts }: SendOptions,
	abortSignal: AbortSignal,
): IHttpRequestOptions {
	const { method, url, headers, body } = toWire(request);
	return {
		method,
		url,
		headers: { ...headers },
		...(body === undefined ? {} : { body }),
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
