import type { Delivery } from '../../nodes/shared/core/delivery';
import { exchange as ask } from '../../nodes/shared/core/exchange';
import { failedItem } from '../../nodes/shared/core/item';
import { outcomeOf } from '../../nodes/shared/core/outcome';
import { plannerFor } from '../../nodes/shared/core/plan';
import type { SignedRequest } from '../../nodes/shared/core/request';
import { toWire, type WireRequest } from '../../nodes/shared/core/wire';
import { bytesOf, exchangesOf, type Exchange } from '../fixtures/exchanges';
import { ADAPTERS, type RegisteredAdapter } from './adapters';
import { expectOutcome } from './expectOutcome';

const ADDRESS = 'http://127.0.0.1:8080';

describe.each(Object.values(ADAPTERS).map((vendor) => [vendor.adapter.name, vendor] as const))(
	'%s',
	(_, vendor) => {
		const exchanges = exchangesOf(vendor.adapter.id).map(
			([topic, exchange]) => [topic, exchange.name, exchange] as const,
		);

		it('has documented exchanges of every sort', () => {
			const withItem = exchanges.filter(([, , { item }]) => item !== undefined);
			const withRefusal = exchanges.filter(([, , { refusal }]) => refusal !== undefined);
			expect(withItem.length).toBeGreaterThan(2);
			expect(withRefusal.length).toBeGreaterThan(5);
			expect(withItem.length + withRefusal.length).toBe(exchanges.length);
			expect(new Set(exchanges.map(([, name]) => name)).size).toBe(exchanges.length);
		});

		it.each(exchanges)('%s: %s', async (_topic, _name, exchange) => {
			const { sent, result } = await play(vendor, exchange);
			expect(sent.map(asExpected(exchange))).toEqual(
				exchange.request === null ? [] : [exchange.request],
			);
			expectOutcome(result, exchange);
		});
	},
);

/** Plays one exchange through everything but n8n and the network. */
async function play(vendor: RegisteredAdapter, exchange: Exchange) {
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
	const outcome = outcomeOf(result, planned.check, planned);
	return {
		sent,
		result:
			outcome.outcome === 'balance'
				? outcome.item
				: failedItem(adapter, outcome.context, outcome.refusal),
	};
}

function credentialOf({ createCredential, addressFields }: RegisteredAdapter, exchange: Exchange) {
	const presets: Record<string, unknown> = {};
	for (const { name, default: preset } of createCredential().properties) presets[name] = preset;
	return { ...presets, ...addressFields(ADDRESS), ...exchange.credential };
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

/** What was sent, reduced to what the exchange speaks of. */
function asExpected({ request }: Exchange) {
	return ({ method, url, headers, body }: WireRequest) => {
		const lowerCase = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
		const named = lowerCase.filter(([name = '']) => name !== 'accept-encoding');
		return {
			method,
			target: url.replace(ADDRESS, ''),
			headers: Object.fromEntries(named) as Record<string, string>,
			...(body === undefined && request?.body === undefined ? {} : { body }),
		};
	};
}
