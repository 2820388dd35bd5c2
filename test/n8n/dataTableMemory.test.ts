import type { IDataObject, INodeExecutionData, IRunExecutionData } from 'n8n-workflow';
import { createDataTables, type DataTables } from '../engine/dataTableNode';
import {
	isListOf,
	isText,
	parseRecord,
	requireMember,
	toRecord,
} from '../../nodes/shared/input/untrusted';
import { leakFinder } from '../faults/leakSearch';
import { kolmisoftM4SecretKey } from '../vendors/kolmisoftM4/standIn';
import {
	eventsOf,
	outputsOfAllRuns,
	startWatchedServer,
	type WatchedServer,
	type WatchSetup,
} from './watchedServer';

const TABLE = 'Account Balance Watch';
const COLUMNS = ['workflowId', 'nodeId', 'nodeName', 'turn', 'memory'].map((name) => {
	return { name, type: 'string' };
});

const IN_TABLE = { stateStorage: 'dataTable' };

let watched: WatchedServer;
let tables: DataTables;

beforeEach(async () => {
	watched = await startWatchedServer();
	tables = createDataTables();
});

afterEach(async () => {
	await watched.close();
	jest.restoreAllMocks();
});

let executions = 0;
let nodes = 0;
let nodeId: string;
let node: NonNullable<WatchSetup['node']> = 'own';

// What the process knows of a node must not come from another test.
beforeEach(() => {
	nodeId = `node${++nodes}`;
});

/** A run of the published workflow that remembers in a table. */
async function run(setup: WatchSetup = {}): Promise<readonly INodeExecutionData[]> {
	return await watched.run(inTable(setup));
}

function inTable({ parameters, options, settings, ...setup }: WatchSetup): WatchSetup {
	executions++;
	return {
		node,
		dataTables: tables,
		...setup,
		settings: { id: nodeId, ...settings },
		parameters: { alertOptions: IN_TABLE, ...parameters },
		options: { executionId: String(executions), ...options },
	};
}

function rows(): IDataObject[] {
	return tables.tables.find(({ name }) => name === TABLE)?.rows ?? [];
}

/** The only row. */
function row(): IDataObject {
	const [only, ...others] = rows();
	if (only === undefined || others.length > 0) throw new Error(`${rows().length} rows`);
	return only;
}

it('makes one table of plain columns and one row, and tells each crossing once', async () => {
	expect(eventsOf(await run())).toEqual([]);
	watched.answer('90.00');
	expect(eventsOf(await run())).toEqual(['low/threshold']);
	expect(eventsOf(await run())).toEqual([]);
	watched.answer('150.00');
	expect(eventsOf(await run())).toEqual(['recovered/threshold']);
	expect(tables.tables).toMatchObject([{ name: TABLE, columns: COLUMNS }]);
	expect(row()).toMatchObject({ workflowId: 'workflow', nodeId, nodeName: 'Balance' });
	expect(row()['turn']).toMatch(/^4 of execution \d+ \w{16}$/);
	expect(watched.staticData).toEqual({});
});

it('costs two sub-workflows a check once the row is there', async () => {
	await run();
	tables.actions.length = 0;
	await run();
	expect(tables.actions).toEqual(['row get', 'row update']);
});

it('a node that gets another name goes on, and so does its name in the table', async () => {
	watched.answer('90.00');
	const settings = { id: nodeId };
	expect(eventsOf(await run({ settings }))).toEqual(['low/threshold']);
	expect(eventsOf(await run({ settings, name: 'Renamed' }))).toEqual([]);
	expect(row()).toMatchObject({ nodeId, nodeName: 'Renamed' });
});

it('two nodes have a row each', async () => {
	watched.answer('90.00');
	expect(eventsOf(await run({ settings: { id: 'one' } }))).toEqual(['low/threshold']);
	expect(eventsOf(await run({ settings: { id: 'other' } }))).toEqual(['low/threshold']);
	expect(rows().map((each) => each['nodeId'])).toEqual(['one', 'other']);
});

