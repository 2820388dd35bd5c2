import type { IDataObject } from 'n8n-workflow';
import type { BalanceItem, FailedItem } from '../../nodes/shared/item';
import { createBalanceEngine, NODES, storedCredential } from '../engine/accountBalance';
import type { Engine } from '../engine/engine';
import { bytesOf, exchangesOf, type Exchange } from './exchanges';
import { startServer, type Answer, type ReceivedRequest, type StandIn } from '../standIns/standIn';
import { expectOutcome } from './expectOutcome';
import { VENDORS, type RegisteredVendor } from '../vendors/registry';

let engine: Engine;
let server: StandIn;
let reply: Answer;

beforeAll(async () => {
	engine = await createBalanceEngine();
	server = await startServer(() => reply);
});

afterEach(() => {
	jest.useRealTimers();
});

afterAll(async () => {
	await server.close();
});

const VENDORS_AND_NODES = VENDORS.flatMap((vendor) => [
	[vendor.adapter.name, 'own', vendor] as const,
	[vendor.adapter.name, 'mixed', vendor] as const,
]);

describe.each(VENDORS_AND_NODES)('%s on n8n and over HTTP, by the node: %s', (_, node, vendor) => {
	const exchanges = exchangesOf(vendor.adapter.id).map(
		([topic, exchange]) => [topic, exchange.name, exchange] as const,
	);

	it.each(exchanges)('%s: %s', async (_topic, _name, exchange) => {
		const before = server.requests.length;
		stopTheClock(exchange);
		expectOutcome(await play(vendor, exchange, node), exchange);
		expect(server.requests.slice(before).map(asExpected(exchange))).toEqual(
			exchange.request === null ? [] : [exchange.request],
		);
	});
});

/** Plays one exchange through the node, n8n's engine and a real connection. */
async function play(
	{ adapter, profile }: RegisteredVendor,
	exchange: Exchange,
	node: keyof typeof NODES,
) {
	reply = {
		status: exchange.reply?.status ?? 200,
		headers: exchange.reply?.headers ?? {},
		body: exchange.reply === undefined ? '' : bytesOf(exchange.reply),
	};
	// Every vendor's exchanges have the threshold among the options; in the node it stands by itself.
	const { threshold, ...options } = exchange.options ?? {};
	const parameters = {
		...asFilledIn(exchange.parameters),
		...asFilledIn(threshold === undefined ? {} : { threshold }),
		options: { retries: 0, ...asFilledIn(options) },
	};
	const data = { ...profile.addressFields(server.url), ...exchange.credential } as IDataObject;
	const workflow = NODES[node](adapter.id, parameters, { onError: 'continueRegularOutput' });
	const result = await engine.run(workflow, {
		// The cast: exchanges may hold what no one could enter, and that is their point.
		credentials: [storedCredential(adapter.id, data as Record<string, string>)],
	});
	const [item] = result.outputs('Balance')[0] ?? [];
	// The cast: which of the two it is, is what the expectation looks at first.
	return item?.json as unknown as BalanceItem | FailedItem;
}

/** An empty text stands for an expression that yields nothing. */
function asFilledIn(values: Readonly<Record<string, unknown>> = {}): object {
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => [name, value === '' ? '={{ "" }}' : value]),
	);
}

/** What arrived, reduced to what the exchange speaks of. */
function asExpected({ request }: Exchange) {
	return (received: ReceivedRequest) => ({
		method: received.method,
		target: received.target,
		headers: Object.fromEntries(
			Object.keys(request?.headers ?? {}).map((name) => [name, received.headers[name]]),
		),
		...(request?.body === undefined && received.body === '' ? {} : { body: received.body }),
	});
}

const TIMERS = [
	'hrtime',
	'nextTick',
	'performance',
	'queueMicrotask',
	'setImmediate',
	'clearImmediate',
	'setInterval',
	'clearInterval',
	'setTimeout',
	'clearTimeout',
] as const;

/** Only the time of day: sockets and deadlines go on. */
function stopTheClock({ now }: Exchange): void {
	if (now !== undefined) jest.useFakeTimers({ now: Date.parse(now), doNotFake: [...TIMERS] });
}
