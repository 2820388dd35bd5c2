import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { balanceWorkflow, createBalanceEngine, storedCredential } from '../engine/accountBalance';
import { createEngine, type Engine, type EngineRun } from '../engine/engine';
import { STARTS, type RunningVendor } from '../standIns/runningVendors';
import { selfSignedCertificate } from '../standIns/selfSignedCertificate';
import { htmlPage, startServer, type Answer, type StandIn } from '../standIns/standIn';
import { ENDLESS_BYTES, startEndlessServer, type EndlessServer } from './endlessServer';
import { expectedOutcomes, FAULTS, type Fault, type Outcome, type Situation } from './faults';
import { leakFinder } from './leakSearch';
import { CARELESS_FORMS, CARELESS_PLACES, leakyPackage } from './leakyNode';
import { VARIANTS, WRITINGS, type Variant } from './variants';

const MODES = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

type Mode = (typeof MODES)[number];

/** Everything that one variant's faults are made with. */
interface Stage {
	readonly variant: Variant;
	readonly vendor: RunningVendor;
	readonly secureServer: StandIn;
	readonly answer: Situation['answer'];
	readonly leaksIn: (text: string) => readonly string[];
}

let engine: Engine;
let otherServer: StandIn;
let closedUrl: string;
let endlessServer: EndlessServer;
let stalledTests: ReturnType<typeof testStalls>;

/** What all tests together have seen. */
const seen = { cells: 0, leaks: [] as string[] };

beforeAll(async () => {
	engine = await createBalanceEngine();
	otherServer = await startServer(() => htmlPage(404));
	endlessServer = await startEndlessServer();
	const closed = await startServer(() => htmlPage(404));
	await closed.close();
	closedUrl = closed.url;
	// They take as long as the credential test's own timeout: the other tests go on meanwhile.
	stalledTests = testStalls();
});

afterAll(async () => {
	// Where only some tests are run, nobody else waits for these.
	await stalledTests;
	await Promise.all([otherServer.close(), endlessServer.close()]);
}, 60_000);

async function startVendor(vendorId: string, tls?: { key: string; cert: string }) {
	const start = STARTS[vendorId];
	if (start === undefined) throw new Error(`No stand-in for ${vendorId}`);
	return await start(tls === undefined ? {} : { tls });
}

async function setStage(variant: Variant): Promise<Stage> {
	const vendor = await startVendor(variant.vendorId);
	const { standIn: secureServer } = await startVendor(variant.vendorId, selfSignedCertificate());
	const leaksIn = leakFinder(secretsOf(variant, vendor.credential));
	const stage = { variant, vendor, secureServer, leaksIn };
	return { ...stage, answer: await rightAnswer(stage) };
}

async function clearStage({ vendor, secureServer }: Stage): Promise<void> {
	await Promise.all([vendor.standIn.close(), secureServer.close()]);
}

/** The stand-in's own reply to the item that is going to meet the faults. */
async function rightAnswer(stage: Omit<Stage, 'answer'>): Promise<Situation['answer']> {
	let answer: Answer | undefined;
	stage.vendor.standIn.misbehave(
		{
			kind: 'transform',
			transform: (own) => {
				answer = own;
				return own;
			},
		},
		1,
	);
	await runItems(stage, stage.vendor.standIn.url, 10_000, 'stopWorkflow');
	if (answer === undefined) throw new Error(`${stage.variant.name} was not asked`);
	return { ...answer, body: answer.body.toString() };
}

/** The secrets of the credential, and what the vendor's authentication makes of them. */
function secretsOf(
	{ vendorId, secretFields, faulty, other }: Variant,
	credential: RunningVendor['credential'],
): readonly string[] {
	const secrets = secretFields.map((field) => String(credential[field]));
	if (vendorId === 'kolmisoftM4') {
		const hashes = [faulty, other].map(({ username }) =>
			createHash('sha1')
				.update(`${String(username)}${secrets.join('')}`)
				.digest('hex'),
		);
		return [...secrets, ...hashes];
	}
	if (vendorId === 'igSend') {
		const pair = `${String(credential['publicKey'])}:${secrets.join('')}`;
		return [...secrets, pair, Buffer.from(pair).toString('base64')];
	}
	return secrets;
}

function addressOf({ place }: Fault, { vendor, secureServer }: Stage): string {
	switch (place.at) {
		case 'standIn':
			return vendor.standIn.url;
		case 'closedPort':
			return closedUrl;
		case 'selfSignedServer':
			return secureServer.url;
		case 'serverWithoutTls':
			return vendor.standIn.url.replace('http:', 'https:');
		case 'endlessServer':
			return endlessServer.url;
	}
}

function misbehaveOnce({ place }: Fault, { variant, answer, vendor }: Stage): void {
	vendor.standIn.behaveAgain();
	if (place.at !== 'standIn') return;
	const writing = WRITINGS[variant.shape];
	const situation: Situation = { variant, answer, writing, otherUrl: otherServer.url };
	vendor.standIn.misbehave(place.behaviour(situation), 1);
}

