/** Fractions from 0 to 1, without it. */
export type Random = () => number;

/** A generator of fractions that repeats itself for a seed (mulberry32, Tommy Ettinger, public domain). */
export function createRandom(seed: number): Random {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** A number between two. */
export function between(random: Random, least: number, most: number): number {
	return least + (most - least) * random();
}

/** With mean 1; most of them small, few of them large. */
export function exponential(random: Random): number {
	return -Math.log(1 - random());
}
