/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	mutate: [
		'nodes/shared/**/*.ts',
		'nodes/*/*.vendor.ts',
		'!nodes/shared/n8n/**',
		// The watch and the forecast are about to be redesigned.
		'!nodes/shared/{watch,forecast}/*.ts',
	],
	buildCommand: 'node tools/mutation/bundle.mjs',
	testRunner: 'jest',
	plugins: ['@stryker-mutator/jest-runner'],
	jest: { configFile: '.config/mutation/jest.config.js', enableFindRelatedTests: false },
	coverageAnalysis: 'perTest',
	concurrency: 2,
	// jest keeps some megabytes of every run.
	maxTestRunnerReuse: 40,
	timeoutMS: 20_000,
	reporters: ['progress-append-only', 'json', 'clear-text'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	jsonReporter: { fileName: 'node_modules/.cache/account-balance/mutation.json' },
	tempDirName: '.config/mutation/sandbox',
	ignorePatterns: [
		'dist',
		'docs',
		'.config/scanner',
		'.config/engines',
		'.config/mutation/node_modules',
	],
	thresholds: { high: 95, low: 90, break: 90 },
};
