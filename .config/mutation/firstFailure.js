const { TestEnvironment } = require('jest-environment-node');

/**
 * One failed test kills a mutant. Without this, a mutant that breaks everything has thousands of
 * failures written out, and takes as long as a hundred others.
 */
module.exports = class FirstFailureEnvironment extends TestEnvironment {
	hasFailed = false;

	handleTestEvent({ name, test }) {
		if (name === 'test_fn_failure') this.hasFailed = true;
		if (name === 'test_start' && this.hasFailed) test.mode = 'skip';
	}
};
