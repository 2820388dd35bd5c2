/** @type {import('jest').Config} */
module.exports = {
	rootDir: '..',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	testEnvironment: 'node',
	transform: { '\\.ts$': '<rootDir>/tools/build/testTransform.js' },
	// One for each core: by itself, jest leaves one of them to others.
	maxWorkers: '100%',
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
};
