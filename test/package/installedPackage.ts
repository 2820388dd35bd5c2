/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- the bans protect n8n's runtime; this is test code */
import type { IDataObject, INodeCredentialTestResult } from 'n8n-workflow';
import { parseArgs } from 'node:util';
import { builtInNodes } from '../engine/builtInNodes';
import { createDataTables } from '../engine/dataTableNode';
import { createEngine, type Engine, type NodeDocument } from '../engine/engine';
import { profileOf } from '../vendors/profiles';
import { startAllVendors, type RunningVendor } from '../vendors/runningVendors';

/** What the installed package did, by node type. */
export interface InstalledRun {
	readonly balances: ByVendor<readonly IDataObject[]>;
	/** The same with replies that break off. */
	readonly brokenReplies: ByVendor<readonly IDataObject[]>;
	readonly credentialTests: ByVendor<INodeCredentialTestResult>;
	/** What a watch put out, and what the same did right after. */
	readonly watches: ByVendor<Watched>;
	/** The same of one that remembers in a data table, which has no static data. */
	readonly tableWatches: ByVendor<Watched>;
	/** The same of one that is to, on an n8n without data tables. */
	readonly watchesWithoutTable: ByVendor<Watched>;
}

type Watched = readonly [IDataObject[], IDataObject[]];

type ByVendor<Value> = Readonly<Record<string, Value>>;

const PACKAGE_NAME = 'n8n-nodes-account-balance';

/** How the nodes are set and run. */
interface Way {
	readonly parameters: object;
	readonly mode: 'manual' | 'trigger';
	readonly staticData?: IDataObject;
	readonly executionId?: string;
}

const READ: Way = { parameters: { operation: 'getBalance' }, mode: 'manual' };

/** More than any of the stand-ins' accounts holds. */
const WATCH: Way = {
	parameters: { operation: 'watchBalance', threshold: '99999999' },
	mode: 'trigger',
};

const WATCH_IN_TABLE: Way = {
	...WATCH,
	parameters: { ...WATCH.parameters, alertOptions: { stateStorage: 'dataTable' } },
};

/**
 * Uses the package in the folder that `--package` names, and prints an `InstalledRun`.
 * Bundled, and run by a plain node: a package is not installed into jest's realm.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { package: { type: 'string' } } });
	if (values.package === undefined) throw new Error('Name a folder for --package');
	const source = { kind: 'directory', directory: values.package } as const;
	const engine = await createEngine(source);
	const withTables = await createEngine(source, builtInNodes(createDataTables()));
	const vendors = await startAllVendors();
	const tableWatches = await watchTwice(withTables, vendors, WATCH_IN_TABLE, () => ({}));
	const result = { ...(await use(engine, vendors)), tableWatches };
	for (const { standIn } of vendors) await standIn.close();
	// n8n-core 1.98.0 keeps a timer that would keep the process alive.
	process.stdout.write(JSON.stringify(result), () => process.exit());
}

async function use(
	engine: Engine,
	vendors: readonly RunningVendor[],
): Promise<Omit<InstalledRun, 'tableWatches'>> {
	const balances = (await checkAll(engine, vendors)).items;
	const watches = await watchTwice(engine, vendors, WATCH);
	const watchesWithoutTable = await watchTwice(engine, vendors, WATCH_IN_TABLE);
	const credentialTests: Record<string, INodeCredentialTestResult> = {};
	for (const { id, credential } of vendors) {
		credentialTests[id] = await engine.testCredential(`${id}Api`, { ...credential });
	}
	for (const { id, standIn } of vendors) {
		standIn.misbehave({ kind: 'answer', answer: { body: profileOf(id).installed.brokenBody } });
	}
	const brokenReplies = (await checkAll(engine, vendors)).items;
	return { balances, credentialTests, brokenReplies, watches, watchesWithoutTable };
}

/** Watches, and once more with the static data that n8n gives back. */
async function watchTwice(
	engine: Engine,
	vendors: readonly RunningVendor[],
	way: Way,
	giveBack = (staticData: IDataObject) => staticData,
): Promise<ByVendor<Watched>> {
	const told = await checkAll(engine, vendors, { ...way, executionId: '1' });
	const staticData = giveBack(told.staticData);
	const again = await checkAll(engine, vendors, { ...way, executionId: '2', staticData });
	return Object.fromEntries(
		vendors.map(({ id }) => [id, [told.items[id] ?? [], again.items[id] ?? []] as const]),
	);
}

/** Runs one workflow with a trigger that feeds a node of every vendor. */
async function checkAll(
	engine: Engine,
	vendors: readonly RunningVendor[],
	{ parameters, ...options }: Way = READ,
) {
	const trigger = {
		name: 'Trigger',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const nodes = [trigger, ...vendors.map((vendor) => balanceNode(vendor, parameters))];
	const targets = vendors.map(({ id }) => ({ node: id, type: 'main', index: 0 }));
	const credentials = vendors.map(({ id, credential }) => ({
		id,
		name: 'My credential',
		type: `${id}Api`,
		data: { ...credential },
	}));
	const { outputs, staticData } = await engine.run(
		{ nodes, connections: { Trigger: { main: [targets] } } },
		{ credentials, input: [{}], ...options },
	);
	const items = Object.fromEntries(
		vendors.map(({ id }) => [id, outputs(id).flatMap((all) => all.map(({ json }) => json))]),
	);
	return { items, staticData };
}

function balanceNode({ id }: RunningVendor, parameters: object): NodeDocument {
	return {
		name: id,
		type: `${PACKAGE_NAME}.${id}`,
		typeVersion: 1,
		position: [200, 0],
		parameters: { options: profileOf(id).installed.options, ...parameters },
		credentials: { [`${id}Api`]: { id, name: 'My credential' } },
		onError: 'continueRegularOutput',
	};
}

void main();
