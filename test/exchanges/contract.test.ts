import type { WireRequest } from '../../nodes/shared/request/wire';
import { exchangesOf, type Exchange } from './exchanges';
import { ADAPTERS } from '../vendors/adapters';
import { expectOutcome } from './expectOutcome';
import { ADDRESS, play } from './play';

describe.each(ADAPTERS.map((vendor) => [vendor.adapter.name, vendor] as const))(
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

/** What was sent, reduced to what the exchange speaks of. */
function asExpected({ request }: Exchange) {
	return ({ method, url, headers, body }: WireRequest) => {
		const lowerCase = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
		const named = lowerCase.filter(([name = '']) => name !== 'accept-encoding');
		return {
			method,
			target: url.replace(ADDRESS, ''),
			headers: Object.fromEntries(named) as Record<string, string>,
			...(body === null && request?.body === undefined ? {} : { body }),
		};
	};
}
