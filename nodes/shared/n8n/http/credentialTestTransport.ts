import { sleep } from 'n8n-workflow';
import type { Carrier, Delivery, SendOptions } from '../../transport/transport';
import type { SignedRequest } from '../../request/request';
import { toWire } from '../../request/wire';
import { networkFault } from './networkFailure';
import { deliveryOf } from './response';

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
			return await deliveryOf(response, destroyAfter(timedOut));
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

/** What frees the socket of a reply that stalls: the body is the raw incoming message. */
function destroyAfter(timedOut: AbortSignal): (body: object) => void {
	return (body) => {
		if (!isDestroyable(body)) return;
		if (timedOut.aborted) body.destroy();
		timedOut.addEventListener('abort', () => body.destroy(), { once: true });
	};
}

function isDestroyable(body: object): body is { destroy(): unknown } {
	return 'destroy' in body && typeof body.destroy === 'function';
}
