const { mkdir, rm } = require('node:fs/promises');
const path = require('node:path');
const { version, name } = require('../../package.json');
const { run } = require('./run');

/** Packs what was built, and unpacks it into a folder: the files that n8n gets when somebody installs them. */
async function unpackInto(folder) {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await run('npm', ['pack', '--pack-destination', folder]);
	const tarball = path.join(folder, `${name}-${version}.tgz`);
	await run('tar', ['--extract', '--strip-components=1', '--file', tarball, '--directory', folder]);
	await rm(tarball);
}

exports.unpackInto = unpackInto;
