/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console -- a program for people; the bans protect n8n's runtime */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { requireValue } from '../arguments';
import { installedVersion } from '../documents/installedVersion';
import { writeDocument } from '../documents/writeDocument';
import { chartOf } from './report/chart';
import { measureLoading } from './loadCosts';
import { listMarks, marksOf, type Mark } from './report/marks';
import { packageSize } from './packageSize';
import { listTable, reportOf } from './report/report';
import type { Results } from './report/results';
import { measure, measureRounds, type Bench } from './rounds';
import { measureOnServer } from './serverRuns';
import { LISTS, SCENARIOS, THOUSAND_DIFFERENT } from './ways/scenario';

/** Where everything is, as gulpfile.js says, and what to measure. */
interface Options {
	readonly n8nNode: string;
	readonly n8nFolder: string;
	readonly programsFolder: string;
	readonly packageFolder: string;
	readonly tarball: string;
	readonly documentFile: string;
	/** A part of the names of the scenarios to measure; without one, all are. */
	readonly only: string | undefined;
}

/** Measures everything, or the scenarios that `--only` names: then nothing is written. */
async function main(): Promise<void> {
	const { only, ...places } = readOptions();
	const { n8nNode, n8nFolder, programsFolder, packageFolder } = places;
	const program = (name: string) => ({ node: n8nNode, file: path.join(programsFolder, name) });
	const n8nNodesFolder = path.join(n8nFolder, 'node_modules/n8n-nodes-base');
	const bench = { measure: program('measure.js'), packageFolder, n8nNodesFolder };
	if (only !== undefined) {
		await measureSome(bench, only);
		return;
	}
	const measurements = await measureRounds(bench, [...SCENARIOS, ...LISTS]);
	console.log('Where the time goes');
	const spent = await profileWays(bench);
	console.log('Loading');
	const loading = await measureLoading(program('load.js'), packageFolder, n8nNodesFolder);
	console.log('On a server');
	const server = await measureOnServer({ node: n8nNode, folder: n8nFolder }, places.tarball);
	await write(places.documentFile, {
		n8n: installedVersion(n8nFolder, 'n8n'),
		node: installedVersion(n8nFolder, 'node'),
		processor: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`,
		measurements,
		spent,
		loading,
		server,
		size: packageSize(places.tarball, packageFolder),
	});
}

/** Shows what the page would say of the lists among them. */
async function measureSome(bench: Bench, only: string): Promise<void> {
	const isNamed = ({ name }: { readonly name: string }) => name.includes(only);
	const measurements = await measureRounds(bench, [...SCENARIOS, ...LISTS].filter(isNamed));
	for (const scenario of LISTS.filter(isNamed)) {
		console.log(`${scenario.name}\n\n${listTable({ measurements }, scenario)}\n`);
		printMarks(listMarks({ measurements }, scenario));
	}
}

function readOptions(): Options {
	const { values } = parseArgs({
		options: {
			node: { type: 'string' },
			n8n: { type: 'string' },
			programs: { type: 'string' },
			package: { type: 'string' },
			tarball: { type: 'string' },
			document: { type: 'string' },
			only: { type: 'string' },
		},
	});
	return {
		n8nNode: requireValue('node', values.node),
		n8nFolder: requireValue('n8n', values.n8n),
		programsFolder: requireValue('programs', values.programs),
		packageFolder: requireValue('package', values.package),
		tarball: requireValue('tarball', values.tarball),
		documentFile: requireValue('document', values.document),
		only: values.only,
	};
}

async function profileWays(bench: Bench): Promise<Results['spent']> {
	const profileOf = async (way: 'node' | 'chain' | 'helper') => {
		const { spent } = await measure(bench, way, THOUSAND_DIFFERENT, { profiled: true });
		return spent ?? {};
	};
	return {
		node: await profileOf('node'),
		chain: await profileOf('chain'),
		helper: await profileOf('helper'),
	};
}

async function write(documentFile: string, results: Results): Promise<void> {
	const chartFile = documentFile.replace(/\.md$/, '.svg');
	writeFileSync(chartFile, chartOf(results));
	console.log(`Wrote ${chartFile}`);
	await writeDocument(documentFile, reportOf(results, path.basename(chartFile)));
	printMarks(marksOf(results));
}

function printMarks(marks: readonly Mark[]): void {
	for (const { what, aim, measured, isMet } of marks) {
		console.log(`${isMet ? 'met   ' : 'MISSED'} ${what}: ${measured.toFixed(2)}, aim ${aim}`);
	}
}

main().catch((thrown: unknown) => {
	console.error(thrown);
	process.exitCode = 1;
});
