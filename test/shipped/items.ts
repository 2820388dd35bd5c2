import type { IDataObject } from 'n8n-workflow';
import { balanceWorkflow, createBalanceEngine, storedCredential } from '../engine/accountBalance';
import type { NodeDocument } from '../engine/engine';
import { EXAMPLES } from '../e2e/examples';
import { startBalanceApi } from '../services/balanceApi';
import { startWatchedServer, type Answer, type WatchSetup } from '../n8n/watchedServer';
import { startAllVendors, type RunningVendor } from '../vendors/runningVendors';
import { expressionsOf } from './expressions';
import { startRenderer } from './render';

/** What stands where an expression is evaluated. */
export interface ShippedItems {
	/** Rows of accounts at any vendors, as the examples set them up. */
	readonly rows: readonly IDataObject[];
	/** The same of accounts at an API, and of users at servers. */
	readonly apiRows: readonly IDataObject[];
	readonly serverRows: readonly IDataObject[];
	/** What that API replies. */
	readonly replies: readonly IDataObject[];
	/** Every event of a watch, with and without an estimate, and every sample. */
	readonly watched: readonly IDataObject[];
	/** All events of a run in one item, by the node for lists and by a vendor's own. */
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
	/** What a trigger, or a node that always puts out data, passes on. */
	readonly empty: readonly IDataObject[];
	/** Several messages, made one. */
	readonly texts: readonly IDataObject[];
	/** Rows of the status board, as its example makes them. */
	readonly boardRows: readonly IDataObject[];
	/** The same with their text escaped, and with how the digest shows them. */
	readonly digestStates: readonly IDataObject[];
	/** All rows and lines of the digest. */
	readonly digest: readonly IDataObject[];
}

type FromBoard = 'boardRows' | 'digestStates' | 'digest';

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
		const watch = await watchOneAccount();
		return {
			rows: rowsOf(EXAMPLES['watch-a-list'].nodes),
			apiRows: rowsOf(EXAMPLES['any-other-api'].nodes),
			serverRows: rowsOf(EXAMPLES['several-credentials'].nodes),
			replies: await askOtherApi(),
			...watch,
			...balances,
			chat: [{ action: 'sendMessage', chatInput: 'Which one?', sessionId: 'test' }],
			toolCalls: [{}, { account: '100000' }],
			empty: [{}],
			texts: [{ text: watch.combined.map(({ text }) => String(text)) }],
			...(await fillBoard(watch.watched)),
		};
	} finally {
		await Promise.all(vendors.map(async ({ standIn }) => await standIn.close()));
	}
}

/** What the set-up of an example fills its table with. */
function rowsOf(nodes: ReadonlyArray<{ readonly parameters: object }>): readonly IDataObject[] {
	const made = nodes.flatMap(({ parameters }) =>
		'jsonOutput' in parameters ? [String(parameters.jsonOutput)] : [],
	);
	const texts = made.filter((text) => text.startsWith('{'));
	// The cast: the examples' own rows.
	return texts.flatMap((text) => (JSON.parse(text) as { rows: readonly IDataObject[] }).rows);
}

async function askOtherApi(): Promise<readonly IDataObject[]> {
	const { url, balances, close } = await startBalanceApi();
	try {
		const replies: IDataObject[] = [];
		for (const account of balances.keys()) {
			const reply = await fetch(`${url}/accounts/${account}/balance`);
			// The cast: an object, by the stand-in.
			replies.push((await reply.json()) as IDataObject);
		}
		return replies;
	} finally {
		await close();
	}
}

const BOARD_COLUMN = 'columns.value.';

/** The board and the digest by the expressions of their own examples. */
async function fillBoard(watched: readonly IDataObject[]): Promise<Pick<ShippedItems, FromBoard>> {
	const { render } = await startRenderer();
	const columns = Object.entries(expressionsOf('status-board.json', 'Board')).flatMap(
		([parameter, value]): Array<[string, string]> =>
			parameter.startsWith(BOARD_COLUMN) ? [[parameter.slice(BOARD_COLUMN.length), value]] : [],
	);
	const boardRows = await render(Object.fromEntries(columns), watched);
	const escaped = await render(expressionsOf('morning-digest.json', 'Escape'), boardRows);
	// The cast: a row is an object before and after.
	const rows = escaped.map(({ jsonOutput }) => jsonOutput as IDataObject);
	const states = await render(fieldsOf('State'), rows);
	const digestStates = rows.map((row, index) => ({ ...row, ...states[index] }));
	const shown = await render(fieldsOf('Row'), digestStates, 'Board');
	const digest = [
		{
			row: shown.map(({ row }) => String(row)),
			line: shown.map(({ line }) => String(line)),
		},
	];
	return { boardRows, digestStates, digest };
}

/** What a node of the digest that edits fields sets them to. */
function fieldsOf(name: string): Readonly<Record<string, string>> {
	const node = EXAMPLES['morning-digest'].nodes.find((each) => each.name === name);
	// The cast: what a node that edits fields has.
	const { assignments } = node?.parameters as unknown as {
		assignments: { assignments: ReadonlyArray<{ name: string; value: string }> };
	};
	return Object.fromEntries(
		assignments.assignments.map(({ name: field, value }) => [field, value]),
	);
}

async function watchOneAccount(): Promise<Pick<ShippedItems, 'watched' | 'combined'>> {
	const watched = await startWatchedServer();
	const run = async (setup: WatchSetup) => (await watched.run(setup)).map(({ json }) => json);
	const combine = async (node: 'own' | 'mixed', name: string) => {
		const alertOptions = { combineEvents: true, outputEveryCheck: true };
		return await run({ node, name, parameters: { ...LIMITS, alertOptions } });
	};
	try {
		const items: IDataObject[] = [];
		const combined: IDataObject[] = [];
		const check = async (answer: Answer, hours: number) => {
			watched.answer(answer);
			const alertOptions = { outputEveryCheck: true };
			items.push(...(await run({ parameters: { ...LIMITS, alertOptions } })));
			combined.push(...(await combine('own', 'Combined')));
			combined.push(...(await combine('mixed', 'Combined List')));
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
