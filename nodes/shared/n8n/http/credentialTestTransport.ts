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

/** The only HTTP client that n8n gives a credential test (n8n-core 2.41.1: `helpers.request`). */
type LegacyRequest = (options: object) => Promise<unknown>;

/** Sends requests over the legacy HTTP helper, as bounded as `createExecutionTransport`. */
export function createCredentialTestTransport(request: LegacyRequest): Transport {
	return {
		send: async (wire, options) => await send(request, wire, options),
		wait: async (milliseconds) => await sleep(milliseconds),
		now: () => Date.now(),
		random: () => Math.random(),
	};
}

async function send(
	request: LegacyRequest,
	wire: WireRequest,
	options: SendOptions,
): Promise<TransportResponse | TransportFailure> {
	// The helper's own timeout ends at the headers and knows nothing of a reply that drips.
	const timedOut = AbortSignal.timeout(options.timeout);
	const timeout = new Promise<TransportFailure>((resolve) => {
		const onTimeout = () => resolve({ ok: false, reason: 'timeout', code: null });
		timedOut.addEventListener('abort', onTimeout, { once: true });
	});
	try {
		const response = request(createLegacyOptions(wire, options)).then(async (reply) => {
			return await readResponse(reply, destroyAfter(timedOut));
		});
		return await Promise.race([response, timeout]);
	} catch (thrown) {
		return toTransportFailure(thrown);
	}
}

function createLegacyOptions(
	{ method, url, headers, body }: WireRequest,
	{ timeout, allowUnauthorizedCerts }: SendOptions,
): object {
	return {
		method,
		uri: url,
		headers: { ...headers },
		...omitNull({ body }),
		timeout,
		simple: false,
		resolveWithFullResponse: true,
		followRedirect: false,
		useStream: true,
		...omitNull({ rejectUnauthorized: allowUnauthorizedCerts ? false : null }),
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