it('takes over what static data remembers, once', async () => {
	watched.answer('90.00');
	const inStaticData = { settings: { id: nodeId }, options: { executionId: 'before' } };
	expect(eventsOf(await watched.run(inStaticData))).toEqual(['low/threshold']);
	expect(eventsOf(await run())).toEqual([]);
	watched.staticData = {};
	expect(eventsOf(await run())).toEqual([]);
});

describe('by hand', () => {
	const byHand = { options: { mode: 'manual' } } as const;

	it('makes no table', async () => {
		const [item] = await run(byHand);
		expect(item?.json).toMatchObject({ event: 'none', status: 'ok' });
		expect(tables.actions).toContain('table list');
		expect(tables.tables).toEqual([]);
	});

	it('reads what is there, and leaves it as it is', async () => {
		await run();
		watched.answer('90.00');
		await run();
		const before = structuredClone(tables.tables);
		const [item] = await run(byHand);
		expect(item?.json).toMatchObject({ event: 'none', status: 'low' });
		expect(tables.tables).toEqual(before);
	});
});

describe.each(['own', 'mixed'] as const)('runs that overlap, by the node: %s', (kind) => {
	beforeEach(() => {
		node = kind;
	});

	afterEach(() => {
		node = 'own';
	});

	/** Lets something happen once, before the first action of this name. */
	function once(action: string, act: () => Promise<unknown> | void): void {
		let isDone = false;
		tables.before = async (next) => {
			if (next !== action || isDone) return;
			isDone = true;
			await act();
		};
	}

	it('tell once: whoever is overtaken judges by what the other one left', async () => {
		await run();
		watched.answer('90.00');
		let told: readonly string[] = [];
		once('row update', async () => {
			told = eventsOf(await run());
		});
		expect(eventsOf(await run())).toEqual([]);
		expect(told).toEqual(['low/threshold']);
		expect(row()['turn']).toMatch(/^3 /);
	});

	it('tell what each has seen: the observation of the overtaken one is judged anew', async () => {
		await run();
		let told: readonly string[] = [];
		once('row update', async () => {
			watched.answer('90.00');
			told = eventsOf(await run());
		});
		// It was asked before the balance fell, and is written after that was told.
		expect(eventsOf(await run())).toEqual(['recovered/threshold']);
		expect(told).toEqual(['low/threshold']);
	});

	it('tell once at the very first check, before there is a table', async () => {
		watched.answer('90.00');
		let told: readonly string[] = [];
		once('table create', async () => {
			told = eventsOf(await run());
		});
		const own = eventsOf(await run());
		expect([...told, ...own]).toEqual(['low/threshold']);
		expect(row()['turn']).toMatch(/^2 /);
	});

	it('tell once at the very first check, before there is a row', async () => {
		watched.answer('90.00');
		let told: readonly string[] = [];
		once('row insert', async () => {
			told = eventsOf(await run());
		});
		const own = eventsOf(await run());
		expect([...told, ...own]).toEqual(['low/threshold']);
		expect(row()['turn']).toMatch(/^2 /);
	});

	it('tell once where an older row becomes visible after a younger one, as on Postgres', async () => {
		watched.answer('90.00');
		const hidden: IDataObject[] = [];
		let told: readonly string[] = [];
		once('row update', async () => {
			// The row of another run has an older number: it is taken, and the younger one goes.
			const older = { ...row(), id: 0, turn: '0 of execution other' };
			hidden.push(older);
			rows().unshift(older);
			told = eventsOf(await run());
		});
		const own = eventsOf(await run());
		expect([...told, ...own]).toEqual(['low/threshold']);
		expect(hidden).toHaveLength(1);
		expect(row()).toMatchObject({ id: 0, turn: expect.stringMatching(/^2 /) });
	});

	it('a row that was written counts before an older one that was not', async () => {
		watched.answer('90.00');
		await run();
		rows().unshift({ ...row(), id: 0, turn: '0 of execution other', memory: '' });
		expect(eventsOf(await run())).toEqual([]);
		expect(row()).toMatchObject({ id: 1, turn: expect.stringMatching(/^2 /) });
	});

	it('without end say so, and tell what they have seen all the same', async () => {
		await run();
		jest.spyOn(Math, 'random').mockReturnValue(0);
		watched.answer('90.00');
		let others = 0;
		tables.before = (action) => {
			if (action === 'row update') row()['turn'] = `${++others} of execution other`;
		};
		const [item] = await run();
		expect(item?.json).toMatchObject({
			event: 'low',
			details: { warnings: [expect.stringMatching(/^So many runs of this watch overlap/)] },
		});
		expect(others).toBe(40);
	});
});

