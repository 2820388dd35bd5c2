import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { createBalanceEngine, NODES, storedCredential } from '../engine/accountBalance';
import type { DataTables } from '../engine/dataTableNode';
import type { EngineRun, NodeDocument, RunOptions, WorkflowDocument } from '../engine/engine';
import {
	kolmisoftM4SecretKey,
	startKolmisoftM4,
	type KolmisoftM4Refusal,
	type KolmisoftM4StandIn,
} from '../vendors/kolmisoftM4/standIn';

export const HOUR = 3_600_000;

/** A Saturday, so that times in items can be read. */
export const BEGINNING = Date.parse('2026-11-21T00:00:00.000Z');

/** What a vendor answers: a balance as it is printed, a refusal, or nothing at all. */
export type Answer = string | { readonly refusal: KolmisoftM4Refusal } | 'down';

/** How the node is set up. */
export interface WatchSetup {
	/** The vendor's own, by default, or the one for lists. */
	readonly node?: keyof typeof NODES;
	/** As the vendor's own node has them. */
	readonly parameters?: object;
	readonly settings?: Partial<NodeDocument>;
	readonly input?: readonly IDataObject[];
	/** Ways from the trigger to the node, each with an item of its own: the node runs once for each. */
	readonly branches?: ReadonlyArray<Readonly<Record<string, string>>>;
	readonly options?: Partial<RunOptions>;
	/** The node's name; by default "Balance". */
	readonly name?: string;
	/** Those of n8n, which has none by default. */
	readonly dataTables?: DataTables;
}

/** One watched user of one server, and a clock that stands still between checks. */
export interface WatchedServer {
	readonly server: KolmisoftM4StandIn;
	/** What n8n's database holds between two runs; a test may change it. */
	staticData: IDataObject;
	/** Hours since the beginning; a test sets it. */
	hour: number;
	/** Sets what the server answers from now on. */
	answer(answer: Answer): void;
	/** What the last run of the published workflow puts out, by an n8n that has just been started. */
	run(setup?: WatchSetup): Promise<readonly INodeExecutionData[]>;
	/** The same, whole: an execution of its own, unless the options name one. */
	runWhole(setup?: WatchSetup): Promise<EngineRun>;
	/** Runs by an input each in one execution, as Loop Over Items has it, and what each puts out. */
	loop(
		inputs: ReadonlyArray<readonly IDataObject[]>,
		setup?: WatchSetup,
	): Promise<ReadonlyArray<readonly INodeExecutionData[]>>;
	close(): Promise<void>;
}

const USER = { username: 'acme', currency: 'EUR', balances: { EUR: '150.00', USD: '170.00' } };

let servers = 0;

/** Starts the server; the clock is jest's to restore. */
export async function startWatchedServer(): Promise<WatchedServer> {
	const server = await startKolmisoftM4({ accounts: [USER] });
	servers += 1;
	// What this process knows of a node ends with its test.
	const nodeId = `node of server ${servers}`;
	let executions = 0;
	const watched: WatchedServer = {
		server,
		staticData: {},
		hour: 0,
		answer: (answer) => {
			server.behaveAgain();
			server.settings.refusal = null;
			if (answer === 'down') server.misbehave({ kind: 'reset' });
			else if (typeof answer === 'object') server.settings.refusal = answer.refusal;
			else for (const account of server.accounts) account.balances['EUR'] = answer;
		},
		run: async (setup) => {
			return (await watched.runWhole(setup)).outputs(setup?.name ?? 'Balance')[0] ?? [];
		},
		runWhole: async (setup = {}) => {
			executions += 1;
			const options = { executionId: `execution ${executions}`, ...setup.options };
			const settings = { id: nodeId + (setup.name ?? ''), ...setup.settings };
			const result = await runOnce(watched, { ...setup, options, settings });
			if (result.staticDataIsSaved) watched.staticData = asSaved(result.staticData);
			return result;
		},
		loop: async (inputs, setup = {}) => {
			executions += 1;
			const options = { executionId: `loop ${executions}`, ...setup.options };
			const outputs: Array<readonly INodeExecutionData[]> = [];
			for (const input of inputs) {
				outputs.push(await watched.run({ ...setup, options, input }));
			}
			return outputs;
		},
		close: async () => await server.close(),
	};
	jest.spyOn(Date, 'now').mockImplementation(() => BEGINNING + watched.hour * HOUR);
	return watched;
}

/** As a database gives it back. */
function asSaved(staticData: IDataObject): IDataObject {
	// The cast: what was data is data again.
	return JSON.parse(JSON.stringify(staticData)) as IDataObject;
}

async function runOnce(
	{ server, staticData }: WatchedServer,
	setup: WatchSetup,
): Promise<EngineRun> {
	const { parameters, settings, input = [{}], branches = [], options, name = 'Balance' } = setup;
	const engine = await createBalanceEngine({ dataTables: setup.dataTables });
	const watch = { operation: 'watchBalance', threshold: '100', options: { retries: 0 } };
	const createWorkflow = NODES[setup.node ?? 'own'];
	const workflow = createWorkflow('kolmisoftM4', { ...watch, ...parameters }, settings);
	const credential = storedCredential('kolmisoftM4', {
		baseUrl: `${server.url}/billing`,
		defaultUsername: 'acme',
		signRequests: true,
		apiSecretKey: kolmisoftM4SecretKey,
	});
	const run = { credentials: [credential], input, mode: 'trigger', staticData } as const;
	const named = withNodeNamed(name, workflow);
	const whole = branches.length === 0 ? named : withBranches(branches, named, name);
	return await engine.run(whole, { ...run, ...options });
}

function withNodeNamed(name: string, workflow: WorkflowDocument): WorkflowDocument {
	const nodes = workflow.nodes.map((node) => (node.name === 'Balance' ? { ...node, name } : node));
	const connections = { Trigger: { main: [[{ node: name, type: 'main', index: 0 }]] } };
	return { ...workflow, nodes, connections };
}

function withBranches(
	branches: ReadonlyArray<Readonly<Record<string, string>>>,
	workflow: WorkflowDocument,
	name: string,
): WorkflowDocument {
	const to = (node: string) => ({ node, type: 'main', index: 0 });
	const nodes = branches.map(
		(fields, number): NodeDocument => ({
			name: `Branch ${number}`,
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			position: [100, 100 * number],
			parameters: {
				assignments: {
					assignments: Object.entries(fields).map(([field, value]) => ({ name: field, value })),
				},
			},
		}),
	);
	const fromBranches = nodes.map((node) => [node.name, { main: [[to(name)]] }] as const);
	const fromTrigger = { main: [nodes.map((node) => to(node.name))] };
	return {
		...workflow,
		nodes: [...workflow.nodes, ...nodes],
		connections: { Trigger: fromTrigger, ...Object.fromEntries(fromBranches) },
	};
}

/** What each run of the node in one execution put out. */
export function outputsOfAllRuns(
	{ run }: EngineRun,
	name = 'Balance',
): ReadonlyArray<readonly INodeExecutionData[]> {
	const runs = run.data.resultData.runData[name] ?? [];
	return runs.map(({ data }) => data?.['main']?.[0] ?? []);
}

/** What happened, such as `low/threshold`. */
export function eventsOf(items: readonly INodeExecutionData[]): readonly string[] {
	return items.map(({ json }) => {
		const { event, reason } = json;
		return typeof reason === 'string' ? `${String(event)}/${reason}` : String(event);
	});
}
