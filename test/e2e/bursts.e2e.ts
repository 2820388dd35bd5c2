import { toRecord } from '../../nodes/shared/input/untrusted';
import { signIn, type N8nClient } from '../server/n8nClient';
import { ONE_PROCESS, QUEUES, type Running } from './places';
import {
	startAlertReceiver,
	startWatchedVendor,
	type AlertReceiver,
	type WatchedVendor,
} from './scheduledWatch';
import { openStage, type Stage } from './stage';
import {
	callPatiently,
	countRuns,
	createTableWatch,
	publish,
	readWatchRows,
	startedByWebhook,
	until,
} from './tableWatch';

const BURSTS = 20;
const RUNS = 12;

describe.each([ONE_PROCESS, ...QUEUES])('$place', ({ start }) => {
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
			const calls = Array.from(
				{ length: RUNS },
				async () => await callPatiently(`${server.url}/webhook/${path}`),
			);
			await Promise.all(calls);
			await until(async () => {
				const { all, over } = await countRuns(client, id);
				return over >= burst * RUNS && over === all;
			});
			told.push(receiver.alerts.slice(before).map(({ event }) => String(event)));
		}
		const warnings = receiver.alerts.map(({ details }) => toRecord(details)['warnings']);
		expect(warnings).toEqual(receiver.alerts.map(() => undefined));
		const expected = Array.from({ length: BURSTS }, (_, index) => [
			index % 2 === 0 ? 'low' : 'recovered',
		]);
		expect(told).toEqual(expected);
		const rows = await readWatchRows(client);
		expect(rows).toMatchObject([{ workflowId: id, nodeId: 'watch', nodeName: 'Watch' }]);
		// Each run that came to its end has written once.
		const { succeeded } = await countRuns(client, id);
		expect(succeeded).toBeGreaterThanOrEqual(BURSTS * RUNS);
		expect(rows[0]?.['turn']).toMatch(new RegExp(`^${succeeded} of execution \\d+ \\w{16}$`));
	}, 900_000);
});
