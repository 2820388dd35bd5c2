/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console -- a program for people; the ban protects n8n's runtime */
import path from 'node:path';
import manifest from '../../package.json';
import type { Loaded, LoadTask } from './process/load';
import { inOwnProcess, type Program } from './ownProcess';
import { median } from './statistics';

/** What it costs to load something, as the medians of some processes that did. */
export interface LoadCost extends Loaded {
	readonly what: string;
}

const PROCESSES = 7;

/** This package as a whole and node by node, and some of n8n's own nodes for comparison. */
export async function measureLoading(
	load: Program,
	packageFolder: string,
	n8nNodesFolder: string,
): Promise<readonly LoadCost[]> {
	const own = manifest.n8n.nodes.map((file) => path.basename(file, '.node.js'));
	const builtIn = ['HttpRequest/HttpRequest', 'Twilio/Twilio', 'Stripe/Stripe', 'Xml/Xml'];
	const fileOf = (folder: string, name: string): LoadTask => {
		return { kind: 'file', file: path.join(folder, 'dist/nodes', `${name}.node.js`) };
	};
	const tasks: ReadonlyArray<readonly [string, LoadTask]> = [
		["this package, by n8n's loader", { kind: 'package', folder: packageFolder }],
		...own.map((name) => [name, fileOf(packageFolder, `${name}/${name}`)] as const),
		...builtIn.map((name) => {
			return [`n8n's own ${path.basename(name)}`, fileOf(n8nNodesFolder, name)] as const;
		}),
	];
	const costs: LoadCost[] = [];
	for (const [what, task] of tasks) {
		const loaded: Loaded[] = [];
		for (let process = 0; process < PROCESSES; process++) {
			// The cast: `load.ts` answers with nothing else.
			loaded.push((await inOwnProcess(load, task)) as Loaded);
		}
		const of = (value: (each: Loaded) => number) => median(loaded.map(value));
		const milliseconds = of((each) => each.milliseconds);
		costs.push({
			what,
			milliseconds,
			files: of((each) => each.files),
			bytes: of((each) => each.bytes),
		});
		console.log(`  ${what}: ${milliseconds.toFixed(1)} ms`);
	}
	return costs;
}