/** Runs the item that meets the fault and one that does not; each has its own address and time. */
async function runItems(
	{ variant, vendor }: Pick<Stage, 'variant' | 'vendor'>,
	faultyUrl: string,
	timeout: number,
	onError: Mode,
): Promise<EngineRun> {
	const { path, faulty, other, parameters, options } = variant;
	const input = [
		{ ...faulty, baseUrl: faultyUrl + path, timeout },
		{ ...other, baseUrl: vendor.standIn.url + path, timeout: 10_000 },
	];
	const workflow = balanceWorkflow(
		variant.vendorId,
		{
			...parameters,
			options: {
				...options,
				timeout: '={{ $json.timeout }}',
				retries: 0,
				// The first request is the one that misbehaves.
				concurrency: 1,
				includeRaw: true,
				lowThreshold: 500,
			},
		},
		{ onError },
	);
	const data = { ...vendor.credential, baseUrl: '={{ $json.baseUrl }}' };
	return await engine.run(workflow, {
		credentials: [storedCredential(variant.vendorId, data)],
		input,
	});
}

/** How one run or one credential test ended. */
interface Cell {
	readonly outcome: Outcome | 'stopped' | 'unclear';
	/** The message of a failure. */
	readonly message: string | null;
	/** The balance of the other item; null where the run stopped before it. */
	readonly other: unknown;
	/** Keys that a failed item must not have. */
	readonly strayKeys: readonly string[];
	readonly leaks: readonly string[];
}

/** Shorter than any person waits, and longer than the stand-in takes. */
const STALL_TIMEOUT = 100;

async function runCell(fault: Fault, stage: Stage, mode: Mode): Promise<Cell> {
	misbehaveOnce(fault, stage);
	const timeout = fault.stalls === true ? STALL_TIMEOUT : 10_000;
	const result = await runItems(stage, addressOf(fault, stage), timeout, mode);
	const outputs = [0, 1].map((output) => result.outputs('Balance')[output] ?? []);
	const text = [result.saved, result.logs, JSON.stringify(outputs)].join('\n');
	const leaks = found(text, stage, `${fault.name}, ${mode}`);
	const items = outputs.flat();
	const itemOf = (index: number) =>
		items.find(({ pairedItem }) => JSON.stringify(pairedItem) === `{"item":${index}}`)?.json;
	const error = result.run.data.resultData.error;
	if (error !== undefined) {
		const outcome = items.length === 0 ? 'stopped' : 'unclear';
		return { outcome, message: error.message, other: null, strayKeys: [], leaks };
	}
	const faulty = itemOf(0) ?? {};
	const failedOutput = mode === 'continueErrorOutput' ? 1 : 0;
	const isInPlace = 'balance' in faulty || outputs[failedOutput]?.[0]?.json === faulty;
	return {
		...outcomeOf(faulty, stage.variant),
		...(isInPlace && items.length === 2 ? {} : { outcome: 'unclear' }),
		other: itemOf(1)?.['balanceText'],
		leaks,
	};
}

function outcomeOf(
	json: IDataObject,
	{ balance }: Variant,
): Pick<Cell, 'outcome' | 'message' | 'strayKeys'> {
	const { error, details } = json;
	if (typeof error !== 'string') {
		const isRight = json['balanceText'] === balance && json['balance'] === Number(balance);
		return { outcome: isRight ? 'balance' : 'unclear', message: null, strayKeys: [] };
	}
	const isObject = typeof details === 'object' && details !== null && 'kind' in details;
	// The cast: a kind that there is none of fails the comparison.
	const outcome = isObject ? (details['kind'] as Outcome) : 'unclear';
	const stray = ['balance', 'balanceText', 'available', 'low', 'raw'];
	return { outcome, message: error, strayKeys: stray.filter((key) => key in json) };
}

/** The credential test's answer to the fault; only whether it is green or red shows how it ended. */
async function testCell(fault: Fault, stage: Stage) {
	const { variant, vendor } = stage;
	misbehaveOnce(fault, stage);
	const { status, message } = await engine.testCredential(`${variant.vendorId}Api`, {
		...vendor.credential,
		baseUrl: addressOf(fault, stage) + variant.path,
	});
	const isRight = message.includes(`: ${variant.balance} `);
	const leaks = found(message, stage, `${fault.name}, credential test`);
	return { status, showsBalance: isRight, leaks };
}

/** The credential tests of all vendors with all stalls, at once. */
async function testStalls() {
	const variants = VARIANTS.filter(({ isDefault }) => isDefault);
	const stalls = FAULTS.filter((fault) => fault.stalls);
	return await Promise.all(
		variants.flatMap((variant) =>
			stalls.map(async (fault) => {
				const stage = await setStage(variant);
				const cell = await testCell(fault, stage);
				await clearStage(stage);
				return cell;
			}),
		),
	);
}

function found(text: string, { variant, leaksIn }: Stage, name: string): readonly string[] {
	seen.cells += 1;
	const leaks = leaksIn(text);
	seen.leaks.push(...leaks.map((leak) => `${variant.name}, ${name}: ${leak}`));
	return leaks;
}

