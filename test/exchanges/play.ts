import { createFailedItem } from '../../nodes/shared/check/balanceItem';
import { checkBalance } from '../../nodes/shared/check/checkBalance';
import type { BalanceItem, FailedItem } from '../../nodes/shared/item';
import type { WireRequest } from '../../nodes/shared/request/wire';
import type { TransportResponse } from '../../nodes/shared/transport/transport';
import { bytesOf, type Exchange } from './exchanges';
import type { RegisteredAdapter } from '../vendors/adapters';

/** Where the vendor is said to be; nothing is sent there. */
export const ADDRESS = 'http://127.0.0.1:8080';

/** What came of an exchange. */
export interface Played {
	readonly sent: readonly WireRequest[];
	readonly result: BalanceItem | FailedItem;
}

/** Plays one exchange through everything but n8n and the network. */
export async function play(vendor: RegisteredAdapter, exchange: Exchange): Promise<Played> {
	const sent: WireRequest[] = [];
	const input = {
		query: { ...exchange.parameters, ...exchange.options },
		options: { ...exchange.options, retries: exchange.options?.['retries'] ?? 0 },
		credential: credentialOf(vendor, exchange),
		credentialName: 'My credential',
		unreadable: null,
	};
	const { context, result } = await checkBalance(vendor.adapter, input, {
		send: async (request) => {
			sent.push(request);
			return await Promise.resolve(response(exchange));
		},
		wait: async () => await Promise.resolve(),
		now: () => Date.parse(exchange.now ?? '2026-11-21T08:00:00.000Z'),
		random: () => 0,
	});
	return {
		sent,
		result: result.ok ? result.value.item : createFailedItem(context, result.failure),
	};
}

function credentialOf({ createCredential, profile }: RegisteredAdapter, exchange: Exchange) {
	const presets: Record<string, unknown> = {};
	for (const { name, default: preset } of createCredential().properties) presets[name] = preset;
	return { ...presets, ...profile.addressFields(ADDRESS), ...exchange.credential };
}

function response({ reply }: Exchange): TransportResponse {
	if (reply === undefined) throw new Error('The exchange sends a request but has no reply');
	return {
		ok: true,
		status: reply.status,
		contentType: reply.headers?.['content-type'] ?? null,
		retryAfter: reply.headers?.['retry-after'] ?? null,
		bytes: bytesOf(reply),
		isComplete: true,
	};
}
