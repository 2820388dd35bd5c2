import { between, exponential, type Random } from './random';

/** Moments are five minutes long: nothing is checked more often. */
export const MOMENTS_AN_HOUR = 12;
export const MOMENTS_A_DAY = 24 * MOMENTS_AN_HOUR;

/** What is used in each moment, in days' usage of a usual day. */
export interface SimulatedUsage {
	readonly used: Float64Array;
	/** What chance would make of it on average: the true rate. */
	readonly expected: Float64Array;
	/** What is bought once and never again, beside. */
	readonly once?: Float64Array;
}

/** Draws the pattern of one account, and what it uses in so many moments. */
export type UsagePattern = (random: Random, moments: number) => SimulatedUsage;

/** How much more or less than expected is used in an hour. */
type Chance = (random: Random) => number;

const little: Chance = (random) => between(random, 0.8, 1.2);
const none: Chance = () => 1;

/** Usage that is expected hour by hour, at the rate of so many usual days a day. */
function hourly(
	rateOf: (random: Random) => (hour: number) => number,
	chance = little,
): UsagePattern {
	return (random, moments) => {
		const used = new Float64Array(moments);
		const expected = new Float64Array(moments);
		const rate = rateOf(random);
		let now = 0;
		let factor = 1;
		for (let moment = 0; moment < moments; moment++) {
			if (moment % MOMENTS_AN_HOUR === 0) {
				now = rate(moment / MOMENTS_AN_HOUR);
				factor = chance(random);
			}
			expected[moment] = now / MOMENTS_A_DAY;
			used[moment] = (now * factor) / MOMENTS_A_DAY;
		}
		return { used, expected };
	};
}

export const steady = hourly(() => () => 1);

/** The variance of a day is a fifth. */
export const noisy = hourly(() => () => 1, exponential);

export const nothing = hourly(() => () => 0, none);

export const dayAndNight = hourly((random) => {
	const from = Math.floor(24 * random());
	const hours = 10 + Math.floor(4 * random());
	const atNight = between(random, 0.02, 0.2);
	return (hour) => {
		const isDay = (hour + 24 - from) % 24 < hours;
		return 24 * (isDay ? (1 - atNight) / hours : atNight / (24 - hours));
	};
});

export const bursts = hourly((random) => {
	const from = Math.floor(24 * random());
	return (hour) => ((hour + 24 - from) % 24 < 3 ? 8 : 0);
});

export const weekdays = hourly((random) => {
	const begin = Math.floor(7 * 24 * random());
	return (hour) => {
		const day = Math.floor((hour + begin) / 24) % 7;
		const time = (hour + begin) % 24;
		return day < 5 && time >= 8 && time < 18 ? (2.4 * 7) / 5 : 0;
	};
});

export const growing = hourly(() => (hour) => 1.02 ** (hour / 24 - 21));

export const doubling = hourly((random) => {
	const from = 24 * between(random, 12, 24);
	return (hour) => (hour < from ? 1 : 2);
});

/** Ten times the burn, from a time on the eleventh day on. */
export const SURGE_DAYS = 10;

export const surge = hourly((random) => {
	const from = 24 * SURGE_DAYS + Math.floor(24 * random());
	return (hour) => (hour < from ? 1 : 10);
});

/** Now and then some days with a multiple of the usage: nobody knows when, so the mean is expected. */
export const campaigns: UsagePattern = (random, moments) => {
	let until = 0;
	let times = 1;
	let next = 24 * between(random, 2, 12);
	const rate = (hour: number) => {
		if (hour >= next) {
			until = hour + 24 * between(random, 1, 4);
			times = between(random, 2, 4);
			next = until + 24 * between(random, 4, 14);
		}
		return (hour < until ? times : 1) / 1.43;
	};
	const { used } = hourly(() => rate)(random, moments);
	return { used, expected: used.map(() => 1 / MOMENTS_A_DAY) };
};

export const bookedDaily: UsagePattern = (random, moments) => {
	const used = new Float64Array(moments);
	const expected = new Float64Array(moments);
	const from = Math.floor(MOMENTS_A_DAY * random());
	for (let moment = from; moment < moments; moment += MOMENTS_A_DAY) {
		used[moment] = little(random);
		expected[moment] = 1;
	}
	return { used, expected };
};

/** So many a day on average, of the third to the double of the mean. */
export const purchases: UsagePattern = (random, moments) => {
	const perDay = between(random, 0.7, 3);
	const used = new Float64Array(moments).map(() => {
		return random() < perDay / MOMENTS_A_DAY ? between(random, 0.3, 1.7) / perDay : 0;
	});
	return { used, expected: used.map(() => 1 / MOMENTS_A_DAY) };
};

/** Steady, but for one or two purchases of ten days' usage, which never come again. */
export const oneOffs: UsagePattern = (random, moments) => {
	const { used, expected } = steady(random, moments);
	const once = new Float64Array(moments);
	for (const from of random() < 0.5 ? [10] : [10, 25]) {
		once[Math.floor(MOMENTS_A_DAY * between(random, from, from + 12))] = 10;
	}
	return { used, expected, once };
};
