import type { Delivery } from '../../nodes/shared/transport/transport';
import { exchange as ask } from '../../nodes/shared/check/exchange';
import { failedItem } from '../../nodes/shared/check/balanceItem';
import type { BalanceItem, FailedItem } from '../../nodes/shared/item';
import { outcomeOf } from '../../nodes/shared/check/result';
import { plannerFor } from '../../nodes/shared/check/plan';
import type { SignedRequest } from '../../nodes/shared/request/request';
import { toWire, type WireRequest } from '../../nodes/shared/request/wire';
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
	const { adapter } = vendor;
	const sent: WireRequest[] = [];
	const planned = plannerFor(adapter)({
		query: { ...exchange.parameters, ...exchange.options },
		options: { ...exchange.options, retries: exchange.options?.['retries'] ?? 0 },
		credential: credentialOf(vendor, exchange),
		credentialName: 'My credential',
		unreadable: null,
	});
	if (planned.outcome === 'refused') {
		return { sent, result: failedItem(adapter, planned.context, planned.refusal) };
	}
	const result = await ask(planned.check, {
		send: async (request: SignedRequest) => {
			sent.push(toWire(request));
			return await Promise.resolve(delivery(exchange));
		},
		wait: async () => await Promise.resolve(),
		now: () => Date.parse(exchange.now ?? '2026-11-21T08:00:00.000Z'),
		random: () => 0,
	});
	const outcome = outcomeOf(result, planned);
	return {
		sent,
		result:
			outcome.outcome === 'balance'
				? outcome.item
				: failedItem(adapter, outcome.context, outcome.refusal),
	};
}

function credentialOf({ createCredential, profile }: RegisteredAdapter, exchange: Exchange) {
	const presets: Record<string, unknown> = {};
	for (const { name, default: preset } of createCredential().properties) presets[name] = preset;
	return { ...presets, ...profile.addressFields(ADDRESS), ...exchange.credential };
}

function delivery({ reply, now }: Exchange): Delivery {
	if (reply === undefined) throw new Error('The exchange sends a request but has no reply');
	return {
		outcome: 'delivered',
		status: reply.status,
		contentType: reply.headers?.['content-type'] ?? null,
		retryAfter: reply.headers?.['retry-after'] ?? null,
		bytes: bytesOf(reply),
		complete: true,
		arrivedAt: Date.parse(now ?? '2026-11-21T08:00:00.000Z'),
	};
}
