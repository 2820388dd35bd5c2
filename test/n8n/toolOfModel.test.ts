import type { IDataObject } from 'n8n-workflow';
import { createBalanceEngine, storedCredential } from '../engine/accountBalance';
import { toTool, WAYS_TO_USE_A_TOOL, type AgentOutput } from '../engine/agents';
import type { EngineRun, NodeDocument, RunOptions, WorkflowDocument } from '../engine/engine';
import {
	kolmisoftM4SecretKey,
	startKolmisoftM4,
	type KolmisoftM4StandIn,
} from '../vendors/kolmisoftM4/standIn';
import { VENDORS } from '../vendors/registry';

const ACCOUNTS = [
	{ username: 'acme', currency: 'EUR', balances: { EUR: '90.00', USD: '99.00' } },
	{ username: 'other', currency: 'EUR', balances: { EUR: '500.00', USD: '550.00' } },
];

/** The longest description of a tool that OpenAI takes. */
const LONGEST_DESCRIPTION = 1024;

let server: KolmisoftM4StandIn;

beforeEach(async () => {
	server = await startKolmisoftM4({ accounts: ACCOUNTS.map((account) => ({ ...account })) });
});

afterEach(async () => await server.close());

interface Asked {
	readonly agent: (typeof WAYS_TO_USE_A_TOOL)[number];
	readonly mode: NonNullable<RunOptions['mode']>;
	readonly parameters: object;
	readonly settings?: Partial<NodeDocument>;
	/** What a model gives along, one for each call; by default one call without anything. */
	readonly calls?: readonly IDataObject[];
}

interface Answered {
	readonly result: EngineRun;
	/** What each call gave back to the model. */
	readonly answers: readonly unknown[];
}

