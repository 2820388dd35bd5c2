/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console -- a program for people; the bans protect n8n's runtime */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { accountsOf, openCredentialExpressions } from '../../test/n8n/credentialExpressions';
import { DIFFERENT_FOR_ITEMS, SAME_FOR_ITEMS } from '../../test/n8n/credentialExpressionCases';
import { faultsFor } from '../../test/faults/catalogue/faults';
import { openMatrix, type Stage, type Verdict } from '../../test/faults/matrix';
import { meetStallsInTests } from '../../test/faults/stalledTests';
import { VARIANTS } from '../../test/faults/variants';
import { requireValue } from '../arguments';
import { installedVersion } from '../documents/installedVersion';
import { isFarTooMuch, measureCosts } from './costs';
import { watchMemory } from './memory';
import type { EngineRecord, FaultRecord } from './reliabilityRecord';

/**
 * Runs every vendor against every fault on the n8n-core and n8n-workflow of a folder, and writes
 * down how each ended, and what hostile replies cost on the newest one. Fails where a promise is
 * broken, a secret shows, or memory grows too much.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { engine: { type: 'string' }, record: { type: 'string' } },
	});
	const engineFolder = requireValue('engine', values.engine);
	const recordFile = requireValue('record', values.record);
	const engine = {
		core: installedVersion(engineFolder, 'n8n-core'),
		workflow: installedVersion(engineFolder, 'n8n-workflow'),
	};
	console.log(`n8n-core ${engine.core}, n8n-workflow ${engine.workflow}, Node ${process.version}`);
	await readCredentials();
	const matrix = await openMatrix();
	const stalledTests = meetStallsInTests(matrix);
	const faults: FaultRecord[] = [];
	for (const variant of VARIANTS) {
		const stage = await matrix.setStage(variant);
		const records = await recordsOf(stage);
		const open = await stage.clear();
		faults.push(...records);
		console.log(
			`  ${variant.name}: ${inWords(records)}${open.map((text) => `, ${text}`).join('')}`,
		);
		if (open.length > 0) process.exitCode = 1;
	}
	for (const { verdict, ...base } of await stalledTests) {
		faults.push({ ...base, how: 'credential test', ...verdict, growth: null });
	}
	await matrix.close();
	const costs = engineFolder === '.' ? await measureCosts() : [];
	for (const { variant, text, items } of costs.filter(isFarTooMuch)) {
		console.log(`${variant}, ${text}, ${items ?? 'credential test'}: costs far too much`);
		process.exitCode = 1;
	}
	for (const { variant, fault, how, broken, leaks } of faults) {
		for (const finding of [...broken, ...leaks.map((leak) => `leaks ${leak}`)]) {
			console.log(`${variant}, ${fault}, ${how}: ${finding}`);
			process.exitCode = 1;
		}
	}
	console.log(inWords(faults));
	const record: EngineRecord = { ...engine, node: process.version, faults, costs };
	mkdirSync(path.dirname(recordFile), { recursive: true });
	writeFileSync(recordFile, JSON.stringify(record));
}

/** A credential is read once where it is the same for all items: what tells that is n8n's own. */
async function readCredentials(): Promise<void> {
	const workflow = await openCredentialExpressions();
	const cases = [...DIFFERENT_FOR_ITEMS, ...SAME_FOR_ITEMS];
	for (const [username, expected] of cases) {
		const accounts = accountsOf(await workflow.run(username));
		if (accounts.join() === expected.join()) continue;
		console.log(`  the username ${username} gives ${accounts.join(', ')}`);
		process.exitCode = 1;
	}
	await workflow.close();
	console.log(`  credentials with expressions: ${cases.length} read`);
}

async function recordsOf(stage: Stage): Promise<readonly FaultRecord[]> {
	const { variant } = stage;
	const records: FaultRecord[] = [];
	for (const [group, fault] of faultsFor(variant)) {
		const base = { group, fault: fault.name, variant: variant.name };
		const runs = await measured(async () => await stage.meetInRuns(fault));
		records.push({ ...base, how: 'runs', ...runs });
		if (!variant.isDefault || fault.stalls === true) continue;
		const test = await measured(async () => await stage.meetInTest(fault));
		records.push({ ...base, how: 'credential test', ...test });
	}
	return records;
}

/** No reply may cost more memory than this, in MiB: fifty times what is ever held of it. */
const MOST_GROWTH = 50;

async function measured(meet: () => Promise<Verdict>) {
	const memory = watchMemory();
	const verdict = await meet();
	const growth = memory.stop();
	const tooMuch = growth > MOST_GROWTH ? [`memory grew by ${growth} MiB`] : [];
	return { ...verdict, broken: [...verdict.broken, ...tooMuch], growth };
}

function inWords(records: readonly FaultRecord[]): string {
	const cells = records.reduce((sum, record) => sum + record.cells, 0);
	const leaks = records.reduce((sum, record) => sum + record.leaks.length, 0);
	const broken = records.reduce((sum, record) => sum + record.broken.length, 0);
	return `cells run: ${cells}, leaks found: ${leaks}, promises broken: ${broken}`;
}

main()
	.catch((thrown: unknown) => {
		console.error(thrown);
		process.exitCode = 1;
	})
	// n8n-core 1.98.0 keeps a timer that would keep the process alive.
	.finally(() => process.exit());
