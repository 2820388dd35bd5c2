import { MILLISECONDS_A_DAY, type Sample } from './formerHistory';

/** How fast an account empties, and when it is empty at that rate. */
export interface Runway {
	/** What is used up a day, in the account's own unit; negative where it grows. */
	readonly burnPerDay: number;
	/** From the newest sample on; 0 where nothing is left, Infinity where nothing is used up. */
	readonly daysLeft: number;
}

/** Less tells nothing. */
const MIN_SAMPLES = 4;
const MIN_SPAN_DAYS = 0.25;

/** A change this many times the usual one is no usage. */
const UNUSUAL = 8;

/** The pairs that are compared lie at least this share of the whole time apart: near ones show noise. */
const MIN_SHARE = 0.25;

/**
 * Estimates from the history of checks. Odd samples go, and top-ups are taken out, so that the usage
 * before one counts on; then the rate is the median of the slopes between pairs of samples (Theil,
 * 1950; Sen, 1968), which neither noise nor a gap throws off. Null where the history does not suffice.
 */
export function estimateRunway(history: readonly Sample[]): Runway | null {
	const newest = history.at(-1);
	const usage = removeTopUps(removeOddSamples(history));
	const span = (usage.at(-1)?.at ?? 0) - (usage.at(0)?.at ?? 0);
	if (newest === undefined || usage.length < MIN_SAMPLES) return null;
	if (span < MIN_SPAN_DAYS * MILLISECONDS_A_DAY) return null;
	// Never minus zero.
	const burnPerDay = 0 - findMedianSlope(usage, span * MIN_SHARE) * MILLISECONDS_A_DAY;
	if (newest.available <= 0) return { burnPerDay, daysLeft: 0 };
	return { burnPerDay, daysLeft: burnPerDay > 0 ? newest.available / burnPerDay : Infinity };
}

/** A sample far from both of its neighbours, which lie close together, was a slip of the vendor's. */
function removeOddSamples(history: readonly Sample[]): readonly Sample[] {
	const usual = findUsualChange(history);
	return history.filter(({ available }, index) => {
		const before = history[index - 1];
		const after = history[index + 1];
		if (before === undefined || after === undefined) return true;
		const nearest = Math.min(
			Math.abs(available - before.available),
			Math.abs(available - after.available),
		);
		const between = Math.abs(after.available - before.available);
		return nearest <= UNUSUAL * usual || nearest <= 2 * between;
	});
}

/** The history as if nothing had ever been paid in: after a top-up everything lies that much lower. */
function removeTopUps(history: readonly Sample[]): readonly Sample[] {
	const usual = findUsualChange(history);
	const rate = findUsualRate(history);
	let paidIn = 0;
	return history.map(({ at, available }, index) => {
		const before = history[index - 1];
		if (before === undefined) return { at, available };
		const rise = available - before.available;
		// What was used meanwhile was paid in as well.
		if (rise > UNUSUAL * usual) paidIn += rise + rate * (at - before.at);
		return { at, available: available - paidIn };
	});
}

/** The median of the changes from one sample to the next that are changes at all. */
function findUsualChange(history: readonly Sample[]): number {
	const changes = listSteps(history).map(({ fall }) => Math.abs(fall));
	return findMedian(changes.filter((change) => change > 0)) ?? 0;
}

/** What is used in a millisecond, by the median of the steps that fall. */
function findUsualRate(history: readonly Sample[]): number {
	const rates = listSteps(history).map(({ fall, time }) => fall / time);
	return findMedian(rates.filter((rate) => rate >= 0)) ?? 0;
}

function listSteps(history: readonly Sample[]) {
	return history.slice(1).map(({ at, available }, index) => {
		const before = history[index] ?? { at, available };
		return { fall: before.available - available, time: Math.max(1, at - before.at) };
	});
}

/** In units a millisecond; of the pairs that lie at least so many milliseconds apart. */
function findMedianSlope(samples: readonly Sample[], apart: number): number {
	const slopes: number[] = [];
	for (const [index, first] of samples.entries()) {
		for (const second of samples.slice(index + 1)) {
			const time = second.at - first.at;
			if (time >= apart && time > 0) slopes.push((second.available - first.available) / time);
		}
	}
	return findMedian(slopes) ?? 0;
}

function findMedian(values: readonly number[]): number | null {
	// Sorted by the engine itself: of sixty samples there are more than a thousand pairs.
	const inOrder = Float64Array.from(values).sort();
	const [lower, upper] = [
		inOrder[Math.floor((inOrder.length - 1) / 2)],
		inOrder[Math.floor(inOrder.length / 2)],
	];
	return lower === undefined || upper === undefined ? null : (lower + upper) / 2;
}
