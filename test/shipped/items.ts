import type { IDataObject } from 'n8n-workflow';
import { balanceWorkflow, createBalanceEngine, storedCredential } from '../engine/accountBalance';
import type { NodeDocument } from '../engine/engine';
import { EXAMPLES } from '../e2e/examples';
import { startWatchedServer, type Answer, type WatchSetup } from '../n8n/watchedServer';
import { startAllVendors, type RunningVendor } from '../vendors/runningVendors';

/** What stands where an expression is evaluated. */
export interface ShippedItems {
	/** Rows of a sheet, as the examples need them. */
	readonly rows: readonly IDataObject[];
	/** Every event of a watch, with and without an estimate, and every sample. */
	readonly watched: readonly IDataObject[];
	/** All events of a run in one item. */
	readonly combined: readonly IDataObject[];
	/** Get Balance of every vendor, with and without a threshold. */
	readonly balances: readonly IDataObject[];
	/** Checks that failed, on the usual output. */
	readonly failed: readonly IDataObject[];
	/** The same on the error output, with the keys of the row. */
	readonly failedRows: readonly IDataObject[];
	/** What an agent is started with, and what its model gives along with a call. */
	readonly chat: readonly IDataObject[];
	readonly toolCalls: readonly IDataObject[];
	/** The lines of a digest. */
	readonly lines: readonly IDataObject[];
}

const REFUSED = { refusal: 'incorrectHash' } as const;

/** Hour after hour: every event that a limit, and a check, can come to. */
const HISTORY: readonly Answer[] = [
	'150.00',
	'90.00',
	'89.00',
	'15.00',
	'150.00',
	REFUSED,
	'150.00',
];

const EVENTS = ['low', 'critical', 'recovered', 'reminder', 'checkFailing', 'checkWorking', 'none'];

const LIMITS = { threshold: '100', criticalThreshold: '20', daysLeftThreshold: '7' };

/** Makes them by the nodes themselves. */
export async function makeShippedItems(): Promise<ShippedItems> {
	const vendors = await startAllVendors();
	try {
		const balances = await readBalances(vendors);
		return {
			rows: EXAMPLES.flatMap(({ rows }) => Object.values(rows).flat()).map((row) => ({
				...row,
				owner: 'Olive',
			})),
			...(await watchOneAccount()),
			...balances,
			chat: [{ action: 'sendMessage', chatInput: 'Which one?', sessionId: 'test' }],
			toolCalls: [{}, { account: '100000' }],
			lines: [{ lines: ['✓ Sectigo 1000482915: 210.00 GBP', '⚠ Traffic: 60.72 EUR (low)'] }],
		};
	} finally {
		await Promise.all(vendors.map(async ({ standIn }) => await standIn.close()));
	}
}

async function watchOneAccount(): Promise<Pick<ShippedItems, 'watched' | 'combined'>> {
	const watched = await startWatchedServer();
	const run = async (setup: WatchSetup) => (await watched.run(setup)).map(({ json }) => json);
	const whole = async (setup: WatchSetup) => ({
		events: await run(setup),
		combined: await run({
			...setup,
			parameters: { ...LIMITS, alertOptions: { combineEvents: true, outputEveryCheck: true } },
			name: 'Combined',
		}),
	});
	try {
		const items: IDataObject[] = [];
		const combined: IDataObject[] = [];
		const check = async (answer: Answer, hours: number) => {
			watched.answer(answer);
			const alertOptions = { outputEveryCheck: true };
			const outcome = await whole({ parameters: { ...LIMITS, alertOptions } });
			items.push(...outcome.events);
			combined.push(...outcome.combined);
			watched.hour += hours;
		};
		for (const answer of HISTORY) await check(answer, 1);
		// Reminders, of an account that is low and of a check that fails.
		for (const answer of ['90.00', '90.00', REFUSED, REFUSED, '150.00'] as const) {
			await check(answer, 25);
		}
		// Ten days of even use, so that there is an estimate.
		for (let day = 0; day < 10; day++) await check(String(1000 - 90 * day), 24);
		for (const sampleEvent of EVENTS) {
			const parameters = { ...LIMITS, alertOptions: { sampleEvent } };
			items.push(...(await run({ parameters, options: { mode: 'manual' } })));
		}
		return { watched: items, combined };
	} finally {
		await watched.close();
		jest.restoreAllMocks();
	}
}

async function readBalances(
	vendors: readonly RunningVendor[],
): Promise<Pick<ShippedItems, 'balances' | 'failed' | 'failedRows'>> {
	const engine = await createBalanceEngine();
	const row = { username: 'wholesale_one', threshold: '100' };
	const ask = async (
		{ id }: RunningVendor,
		data: RunningVendor['credential'],
		{ threshold = '', onError = 'continueRegularOutput' },
	) => {
		const settings: Partial<NodeDocument> = { onError };
		const document = balanceWorkflow(id, { threshold, options: { retries: 0 } }, settings);
		const credentials = [storedCredential(id, data)];
		const { outputs } = await engine.run(document, { credentials, input: [row] });
		return outputs('Balance')[onError === 'continueErrorOutput' ? 1 : 0]?.map(({ json }) => json);
	};
	const balances: IDataObject[] = [];
	const failed: IDataObject[] = [];
	const failedRows: IDataObject[] = [];
	for (const vendor of vendors) {
		const { credential, wrongCredential } = vendor;
		for (const threshold of ['', '0', '999999999']) {
			balances.push(...((await ask(vendor, credential, { threshold })) ?? []));
		}
		failed.push(...((await ask(vendor, wrongCredential, {})) ?? []));
		const onError = 'continueErrorOutput';
		failedRows.push(...((await ask(vendor, wrongCredential, { onError })) ?? []));
	}
	return { balances, failed, failedRows };
}
