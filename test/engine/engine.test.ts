/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the bans protect n8n's runtime; this is test code */
import { parse } from 'flatted';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startEchoServer, type EchoServer } from './echoServer';
import { createEngine, type Engine } from './engine';
import { samplePackage, trigger, workflowWith } from './samplePackage';

let engine: Engine;
let server: EchoServer;

beforeAll(async () => {
	engine = await createEngine(samplePackage());
	server = await startEchoServer();
});

afterAll(async () => await server.close());

const mainInput = (node: string, index = 0) => ({ node, type: 'main', index });

const noOp = (name: string, row = 0) => ({
	name,
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [1, row],
	parameters: {},
});

describe('input', () => {
	test('the trigger emits one empty item unless items are given', async () => {
		const document = workflowWith('thrower');
		const byDefault = await engine.run(document, { credentials: [] });
		expect(byDefault.outputs('Trigger')).toEqual([[{ json: {}, pairedItem: { item: 0 } }]]);

		const withItems = await engine.run(document, { credentials: [], input: [{ a: 1 }, { a: 2 }] });
		expect(withItems.outputs('Trigger')[0]?.map(({ json }) => json)).toEqual([{ a: 1 }, { a: 2 }]);
		expect(withItems.outputs('Node')[0]).toHaveLength(2);
		expect(withItems.outputs('No such node')).toEqual([]);
	});

	test('expressions are resolved item by item', async () => {
		const document = workflowWith('fetcher', { url: `={{ "${server.url}" + $json.path }}` });
		const { outputs } = await engine.run(document, {
			credentials: [],
			input: [{ path: '/first' }, { path: '/second' }],
		});
		expect(outputs('Node')[0]?.map(({ json }) => json['path'])).toEqual(['/first', '/second']);
	});

	test('items pinned in the document are for manual runs alone', async () => {
		const pinned = { Trigger: [{ json: { pinned: true } }] };
		const document = { ...workflowWith('thrower'), pinData: pinned };
		const manual = await engine.run(document, { credentials: [] });
		expect(manual.outputs('Trigger')[0]?.map(({ json }) => json)).toEqual([{ pinned: true }]);
		const activated = await engine.run(document, { credentials: [], mode: 'trigger' });
		expect(activated.outputs('Trigger')[0]?.map(({ json }) => json)).toEqual([{}]);
	});

	test('the document and the input stay as they were', async () => {
		// Pinned on a node that runs: the engine writes into the items that it finds pinned.
		const document = { ...workflowWith('thrower'), pinData: { Node: [{ json: { a: 1 } }] } };
		const before = JSON.stringify(document);
		const input = [{ nested: { value: 1 } }];
		const { outputs } = await engine.run(document, { credentials: [], input });
		expect(JSON.stringify(document)).toBe(before);
		expect(outputs('Trigger')[0]?.[0]?.json).toEqual(input[0]);
		expect(outputs('Trigger')[0]?.[0]?.json['nested']).not.toBe(input[0]?.nested);
	});

	test('a node that is not installed is named', async () => {
		const run = engine.run(workflowWith('missing'), { credentials: [] });
		await expect(run).rejects.toThrow('Unrecognized node type: n8n-nodes-sample.missing');
	});
});

describe('a failing item', () => {
	const input = [{ number: 1 }, { number: 2, fail: true }, { number: 3 }];

	test('with On Error = stop ends the run', async () => {
		const { run, outputs } = await engine.run(workflowWith('thrower'), { credentials: [], input });
		expect(run.status).toBe('error');
		expect(run.data.resultData.error).toMatchObject({
			message: 'failed on purpose',
			context: { itemIndex: 1 },
		});
		expect(outputs('Node')).toEqual([]);
	});

	test('with On Error = continue goes to the regular output', async () => {
		const document = workflowWith('thrower', {}, { onError: 'continueRegularOutput' });
		const { run, outputs } = await engine.run(document, { credentials: [], input });
		expect(run.status).toBe('success');
		expect(outputs('Node').map((items) => items.map(({ json }) => json))).toEqual([
			[{ fine: true }, { error: 'failed on purpose' }, { fine: true }],
		]);
	});

	test('with On Error = error output goes there, with the keys of its input', async () => {
		const document = workflowWith('thrower', {}, { onError: 'continueErrorOutput' });
		const { run, outputs } = await engine.run(document, { credentials: [], input });
		expect(run.status).toBe('success');
		expect(outputs('Node').map((items) => items.map(({ json }) => json))).toEqual([
			[{ fine: true }, { fine: true }],
			[{ number: 2, fail: true, error: 'failed on purpose' }],
		]);
	});

	test('a node that throws in spite of On Error = continue passes its input on as a success', async () => {
		const document = workflowWith('thrower', { always: 'yes' }, { onError: 'continueErrorOutput' });
		const { outputs } = await engine.run(document, { credentials: [], input });
		expect(outputs('Node').map((items) => items.map(({ json }) => json))).toEqual([input]);
	});
});