describe('a writing that n8n refuses', () => {
	beforeEach(async () => {
		await run();
		watched.answer('90.00');
	});

	it('is tried again', async () => {
		let refused = 0;
		tables.before = (action) => {
			if (action === 'row update' && ++refused < 4) throw new Error('database is locked');
		};
		expect(eventsOf(await run())).toEqual(['low/threshold']);
		expect(refused).toBe(4);
		expect(eventsOf(await run())).toEqual([]);
	});

	it('is not repeated where it was done all the same, not even if others have written since', async () => {
		let isDone = false;
		tables.after = (action) => {
			if (action !== 'row update' || isDone) return;
			isDone = true;
			// Another run goes on from what was written, though n8n says that it was not.
			const other = '3 of execution other';
			const memory = parseRecord(row()['memory']);
			const turns = [...requireMember(memory, 'turns', isListOf(isText)), other];
			Object.assign(row(), { turn: other, memory: JSON.stringify({ ...memory, turns }) });
			throw new Error('database is locked');
		};
		expect(eventsOf(await run())).toEqual(['low/threshold']);
		expect(row()['turn']).toBe('3 of execution other');
	});
});

describe('with a clock that is put back', () => {
	async function tellAt(hours: readonly number[]): Promise<ReadonlyArray<readonly string[]>> {
		const told = [];
		for (const hour of hours) {
			watched.hour = hour;
			told.push(eventsOf(await run()));
		}
		return told;
	}

	it('tells once, after static data had to step in', async () => {
		await run();
		watched.hour = 10;
		tables.before = (action) => {
			if (action === 'row update') throw new Error('Data table size limit exceeded: 1MB used');
		};
		await run();
		tables.before = () => {};
		watched.answer('90.00');
		expect(await tellAt([9, 9.5, 10.25])).toEqual([['low/threshold'], [], []]);
	});

	it('tells once, where static data remembered before', async () => {
		watched.hour = 24 * 300;
		await run({ parameters: { alertOptions: {} } });
		watched.answer('90.00');
		expect(await tellAt([1, 2, 3])).toEqual([['low/threshold'], [], []]);
	});

	it('tells once, where static data steps in then', async () => {
		watched.hour = 10;
		await run();
		watched.answer('90.00');
		tables.before = (action) => {
			if (action === 'row update') throw new Error('Data table size limit exceeded: 1MB used');
		};
		expect(await tellAt([9, 9.5])).toEqual([['low/threshold'], []]);
	});
});

