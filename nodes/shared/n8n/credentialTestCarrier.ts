import { sleep } from 'n8n-workflow';
import type { Carrier, Delivery, SendOptions } from '../core/delivery';
import type { SignedRequest } from '../core/request';
import { toWire } from '../core/wire';
import { networkFault } from './networkFault';
import { headerText, isReplyStream, readToLimit, showsItsEnd } from './replyStream';

/** The only HTTP client that n8n gives a credential test (n8n-core 2.41.1: `helpers.request`). */
type LegacyRequest = (options: object) => Promise<unknown>;

/** Carries requests over the legacy HTTP helper, as bounded as `executionCarrier`. */
export function credentialTestCarrier(request: LegacyRequest): Carrier {
	return {
		send: async (signed, options) => await send(request, signed, options),
		wait: async (milliseconds) => await sleep(milliseconds),
		now: () => Date.now(),
		random: () => Math.random(),
	};
}

async function send(
	request: LegacyRequest,
	signed: SignedRequest,
	options: SendOptions,
): Promise<Delivery> {
	// The helper's own timeout ends at the headers and knows nothing of a reply that drips.
	const timedOut = AbortSignal.timeout(options.timeout);
	const timeout = new Promise<Delivery>((resolve) => {
		const onTimeout = () => resolve({ outcome: 'undelivered', reason: 'timeout', code: null });
		timedOut.addEventListener('abort', onTimeout, { once: true });
	});
	try {
		const delivery = request(legacyOptions(signed, options)).then(async (response) => {
			return await deliveryOf(response, timedOut);
		});
		return await Promise.race([delivery, timeout]);
	} catch (thrown) {
		return networkFault(thrown);
	}
}

function legacyOptions(
	signed: SignedRequest,
	{ timeout, allowUnauthorizedCerts }: SendOptions,
): object {
	const { method, url, headers, body } = toWire(signed);
	return {
		method,
		uri: url,
		headers: { ...headers },
		...(body === undefined ? {} : { body }),
		timeout,
		simple: false,
		resolveWithFullResponse: true,
		followRedirect: false,
		useStream: true,
		...(allowUnauthorizedCerts ? { rejectUnauthorized: false } : {}),
	};
}

/** The legacy helper's answer with `resolveWithFullResponse`. */
interface LegacyResponse {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: unknown;
}

async function deliveryOf(response: unknown, timedOut: AbortSignal): Promise<Delivery> {
	if (!isLegacyResponse(response) || !isReplyStream(response.body)) {
		return { outcome: 'undelivered', reason: 'network', code: null };
	}
	const { body, headers, statusCode } = response;
	// The raw incoming message; destroying it is what frees the socket of a reply that stalls.
	if (timedOut.aborted) destroy(body);
	timedOut.addEventListener('abort', () => destroy(body), { once: true });
	const bytes = await readToLimit(body);
	if (bytes === null) return { outcome: 'undelivered', reason: 'tooLarge', code: null };
	return {
		outcome: 'delivered',
		status: statusCode,
		contentType: headerText(headers, 'content-type'),
		retryAfter: headerText(headers, 'retry-after'),
		bytes,
		complete: showsItsEnd(bytes, headers),
		arrivedAt: Date.now(),
	};
}

function isLegacyResponse(value: unknown): value is LegacyResponse {
	return (
		typeof value === 'object' &&
		value !== null &&
		'statusCode' in value &&
		typeof value.statusCode === 'number' &&
		'headers' in value &&
		typeof value.headers === 'object' &&
		'body' in value
	);
}

function destroy(body: object): void {
	if ('destroy' in body && typeof body.destroy === 'function') body.destroy();
}
