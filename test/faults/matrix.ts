import { sleep, type IDataObject } from 'n8n-workflow';
import { createBalanceEngine, NODES, storedCredential } from '../engine/accountBalance';
import type { Engine, EngineRun } from '../engine/engine';
import { holdClosedPort } from '../server/closedPort';
import { createAuthority, selfSignedCertificate } from '../standIns/certificates';
import { profileOf } from '../vendors/profiles';
import { startVendor, type RunningVendor } from '../vendors/runningVendors';
import { htmlPage, startServer, type Answer, type StandIn } from '../standIns/standIn';
import { trustAuthority } from '../standIns/trustedAuthority';
import {
	expectedOutcomes,
	type CertificateKind,
	type Fault,
	type Outcome,
	type Situation,
} from './catalogue/fault';
import { startEndlessServer, type EndlessServer } from './endlessServer';
import { leakFinder } from './leakSearch';
import { WRITINGS, type Variant } from './variants';

/** n8n's settings of On Error. */
export const MODES = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

/** One way to run the node: Get Balance in a setting of On Error, or Watch Balance. */
type Mode = (typeof MODES)[number] | 'watch';

/** The nodes that a vendor is asked by take turns: what they share is met by both. */
const ASKED_BY: Readonly<Record<Mode, keyof typeof NODES>> = {
	stopWorkflow: 'own',
	continueRegularOutput: 'own',
	continueErrorOutput: 'mixed',
	watch: 'mixed',
};

/** Puts out every check, and the first failed one as an event. */
const WATCH = {
	operation: 'watchBalance',
	alertOptions: { outputEveryCheck: true, failuresBeforeAlert: 1 },
};

/** How often each fault's item is run. */
export const RUNS = MODES.length + 1;

/** Shorter than any person waits, and longer than the stand-in takes. */
const STALL_TIMEOUT = 100;

/** What every other item is given, and a credential test gives itself, in milliseconds. */
const TIMEOUT = 10_000;

/** No cell takes longer; far more than the timeout needs, for the sake of loaded machines. */
const LONGEST = 2 * TIMEOUT;

/** What became of one fault. */
export interface Verdict {
	/** How the item or the test ended. */
	readonly outcome: string;
	/** Promises that were broken, in words. */
	readonly broken: readonly string[];
	/** What was searched for secrets: a whole run, or the answer of a credential test. */
	readonly cells: number;
	readonly leaks: readonly string[];
	/** Of the slowest cell. */
	readonly milliseconds: number;
}

/** One vendor and reply format, ready to meet faults. */
export interface Stage {
	readonly variant: Variant;
	/** Runs the fault's item and a sound one in all settings of On Error, and watches both. */
	meetInRuns(fault: Fault): Promise<Verdict>;
	/** Runs the credential test. */
	meetInTest(fault: Fault): Promise<Verdict>;
	/** Resolves to what was left open, in words, and closes everything. */
	clear(): Promise<readonly string[]>;
}

/** n8n's engine with the package, and the servers that all vendors share. */
export interface Matrix {
	readonly engine: Engine;
	readonly endlessServer: EndlessServer;
	setStage(variant: Variant): Promise<Stage>;
	close(): Promise<void>;
}

/** Starts n8n's engine and the servers. */
export async function openMatrix(): Promise<Matrix> {
	const engine = await createBalanceEngine();
	const otherServer = await startServer(() => htmlPage(404));
	const endlessServer = await startEndlessServer();
	const closedPort = await holdClosedPort();
	const authority = createAuthority();
	const distrust = trustAuthority(authority);
	const props = { engine, otherServer, endlessServer, closedUrl: closedPort.url };
	const identities: Identities = {
		trusted: authority.issue(),
		selfSigned: selfSignedCertificate(),
		ofUnknownAuthority: createAuthority().issue(),
		expired: authority.issue({ validUntil: 2001 }),
		notYetValid: authority.issue({ validFrom: 2099 }),
		ofAnotherAddress: authority.issue({ address: '127.0.0.2' }),
	};
	return {
		engine,
		endlessServer,
		setStage: async (variant) => await setStage(variant, { ...props, identities }),
		close: async () => {
			distrust();
			await Promise.all([otherServer.close(), endlessServer.close(), closedPort.release()]);
		},
	};
}