test('branches run one after the other, as in a new workflow', async () => {
	const { run } = await engine.run(
		{
			nodes: [trigger, noOp('A', 0), noOp('After A', 0), noOp('B', 1)],
			connections: {
				Trigger: { main: [[mainInput('A'), mainInput('B')]] },
				A: { main: [[mainInput('After A')]] },
			},
		},
		{ credentials: [] },
	);
	const order = Object.entries(run.data.resultData.runData)
		.sort(([, [a]], [, [b]]) => (a?.executionIndex ?? 0) - (b?.executionIndex ?? 0))
		.map(([name]) => name);
	expect(order).toEqual(['Trigger', 'A', 'After A', 'B']);
});

describe('Merge', () => {
	const merge = (numberInputs?: number) => ({
		name: 'Merge',
		type: 'n8n-nodes-base.merge',
		typeVersion: 3.2,
		position: [2, 0],
		parameters: numberInputs === undefined ? {} : { numberInputs },
	});

	test('waits for a branch that is longer than the other', async () => {
		const { run, outputs } = await engine.run(
			{
				nodes: [trigger, noOp('Short'), noOp('Long'), noOp('Longer'), merge()],
				connections: {
					Trigger: { main: [[mainInput('Short'), mainInput('Long')]] },
					Short: { main: [[mainInput('Merge', 1)]] },
					Long: { main: [[mainInput('Longer')]] },
					Longer: { main: [[mainInput('Merge', 0)]] },
				},
			},
			{ credentials: [], input: [{ a: 1 }] },
		);
		expect(run.data.resultData.runData['Merge']).toHaveLength(1);
		expect(outputs('Merge')[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0, input: undefined },
			{ item: 0, input: 1 },
		]);
	});

	test('runs without an input that gets no items', async () => {
		const document = workflowWith('thrower', {}, { onError: 'continueErrorOutput' });
		const { outputs } = await engine.run(
			{
				nodes: [...document.nodes, merge()],
				connections: {
					...document.connections,
					Node: { main: [[mainInput('Merge', 0)], [mainInput('Merge', 1)]] },
				},
			},
			{ credentials: [], input: [{}, {}] },
		);
		expect(outputs('Merge')[0]?.map(({ json }) => json)).toEqual([{ fine: true }, { fine: true }]);
	});

	test('takes as many inputs as configured, and leaves out those without a connection', async () => {
		const { outputs } = await engine.run(
			{
				nodes: [trigger, noOp('A'), noOp('C'), merge(4)],
				connections: {
					Trigger: { main: [[mainInput('A'), mainInput('C'), mainInput('Merge', 1)]] },
					A: { main: [[mainInput('Merge', 0)]] },
					C: { main: [[mainInput('Merge', 2)]] },
				},
			},
			{ credentials: [], input: [{ a: 1 }, { a: 2 }] },
		);
		expect(outputs('Merge')[0]?.map(({ json }) => json['a'])).toEqual([1, 2, 1, 2, 1, 2]);
	});
});

describe('cancelling', () => {
	test('aborts a request that is under way', async () => {
		const cancel = new AbortController();
		const silenced = server.silenced();
		const document = workflowWith('fetcher', { url: `${server.url}/silence` });
		const running = engine.run(document, { credentials: [], cancel: cancel.signal });
		await silenced;
		cancel.abort();
		const { run, outputs } = await running;
		expect(run.status).toBe('canceled');
		expect(outputs('Node')).toEqual([]);
	});

	test('before the start lets no node run', async () => {
		const { run } = await engine.run(workflowWith('thrower'), {
			credentials: [],
			cancel: AbortSignal.abort(),
		});
		expect(run.status).toBe('canceled');
		expect(run.data.resultData.runData).toEqual({});
	});
});