describe('what became of the execution that told', () => {
	const MENDED = { main: [[{ json: { isArtificialRecoveredEventItem: true } }]] };
	const ITEMS = { main: [[{ json: { event: 'low' } }]] };

	/** A run that told, seen as n8n has it, by the next run; what that one tells. */
	async function toldAfter(
		runData: object | null,
		{ error, hours = 0 }: { readonly error?: object; readonly hours?: number } = {},
	): Promise<readonly string[]> {
		watched.answer('90.00');
		expect(eventsOf(await run())).toEqual(['low/threshold']);
		watched.hour = hours;
		return eventsOf(await run({ options: { executions: executionsOf(runData, error) } }));
	}

	function executionsOf(runData: object | null, error?: object) {
		if (runData === null) return new Map();
		// The cast: as much of an execution as is read.
		const data = { resultData: { runData, error } } as unknown as IRunExecutionData;
		return new Map([[String(executions), data]]);
	}

	it.each<[string, object | null, object]>([
		['is not kept', null, {}],
		['passed its items on', { Balance: [{ executionStatus: 'success', data: ITEMS }] }, {}],
		[
			'passed its items on, and another node failed',
			{ Balance: [{ executionStatus: 'success', data: ITEMS }] },
			{ error: { message: 'Slack is down' } },
		],
		['goes on', {}, {}],
	])('it %s: nothing comes again', async (_, runData, options) => {
		expect(await toldAfter(runData, options)).toEqual([]);
		expect(eventsOf(await run())).toEqual([]);
	});

	it.each<[string, object, object]>([
		['between two nodes', { Balance: [{ executionStatus: 'success', data: MENDED }] }, {}],
		['in this node', { Balance: [{ executionStatus: 'crashed' }] }, {}],
		['on a worker', {}, { error: { message: 'job stalled more than maxStalledCount' } }],
		['unseen, an hour ago', {}, { hours: 1.1 }],
	])('it broke off %s: what it told comes again, once', async (_, runData, options) => {
		expect(await toldAfter(runData, options)).toEqual(['low/threshold']);
		expect(eventsOf(await run())).toEqual([]);
	});

	it('it broke off, and the account has recovered meanwhile: there is nothing to tell', async () => {
		watched.answer('90.00');
		await run();
		const crashed = executionsOf({ Balance: [{ executionStatus: 'crashed' }] });
		watched.answer('150.00');
		expect(eventsOf(await run({ options: { executions: crashed } }))).toEqual([]);
	});

	it('it broke off, as is known only after static data had to step in: it comes again', async () => {
		watched.answer('90.00');
		await run();
		const running = executionsOf({});
		const crashed = executionsOf({ Balance: [{ executionStatus: 'crashed' }] });
		tables.before = (action) => {
			if (action === 'row update') throw new Error('Data table size limit exceeded: 1MB used');
		};
		watched.hour = 0.5;
		expect(await run({ options: { executions: running } })).toEqual([]);
		tables.before = () => {};
		expect(eventsOf(await run({ options: { executions: crashed } }))).toEqual(['low/threshold']);
		expect(await run()).toEqual([]);
	});

	it('n8n does all of it again: it tells it', async () => {
		watched.answer('90.00');
		await run();
		const executionId = String(executions);
		expect(eventsOf(await run({ options: { executionId } }))).toEqual(['low/threshold']);
		expect(await run()).toEqual([]);
	});

	it('it is the same one, in which the node runs again: nothing comes again, whoever runs in between', async () => {
		watched.answer('90.00');
		const branch = (label: string, threshold: string) => ({ label, threshold });
		const runBranches = async (...branches: ReadonlyArray<Readonly<Record<string, string>>>) => {
			const parameters = {
				alertOptions: IN_TABLE,
				threshold: '={{ $json.threshold }}',
				options: { retries: 0, label: '={{ $json.label }}' },
			};
			const whole = await watched.runWhole(
				inTable({ branches, parameters, options: { executions: executionsOf({}) } }),
			);
			return outputsOfAllRuns(whole).flatMap(eventsOf);
		};
		let hasWritten = false;
		let between: readonly string[] | null = null;
		tables.before = async (action) => {
			// The second run of the node begins with a look at what the first one has written.
			if (action === 'row get' && hasWritten && between === null) {
				between = [];
				between = await runBranches(branch('two', '10'));
			}
			if (action === 'row update') hasWritten = true;
		};
		const told = await runBranches(branch('one', '100'), branch('two', '10'));
		expect({ told, between }).toEqual({ told: ['low/threshold'], between: [] });
		expect(await runBranches(branch('one', '100'))).toEqual([]);
	});

	it('by hand nobody asks for it', async () => {
		watched.answer('90.00');
		await run();
		const crashed = executionsOf({ Balance: [{ executionStatus: 'crashed' }] });
		const before = structuredClone(tables.tables);
		await run({ options: { mode: 'manual', executions: crashed } });
		expect(tables.tables).toEqual(before);
	});
});

