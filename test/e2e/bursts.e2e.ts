import type { N8nClient } from '../server/n8nClient';
import { signIn } from '../server/n8nClient';
import { startN8n } from '../server/n8nServer';
import { startPostgres } from '../server/postgresServer';
import { startQueue } from '../server/queue';
import { callWebhook } from '../server/webhook';
import {
	startAlertReceiver,
	startWatchedVendor,
	type AlertReceiver,
	type WatchedVendor,
} from './scheduledWatch';
import { openStage, type Stage } from './stage';
import {
	countFinished,
	createTableWatch,
	publish,
	readWatchRows,
	startedByWebhook,
	until,
} from './tableWatch';

/** A running n8n. */
interface Running {
	readonly url: string;
	stop(): Promise<void>;
}

interface Place {
	readonly place: string;
	start(stage: Stage): Promise<Running>;
}

const PLACES: readonly Place[] = [
	{
		place: 'one process on SQLite',
		start: async ({ installation, userFolder }) => await startN8n(installation, { userFolder }),
	},
	{
		place: 'two workers on SQLite',
		start: async ({ installation, userFolder }) => {
			const queue = await startQueue(installation, { userFolder });
			return { url: queue.main.url, stop: queue.stop };
		},
	},
	{
		place: 'two workers on Postgres',
		start: async ({ installation, userFolder }) => {
			const { environment, stop } = await startPostgres();
			const queue = await startQueue(installation, { userFolder, environment });
			return {
				url: queue.main.url,
				stop: async () => {
					await queue.stop();
					await stop();
				},
			};
		},
	},
];

const BURSTS = Number(process.env["MEMBURSTS"] ?? 20);
const RUNS = 12;

describe.each(PLACES)('$place', ({ start }) => {
	let stage: Stage;
	let server: Running;
	let client: N8nClient;
	let vendor: WatchedVendor;
	let receiver: AlertReceiver;

	beforeAll(async () => {
		stage = await openStage();
		vendor = await startWatchedVendor();
		receiver = await startAlertReceiver();
		server = await start(stage);
		client = await signIn(server.url);
	}, 240_000);

	afterAll(async () => {
		await server.stop();
		await receiver.close();
		await vendor.standIn.close();
		await stage.clear();
	}, 120_000);

	it(`tells once in each of ${BURSTS} bursts of ${RUNS} runs that overlap, the very first ones among them`, async () => {
		const path = 'burst';
		const watch = startedByWebhook(await createTableWatch(client, vendor, receiver), path);
		const id = await publish(client, watch);
		const told: string[][] = [];
		for (let burst = 1; burst <= BURSTS; burst++) {
			const before = receiver.alerts.length;
			vendor.balance(burst % 2 === 1 ? '90.00' : '150.00');
			const calls = Array.from({ length: RUNS }, async () => {
				await callWebhook(`${server.url}/webhook/${path}`, {});
			});
			await Promise.all(calls);
			await until(async () => (await countFinished(client, id)) === burst * RUNS);
			told.push(receiver.alerts.slice(before).map(({ event }) => String(event)));
		}
		const expected = Array.from({ length: BURSTS }, (_, index) => [
			index % 2 === 0 ? 'low' : 'recovered',
		]);
		expect(receiver.alerts.flatMap(({ details }) => Object(details)['warnings'] ?? [])).toEqual([]);
		expect(told).toEqual(expected);
		const rows = await readWatchRows(client);
		expect(rows).toMatchObject([{ workflowId: id, nodeId: 'watch', nodeName: 'Watch' }]);
		// Each run has written once.
		expect(rows[0]?.['turn']).toMatch(new RegExp(`^${BURSTS * RUNS} of execution \\d+ \\w{16}$`));
	}, 900_000);
});
