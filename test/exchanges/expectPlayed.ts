import type { WireRequest } from '../../nodes/shared/request/wire';
import type { RegisteredAdapter } from '../vendors/adapters';
import type { Exchange } from './exchanges';
import { expectOutcome } from './expectOutcome';
import { ADDRESS, play } from './play';

/** Plays one exchange, and holds what was sent and what came out against what it says. */
export async function expectPlayed(vendor: RegisteredAdapter, exchange: Exchange): Promise<void> {
	const { sent, result } = await play(vendor, exchange);
	expect(sent.map(asExpected(exchange))).toEqual(
		exchange.request === null ? [] : [exchange.request],
	);
	expectOutcome(result, exchange);
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
			...(body === null && request?.body === undefined ? {} : { body }),
		};
	};
}
