const path = require('node:path');
const { series } = require('gulp');
const { build } = require('./.config/gulp/build');
const { N8N_FOLDER, N8N_NODE, installN8n } = require('./.config/gulp/n8n');
const { TARBALL, pack, unpackInto } = require('./.config/gulp/package');
const { PROGRAMS, bundle, program } = require('./.config/gulp/program');
const { run } = require('./.config/gulp/run');

const OLDEST_N8N = '.config/oldest-n8n';

async function installOldestN8n() {
	await run('npm', ['ci', '--prefix', OLDEST_N8N]);
}

const RECORDS = ['oldest', 'newest'].map((name) => `${PROGRAMS}/reliability-${name}.json`);

function reliability(folder, record) {
	const parameters = [folder, record];
	return program('test/faults/reliability.ts', { folder, flags: ['--expose-gc'], parameters });
}

/** Beside n8n's own node_modules, so that programs and the package find the n8n-workflow of this n8n. */
const N8N_PROGRAMS = path.join(N8N_FOLDER, PROGRAMS);
const UNPACKED = path.join(N8N_PROGRAMS, 'package');

async function unpack() {
	await unpackInto(UNPACKED);
}

exports.default = build;
exports.demo = series(build, program('test/demo/demo.ts'));
exports.fuzz = program('test/fuzz/fuzz.ts');
exports.reliability = series(
	installOldestN8n,
	reliability(OLDEST_N8N, RECORDS[0]),
	reliability('.', RECORDS[1]),
	program('test/faults/reliabilityReport.ts', { parameters: ['docs/reliability.md', ...RECORDS] }),
);
exports.bench = series(
	installN8n,
	series(build, pack, unpack),
	bundle('test/bench/measure.ts', N8N_FOLDER),
	bundle('test/bench/load.ts', N8N_FOLDER),
	program('test/bench/bench.ts', {
		parameters: [N8N_NODE, N8N_FOLDER, N8N_PROGRAMS, UNPACKED, TARBALL, 'docs/performance.md'],
	}),
);
