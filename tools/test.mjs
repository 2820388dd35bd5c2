// Runs all tests in a few files, or by themselves those whose path has a word: npm test -- sectigo
import { spawnSync } from 'node:child_process';

const parameters = process.argv.slice(2);
const isAll = parameters.every((parameter) => parameter.startsWith('-'));
const config = isAll ? '.config/jest.groups.config.js' : '.config/jest.config.js';

const { status } = spawnSync('node_modules/.bin/jest', ['--config', config, ...parameters], {
	stdio: 'inherit',
});
process.exit(status ?? 1);
