const { execFile, spawn } = require('node:child_process');
const { once } = require('node:events');
const { readFile, readdir, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { promisify } = require('node:util');
const { build } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

/** The modules that use a library. n8n strips dependencies at install, so each is inlined where it is used. */
const MODULES_WITH_LIBRARIES = [
	'nodes/shared/core/decimal.ts',
	'nodes/shared/core/json.ts',
	'nodes/shared/core/xml.ts',
];

async function clean() {
	await rm('dist', { recursive: true, force: true });
}

async function compile() {
	await run('node_modules/.bin/tsc', []);
}

function icons() {
	return src('nodes/**/*.svg', { encoding: false }).pipe(dest('dist/nodes'));
}

async function libraries() {
	const { metafile } = await build({
		entryPoints: MODULES_WITH_LIBRARIES,
		outbase: '.',
		outdir: 'dist',
		bundle: true,
		// The libraries' readable ES modules; their packed builds look like malware to n8n's scanner.
		platform: 'neutral',
		mainFields: ['module', 'main'],
		format: 'cjs',
		target: 'es2022',
		metafile: true,
		plugins: [{ name: 'keep-own-modules', setup: keepOwnModules }],
	});
	const inlined = Object.values(metafile.outputs).flatMap(({ inputs }) =>
		Object.keys(inputs).filter((input) => inputs[input].bytesInOutput > 0),
	);
	await writeLicences(inlined);
}

/** One `./refusal` for all: a copy in each bundle would break `instanceof`. */
function keepOwnModules({ onResolve }) {
	onResolve({ filter: /^\.\.?\// }, ({ path: target, importer, kind }) => {
		const isOwn = kind !== 'entry-point' && !importer.includes('node_modules');
		return isOwn ? { path: target, external: true } : undefined;
	});
}

/** The notices of everything that was inlined, as its licences ask for. */
async function writeLicences(inputs) {
	const folders = new Set(
		inputs.flatMap((input) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []),
	);
	const notices = await Promise.all([...folders].sort().map(noticeOf));
	await writeFile('dist/THIRD-PARTY-LICENSES.txt', notices.join('\n---\n\n'));
}

async function noticeOf(folder) {
	const { name, version, license, author } = JSON.parse(
		await readFile(path.join(folder, 'package.json'), 'utf8'),
	);
	const file = (await readdir(folder)).find((entry) => /^licen[cs]e(?:\.|$)/i.test(entry));
	const text = file === undefined ? '' : await readFile(path.join(folder, file), 'utf8');
	const holder = typeof author === 'string' ? author : (author?.name ?? `the authors of ${name}`);
	return `${name} ${version}\n\n${text.trim() || (await licenceNamed(license, holder))}\n`;
}

/** Some packages name their licence in package.json only; its words are those of our own. */
async function licenceNamed(license, holder) {
	if (license !== 'MIT') throw new Error(`The text of the licence ${license} is missing`);
	const ours = await readFile('LICENSE', 'utf8');
	return ours.trim().replace(/^Copyright .*$/m, `Copyright (c) ${holder}`);
}

async function run(command, parameters) {
	try {
		await promisify(execFile)(command, parameters);
	} catch (failed) {
		throw new Error(`${command} failed\n${failed.stdout ?? ''}${failed.stderr ?? ''}`);
	}
}

const PROGRAMS = 'node_modules/.cache/account-balance';

/** What a program of test/ finds in the folder's own node_modules. */
const NOT_BUNDLED = ['n8n-core', 'n8n-workflow', 'prettier'];

/**
 * Bundles a program of test/ and runs it, with the n8n of a folder; its output goes to the terminal
 * as it comes. It lies outside dist, so that it is never packed.
 */
function program(entryPoint, { folder = '.', flags = [], parameters = [] } = {}) {
	const name = path.parse(entryPoint).name;
	const outfile = path.join(folder, PROGRAMS, `${name}.js`);
	const bundle = async () => {
		await build({
			entryPoints: [entryPoint],
			outfile,
			bundle: true,
			platform: 'node',
			mainFields: ['module', 'main'],
			external: NOT_BUNDLED,
		});
	};
	const start = async () => {
		const given = [...flags, outfile, ...parameters];
		const [code] = await once(spawn(process.execPath, given, { stdio: 'inherit' }), 'exit');
		if (code !== 0) throw new Error(`The ${name} failed; what it says stands above`);
	};
	bundle.displayName = `bundle ${name}`;
	start.displayName = `run ${name}`;
	return series(bundle, start);
}

const OLDEST_N8N = '.config/oldest-n8n';

async function installOldestN8n() {
	await run('npm', ['ci', '--prefix', OLDEST_N8N]);
}

const RECORDS = ['oldest', 'newest'].map((name) => `${PROGRAMS}/reliability-${name}.json`);

function reliability(folder, record) {
	const parameters = [folder, record];
	return program('test/faults/reliability.ts', { folder, flags: ['--expose-gc'], parameters });
}

exports.default = series(clean, compile, parallel(icons, libraries));
exports.demo = series(exports.default, program('test/demo/demo.ts'));
exports.fuzz = program('test/fuzz/fuzz.ts');
exports.reliability = series(
	installOldestN8n,
	reliability(OLDEST_N8N, RECORDS[0]),
	reliability('.', RECORDS[1]),
	program('test/faults/reliabilityReport.ts', { parameters: ['docs/reliability.md', ...RECORDS] }),
);