describe('what a run leaves behind', () => {
	const note = 'a parameter of the failed node';

	test('the saved data of a stopped run hold the node with its parameters', async () => {
		const stopped = await engine.run(workflowWith('thrower', { note, always: 'yes' }), {
			credentials: [],
		});
		expect(stopped.saved).toContain(note);
		expect(parse(stopped.saved)).toMatchObject({
			resultData: { lastNodeExecuted: 'Node', error: { message: 'failed on purpose' } },
			executionData: { nodeExecutionStack: [{ node: { parameters: { note } } }] },
		});
		const succeeded = await engine.run(workflowWith('thrower', { note }), { credentials: [] });
		expect(succeeded.saved).not.toContain(note);
	});

	test('the logs hold what a stopped run prints', async () => {
		const document = workflowWith('thrower', { always: 'yes' });
		const { logs } = await engine.run(document, { credentials: [] });
		expect(logs).toContain('error failed on purpose');
	});

	test('the logs hold what a node prints and logs, and nothing of other runs', async () => {
		const print = jest.spyOn(globalThis.console, 'warn').mockReturnValue();
		const { logs } = await engine.run(workflowWith('printer'), { credentials: [] });
		expect(print).toHaveBeenCalledTimes(1);
		print.mockRestore();
		expect(logs).toContain('printed to the console');
		expect(logs).toContain('logged by the node');
		expect(logs).toContain('with metadata');
		const next = await engine.run(workflowWith('thrower'), { credentials: [] });
		expect(next.logs).not.toContain('printed to the console');
	});

	test('static data is handed from run to run, and saved unless the run is manual', async () => {
		const document = workflowWith('counter');
		const first = await engine.run(document, { credentials: [], mode: 'trigger' });
		expect(first.staticData).toEqual({ 'node:Node': { runs: 1 } });
		expect(first.staticDataIsSaved).toBe(true);

		const second = await engine.run(document, { credentials: [], staticData: first.staticData });
		expect(second.outputs('Node')[0]?.[0]?.json).toEqual({ runs: 2 });
		expect(second.staticDataIsSaved).toBe(false);
		expect(first.staticData).toEqual({ 'node:Node': { runs: 1 } });
	});
});

test('a built package is loaded as n8n loads it', async () => {
	const directory = mkdtempSync(join(tmpdir(), 'n8n-package-'));
	try {
		writePackage(directory);
		const built = await createEngine({ kind: 'directory', directory });
		expect(built.credentialTypes.getByName('builtApi').displayName).toBe('Built API');
		const document = workflowWith('thrower');
		const nodes = document.nodes.map((node) =>
			node.name === 'Node' ? { ...node, type: 'n8n-nodes-built.built' } : node,
		);
		const { outputs } = await built.run({ ...document, nodes }, { credentials: [] });
		expect(outputs('Node')).toEqual([[{ json: { built: true }, pairedItem: { item: 0 } }]]);
	} finally {
		rmSync(directory, { recursive: true });
	}
});

function writePackage(directory: string): void {
	const write = (path: string, content: string) => writeFileSync(join(directory, path), content);
	const node = 'dist/Built.node.js';
	const credential = 'dist/BuiltApi.credentials.js';
	mkdirSync(join(directory, 'dist'));
	write(
		'package.json',
		JSON.stringify({
			name: 'n8n-nodes-built',
			version: '1.2.3',
			n8n: { n8nNodesApiVersion: 1, nodes: [node], credentials: [credential] },
		}),
	);
	write(
		node,
		`exports.Built = class Built {
			description = { displayName: 'Built', name: 'built', group: [], version: 1, description: 'Built',
				defaults: { name: 'Built' }, inputs: ['main'], outputs: ['main'], properties: [] };
			async execute() { return [[{ json: { built: true } }]]; }
		};`,
	);
	write(
		credential,
		`exports.BuiltApi = class BuiltApi {
			name = 'builtApi'; displayName = 'Built API'; properties = [];
		};`,
	);
}