type Identities = Readonly<
	Record<CertificateKind, { readonly key: string; readonly cert: string }>
>;

interface Surroundings {
	readonly engine: Engine;
	/** A server that nobody may ask. */
	readonly otherServer: StandIn;
	readonly endlessServer: EndlessServer;
	readonly closedUrl: string;
	readonly identities: Identities;
}

/** Everything that one variant's faults are made with. */
interface Cast extends Surroundings {
	readonly variant: Variant;
	readonly vendor: RunningVendor;
	readonly secureServers: Readonly<Record<CertificateKind, StandIn>>;
	readonly answer: Situation['answer'];
	readonly leaksIn: (text: string) => readonly string[];
}

async function setStage(variant: Variant, surroundings: Surroundings): Promise<Stage> {
	const vendor = await startVendor(variant.vendorId);
	const secureServers = await startSecureServers(variant.vendorId, surroundings.identities);
	const leaksIn = leakFinder(secretsOf(variant, vendor.credential));
	const answer = await rightAnswer(surroundings.engine, variant, vendor);
	const cast: Cast = { ...surroundings, variant, vendor, secureServers, leaksIn, answer };
	const servers = [vendor.standIn, ...Object.values(secureServers)];
	return {
		variant,
		meetInRuns: async (fault) => await meetInRuns(fault, cast),
		meetInTest: async (fault) => await meetInTest(fault, cast),
		clear: async () => {
			const open = await openConnectionsOf(servers);
			await Promise.all(servers.map(async (server) => await server.close()));
			return open > 0 ? [`${open} connections were left open`] : [];
		},
	};
}

/** Those that do not close by themselves within a second. */
async function openConnectionsOf(servers: readonly StandIn[]): Promise<number> {
	const count = () => servers.reduce((sum, { openConnections }) => sum + openConnections, 0);
	for (let waited = 0; waited < 1000 && count() > 0; waited += 10) await sleep(10);
	return count();
}

async function startSecureServers(vendorId: string, identities: Identities) {
	const start = async (kind: CertificateKind) =>
		(await startVendor(vendorId, { tls: identities[kind] })).standIn;
	return {
		trusted: await start('trusted'),
		selfSigned: await start('selfSigned'),
		ofUnknownAuthority: await start('ofUnknownAuthority'),
		expired: await start('expired'),
		notYetValid: await start('notYetValid'),
		ofAnotherAddress: await start('ofAnotherAddress'),
	};
}

/** The stand-in's own reply to the item that is going to meet the faults. */
export async function rightAnswer(
	engine: Engine,
	variant: Variant,
	vendor: RunningVendor,
): Promise<Situation['answer']> {
	let answer: Answer | undefined;
	const transform = (own: Answer) => (answer = own);
	vendor.standIn.misbehave({ kind: 'transform', transform }, 1);
	await runItems({ engine, variant, vendor }, vendor.standIn.url, TIMEOUT, 'stopWorkflow');
	if (answer === undefined) throw new Error(`${variant.name} was not asked`);
	return { ...answer, body: answer.body.toString() };
}

/** The secrets of the credential, and what the vendor's authentication makes of them. */
function secretsOf(
	{ vendorId, secretFields, faulty, other }: Variant,
	credential: RunningVendor['credential'],
): readonly string[] {
	const { derivedSecrets } = profileOf(vendorId);
	const secrets = secretFields.map((field) => String(credential[field]));
	return [...secrets, ...(derivedSecrets?.(credential, [faulty, other]) ?? [])];
}

function addressOf({ place }: Fault, cast: Cast): string {
	switch (place.at) {
		case 'standIn':
			return cast.vendor.standIn.url;
		case 'closedPort':
			return cast.closedUrl;
		case 'tls':
			return cast.secureServers[place.certificate].url;
		case 'serverWithoutTls':
			return cast.vendor.standIn.url.replace('http:', 'https:');
		case 'endlessServer':
			return cast.endlessServer.url;
	}
}

