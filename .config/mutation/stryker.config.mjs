import { readPart } from '../../tools/mutation/parts.mjs';

const { part, mutate, report } = readPart();

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	mutate,
	buildCommand: 'node tools/mutation/bundle.mjs',
	testRunner: 'jest',
	plugins: ['@stryker-mutator/jest-runner'],
	jest: { configFile: '.config/mutation/jest.config.js', enableFindRelatedTests: false },
	coverageAnalysis: 'perTest',
	concurrency: 2,
	// jest keeps some megabytes of every run.
	maxTestRunnerReuse: 40,
	// A machine with other work must not pass for an endless loop: Stryker ends those by counting.
	timeoutMS: 60_000,
	reporters: ['progress-append-only', 'json', 'clear-text'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	jsonReporter: { fileName: report },
	tempDirName: `.config/mutation/sandbox/${part}`,
	ignorePatterns: [
		'dist',
		'docs',
		'.config/scanner',
		'.config/engines',
		'.config/mutation/node_modules',
	],
};
