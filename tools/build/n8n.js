const { copyFile, mkdir, writeFile } = require('node:fs/promises');
const { existsSync } = require('node:fs');
const { homedir } = require('node:os');
const path = require('node:path');
const { dependencies } = require('../../.config/n8n/package.json');
const { run } = require('./run');

/**
 * Where the whole n8n lies: outside of the checkout, since it has 2.2 GB. A folder that already
 * holds one can be named in the environment.
 */
const N8N_FOLDER =
	process.env.N8N_FOLDER ??
	path.join(homedir(), '.cache/n8n-nodes-account-balance', `n8n-${dependencies.n8n}`);

/** n8n's own Node.js, which may be newer than the one that runs this. */
const N8N_NODE = path.join(N8N_FOLDER, 'node_modules/node/bin/node');

const FINISHED = path.join(N8N_FOLDER, 'node_modules/.installation-finished');

/** Installs n8n once: the versions of the lock, and of its native modules the one that it cannot do without. */
async function installN8n() {
	if (process.env.N8N_FOLDER !== undefined) return assertN8n();
	if (existsSync(FINISHED)) return undefined;
	await mkdir(N8N_FOLDER, { recursive: true });
	for (const file of ['package.json', 'package-lock.json']) {
		await copyFile(path.join('.config/n8n', file), path.join(N8N_FOLDER, file));
	}
	const inFolder = { cwd: N8N_FOLDER };
	const modules = path.join(N8N_FOLDER, 'node_modules');
	await step(`npm install n8n ${dependencies.n8n} into ${N8N_FOLDER}, 2.2 GB`, () =>
		// `npm ci` insists on optional packages of other platforms, which the lock does not have.
		run('npm', ['install', '--legacy-peer-deps', '--ignore-scripts', '--no-audit'], inFolder),
	);
	await step(`Node.js ${dependencies.node}, which this n8n needs`, () =>
		run(process.execPath, ['installArchSpecificPackage'], { cwd: path.join(modules, 'node') }),
	);
	await step('build sqlite3 for it', () =>
		run('npx', ['node-gyp', 'rebuild'], { cwd: path.join(modules, 'sqlite3') }),
	);
	await writeFile(FINISHED, '');
	return undefined;
}

function assertN8n() {
	if (existsSync(N8N_NODE) && existsSync(path.join(N8N_FOLDER, 'node_modules/n8n'))) return;
	throw new Error(
		`N8N_FOLDER is ${N8N_FOLDER}, and there is no n8n with its Node.js in its node_modules. ` +
			'Name another folder, or none: then one is installed.',
	);
}

const SECONDS_BETWEEN_SIGNS = 15;

/** Shows that a long step is alive. */
async function step(words, act) {
	const begin = Date.now();
	const seconds = () => Math.round((Date.now() - begin) / 1000);
	process.stdout.write(`${words} ...\n`);
	const timer = setInterval(() => {
		process.stdout.write(`  still at it after ${seconds()} s\n`);
	}, SECONDS_BETWEEN_SIGNS * 1000);
	try {
		await act();
	} finally {
		clearInterval(timer);
	}
	process.stdout.write(`  done in ${seconds()} s\n`);
}

exports.N8N_FOLDER = N8N_FOLDER;
exports.N8N_NODE = N8N_NODE;
exports.installN8n = installN8n;
