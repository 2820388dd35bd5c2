import { balanceWorkflow, createBalanceEngine, storedCredential } from '../engine/accountBalance';
import type { Engine, WorkflowDocument } from '../engine/engine';
import {
	kolmisoftM4SecretKey,
	startKolmisoftM4,
	type KolmisoftM4StandIn,
} from '../vendors/kolmisoftM4/standIn';

let engine: Engine;
let server: KolmisoftM4StandIn;

beforeAll(async () => {
	engine = await createBalanceEngine();
	server = await startKolmisoftM4();
});

afterAll(async () => {
	await server.close();
});

/** A watch after a Schedule Trigger with this interval. */
function scheduled(interval: object, trigger: object = {}): WorkflowDocument {
	const parameters = { operation: 'watchBalance', threshold: '1000000' };
	const workflow = balanceWorkflow('kolmisoftM4', parameters);
	const schedule = {
		type: 'n8n-nodes-base.scheduleTrigger',
		typeVersion: 1.2,
		parameters: { rule: { interval: [interval] } },
		...trigger,
	};
	const nodes = workflow.nodes.map((node) =>
		node.name === 'Trigger' ? { ...node, ...schedule } : node,
	);
	return { ...workflow, nodes };
}

async function warningsOf(workflow: WorkflowDocument): Promise<unknown> {
	const data = {
		defaultUsername: 'wholesale_one',
		signRequests: true,
		apiSecretKey: kolmisoftM4SecretKey,
	};
	const credential = { ...data, baseUrl: `${server.url}/billing` };
	const credentials = [storedCredential('kolmisoftM4', credential)];
	const run = await engine.run(workflow, { credentials, mode: 'trigger', input: [{}] });
	const details = run.outputs('Balance')[0]?.[0]?.json['details'];
	return typeof details === 'object' && details !== null && 'warnings' in details
		? details['warnings']
		: [];
}

it.each([
	{ field: 'hours', hoursInterval: 2 },
	{ field: 'days', daysInterval: 3 },
	{ field: 'minutes', minutesInterval: 7 },
	{ field: 'weeks', weeksInterval: 2 },
	{ field: 'months', monthsInterval: 6 },
])('%j makes n8n forget, which is told with the way out', async (interval) => {
	expect(await warningsOf(scheduled(interval))).toEqual([
		expect.stringMatching(/^With the interval of "Trigger", n8n may forget .*Custom \(Cron\)/),
	]);
});

it.each([
	{},
	{ field: 'seconds', secondsInterval: 7 },
	{ field: 'minutes', minutesInterval: 15 },
	{ field: 'hours' },
	{ field: 'hours', hoursInterval: 1 },
	{ field: 'days', daysInterval: 1, triggerAtHour: 8 },
	{ field: 'cronExpression', expression: '0 */2 * * *' },
	{ field: 'constructor', constructorInterval: 2 },
	'nonsense',
])('%j does not', async (interval) => {
	expect(await warningsOf(scheduled(interval as object))).toEqual([]);
});

it('another trigger with such parameters does not, nor does one without a rule', async () => {
	const hours = { field: 'hours', hoursInterval: 2 };
	const other = scheduled(hours, { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 });
	expect(await warningsOf(other)).toEqual([]);
	expect(await warningsOf(scheduled(hours, { parameters: {} }))).toEqual([]);
});
