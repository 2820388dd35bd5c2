const { parallel } = require('gulp');
const { run } = require('./run');

const TYPED_CONFIG = '.config/eslint.types.config.mjs';
const TYPED_SOURCES = ['index.ts', 'nodes', 'credentials', 'test', 'tools'];

/** All that can be said of the sources without running them, by the names of the steps. */
const CHECKS = {
	lint: ['n8n-node', 'lint'],
	'lint, warnings counted': ['eslint', '.', '--max-warnings', '0'],
	'lint by types': ['eslint', '--config', TYPED_CONFIG, '--quiet', ...TYPED_SOURCES],
	format: ['prettier', '--check', '.'],
	types: ['tsc', '--project', '.config/tsconfig.json'],
};

function checkTask([name, [command, ...parameters]]) {
	const task = async () => {
		await run(`node_modules/.bin/${command}`, parameters);
	};
	task.displayName = name;
	return task;
}

/** All at once, since each is one process; what one of them finds is printed when it ends. */
exports.check = parallel(...Object.entries(CHECKS).map(checkTask));
