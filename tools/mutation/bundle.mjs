// Bundles the suites of the pure core and of the adapters, with the mutants in them, into one: a
// mutant is run in a second instead of ten. The others run on n8n's engine, which would take days.
import { build } from 'esbuild';
import { globSync } from 'glob';
import { readPart } from './parts.mjs';

/** Those that take seconds come last, since a mutant is run until the first test fails. */
const SLOW = ['contract', 'words', 'xml', 'scrubber', 'memory', 'runway'];

const slowness = (suite) => SLOW.findIndex((name) => suite.endsWith(`/${name}.test.ts`));

const suites = readPart().suites.flatMap((pattern) => globSync(pattern, { posix: true }).sort());
const required = suites
	.sort((one, other) => slowness(one) - slowness(other))
	.map((suite) => `describe(${JSON.stringify(suite)}, () => { require('./${suite}'); });`);

await build({
	stdin: { contents: required.join('\n'), resolveDir: '.' },
	outfile: '.config/mutation/suites/all.test.js',
	bundle: true,
	platform: 'node',
	mainFields: ['module', 'main'],
	logLevel: 'warning',
});
