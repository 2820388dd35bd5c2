import { openOnLoopback, type LoopbackServer } from '../server/loopback';

/** A service that no node of the package knows, with a balance for each of its accounts. */
export interface BalanceApi extends LoopbackServer {
	/** By account; an account that is not in it is refused. */
	readonly balances: Map<string, string>;
}

const ACCOUNT = /^\/accounts\/([^/]+)\/balance$/;

/** Starts it with the accounts of the example that asks it. */
export async function startBalanceApi(): Promise<BalanceApi> {
	const balances = new Map([
		['north-1', '42.50'],
		['south-2', '80.00'],
	]);
	const server = await openOnLoopback(({ url = '' }, response) => {
		const account = decodeURIComponent(ACCOUNT.exec(url)?.[1] ?? '');
		const balance = balances.get(account);
		response.setHeader('content-type', 'application/json');
		response.statusCode = balance === undefined ? 404 : 200;
		const reply =
			balance === undefined ? { message: 'No such account' } : { balance, currency: 'EUR' };
		response.end(JSON.stringify(reply));
	});
	return { ...server, balances };
}
