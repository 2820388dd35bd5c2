/* eslint-disable no-console -- a program for people */
import { startKolmisoftM4, type KolmisoftM4StandIn } from '../../test/vendors/kolmisoftM4/standIn';
import type { Measured, Measurement, Task } from './process/measurement';
import { inOwnProcess, type Program } from './ownProcess';
import { balanceOf, repetitionsOf, usernamesOf, warmUpOf, type Scenario } from './ways/scenario';
import type { Server, WayName } from './ways/ways';

/** Milliseconds that the M4 server takes for every answer. */
export const LATENCY = 20;

export const ROUNDS = 5;

export const WAY_NAMES: readonly WayName[] = ['node', 'chain', 'loop', 'helper', 'fetch'];

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
			for (const way of WAY_NAMES) {
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
	const warmUp = await startServer(warmUpOf(scenario));
	const measured = await startServer(scenario);
	try {
		const task: Task = {
			way,
			scenario,
			packageFolder,
			n8nNodesFolder,
			profiled,
			warmUp: addressOf(warmUp),
			measured: addressOf(measured),
		};
		// The cast: `measure.ts` answers with nothing else.
		const result = (await inOwnProcess(program, task)) as Measured;
		const requests = measured.requests.length / repetitionsOf(scenario);
		return { ...result, way, scenario, requests, mostAtOnce: measured.mostAtOnce };
	} finally {
		await Promise.all([warmUp.close(), measured.close()]);
	}
}

/** An M4 server that knows the accounts of a scenario. */
export async function startServer(scenario: Scenario): Promise<KolmisoftM4StandIn> {
	const accounts = usernamesOf(scenario).map((username) => {
		const balance = balanceOf(username);
		return { username, currency: 'EUR', balances: { USD: balance, EUR: balance } };
	});
	return await startKolmisoftM4({ accounts, apiSecretKey: SECRET_KEY, latency: LATENCY });
}

/** How a workflow finds that server. */
export function addressOf({ url }: KolmisoftM4StandIn): Server {
	return { baseUrl: `${url}/billing`, secretKey: SECRET_KEY };
}

function inWords({ way, wall, cpu, memory, requests, mostAtOnce }: Measurement): string {
	const times = `${Math.round(wall)} ms, processor ${Math.round(cpu)} ms`;
	return `${way}: ${times}, ${Math.round(memory)} MiB, ${requests} requests, ${mostAtOnce} at once`;
}
