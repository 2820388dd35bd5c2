/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console -- a program for people; the bans protect n8n's runtime */
import { execFile } from 'node:child_process';
import { parseArgs, promisify } from 'node:util';
import { runFindings } from '../test/package/installedRun';
import type { InstalledRun } from '../test/package/installedPackage';
import { requireValue } from './arguments';
import { installedVersion } from './documents/installedVersion';
import { writeDocument } from './documents/writeDocument';

/** An engine that is installed, with the program and the package that find it. */
export interface InstalledEngine {
	/** The n8n that has this engine. */
	readonly n8n: string;
	readonly folder: string;
	readonly program: string;
	readonly package: string;
	/** The Node.js that this n8n allows, by major version, and where each lies. */
	readonly nodes: Readonly<Record<string, string>>;
}

interface Row {
	readonly n8n: string;
	readonly core: string;
	readonly workflow: string;
	readonly node: string;
	/** What is not as it should be. */
	readonly findings: readonly string[];
}

/** Runs the packed package on every engine and every Node.js, and writes down what came out. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { engines: { type: 'string' }, document: { type: 'string' } },
	});
	const documentFile = requireValue('document', values.document);
	// The cast: gulp passes what `InstalledEngine` says.
	const engines = JSON.parse(requireValue('engines', values.engines)) as readonly InstalledEngine[];
	const rows: Row[] = [];
	for (const engine of engines) {
		for (const node of Object.values(engine.nodes)) {
			const row = await rowOf(engine, node);
			rows.push(row);
			console.log(`n8n ${row.n8n}, Node ${row.node}: ${resultOf(row)}`);
		}
	}
	if (rows.some(({ findings }) => findings.length > 0)) process.exitCode = 1;
	await writeDocument(documentFile, documentOf(rows));
}

async function rowOf(engine: InstalledEngine, node: string): Promise<Row> {
	const base = {
		n8n: engine.n8n,
		core: installedVersion(engine.folder, 'n8n-core'),
		workflow: installedVersion(engine.folder, 'n8n-workflow'),
	};
	const { stdout: version } = await promisify(execFile)(node, ['--version']);
	try {
		const { stdout } = await promisify(execFile)(
			node,
			[engine.program, '--package', engine.package],
			{
				env: { ...process.env, NODE_ENV: 'production' },
				timeout: 120_000,
			},
		);
		// The cast: what the program prints; all of it is looked at.
		const findings = runFindings(JSON.parse(stdout) as InstalledRun);
		return { ...base, node: version.trim(), findings };
	} catch (failed) {
		return { ...base, node: version.trim(), findings: [String(failed).slice(0, 400)] };
	}
}

function documentOf(rows: readonly Row[]): string {
	const lines = rows.map((row) => {
		return `| ${row.n8n} | ${row.core} | ${row.workflow} | ${row.node} | ${resultOf(row)} |`;
	});
	return [
		'# Compatibility',
		`Made by \`npm run compatibility\` on ${new Date().toISOString().slice(0, 10)}; edit \`tools/compatibility.ts\`, not this page.`,
		"The packed package, as n8n installs it, on n8n's engine: every node is loaded by n8n's loader, reads a balance over HTTP and tells a low one once (remembered in static data, in a data table, and on an n8n without data tables), every credential is tested, and every reply that breaks off is refused. The oldest engine is the one of the oldest n8n that works, the newest one is the one that the package is made with; each on the versions of Node.js that its n8n allows.",
		[
			'| n8n | n8n-core | n8n-workflow | Node.js | Result |',
			'| --- | --- | --- | --- | --- |',
			...lines,
		].join('\n'),
		'On n8n before 2.35 the items of the error output have `message` in place of `details` ([why](../decisions/0008-details-become-message-on-older-engines.md)). What a person sees in the editor is tested on the newest n8n alone, by `npm run e2e`. The data table is an imitation here: with the node of n8n itself a watch needs n8n 2.3.6 ([what was run](../installation.md#watch-balance-in-queue-mode)); older versions remember in static data and say so.',
	].join('\n\n');
}

function resultOf({ findings }: Row): string {
	return findings.length === 0 ? 'works' : findings.join('; ').replace(/[|\n]/g, ' ');
}

main().catch((thrown: unknown) => {
	console.error(thrown);
	process.exitCode = 1;
});
