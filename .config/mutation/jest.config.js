/** @type {import('jest').Config} */
module.exports = {
	rootDir: '../..',
	roots: ['<rootDir>/.config/mutation/suites'],
	testEnvironment: '<rootDir>/tools/mutation/testEnvironment.js',
	transform: {},
};
