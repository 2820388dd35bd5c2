const { run } = require('./run');

/** Installs what one command alone needs, in a folder of its own, as its lock says. */
exports.installFolder = function installFolder(folder) {
	const task = async () => {
		await run('npm', ['ci', '--prefix', folder, '--ignore-scripts']);
	};
	task.displayName = `install ${folder}`;
	return task;
};
