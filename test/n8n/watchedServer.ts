import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { balanceWorkflow, createBalanceEngine, storedCredential } from '../engine/accountBalance';
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
	readonly parameters?: object;
	readonly settings?: Partial<NodeDocument>;
	readonly input?: readonly IDataObject[];
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
	/** A run of the published workflow, by an n8n that has just been started. */
	run(setup?: WatchSetup): Promise<readonly INodeExecutionData[]>;
	/** The same, whole. */
	runWhole(setup?: WatchSetup): Promise<EngineRun>;
	close(): Promise<void>;
}

const USER = { username: 'acme', currency: 'EUR', balances: { EUR: '150.00', USD: '170.00' } };

/** Starts the server; the clock is jest's to restore. */
export async function startWatchedServer(): Promise<WatchedServer> {
	const server = await startKolmisoftM4({ accounts: [USER] });
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
			const result = await runOnce(watched, setup);
			if (result.staticDataIsSaved) watched.staticData = asSaved(result.staticData);
			return result;
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
	{ parameters, settings, input = [{}], options, name = 'Balance', dataTables }: WatchSetup,
): Promise<EngineRun> {
	const engine = await createBalanceEngine(dataTables);
	const watch = { operation: 'watchBalance', threshold: '100', options: { retries: 0 } };
	const workflow = balanceWorkflow('kolmisoftM4', { ...watch, ...parameters }, settings);
	const credential = storedCredential('kolmisoftM4', {
		baseUrl: `${server.url}/billing`,
		username: 'acme',
		signRequests: true,
		apiSecretKey: kolmisoftM4SecretKey,
	});
	const run = { credentials: [credential], input, mode: 'trigger', staticData } as const;
	return await engine.run(withNodeNamed(name, workflow), { ...run, ...options });
}

function withNodeNamed(name: string, workflow: WorkflowDocument): WorkflowDocument {
	const nodes = workflow.nodes.map((node) => (node.name === 'Balance' ? { ...node, name } : node));
	const connections = { Trigger: { main: [[{ node: name, type: 'main', index: 0 }]] } };
	return { ...workflow, nodes, connections };
}

/** What happened, such as `low/threshold`. */
export function eventsOf(items: readonly INodeExecutionData[]): readonly string[] {
	return items.map(({ json }) => {
		const { event, reason } = json;
		return typeof reason === 'string' ? `${String(event)}/${reason}` : String(event);
	});
}