function faultsOf({ shape }: Variant): readonly Fault[] {
	return FAULTS.filter(({ shapes }) => shapes?.includes(shape) ?? true);
}

describe.each(VARIANTS.map((variant) => [variant.name, variant] as const))('%s', (_, variant) => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await setStage(variant);
	});

	afterAll(async () => {
		await clearStage(stage);
	});

	const faults = faultsOf(variant).map((fault) => [fault.name, fault] as const);

	it.each(faults)('keeps its promises with %s', async (_name, fault) => {
		const before = stage.vendor.standIn.requests.length;
		const stop = await runCell(fault, stage, 'stopWorkflow');
		const regular = await runCell(fault, stage, 'continueRegularOutput');
		const errorOutput = await runCell(fault, stage, 'continueErrorOutput');

		const expected = expectedOutcomes(fault, variant);
		expect(expected).toContain(regular.outcome);
		const whole = { other: variant.otherBalance, strayKeys: [], leaks: [] };
		expect(regular).toEqual({ ...regular, ...whole });
		expect(errorOutput).toEqual(regular);
		expect(stop).toEqual(
			regular.outcome === 'balance'
				? regular
				: { ...whole, outcome: 'stopped', message: regular.message, other: null },
		);
		// Two items in each run; nothing is sent twice.
		expect(stage.vendor.standIn.requests.length - before).toBeLessThanOrEqual(6);
		expect(otherServer.requests).toHaveLength(0);
		expect(stage.secureServer.requests).toHaveLength(0);
	});

	if (!variant.isDefault) return;

	// Stalls have a test of their own below.
	const tested = faults.filter(([, { stalls }]) => stalls !== true);

	it.each(tested)('has a credential test that is right about %s', async (_name, fault) => {
		const before = stage.vendor.standIn.requests.length;
		const outcomes = expectedOutcomes(fault, variant);
		const isGreen = outcomes.includes('balance');
		expect(await testCell(fault, stage)).toEqual({
			status: isGreen ? 'OK' : 'Error',
			showsBalance: isGreen,
			leaks: [],
		});
		expect(stage.vendor.standIn.requests.length - before).toBeLessThanOrEqual(1);
		expect(otherServer.requests).toHaveLength(0);
	});
});

it('has credential tests that end although the vendor stalls', async () => {
	const cells = await stalledTests;
	const red = { status: 'Error', showsBalance: false, leaks: [] };
	expect(cells.length).toBeGreaterThan(0);
	expect(cells).toEqual(cells.map(() => red));
}, 60_000);

it('stops reading a reply that goes on, and closes the connection', async () => {
	const taken = await endlessServer.taken();
	expect(taken.length).toBeGreaterThanOrEqual(VARIANTS.length * MODES.length);
	expect(Math.max(...taken)).toBeLessThan(ENDLESS_BYTES / 4);
});

describe('the search itself', () => {
	const secret = 's:k&v=w+rd %41é"\\<x^~$';
	const leaksIn = leakFinder([secret]);
	let leaky: Engine;

	beforeAll(async () => {
		leaky = await createEngine(leakyPackage());
	});

	async function runLeaky(place: string, form: string): Promise<EngineRun> {
		const trigger = { name: 'Trigger', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 };
		const credentials = { leakyApi: { id: '1', name: 'Leaky' } };
		const node = { name: 'Leaky', type: 'n8n-nodes-leaky.leaky', typeVersion: 1, credentials };
		return await leaky.run(
			{
				nodes: [
					{ ...trigger, position: [0, 0], parameters: {} },
					{ ...node, position: [1, 0], parameters: { place, form } },
				],
				connections: { Trigger: { main: [[{ node: 'Leaky', type: 'main', index: 0 }]] } },
			},
			{ credentials: [{ id: '1', name: 'Leaky', type: 'leakyApi', data: { secret, form } }] },
		);
	}

	it.each(Object.keys(CARELESS_FORMS))(
		'catches a node that shows its secret as %s',
		async (form) => {
			const caught = [];
			for (const place of CARELESS_PLACES) {
				const { saved, logs } = await runLeaky(place, form);
				if (leaksIn([saved, logs].join('\n')).length > 0) caught.push(place);
			}
			expect(caught).toEqual([...CARELESS_PLACES]);
		},
	);

	it.each(Object.keys(CARELESS_FORMS))(
		'catches a credential test that shows it as %s',
		async (form) => {
			const { message } = await leaky.testCredential('leakyApi', { secret, form });
			expect(leaksIn(message)).not.toEqual([]);
		},
	);

	it('finds nothing where there is nothing', async () => {
		const { saved, logs } = await runLeaky('item', 'none');
		expect(leaksIn([saved, logs].join('\n'))).toEqual([]);
	});
});

it('has found no secret in some thousands of cells', () => {
	expect(seen.leaks).toEqual([]);
	expect(seen.cells).toBeGreaterThan(3000);
});
