const path = require('node:path');
const { series } = require('gulp');
const { build, buildCode } = require('./tools/build/build');
const { check } = require('./tools/build/check');
const { ENGINES, NODES, installEngine, installNode, nodePath } = require('./tools/build/engines');
const { N8N_FOLDER, N8N_NODE, installN8n } = require('./tools/build/n8n');
const { installFolder } = require('./tools/build/installFolder');
const { TARBALL, pack, unpackInto } = require('./tools/build/package');
const { PROGRAMS, bundle, bundled, jest, program, script } = require('./tools/build/program');

function reliability({ folder }, record) {
	return program('tools/reliability/reliability.ts', {
		folder,
		flags: ['--expose-gc'],
		named: { engine: folder, record },
	});
}

const RECORDS = ['oldest', 'newest'].map((name) => `${PROGRAMS}/reliability-${name}.json`);

/** The package where the programs of a folder lie: there it finds the n8n-workflow of this folder. */
function unpacked(folder) {
	return path.resolve(folder, PROGRAMS, 'package');
}

function unpack(folder) {
	const task = async () => {
		await unpackInto(unpacked(folder));
	};
	task.displayName = `unpack into ${folder}`;
	return task;
}

const PACKED = series(build, pack);

const INSTALLED_PACKAGE = 'test/package/installedPackage.ts';

const engines = Object.values(ENGINES).map(({ n8n, folder, nodes }) => ({
	n8n,
	folder,
	package: unpacked(folder),
	program: path.resolve(bundled(INSTALLED_PACKAGE, folder)),
	nodes: Object.fromEntries(nodes.map((major) => [major, nodePath(major)])),
}));

/** What needs a whole n8n is told where it lies, and where the tarball. */
const WITH_N8N = {
	E2E_N8N_NODE: N8N_NODE,
	E2E_N8N_FOLDER: N8N_FOLDER,
	E2E_TARBALL: TARBALL,
};

function endToEnd(pattern) {
	const suite = jest('.config/jest.e2e.config.js', pattern, WITH_N8N);
	return series(installN8n, PACKED, suite);
}

exports.default = build;
exports.check = check;
exports.demo = series(
	buildCode,
	program('tools/demo/demo.ts', { named: { package: process.cwd() } }),
);
exports.start = series(installN8n, PACKED, program('tools/start.ts', { environment: WITH_N8N }));
exports.fuzz = program('tools/fuzz.ts', { passedOn: ['runs', 'seed'] });
exports.live = program('tools/live/live.ts', { passedOn: ['vendor', 'set'] });
exports.scan = series(
	installFolder('.config/scanner'),
	build,
	script('tools/scanner/scan.mjs', []),
);
exports.e2e = endToEnd('.');
/** Without a browser and without Redis: the gate's part of it. */
exports['e2e:rest'] = endToEnd('/(?:rest|agent|notes|examples|watch|live)[.]e2e');

exports.reliability = series(
	installEngine(ENGINES.oldest),
	reliability(ENGINES.oldest, RECORDS[0]),
	reliability(ENGINES.newest, RECORDS[1]),
	program('tools/reliability/reliabilityReport.ts', {
		named: { document: 'docs/measured/reliability.md', record: RECORDS },
	}),
);
exports.compatibility = series(
	PACKED,
	...Object.keys(NODES).map(installNode),
	...Object.values(ENGINES).flatMap((engine) => [
		installEngine(engine),
		unpack(engine.folder),
		bundle(INSTALLED_PACKAGE, engine.folder),
	]),
	program('tools/compatibility.ts', {
		named: { engines: JSON.stringify(engines), document: 'docs/measured/compatibility.md' },
	}),
);
exports.runway = program('tools/runway/runway.ts', {
	named: { document: 'docs/measured/runway.md', pictures: 'docs/measured/runway' },
});
exports.bench = series(
	installN8n,
	PACKED,
	unpack(N8N_FOLDER),
	bundle('tools/bench/process/measure.ts', N8N_FOLDER),
	bundle('tools/bench/process/load.ts', N8N_FOLDER),
	program('tools/bench/bench.ts', {
		named: {
			node: N8N_NODE,
			n8n: N8N_FOLDER,
			programs: path.join(N8N_FOLDER, PROGRAMS),
			package: unpacked(N8N_FOLDER),
			tarball: TARBALL,
			document: 'docs/measured/performance.md',
		},
		passedOn: ['only'],
	}),
);
exports['watch-memory'] = series(
	installN8n,
	PACKED,
	program('tools/watchMemory/watchMemory.ts', {
		named: {
			node: N8N_NODE,
			n8n: N8N_FOLDER,
			tarball: TARBALL,
			document: 'docs/measured/watch-memory.md',
		},
	}),
);
exports.mutation = series(
	installFolder('.config/mutation'),
	script('tools/mutation/run.mjs', []),
	script('tools/mutation/report.mjs', ['--document=docs/measured/mutation.md']),
);
exports.pictures = series(
	installN8n,
	PACKED,
	program('tools/pictures.ts', { environment: WITH_N8N, named: { folder: 'docs/pictures' } }),
);