function misbehaveOnce({ place }: Fault, { variant, answer, vendor, otherServer }: Cast): void {
	vendor.standIn.behaveAgain();
	if (place.at !== 'standIn') return;
	const writing = WRITINGS[variant.shape];
	const situation: Situation = { variant, answer, writing, otherUrl: otherServer.url };
	vendor.standIn.misbehave(place.behaviour(situation), 1);
}

/** Runs the item that meets the fault and one that does not; each has its own address and time. */
async function runItems(
	{ engine, variant, vendor }: Pick<Cast, 'engine' | 'variant' | 'vendor'>,
	faultyUrl: string,
	timeout: number,
	mode: Mode,
): Promise<EngineRun> {
	const { path, faulty, other, parameters, options } = variant;
	const input = [
		{ ...faulty, baseUrl: faultyUrl + path, timeout },
		// Another writing of the address makes another credential: a refused one concerns all its items.
		{ ...other, baseUrl: `${vendor.standIn.url}${path}/`, timeout: TIMEOUT },
	];
	const isWatch = mode === 'watch';
	const workflow = NODES[ASKED_BY[mode]](
		variant.vendorId,
		{
			...parameters,
			...(isWatch ? WATCH : {}),
			threshold: '500',
			options: {
				...options,
				timeout: '={{ $json.timeout }}',
				retries: 0,
				// The first request is the one that misbehaves.
				concurrency: 1,
				includeRaw: true,
			},
		},
		{ onError: isWatch ? 'stopWorkflow' : mode },
	);
	const data = { ...vendor.credential, baseUrl: '={{ $json.baseUrl }}' };
	return await engine.run(workflow, {
		credentials: [storedCredential(variant.vendorId, data)],
		input,
		// By hand, nothing would be remembered.
		mode: isWatch ? 'trigger' : 'manual',
	});
}

/** How one run ended. */
interface Cell {
	readonly outcome: Outcome | 'stopped' | 'unclear';
	/** The message of a failure. */
	readonly message: string | null;
	/** The balance of the other item; null where the run stopped before it. */
	readonly other: unknown;
	/** Keys that a failed item must not have. */
	readonly strayKeys: readonly string[];
	readonly leaks: readonly string[];
	readonly milliseconds: number;
}

async function runCell(fault: Fault, cast: Cast, mode: Mode): Promise<Cell> {
	misbehaveOnce(fault, cast);
	const timeout = fault.stalls === true ? STALL_TIMEOUT : TIMEOUT;
	const start = performance.now();
	const result = await runItems(cast, addressOf(fault, cast), timeout, mode);
	const milliseconds = performance.now() - start;
	const outputs = [0, 1].map((output) => result.outputs('Balance')[output] ?? []);
	const remembered = JSON.stringify(result.staticData);
	const text = [result.saved, result.logs, JSON.stringify(outputs), remembered].join('\n');
	const measured = { leaks: cast.leaksIn(text), milliseconds };
	const items = outputs.flat();
	const itemOf = (index: number) =>
		items.find(({ pairedItem }) => JSON.stringify(pairedItem) === `{"item":${index}}`)?.json;
	const error = result.run.data.resultData.error;
	if (error !== undefined) {
		const outcome = items.length === 0 ? 'stopped' : 'unclear';
		return { outcome, message: error.message, other: null, strayKeys: [], ...measured };
	}
	const faulty = itemOf(0) ?? {};
	const failedOutput = mode === 'continueErrorOutput' ? 1 : 0;
	const isInPlace = 'balance' in faulty || outputs[failedOutput]?.[0]?.json === faulty;
	return {
		...outcomeOf(faulty, cast.variant),
		...(isInPlace && items.length === 2 ? {} : { outcome: 'unclear' }),
		other: itemOf(1)?.['balanceText'],
		...measured,
	};
}

