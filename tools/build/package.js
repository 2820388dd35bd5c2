const { mkdir, rm } = require('node:fs/promises');
const path = require('node:path');
const { version, name } = require('../../package.json');
const { PROGRAMS } = require('./program');
const { run } = require('./run');

/** What is published. */
const TARBALL = path.resolve(PROGRAMS, `${name}-${version}.tgz`);

/** Packs what was built. */
async function pack() {
	await mkdir(PROGRAMS, { recursive: true });
	await run('npm', ['pack', '--pack-destination', PROGRAMS]);
}

/** Unpacks it into a folder: the files that n8n gets when somebody installs them. */
async function unpackInto(folder) {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await run('tar', ['--extract', '--strip-components=1', '--file', TARBALL, '--directory', folder]);
}

exports.TARBALL = TARBALL;
exports.pack = pack;
exports.unpackInto = unpackInto;
