import { createHash } from 'node:crypto';
import { AT_ONCE, usernamesOf, type Scenario } from './scenario';
import type { Server } from './ways';

type Ask = (url: string, form: URLSearchParams) => Promise<string>;

/** What no n8n node can go below: Node's own `fetch`, which keeps connections alive. */
export async function fetchBalances(
	scenario: Scenario,
	server: Server,
): Promise<readonly number[]> {
	return await askEach(usernamesOf(scenario), server, async (url, body) => {
		const reply = await fetch(url, { method: 'POST', body });
		return await reply.text();
	});
}

/** Asks for each balance, with as little around it as possible. */
export async function askEach(
	usernames: readonly string[],
	{ baseUrl, secretKey }: Server,
	ask: Ask,
): Promise<readonly number[]> {
	const balances: number[] = [];
	const queue = usernames.entries();
	const work = async () => {
		for (const [index, username] of queue) {
			const hash = createHash('sha1').update(`${username}${secretKey}`).digest('hex');
			const form = new URLSearchParams({ username, user_currency: '1', hash });
			const text = await ask(`${baseUrl}/api/user_balance_get`, form);
			const [, balance = ''] = /<balance>([^<]*)</.exec(text) ?? [];
			balances[index] = Number(balance);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	return balances;
}
