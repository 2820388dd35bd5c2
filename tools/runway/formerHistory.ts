/** What was available at one time. */
export interface Sample {
	/** Milliseconds since 1970. */
	readonly at: number;
	/** As a number: history is for estimates, never for comparing with a limit. */
	readonly available: number;
}

export const MILLISECONDS_A_DAY = 86_400_000;

/** The bounds of what is remembered of one account. */
export const MAX_SAMPLES = 60;
export const MAX_DAYS = 14;

/**
 * The history with one more sample. What is too old goes, and so does what lies after the new one,
 * since a clock was put back; of too many samples the ones go that lie closest to their neighbours.
 */
export function addSample(history: readonly Sample[], sample: Sample): readonly Sample[] {
	const oldest = sample.at - MAX_DAYS * MILLISECONDS_A_DAY;
	const kept = history.filter(({ at }) => at >= oldest && at < sample.at);
	return thinOut([...kept, sample]);
}

function thinOut(samples: readonly Sample[]): readonly Sample[] {
	let left = samples;
	while (left.length > MAX_SAMPLES) left = removeAt(left, findMostCrowded(left));
	return left;
}

/** The newest ten stay: they show what happens now. */
const NEWEST_KEPT = 10;

/** The index of the sample without which the longest gap grows least. */
function findMostCrowded(samples: readonly Sample[]): number {
	let narrowest = Infinity;
	let found = 1;
	for (let index = 1; index < samples.length - NEWEST_KEPT; index++) {
		const before = samples[index - 1]?.at ?? 0;
		const after = samples[index + 1]?.at ?? 0;
		if (after - before >= narrowest) continue;
		narrowest = after - before;
		found = index;
	}
	return found;
}

function removeAt(samples: readonly Sample[], removed: number): readonly Sample[] {
	return samples.filter((_, index) => index !== removed);
}