function agentWorkflow({ agent, parameters, settings, calls = [{}] }: Asked): WorkflowDocument {
	const toolCalls = calls.map((given) => ({ tool: 'Balance Tool', parameters: given }));
	return {
		nodes: [
			{
				name: 'Chat',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				name: 'Agent',
				type: `n8n-nodes-base.${agent}`,
				typeVersion: 1,
				position: [200, 0],
				parameters: { calls: JSON.stringify(toolCalls) },
			},
			{
				name: 'Balance Tool',
				type: 'n8n-nodes-account-balance.kolmisoftM4Tool',
				typeVersion: 1,
				position: [200, 200],
				parameters: { options: { retries: 0 }, ...parameters },
				credentials: { kolmisoftM4Api: { id: '1', name: 'My credential' } },
				...settings,
			},
		],
		connections: {
			Chat: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			'Balance Tool': { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
	};
}

async function ask(asked: Asked): Promise<Answered> {
	const nodes = VENDORS.map(({ createNode }) => createNode());
	const engine = await createBalanceEngine({ nodes: [...nodes, ...nodes.map(toTool)] });
	const credential = storedCredential('kolmisoftM4', {
		baseUrl: `${server.url}/billing`,
		defaultUsername: 'acme',
		signRequests: true,
		apiSecretKey: kolmisoftM4SecretKey,
	});
	const options = { credentials: [credential], mode: asked.mode, input: [{ chatInput: 'How?' }] };
	const result = await engine.run(agentWorkflow(asked), options);
	// The cast: it is what the imitated agent puts out.
	const output = result.outputs('Agent')[0]?.[0]?.json as unknown as AgentOutput | undefined;
	const answers = (output?.answers ?? []).map((text): unknown => JSON.parse(text));
	return { result, answers };
}

const WAYS = WAYS_TO_USE_A_TOOL.flatMap((agent) =>
	(['trigger', 'manual'] as const).map((mode) => ({ agent, mode })),
);

const WATCH = { operation: 'watchBalance', threshold: '100' };

describe.each(WAYS)('used by a $agent, mode $mode', (way) => {
	describe('Watch Balance', () => {
		it('answers every call with how the account stands, and remembers nothing', async () => {
			const { result, answers } = await ask({ ...way, parameters: WATCH, calls: [{}, {}] });
			const low = {
				event: 'low',
				status: 'low',
				text: 'Kolmisoft M4 acme is low: 90.00 EUR available, below 100.',
			};
			expect(answers).toMatchObject([[low], [low]]);
			expect(result.staticDataIsSaved).toBe(false);
			expect(JSON.stringify(result.staticData)).not.toContain('acme');
		});

		it('answers where there is nothing to tell, too', async () => {
			const { answers } = await ask({ ...way, parameters: { ...WATCH, threshold: '10' } });
			expect(answers).toMatchObject([[{ event: 'none', status: 'ok', available: 90 }]]);
		});

		it.each([
			['a snooze', { snoozeUntil: '2999-01-01T00:00:00Z' }],
			['a wish for fewer alerts', { checksBeforeAlert: 5, notifyOnRecovery: false }],
			['a sample, which is for people', { sampleEvent: 'critical' }],
			['one item for all', { combineEvents: true }],
		])('answers the same in spite of %s', async (_, alertOptions) => {
			const { answers } = await ask({ ...way, parameters: { ...WATCH, alertOptions } });
			expect(answers).toMatchObject([[{ text: expect.stringContaining('90.00 EUR available') }]]);
			expect(JSON.stringify(answers)).not.toContain('"sample"');
		});

		it('answers with what is to do where the balance cannot be read', async () => {
			server.settings.refusal = 'incorrectHash';
			const { answers } = await ask({ ...way, parameters: WATCH, calls: [{}, {}] });
			const failing = {
				status: 'failing',
				message: 'Kolmisoft M4 did not accept the credential',
				details: { kind: 'authentication', description: expect.stringContaining('API Secret Key') },
			};
			expect(answers).toMatchObject([[failing], [failing]]);
		});

		it('answers in words where nothing is filled in', async () => {
			const { answers } = await ask({ ...way, parameters: { ...WATCH, threshold: '' } });
			expect(answers).toMatchObject([
				[{ status: 'failing', message: 'Enter a threshold: nothing is watched yet' }],
			]);
		});
	});

	describe('Get Balance', () => {
		it('answers with the item', async () => {
			const { answers } = await ask({ ...way, parameters: { threshold: '100' } });
			expect(answers).toMatchObject([[{ account: 'acme', available: 90, low: true }]]);
		});

		it('answers with the failed item, with what to do', async () => {
			server.settings.refusal = 'incorrectHash';
			const { answers } = await ask({ ...way, parameters: {} });
			expect(answers).toMatchObject([
				[
					{
						error: 'Kolmisoft M4 did not accept the credential',
						details: { description: expect.stringContaining('API Secret Key') },
					},
				],
			]);
		});

		it('stops where somebody chose so', async () => {
			server.settings.refusal = 'incorrectHash';
			const settings = { onError: 'stopWorkflow' };
			const { result } = await ask({ ...way, parameters: {}, settings });
			expect(result.run.data.resultData.error?.message).toContain('did not accept the credential');
		});
	});

	it.each(['getBalance', 'watchBalance'])(
		'%s works with Retry On Fail, whose hint no model sees',
		async (operation) => {
			const settings = { retryOnFail: true, waitBetweenTries: 0 };
			const { result, answers } = await ask({
				...way,
				parameters: { ...WATCH, operation },
				settings,
			});
			expect(answers).toMatchObject([[{ available: 90 }]]);
			expect(result.saved).not.toContain('sends refused passwords again');
		},
	);

	describe('the account', () => {
		const username = "={{ $fromAI('account', 'Whose balance', 'string', '') }}";

		it.each([
			['named by the model', { account: 'other' }, 'other'],
			['left out by it', {}, 'acme'],
			['left empty by it', { account: '' }, 'acme'],
			['left blank by it', { account: ' ' }, 'acme'],
		])('%s', async (_, given, account) => {
			const { answers } = await ask({ ...way, parameters: { username }, calls: [given] });
			expect(answers).toMatchObject([[{ account }]]);
		});

		it('that the vendor does not know is told', async () => {
			const calls = [{ account: 'nobody' }];
			const { answers } = await ask({ ...way, parameters: { ...WATCH, username }, calls });
			expect(answers).toMatchObject([
				[{ status: 'failing', message: 'Kolmisoft M4 does not know the account nobody' }],
			]);
		});

		it('by any other expression must yield one, or it is refused', async () => {
			const parameters = { username: "={{ $json.nothing ?? '' }}" };
			const { answers } = await ask({ ...way, parameters });
			expect(answers).toMatchObject([[{ details: { kind: 'invalidRequest' } }]]);
			expect(server.requests).toEqual([]);
		});
	});
});

describe('what a model is told of a tool', () => {
	const describeTool = async (parameters: object) => {
		const { result } = await ask({ agent: 'callingAgent', mode: 'trigger', parameters });
		// The cast: see above.
		const output = result.outputs('Agent')[0]?.[0]?.json as unknown as AgentOutput;
		return output.tools;
	};

	it('is what comes out of its operation, by the keys that do', async () => {
		const [getBalance] = await describeTool({});
		expect(getBalance?.name).toBe('Balance_Tool');
		expect(getBalance?.description).toMatch(/^Reads the balance .* at Kolmisoft M4\./);
		const [watch] = await describeTool(WATCH);
		expect(watch?.description).toMatch(/^Tells how .* at Kolmisoft M4 stands now\./);
	});

	it('is what somebody wrote in its place', async () => {
		const toolDescription = 'How much is left for calls';
		const [tool] = await describeTool({ toolDescription });
		expect(tool?.description).toBe(toolDescription);
	});

	it.each(VENDORS.map(({ id, createNode }) => [id, createNode] as const))(
		'of %s fits, and is no field of the node itself',
		(_, createNode) => {
			const { properties } = createNode().description;
			const fields = properties.filter(({ name }) => name === 'toolDescription');
			expect(fields.map(({ displayOptions }) => displayOptions?.show)).toEqual([
				{ '@tool': [true], operation: ['getBalance'] },
				{ '@tool': [true], operation: ['watchBalance'] },
			]);
			for (const { default: text } of fields) {
				expect(String(text).length).toBeLessThanOrEqual(LONGEST_DESCRIPTION);
			}
		},
	);

	it.each([
		['getBalance', 'success'],
		['getBalance', 'refused'],
		['watchBalance', 'success'],
		['watchBalance', 'refused'],
	] as const)('of %s names keys that its items have (%s)', async (operation, outcome) => {
		const parameters = { operation, threshold: '100' };
		const [tool] = await describeTool(parameters);
		const named = [...(tool?.description ?? '').matchAll(/"([\w.]+)"/g)].map(([, key = '']) => key);
		if (outcome === 'refused') server.settings.refusal = 'incorrectHash';
		const { answers } = await ask({ agent: 'callingAgent', mode: 'trigger', parameters });
		// The cast: a tool answers with items.
		const [[item = {}] = []] = answers as IDataObject[][];
		const found = named.filter((key) => readKey(item, key) !== undefined);
		const failing = ['error', 'details.description'];
		const wanted = named.filter((key) => failing.includes(key) === (outcome === 'refused'));
		expect(wanted.length).toBeGreaterThan(0);
		expect(found).toEqual(expect.arrayContaining(wanted));
	});
});

function readKey(item: IDataObject, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, key) => (value as IDataObject | undefined)?.[key], item);
}
