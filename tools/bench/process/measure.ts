/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a program for people; the ban protects n8n's runtime */
import { createEngine, type Engine, type PackageSource } from '../../../test/engine/engine';
import { outputsOf, prepareWorkflow } from '../../../test/engine/execution';
import { startExpressionEngine } from '../../../test/engine/expressionEngine';
import { fetchBalances } from '../ways/floor';
import { httpHelperPackage } from '../ways/httpHelperNode';
import { CREDENTIALS } from '../ways/balanceNode';
import { createRows, type Row } from '../ways/rows';
import { balanceOf, repetitionsOf, warmUpOf, type Scenario } from '../ways/scenario';
import { WAYS, type Servers } from '../ways/ways';
import type { Measured, Task } from './measurement';
import { profiled } from './profile';

const OWN_NODES = ['manualTrigger', 'httpRequest', 'xml', 'set', 'splitInBatches'];

const MEBIBYTE = 1024 * 1024;

/** Measures one way in one scenario, in this process, which has done nothing before. */
async function measure(task: Task): Promise<Measured> {
	await startExpressionEngine();
	const engine = await createEngine(packageFor(task), {
		kind: 'lazyDirectory',
		directory: task.n8nNodesFolder,
		nodes: OWN_NODES,
	});
	const warmUp = await prepare(engine, task, warmUpOf(task.scenario), task.warmUp);
	await warmUp();
	const times = repetitionsOf(task.scenario);
	const runs = await Promise.all(
		Array.from({ length: times }, async () => {
			return await prepare(engine, task, task.scenario, task.measured);
		}),
	);
	const balances: Array<readonly number[]> = [];
	const runAll = async () => {
		for (const run of runs) balances.push(await run());
	};
	globalThis.gc?.();
	const cpuBefore = process.cpuUsage();
	const begin = performance.now();
	const spent = task.profiled ? await profiled(runAll) : await runAll();
	const wall = (performance.now() - begin) / times;
	const { user, system } = process.cpuUsage(cpuBefore);
	for (const each of balances) assertRight(each, listRows(task, task.scenario));
	const memory = (process.resourceUsage().maxRSS * 1024) / MEBIBYTE;
	return { wall, cpu: (user + system) / 1000 / times, memory, spent: spent ?? null };
}

function packageFor({ way, packageFolder }: Task): PackageSource {
	return way === 'helper' ? httpHelperPackage() : { kind: 'directory', directory: packageFolder };
}

/** Returns the run itself, so that nothing else is measured. */
async function prepare(
	engine: Engine,
	task: Task,
	scenario: Scenario,
	servers: Servers,
): Promise<() => Promise<readonly number[]>> {
	const { way } = task;
	const server = servers.kolmisoftM4;
	if (way === 'fetch') return async () => await fetchBalances(scenario, server);
	const { workflow, result } = WAYS[way];
	const input = listRows(task, scenario).map((row) => ({ ...row }));
	const { execute } = await prepareWorkflow(
		engine.nodeTypes,
		engine.credentialTypes,
		workflow(scenario, server),
		{ input, credentials: createCredentials(servers) },
	);
	return async () => {
		const run = await execute();
		const { error } = run.data.resultData;
		if (error !== undefined) throw error;
		const [items = []] = outputsOf(run, result);
		return items.map(({ json }) => Number(json['balance']));
	};
}

function listRows({ way }: Task, scenario: Scenario): readonly Row[] {
	return createRows(scenario, way === 'fetch' ? ['kolmisoftM4'] : WAYS[way].vendors);
}

function createCredentials({ kolmisoftM4: { baseUrl, secretKey }, igSend }: Servers) {
	const data = { baseUrl, defaultUsername: 'nobody', signRequests: true, apiSecretKey: secretKey };
	return [
		{ ...CREDENTIALS.kolmisoftM4Api, type: 'kolmisoftM4Api', data },
		{ ...CREDENTIALS.igSendApi, type: 'igSendApi', data: igSend },
	];
}

/** A way that is fast and wrong does not count. */
function assertRight(balances: readonly number[], rows: readonly Row[]): void {
	const isRight = ({ account }: Row, index: number) =>
		balances[index] === Number(balanceOf(account));
	if (balances.length === rows.length && rows.every(isRight)) return;
	throw new Error(`${balances.length} balances came out, and not all are right`);
}

process.once('message', (task: Task) => {
	// What is not caught is printed, and ends the process without an answer.
	void measure(task).then((measured) => {
		process.send?.(measured);
		process.disconnect();
	});
});