describe('where the table cannot be used', () => {
	const GOES_ON = /this node remembers in static data/;

	it.each<[string, RegExp, () => void]>([
		['has no such node', /no Data Table node.*NODES_EXCLUDE/, () => {}],
		[
			'has switched it off',
			/switched off.*N8N_DISABLED_MODULES/,
			() => refuseAll('Attempted to use Data table node but the module is disabled'),
		],
		[
			'cannot make tables yet',
			/cannot make tables yet\. Update n8n/,
			() => refuseAll("Cannot read properties of undefined (reading 'execute')"),
		],
		[
			'has reached its limit',
			/reached their limit.*N8N_DATA_TABLES_MAX_SIZE_BYTES/,
			() => refuseAll('Data table size limit exceeded: 50MB used, limit is 50MB'),
		],
		[
			'says anything else',
			/did not let this node use the table: a ‹b› of n8n/,
			() => refuseAll('a <b> of n8n'),
		],
		[
			'has a table of that name of somebody else',
			/table "Account Balance Watch" with other columns\. Rename/,
			() => tables.tables.push({ id: 'own', name: TABLE, columns: [], rows: [] }),
		],
	])(
		'since n8n %s, static data remembers, and it is told what to do',
		async (what, words, break_) => {
			jest.spyOn(Math, 'random').mockReturnValue(0);
			break_();
			const { parameters = {}, settings = {} } = inTable({});
			const without = { parameters, settings };
			const go = async () =>
				await watched.runWhole(what === 'has no such node' ? without : inTable({}));
			watched.answer('90.00');
			const first = await go();
			const items = first.outputs('Balance')[0] ?? [];
			expect(eventsOf(items)).toEqual(['low/threshold']);
			const warning = expect.stringMatching(
				new RegExp(`${words.source}.*${GOES_ON.source}`),
			) as unknown;
			expect(items[0]?.json).toMatchObject({ details: { warnings: [warning] } });
			const second = await go();
			expect(second.outputs('Balance')[0] ?? []).toEqual([]);
			expect(second.run.data.resultData.runData['Balance']?.at(-1)?.hints).toMatchObject([
				{ message: warning, type: 'warning' },
			]);
		},
	);

	it('for a while, nothing is told twice, neither then nor afterwards', async () => {
		await run();
		watched.hour = 1;
		tables.before = (action) => {
			if (action === 'row update') throw new Error('Data table size limit exceeded: 1MB used');
		};
		watched.answer('90.00');
		expect(eventsOf(await run())).toEqual(['low/threshold']);
		watched.hour = 2;
		expect(eventsOf(await run())).toEqual([]);
		tables.before = () => {};
		watched.hour = 3;
		expect(eventsOf(await run())).toEqual([]);
		expect(row()['turn']).toMatch(/^2 /);
		watched.staticData = {};
		watched.hour = 4;
		expect(eventsOf(await run())).toEqual([]);
	});

	function refuseAll(words: string): void {
		tables.before = () => {
			throw new Error(words);
		};
	}
});

