/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console -- a program for people; the bans protect n8n's runtime */
import type { IDataObject } from 'n8n-workflow';
import { parseArgs } from 'node:util';
import workflow from '../../examples/five-balances.json';
import { createEngine, type Engine, type StoredCredential } from '../../test/engine/engine';
import type { WorkflowDocument } from '../../test/engine/workflowDocument';
import { vendorsIn } from '../../test/e2e/examples';
import { startVendor, type RunningVendor } from '../../test/vendors/runningVendors';
import { requireValue } from '../arguments';
import { printTable } from './table';
import { watchForWeek } from './week';

/** What a table shows of an item, in this order. */
const BALANCE_COLUMNS = [
	'label',
	'balanceText',
	'unit',
	'currency',
	'creditLimit',
	'available',
	'low',
	'checkedAt',
];

/** What happens to the watched account in its week. */
const EVENTS_OF_WEEK = ['low', 'checkFailing', 'checkWorking', 'critical', 'recovered'];

/**
 * Runs examples on n8n's engine with the built package against its stand-in vendors: five balances, a
 * week of a watch, and the balances once more per vendor with a wrong password.
 */
async function demonstrate(): Promise<void> {
	const { values } = parseArgs({ options: { package: { type: 'string' } } });
	const directory = requireValue('package', values.package);
	const ids = vendorsIn(workflow);
	console.log(`Starting ${ids.length} stand-in vendors on the loopback interface …`);
	const vendors = await Promise.all(ids.map(async (id) => await startVendor(id)));
	try {
		console.log("Loading the built package through n8n's package loader …");
		const engine = await createEngine({ kind: 'directory', directory });
		await showBalances(engine, vendors);
		await showWatch(engine);
		await showRefusals(engine, vendors);
	} finally {
		await Promise.all(vendors.map(async ({ standIn }) => await standIn.close()));
	}
}

async function showBalances(engine: Engine, vendors: readonly RunningVendor[]): Promise<void> {
	console.log(`\nRunning examples/five-balances.json ("${workflow.name}") on n8n's engine …\n`);
	const items = await run(
		engine,
		workflow,
		vendors.map((vendor) => stored(vendor, vendor.credential)),
	);
	const balances = items.filter((item) => 'balance' in item);
	printTable(BALANCE_COLUMNS, balances);
	if (balances.length !== vendors.length) {
		throw new Error(`${vendors.length} balances expected, got ${JSON.stringify(items)}`);
	}
}

async function showWatch(engine: Engine): Promise<void> {
	console.log('\nA week of examples/watch-one-account.json, and each message that it sends:\n');
	const events = await watchForWeek(engine);
	const missing = EVENTS_OF_WEEK.filter((event) => !events.includes(event));
	if (missing.length > 0) throw new Error(`Not told: ${missing.join(', ')}`);
}

async function showRefusals(engine: Engine, vendors: readonly RunningVendor[]): Promise<void> {
	console.log("\nOnce more with a wrong password, one run per vendor, and the vendor's refusal:\n");
	for (const [number, vendor] of vendors.entries()) {
		const credentials = vendors.map((each) =>
			stored(each, each === vendor ? each.wrongCredential : each.credential),
		);
		const items = await run(engine, workflow, credentials);
		const refusals = items.filter((item) => 'error' in item);
		const [refused] = refusals;
		if (refused === undefined || refusals.length > 1 || items.length !== vendors.length) {
			throw new Error(`One refusal by ${vendor.id} expected, got ${JSON.stringify(items)}`);
		}
		const { kind, code, description } = refused['details'] as IDataObject;
		console.log(`${number + 1}. ${String(refused['error'])}`);
		console.log(
			`   kind ${String(kind)}, code ${String(code)}; the other ${items.length - 1} balances arrived`,
		);
		console.log(`   ${String(description)}\n`);
		if (!String(description).includes(vendor.refusalWords)) {
			throw new Error(`The words "${vendor.refusalWords}" are missing`);
		}
	}
}

async function run(
	engine: Engine,
	document: WorkflowDocument,
	credentials: readonly StoredCredential[],
): Promise<IDataObject[]> {
	const result = await engine.run(document, { credentials });
	const stopped = result.run.data.resultData.error;
	if (stopped !== undefined) throw new Error(`The workflow stopped: ${stopped.message}`);
	return (result.outputs('All Balances')[0] ?? []).map(({ json }) => json);
}

function stored({ id }: RunningVendor, data: RunningVendor['credential']): StoredCredential {
	return { id: `${id}-account`, name: `${id} account`, type: `${id}Api`, data: { ...data } };
}

demonstrate().catch((thrown: unknown) => {
	console.error(thrown instanceof Error ? thrown.message : thrown);
	process.exitCode = 1;
});