function outcomeOf(
	json: IDataObject,
	{ balance }: Variant,
): Pick<Cell, 'outcome' | 'message' | 'strayKeys'> {
	// Before n8n-core 2.34.4 the error output's items have `message` in place of `details`; a watch
	// tells what has failed as `message` too.
	const { message, details = message } = json;
	const error = json['event'] === 'checkFailing' ? message : json['error'];
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

async function meetInRuns(fault: Fault, cast: Cast): Promise<Verdict> {
	const before = requestsOf(cast);
	const stop = await runCell(fault, cast, 'stopWorkflow');
	const regular = await runCell(fault, cast, 'continueRegularOutput');
	const errorOutput = await runCell(fault, cast, 'continueErrorOutput');
	const watch = await runCell(fault, cast, 'watch');
	const { outcome, message } = regular;

	const continued = { outcome, message, other: cast.variant.otherBalance, strayKeys: [] };
	const stopped = { outcome: 'stopped', message, other: null, strayKeys: [] };
	const cells = [stop, regular, errorOutput, watch];
	return verdict(cells, outcome, [
		...unlessOneOf('outcome', outcome, expectedOutcomes(fault, cast.variant)),
		...unlessSame('continueRegularOutput', regular, continued),
		...unlessSame('continueErrorOutput', errorOutput, continued),
		...unlessSame('watch', watch, continued),
		...unlessSame('stopWorkflow', stop, outcome === 'balance' ? continued : stopped),
		// Two items in each run; nothing is sent twice.
		...sentTooMuch(cast, before, 2 * RUNS),
	]);
}

async function meetInTest(fault: Fault, cast: Cast): Promise<Verdict> {
	const { variant, vendor, engine } = cast;
	const before = requestsOf(cast);
	misbehaveOnce(fault, cast);
	const start = performance.now();
	const { status, message } = await engine.testCredential(`${variant.vendorId}Api`, {
		...vendor.credential,
		baseUrl: addressOf(fault, cast) + variant.path,
	});
	const milliseconds = performance.now() - start;
	const isGreen = expectedOutcomes(fault, variant).includes('balance');
	const shown = { status, showsBalance: message.includes(`: ${variant.balance} `) };
	return verdict([{ leaks: cast.leaksIn(message), milliseconds }], status, [
		...unlessSame('credential test', shown, {
			status: isGreen ? 'OK' : 'Error',
			showsBalance: isGreen,
		}),
		...sentTooMuch(cast, before, 1),
	]);
}

type Measured = Pick<Cell, 'leaks' | 'milliseconds'>;

function verdict(cells: readonly Measured[], outcome: string, broken: readonly string[]): Verdict {
	const milliseconds = Math.max(...cells.map((cell) => cell.milliseconds));
	const slow = milliseconds > LONGEST ? [`took ${Math.round(milliseconds)} ms`] : [];
	const leaks = cells.flatMap((cell) => cell.leaks);
	return { outcome, broken: [...broken, ...slow], cells: cells.length, leaks, milliseconds };
}

function unlessOneOf(what: string, value: string, allowed: readonly string[]): readonly string[] {
	return allowed.includes(value) ? [] : [`${what}: ${allowed.join(' or ')}, not ${value}`];
}

function unlessSame(what: string, actual: object, expected: object): readonly string[] {
	const named = Object.keys(expected).map((key) => [key, Reflect.get(actual, key)] as const);
	const [is, should] = [Object.fromEntries(named), expected].map((value) => JSON.stringify(value));
	return is === should ? [] : [`${what}: ${should}, not ${is}`];
}

function requestsOf({ vendor }: Cast): number {
	return vendor.standIn.requests.length;
}

function sentTooMuch(cast: Cast, before: number, most: number): readonly string[] {
	const { otherServer, secureServers } = cast;
	const distrusted = Object.values(secureServers).filter((each) => each !== secureServers.trusted);
	const others = [otherServer, ...distrusted];
	const strays = others.reduce((sum, { requests }) => sum + requests.length, 0);
	const sent = requestsOf(cast) - before;
	return [
		...(sent > most ? [`${sent} requests, not ${most}`] : []),
		...(strays > 0 ? [`${strays} requests to servers that nobody may ask`] : []),
	];
}
