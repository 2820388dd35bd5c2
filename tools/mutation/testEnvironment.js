const { TestEnvironment } = require('jest-environment-node');
const { createHash } = require('node:crypto');

/** Tests of how the time grows with the size; they take nine tenths of it, and kill few mutants. */
const LARGE = /hostile sizes|much of|a megabyte of|100,000|10,000/;

/** Those of the forecast that take as much: random histories, and the longest of those that are replayed. */
const LONG_HISTORIES =
	/whatever is observed|whatever stands in it|ten thousand|a one-off is not told|falsely in the first days|after four finished hours/;

/** What makes thousands of runs of thousands of tests bearable. */
module.exports = class MutationEnvironment extends TestEnvironment {
	hasFailed = false;

	handleTestEvent({ name, test }, state) {
		if (name === 'run_start') {
			prepare(state.rootDescribeBlock, []);
			state.testNamePattern = selectionOf(state.testNamePattern);
		}
		if (name === 'test_fn_failure') this.hasFailed = true;
		// One failed test kills a mutant. The others would have thousands of failures written out.
		if (name === 'test_start' && this.hasFailed) test.mode = 'skip';
	}
};

/**
 * Stryker selects tests by a pattern of all their full names: with a thousand of them, matching
 * takes longer than the tests. So each name becomes a hash of it, and the pattern a set of hashes.
 */
function prepare(block, names) {
	for (const child of block.children) {
		const path = [...names, child.name];
		if (child.type === 'describeBlock') {
			child.name = '-';
			prepare(child, path);
		} else {
			const fullName = path.join(' ');
			if (LARGE.test(fullName) || LONG_HISTORIES.test(fullName)) child.mode = 'skip';
			child.name = createHash('sha1').update(fullName).digest('hex').slice(0, 10);
		}
	}
}

function selectionOf(pattern) {
	if (!pattern) return pattern;
	const selected = new Set(pattern.source.match(/[0-9a-f]{10}/g));
	return { test: (fullName) => selected.has(fullName.slice(-10)) };
}
