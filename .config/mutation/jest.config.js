/** @type {import('jest').Config} */
module.exports = {
	rootDir: '../..',
	roots: ['<rootDir>/.config/mutation/suites'],
	testEnvironment: require.resolve('../../tools/mutation/testEnvironment.js'),
	transform: {},
};
