import { MILLISECONDS_A_DAY, type Observation } from './totals';

/** Some of the observations of the last days, oldest first. */
export type Trend = readonly Observation[];

/** The bounds of what is kept of a trend. */
export const MAX_TREND = 20;
const MAX_DAYS = 14;

const MILLISECONDS_A_MINUTE = 60_000;

/** Digits of an amount that is drawn in eight heights. */
const DIGITS = 4;

/** From least to most; every system font has them. */
const BARS = '▁▂▃▄▅▆▇█'.split('');

/** Columns of a small picture made of text, short enough for a message. */
const COLUMNS = 16;

/**
 * The trend with one more observation, to the minute. What is too old goes, and so does what lies
 * after the new one, since a clock was put back; of too many the ones that lie closest together.
 */
export function addToTrend(trend: Trend, { at, available }: Observation): Trend {
	const minute = at - (at % MILLISECONDS_A_MINUTE);
	const oldest = minute - MAX_DAYS * MILLISECONDS_A_DAY;
	const kept = trend.filter((each) => each.at >= oldest && each.at < minute);
	kept.push({ at: minute, available: Number(available.toPrecision(DIGITS)) });
	if (kept.length <= MAX_TREND) return kept;
	const crowded = findMostCrowded(kept);
	return kept.filter((_, index) => index !== crowded);
}

/** The index of the observation without which the longest gap grows least. */
function findMostCrowded(trend: Trend): number {
	let narrowest = Infinity;
	let found = 1;
	for (let index = 1; index < trend.length - 1; index++) {
		const gap = (trend[index + 1]?.at ?? 0) - (trend[index - 1]?.at ?? 0);
		if (gap >= narrowest) continue;
		narrowest = gap;
		found = index;
	}
	return found;
}

/**
 * The trend as a picture in one line, such as `█▇▅▃▁`: equal times from left to right, the least
 * amount lowest. A column in which nothing was checked repeats the one before. Null where there is
 * nothing to compare.
 */
export function drawSparkline(trend: Trend): string | null {
	const amounts = sampleColumns(trend);
	if (amounts.length < 2) return null;
	const least = Math.min(...amounts);
	const span = Math.max(...amounts) - least;
	const middle = Math.floor(BARS.length / 2);
	return amounts
		.map((amount) =>
			span === 0 ? middle : Math.round(((amount - least) / span) * (BARS.length - 1)),
		)
		.map((height) => BARS[height] ?? '')
		.join('');
}

/** The last amount of each column; none where no time has passed. */
function sampleColumns(trend: Trend): readonly number[] {
	const times = trend.map(({ at }) => at);
	const begin = Math.min(...times);
	const span = Math.max(...times) - begin;
	if (span <= 0) return [];
	const count = Math.min(COLUMNS, trend.length);
	return Array.from({ length: count }, (_, column) => {
		const end = begin + ((column + 1) * span) / count;
		return trend.reduce((shown, { at, available }) => (at <= end ? available : shown), 0);
	});
}
