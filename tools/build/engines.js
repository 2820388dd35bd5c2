const { existsSync } = require('node:fs');
const { mkdir } = require('node:fs/promises');
const path = require('node:path');
const { PROGRAMS } = require('./program');
const { run } = require('./run');

/** The Node.js of each generation that n8n has allowed since the oldest engine. */
const NODES = { 20: '20.20.2', 22: '22.23.3', 24: '24.21.0' };

/** n8n's engine in the versions that the package is run on, and the Node.js that their n8n allows. */
const ENGINES = {
	oldest: { n8n: '1.99.1', folder: '.config/engines/oldest', nodes: [20, 22, 24] },
	middle: { n8n: '1.123.81', folder: '.config/engines/middle', nodes: [20, 22, 24] },
	newest: { n8n: '2.41.1', folder: '.', nodes: [24] },
};

/** Installs an engine as its lock says; the newest one is a part of the project. */
function installEngine({ folder }) {
	const task = async () => {
		if (folder !== '.') await run('npm', ['ci', '--prefix', folder]);
	};
	task.displayName = `install ${folder}`;
	return task;
}

/** The path of a Node.js, which lies in the project's cache. */
function nodePath(major) {
	const { platform, arch } = process;
	const folder = path.join(PROGRAMS, `node-${major}`, 'node_modules', `node-${platform}-${arch}`);
	return path.resolve(folder, 'bin/node');
}

/** Installs a Node.js as npm's own registry has it for this machine. */
function installNode(major) {
	const task = async () => {
		if (existsSync(nodePath(major))) return;
		const folder = path.join(PROGRAMS, `node-${major}`);
		await mkdir(folder, { recursive: true });
		const wanted = `node-${process.platform}-${process.arch}@${NODES[major]}`;
		await run('npm', ['install', '--prefix', folder, '--no-save', '--no-audit', wanted]);
	};
	task.displayName = `install Node.js ${major}`;
	return task;
}

exports.ENGINES = ENGINES;
exports.NODES = NODES;
exports.installEngine = installEngine;
exports.installNode = installNode;
exports.nodePath = nodePath;
