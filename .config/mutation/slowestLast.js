const Sequencer = require('@jest/test-sequencer').default;

/** A mutant is run until the first suite fails, so the suites that take seconds come last. */
const SLOW = ['contract', 'xml', 'scrub'];

module.exports = class SlowestLast extends Sequencer {
	sort(tests) {
		const slowness = ({ path }) => SLOW.findIndex((name) => path.endsWith(`/${name}.test.ts`));
		return [...tests].sort((one, other) => slowness(one) - slowness(other));
	}
};
