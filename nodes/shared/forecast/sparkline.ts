import type { Sample } from './history';

/** From least to most; every system font has them. */
const BARS = '▁▂▃▄▅▆▇█'.split('');

/** Columns of a small picture made of text, short enough for a message. */
const COLUMNS = 16;

/**
 * The history as a picture in one line, such as `█▇▅▃▁`: equal times from left to right, the least
 * amount lowest. A column in which nothing was checked repeats the one before. Null where there is
 * nothing to compare.
 */
export function drawSparkline(history: readonly Sample[]): string | null {
	const amounts = sampleColumns(history);
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

/** The last amount of each column. */
function sampleColumns(history: readonly Sample[]): readonly number[] {
	const [first, last] = [history.at(0), history.at(-1)];
	if (first === undefined || last === undefined || last.at <= first.at) return [];
	const count = Math.min(COLUMNS, history.length);
	const span = last.at - first.at;
	const amounts: number[] = [];
	let shown = first.available;
	let next = 0;
	for (let column = 1; column <= count; column++) {
		const end = first.at + (column * span) / count;
		for (; (history[next]?.at ?? Infinity) <= end; next++) {
			shown = history[next]?.available ?? shown;
		}
		amounts.push(shown);
	}
	return amounts;
}
