const { TestEnvironment } = require('jest-environment-node');

/** Tests of how the time grows with the size; they take nine tenths of it, and kill few mutants. */
const LARGE = /hostile sizes|much of|a megabyte of|100,000|10,000/;

/**
 * One failed test kills a mutant. Without this, a mutant that breaks everything has thousands of
 * failures written out, and takes as long as a hundred others.
 */
module.exports = class MutationEnvironment extends TestEnvironment {
	hasFailed = false;

	handleTestEvent({ name, test }) {
		if (name === 'test_fn_failure') this.hasFailed = true;
		if (name !== 'test_start') return;
		if (this.hasFailed || LARGE.test(fullNameOf(test))) test.mode = 'skip';
	}
};

function fullNameOf({ name, parent }) {
	return parent ? `${fullNameOf(parent)} ${name}` : name;
}
