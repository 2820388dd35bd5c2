const { spawn } = require('node:child_process');
const { once } = require('node:events');
const path = require('node:path');
const { build } = require('esbuild');
const { series } = require('gulp');

const PROGRAMS = 'node_modules/.cache/account-balance';

/** What a program of test/ finds in the folder's own node_modules. */
const NOT_BUNDLED = ['n8n-core', 'n8n-workflow', 'prettier'];

/** Where a program of test/ lies once it is bundled: outside dist, so that it is never packed. */
function bundled(entryPoint, folder = '.') {
	return path.join(folder, PROGRAMS, `${path.parse(entryPoint).name}.js`);
}

/** Bundles a program of test/, to be run with the n8n of a folder. */
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

/** Bundles a program and runs it, with the n8n of a folder; its output goes to the terminal as it comes. */
function program(entryPoint, { folder = '.', flags = [], parameters = [] } = {}) {
	const { name } = path.parse(entryPoint);
	const start = async () => {
		const given = [...flags, bundled(entryPoint, folder), ...parameters];
		const [code] = await once(spawn(process.execPath, given, { stdio: 'inherit' }), 'exit');
		if (code !== 0) throw new Error(`The ${name} failed; what it says stands above`);
	};
	start.displayName = `run ${name}`;
	return series(bundle(entryPoint, folder), start);
}

exports.PROGRAMS = PROGRAMS;
exports.bundle = bundle;
exports.bundled = bundled;
exports.program = program;