describe('a row that somebody has changed', () => {
	const ANEW = /its history begins anew, and an alert may come again\.$/;

	beforeEach(async () => {
		watched.answer('90.00');
		await run();
	});

	it.each<[string, unknown]>([
		['no JSON', '{"version":1,'],
		['a list', '[]'],
		['nothing but a version', '{"version":1}'],
		['another version', '{"version":99,"accounts":{}}'],
		['accounts that are none', '{"version":1,"savedAt":1,"turns":[],"accounts":[]}'],
		['a prototype', '{"version":1,"savedAt":1,"turns":[],"accounts":null,"__proto__":{"a":1}}'],
		['a number', 7],
		['a megabyte of brackets', '['.repeat(1_000_000)],
	])('%s: words, and the next run goes on from there', async (_, memory) => {
		Object.assign(row(), { memory });
		const [item] = await run();
		expect(item?.json).toMatchObject({
			event: 'low',
			details: { warnings: [expect.stringMatching(ANEW)] },
		});
		expect(await run()).toEqual([]);
	});

	it('one account of it: the others are remembered', async () => {
		const memory = parseRecord(row()['memory']);
		const accounts = toRecord(memory['accounts']);
		const write = (more: object) => {
			row()['memory'] = JSON.stringify({ ...memory, accounts: { ...accounts, ...more } });
		};
		write({ other: 'mangled' });
		expect(await run()).toEqual([]);
		const [own = ''] = Object.keys(accounts);
		write({ [own]: 'mangled' });
		const [item] = await run();
		expect(item?.json).toMatchObject({
			event: 'low',
			details: { warnings: [expect.stringMatching(ANEW)] },
		});
	});

	it.each([null, '', 'nonsense', '999999999999999 x'])(
		'the turn %j: nothing is lost or told twice',
		async (turn) => {
			Object.assign(row(), { turn });
			expect(await run()).toEqual([]);
			expect(row()['turn']).toMatch(/^1 of execution/);
			expect(await run()).toEqual([]);
		},
	);

	it('more than anything of ours: it is not even parsed, and the next run goes on from there', async () => {
		const memory = String(row()['memory']);
		row()['memory'] = memory + ' '.repeat(16_000_001 - memory.length);
		const [item] = await run();
		expect(item?.json).toMatchObject({
			event: 'low',
			details: { warnings: [expect.stringMatching(/is larger than anything that it writes/)] },
		});
		expect(await run()).toEqual([]);
	});

	it('the turn, beside an older row that nobody has written to: what is remembered counts', async () => {
		rows().unshift({ ...row(), id: 0, turn: '0 of execution other', memory: '' });
		Object.assign(rows()[1] ?? {}, { turn: 'nonsense' });
		expect(await run()).toEqual([]);
		expect(row()).toMatchObject({ id: 1, turn: expect.stringMatching(/^1 /) });
	});

	it('twice the same row: nothing is told twice, and it is said', async () => {
		rows().push({ ...row(), id: 2 });
		const alertOptions = { ...IN_TABLE, outputEveryCheck: true };
		const [item] = await run({ parameters: { alertOptions } });
		expect(item?.json).toMatchObject({
			event: 'none',
			details: { warnings: [expect.stringMatching(/more than one row for this node/)] },
		});
		expect(eventsOf(await run())).toEqual([]);
	});

	it('deleted, or with it the table: it is said that it is gone', async () => {
		rows().length = 0;
		const [item] = await run();
		const warnings = [expect.stringMatching(/^The row in which this node remembered is gone/)];
		expect(item?.json).toMatchObject({ event: 'low', details: { warnings } });
		tables.tables.length = 0;
		const [again] = await run();
		expect(again?.json).toMatchObject({ event: 'low', details: { warnings } });
		expect(await run()).toEqual([]);
	});
});

it('no secret is in the table, in any form', async () => {
	watched.answer({ refusal: 'incorrectHash' });
	await run();
	// A refused credential rests for an hour.
	watched.hour = 2;
	watched.answer('90.00');
	await run();
	const text = JSON.stringify(tables.tables);
	expect(text).toContain('observed');
	expect(leakFinder([kolmisoftM4SecretKey])(text)).toEqual([]);
});
