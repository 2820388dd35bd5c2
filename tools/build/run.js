const { execFile } = require('node:child_process');
const { promisify } = require('node:util');

/** Runs a command to its end; where it fails, with all that it printed. */
exports.run = async function run(command, parameters, options = {}) {
	try {
		await promisify(execFile)(command, parameters, { maxBuffer: Infinity, ...options });
	} catch (failed) {
		throw new Error(`${command} failed\n${failed.stdout ?? ''}${failed.stderr ?? ''}`);
	}
};
