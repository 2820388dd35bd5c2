/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console -- a program for people; the bans protect n8n's runtime */
import * as fc from 'fast-check';
import { parseArgs } from 'node:util';
import { deliveryOf, noFalseNumber, type Observation } from '../test/fuzz/noFalseNumber';
import { SUBJECTS, type Subject } from '../test/fuzz/subjects';
import { readCount } from './arguments';

/** How many replies a vendor, where nothing else is said. */
const RUNS = 100_000;

const LARGEST_SEED = 0x7fffffff;

const PROGRESS_INTERVAL = 5000;

/** How many replies a vendor, and the seed that makes them the same again. */
interface Extent {
	readonly runs: number;
	readonly seed: number;
}

interface Counts {
	replies: number;
	balances: number;
	/** Where only the oracle found a number: an adapter may be stricter. */
	refusedThough: number;
	refusals: Map<string, number>;
}

async function main(): Promise<void> {
	const extent = readExtent();
	console.log(`${extent.runs} replies a vendor, seed ${extent.seed}`);
	let findings = 0;
	for (const subject of SUBJECTS) {
		const found = await explore(subject, extent);
		if (found !== null) {
			findings++;
			console.log(found);
		}
	}
	console.log(`${findings} findings`);
	if (findings > 0) process.exitCode = 1;
}

function readExtent(): Extent {
	const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } });
	return {
		runs: readCount('runs', values.runs) ?? RUNS,
		seed: readCount('seed', values.seed) ?? (Date.now() % LARGEST_SEED) + 1,
	};
}

/** The shrunk counterexample in words, or null. */
async function explore(subject: Subject, { runs, seed }: Extent): Promise<string | null> {
	const { name } = subject.adapter;
	const counts: Counts = { replies: 0, balances: 0, refusedThough: 0, refusals: new Map() };
	let shownAt = Date.now();
	const property = noFalseNumber(subject, subject.adapter, (observation) => {
		count(counts, observation);
		if (Date.now() - shownAt < PROGRESS_INTERVAL) return;
		shownAt = Date.now();
		console.log(`  ${name}: ${inWords(counts)}`);
	});
	const details = await fc.check(property, { numRuns: runs, seed });
	console.log(`${name}: ${inWords(counts)}, ${details.failed ? 1 : 0} findings`);
	const recipe = details.counterexample?.[0];
	const exchange = recipe === undefined ? undefined : subject.seeds[recipe.seed];
	if (recipe === undefined || exchange === undefined) return null;
	const { bytes, ...delivery } = deliveryOf(exchange, recipe);
	return [
		`A finding for ${name}, made of "${exchange.name}" (path ${details.counterexamplePath})`,
		JSON.stringify(recipe),
		JSON.stringify(delivery),
		JSON.stringify(Buffer.from(bytes).toString('latin1')),
		String(details.errorInstance),
	].join('\n');
}

function count(counts: Counts, { result, expected }: Observation): void {
	counts.replies++;
	if (!('error' in result)) {
		counts.balances++;
		return;
	}
	const { kind } = result.details;
	counts.refusals.set(kind, (counts.refusals.get(kind) ?? 0) + 1);
	if (expected !== null) counts.refusedThough++;
}

function inWords({ replies, balances, refusedThough, refusals }: Counts): string {
	const kinds = [...refusals].sort().map(([kind, number]) => `${number} ${kind}`);
	return [
		`${replies} replies`,
		`${balances} balances`,
		...kinds,
		`${refusedThough} refused though the oracle reads a number`,
	].join(', ');
}

main().catch((thrown: unknown) => {
	console.error(thrown);
	process.exitCode = 1;
});
