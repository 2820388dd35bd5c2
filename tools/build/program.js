const { spawn } = require('node:child_process');
const { once } = require('node:events');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { build } = require('esbuild');
const { series } = require('gulp');

const PROGRAMS = 'node_modules/.cache/account-balance';

/** What a program finds in the folder's own node_modules. */
const NOT_BUNDLED = ['n8n-core', 'n8n-workflow', 'playwright-core', 'prettier'];

/** Where a program lies once it is bundled: outside dist, so that it is never packed. */
function bundled(entryPoint, folder = '.') {
	return path.join(folder, PROGRAMS, `${path.parse(entryPoint).name}.js`);
}

/** Bundles a program, to be run with the n8n of a folder. */
function bundle(entryPoint, folder = '.') {
	const task = async () => {
		await build({
			entryPoints: [entryPoint],
			outfile: bundled(entryPoint, folder),
			bundle: true,
			platform: 'node',
			mainFields: ['module', 'main'],
			external: NOT_BUNDLED,
		});
	};
	task.displayName = `bundle ${path.parse(entryPoint).name}`;
	return task;
}

/**
 * Bundles a program and runs it, with the n8n of a folder. Its arguments are named; those in
 * `passedOn` come from the command line of gulp.
 */
function program(entryPoint, options = {}) {
	const { folder = '.', flags = [], named = {}, passedOn = [], environment = {} } = options;
	const { name } = path.parse(entryPoint);
	const start = async () => {
		const all = { ...named, ...argumentsOfGulp(passedOn) };
		const parameters = [...flags, bundled(entryPoint, folder), ...inCommandLine(all)];
		await startNode(name, parameters, environment);
	};
	start.displayName = `run ${name}`;
	return series(bundle(entryPoint, folder), start);
}

/** Runs a program of JavaScript, which needs no bundle. */
function script(file, parameters) {
	const { name } = path.parse(file);
	const task = async () => {
		await startNode(name, [file, ...parameters], {});
	};
	task.displayName = `run ${name}`;
	return task;
}

/** Runs the tests of one of jest's configurations whose path has this pattern. */
function jest(config, pattern, environment) {
	const task = async () => {
		const parameters = ['--config', config, '--runInBand', pattern];
		await startNode('tests', [require.resolve('jest/bin/jest'), ...parameters], environment);
	};
	task.displayName = `jest ${pattern}`;
	return task;
}

/** Those of these names that stand in the command that started gulp, each as a list; one without a value is empty. */
function argumentsOfGulp(names) {
	const options = Object.fromEntries(
		names.map((name) => [name, { type: 'string', multiple: true }]),
	);
	const { values } = parseArgs({ args: process.argv.slice(2), options, strict: false });
	return Object.fromEntries(
		names.flatMap((name) => {
			const given = values[name]?.map((value) => (value === true ? '' : value));
			return given === undefined ? [] : [[name, given]];
		}),
	);
}

/** A name with a list is written once for each member. */
function inCommandLine(named) {
	return Object.entries(named).flatMap(([name, values]) =>
		[values].flat().map((value) => `--${name}=${value}`),
	);
}

/** Its output goes to the terminal as it comes. */
async function startNode(name, parameters, environment) {
	const env = { ...process.env, ...environment };
	const child = spawn(process.execPath, parameters, { stdio: 'inherit', env });
	const [code] = await once(child, 'exit');
	if (code !== 0) throw new Error(`The ${name} failed; what it says stands above`);
}

exports.PROGRAMS = PROGRAMS;
exports.bundle = bundle;
exports.bundled = bundled;
exports.jest = jest;
exports.program = program;
exports.script = script;
