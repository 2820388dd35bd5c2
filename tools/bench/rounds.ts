/* eslint-disable no-console -- a program for people */
import type { StandIn } from '../../test/standIns/standIn';
import { igSendKeys, startIgSend, type IgSendStandIn } from '../../test/vendors/igSend/standIn';
import { startKolmisoftM4, type KolmisoftM4StandIn } from '../../test/vendors/kolmisoftM4/standIn';
import type { Measured, Measurement, Task } from './process/measurement';
import { inOwnProcess, type Program } from './ownProcess';
import {
	balanceOf,
	clientIdAt,
	repetitionsOf,
	usernamesOf,
	warmUpOf,
	type Scenario,
} from './ways/scenario';
import type { Server, Servers, WayName } from './ways/ways';

/** Milliseconds that a server takes for every answer. */
export const LATENCY = 20;

export const ROUNDS = 5;

const SECRET_KEY = 'a key for the benchmark';

/** Where everything lies that a measuring process needs. */
export interface Bench {
	readonly measure: Program;
	readonly packageFolder: string;
	readonly n8nNodesFolder: string;
}

/** Each way in each scenario, in a process of its own, round by round so that a slow minute meets all. */
export async function measureRounds(
	bench: Bench,
	scenarios: readonly Scenario[],
): Promise<readonly Measurement[]> {
	const measurements: Measurement[] = [];
	for (let round = 1; round <= ROUNDS; round++) {
		for (const scenario of scenarios) {
			console.log(`Round ${round} of ${ROUNDS}, ${scenario.name}`);
			for (const way of scenario.ways) {
				const measurement = await measure(bench, way, scenario);
				measurements.push(measurement);
				console.log(`  ${inWords(measurement)}`);
			}
		}
	}
	return measurements;
}

/** One way in one scenario, once. */
export async function measure(
	{ measure: program, packageFolder, n8nNodesFolder }: Bench,
	way: WayName,
	scenario: Scenario,
	{ profiled }: { readonly profiled: boolean } = { profiled: false },
): Promise<Measurement> {
	const warmUp = await startServers(warmUpOf(scenario));
	const measured = await startServers(scenario);
	try {
		const task: Task = {
			way,
			scenario,
			packageFolder,
			n8nNodesFolder,
			profiled,
			warmUp: addressesOf(warmUp),
			measured: addressesOf(measured),
		};
		// The cast: `measure.ts` answers with nothing else.
		const result = (await inOwnProcess(program, task)) as Measured;
		const servers = listServers(measured);
		const received = servers.reduce((sum, { requests }) => sum + requests.length, 0);
		const mostAtOnce = Math.max(...servers.map((server) => server.mostAtOnce));
		return { ...result, way, scenario, requests: received / repetitionsOf(scenario), mostAtOnce };
	} finally {
		const servers = [warmUp, measured].flatMap(listServers);
		await Promise.all(servers.map(async (server) => await server.close()));
	}
}

interface RunningServers {
	readonly kolmisoftM4: KolmisoftM4StandIn;
	readonly igSend: IgSendStandIn;
}

function listServers({ kolmisoftM4, igSend }: RunningServers): StandIn[] {
	return [kolmisoftM4, igSend];
}

async function startServers(scenario: Scenario): Promise<RunningServers> {
	return {
		kolmisoftM4: await startKolmisoftM4Server(scenario),
		igSend: await startIgSendServer(scenario),
	};
}

/** An M4 server that knows the accounts of a scenario. */
export async function startKolmisoftM4Server(scenario: Scenario): Promise<KolmisoftM4StandIn> {
	const accounts = usernamesOf(scenario).map((username) => {
		const balance = balanceOf(username);
		return { username, currency: 'EUR', balances: { USD: balance, EUR: balance } };
	});
	return await startKolmisoftM4({ accounts, apiSecretKey: SECRET_KEY, latency: LATENCY });
}

async function startIgSendServer(scenario: Scenario): Promise<IgSendStandIn> {
	const clients = Array.from({ length: scenario.items }, (_, index) => {
		const clientId = clientIdAt(index);
		return {
			clientId,
			accountBalance: balanceOf(String(clientId)),
			status: 'success',
			balanceCurrency: 'GBP',
			balanceState: 'IN_CREDIT',
		};
	});
	return await startIgSend({ accounts: [{ ...igSendKeys.live, clients }], latency: LATENCY });
}

function addressesOf({ kolmisoftM4, igSend }: RunningServers): Servers {
	const credential = { ...igSendKeys.live, environment: 'custom', baseUrl: igSend.url };
	return { kolmisoftM4: addressOf(kolmisoftM4), igSend: credential };
}

/** How a workflow finds that M4 server. */
export function addressOf({ url }: KolmisoftM4StandIn): Server {
	return { baseUrl: `${url}/billing`, secretKey: SECRET_KEY };
}

function inWords({ way, wall, cpu, memory, requests, mostAtOnce }: Measurement): string {
	const times = `${Math.round(wall)} ms, processor ${Math.round(cpu)} ms`;
	return `${way}: ${times}, ${Math.round(memory)} MiB, ${requests} requests, ${mostAtOnce} at once`;
}
