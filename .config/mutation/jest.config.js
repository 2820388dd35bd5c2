const ours = require('../jest.config.js');

/**
 * The tests of the pure core and of the adapters: the others run on n8n's engine, and thousands of
 * runs of those would take days.
 *
 * @type {import('jest').Config}
 */
module.exports = {
	...ours,
	rootDir: '../..',
	roots: ['<rootDir>/test/core', '<rootDir>/test/vendors'],
	testEnvironment: require.resolve('./firstFailure.js'),
	testSequencer: require.resolve('./slowestLast.js'),
	setupFiles: [require.resolve('./setup.js')],
	testMatch: ['**/test/core/*.test.ts', '**/contract.test.ts'],
	transform: {
		'^.+\\.ts$': [
			'ts-jest',
			// The types of mutated code are wrong on purpose.
			{ tsconfig: '<rootDir>/.config/tsconfig.json', diagnostics: false, isolatedModules: true },
		],
	},
};
