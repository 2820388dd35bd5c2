/**
 * All suites in few files: see `test/groups/runGroup.ts`. One suite by itself is run with the other
 * configuration.
 *
 * @type {import('jest').Config}
 */
module.exports = {
	...require('./jest.config.js'),
	testMatch: ['<rootDir>/test/groups/*.group.ts'],
};
