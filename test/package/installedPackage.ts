/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- the bans protect n8n's runtime; this is test code */
import type { IDataObject, INodeCredentialTestResult } from 'n8n-workflow';
import { parseArgs } from 'node:util';
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
	readonly watches: ByVendor<readonly [IDataObject[], IDataObject[]]>;
}

type ByVendor<Value> = Readonly<Record<string, Value>>;

const PACKAGE_NAME = 'n8n-nodes-account-balance';

/** How the nodes are set and run. */
interface Way {
	readonly parameters: object;
	readonly mode: 'manual' | 'trigger';
	readonly staticData?: IDataObject;
}

const READ: Way = { parameters: { operation: 'getBalance' }, mode: 'manual' };

/** More than any of the stand-ins' accounts holds. */
const WATCH: Way = {
	parameters: { operation: 'watchBalance', threshold: '99999999' },
	mode: 'trigger',
};

/**
 * Uses the package in the folder that `--package` names, and prints an `InstalledRun`.
 * Bundled, and run by a plain node: a package is not installed into jest's realm.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { package: { type: 'string' } } });
	if (values.package === undefined) throw new Error('Name a folder for --package');
	const engine = await createEngine({ kind: 'directory', directory: values.package });
	const vendors = await startAllVendors();
	const result = await use(engine, vendors);
	for (const { standIn } of vendors) await standIn.close();
	// n8n-core 1.98.0 keeps a timer that would keep the process alive.
	process.stdout.write(JSON.stringify(result), () => process.exit());
}

async function use(engine: Engine, vendors: readonly RunningVendor[]): Promise<InstalledRun> {
	const balances = (await checkAll(engine, vendors)).items;
	const watched = await checkAll(engine, vendors, WATCH);
	const again = await checkAll(engine, vendors, { ...WATCH, staticData: watched.staticData });
	const watches = Object.fromEntries(
		vendors.map(({ id }) => [id, [watched.items[id] ?? [], again.items[id] ?? []] as const]),
	);
	const credentialTests: Record<string, INodeCredentialTestResult> = {};
	for (const { id, credential } of vendors) {
		credentialTests[id] = await engine.testCredential(`${id}Api`, { ...credential });
	}
	for (const { id, standIn } of vendors) {
		standIn.misbehave({ kind: 'answer', answer: { body: profileOf(id).installed.brokenBody } });
	}
	const brokenReplies = (await checkAll(engine, vendors)).items;
	return { balances, credentialTests, brokenReplies, watches };
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
