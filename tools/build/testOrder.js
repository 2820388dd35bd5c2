const { default: Sequencer } = require('@jest/test-sequencer');

/** The suites that take long, though their files are short. */
const LONG = /\/test\/(?:faults|fuzz)\//;

/** By jest's own order, large files come first as long as it knows no durations. */
module.exports = class LongSuitesFirst extends Sequencer {
	sort(tests) {
		const sorted = super.sort(tests);
		const isKnown = sorted.every(({ duration }) => duration !== undefined);
		if (isKnown) return sorted;
		const isLong = ({ path }) => LONG.test(path);
		return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
	}
};
