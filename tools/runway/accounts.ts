import { between, createRandom, type Random } from './random';
import * as usages from './usage';
import { MOMENTS_A_DAY, MOMENTS_AN_HOUR, type UsagePattern } from './usage';

/** How one kind of account behaves. */
export interface Kind {
	readonly name: string;
	readonly usage: UsagePattern | readonly UsagePattern[];
	readonly topUp: TopUp;
	readonly reading: Reading;
	/** The share of the checks that fail. */
	readonly missed: number;
	/** With how many days' usage it begins, at least and at most. */
	readonly begins: readonly [least: number, most: number];
	/** For how many days it is checked; six weeks where nothing else is said. */
	readonly days: number;
	/** From which day on its error is measured: the median slope is silent before the fourth. */
	readonly measuredFrom: number;
}

/** Decides at a moment what is paid in, in days' usage; 0 is nothing. */
type TopUp = (random: Random) => (available: number, moment: number) => number;

/** What the vendor says of what is available. */
type Reading = (random: Random, every: number) => (available: number, moment: number) => number;

export interface Account {
	readonly kind: Kind;
	readonly seed: number;
	/** What is available at the end of each moment, in the account's own unit. */
	readonly available: Float64Array;
	/** What was used up to the end of each moment, far beyond the last check; what was bought once is not in it. */
	readonly used: Float64Array;
	/** The same with what was bought once. */
	readonly spent: Float64Array;
	/** What would have been used without chance. */
	readonly expected: Float64Array;
	/** What the vendor says at the end of each moment; NaN where the check fails. */
	readonly said: Float64Array;
	readonly perDay: number;
	/** The moment from which on usage is far beyond any before; -1 where there is none. */
	readonly surgeAt: number;
}

const faithful: Reading = () => (available) => available;

/** Somebody pays in for weeks before it is empty. */
const large: TopUp = (random) => {
	let below = between(random, 1, 4);
	return (available) => {
		if (available > below) return 0;
		below = between(random, 1, 4);
		return between(random, 15, 40);
	};
};

/** During a day, by a person who looks once a day. */
function small(amount: number): TopUp {
	return (random) => {
		const below = between(random, 4, 10);
		const hour = Math.floor(MOMENTS_A_DAY * random());
		return (available, moment) => {
			return available < below && moment % MOMENTS_A_DAY === hour ? amount : 0;
		};
	};
}

const automatic: TopUp = (random) => {
	const level = between(random, 1, 5);
	const amount = between(random, 1.5, 6);
	return (available) => (available < level ? amount : 0);
};

const nobody: TopUp = () => () => 0;

/** One check in a hundred at most, and one in a hundred hours. */
const odd: Reading = (random, every) => (available) => {
	if (random() >= Math.min(1, every / MOMENTS_AN_HOUR) / 100) return available;
	const way = random();
	if (way < 0.4) return 0;
	return way < 0.7 ? available * 10 : available * random();
};

const jitter: Reading = (random) => (available) => available * between(random, 0.999, 1.001);

/** It stays for hours and jumps. */
const holds: Reading = (random) => {
	let held = NaN;
	let until = 0;
	return (available, moment) => {
		if (moment >= until) {
			held = available;
			until = moment + Math.floor(12 * between(random, 1, 10));
		}
		return held;
	};
};

function kind(
	name: string,
	usage: UsagePattern | readonly UsagePattern[],
	more: Partial<Kind> = {},
): Kind {
	return {
		name,
		usage,
		topUp: more.topUp ?? large,
		reading: more.reading ?? faithful,
		missed: more.missed ?? 0,
		begins: more.begins ?? [15, 45],
		days: more.days ?? 42,
		measuredFrom: more.measuredFrom ?? 0,
	};
}

const NEW_ACCOUNTS: readonly UsagePattern[] = [
	usages.steady,
	usages.noisy,
	usages.dayAndNight,
	usages.bursts,
	usages.bookedDaily,
	usages.weekdays,
	usages.campaigns,
	usages.purchases,
];

export const KINDS: readonly Kind[] = [
	kind('steady', usages.steady),
	kind('noisy', usages.noisy),
	kind('gaps', usages.steady, { missed: 0.4 }),
	kind('odd readings', usages.steady, { reading: odd }),
	kind('top-ups of two days', usages.steady, { topUp: small(2), begins: [3, 12] }),
	kind('top-ups of a week', usages.steady, { topUp: small(7), begins: [3, 12] }),
	kind('large top-ups', usages.steady, { begins: [3, 12] }),
	kind('automatic recharge', usages.steady, { topUp: automatic, begins: [3, 12] }),
	kind('day and night', usages.dayAndNight),
	kind('three-hour bursts', usages.bursts),
	kind('booked once a day', usages.bookedDaily),
	kind('weekdays only', usages.weekdays, { measuredFrom: 14 }),
	kind('campaigns', usages.campaigns),
	kind('random purchases', usages.purchases),
	kind('one-offs', usages.oneOffs),
	kind('growing', usages.growing),
	kind('lasting doubling', usages.doubling, { measuredFrom: 4 }),
	kind('short holds', usages.steady, { reading: holds, measuredFrom: 4 }),
	kind('jitter of 0.1 %', usages.steady, { reading: jitter, measuredFrom: 4 }),
	kind('flat', usages.nothing),
	kind('empty', usages.nothing, { begins: [-2, 0], topUp: nobody }),
	kind('new accounts', NEW_ACCOUNTS, { topUp: nobody, days: 3 }),
	kind('surge', usages.surge, {
		topUp: nobody,
		begins: [38, 48],
		days: usages.SURGE_DAYS + 4,
	}),
];

/** From so many times the first rate on it is a surge. */
const SURGE = 5;

/** Further than that no account lasts that is ever judged. */
const DAYS_AHEAD = 70;

export function createAccount(kind: Kind, every: number, seed: number): Account {
	const random = createRandom(seed);
	const perDay = 10 ** between(random, 0, 4);
	const checked = kind.days * MOMENTS_A_DAY;
	const list = typeof kind.usage === 'function' ? [kind.usage] : kind.usage;
	const pattern = list[seed % list.length] ?? usages.steady;
	const usage = pattern(random, checked + DAYS_AHEAD * MOMENTS_A_DAY);
	const available = new Float64Array(checked);
	const said = new Float64Array(checked);
	const topUp = kind.topUp(random);
	const reading = kind.reading(random, every);
	let left = between(random, ...kind.begins);
	for (let moment = 0; moment < checked; moment++) {
		left -= (usage.used[moment] ?? 0) + (usage.once?.[moment] ?? 0);
		left += topUp(left, moment);
		available[moment] = left * perDay;
		const isMissed = random() < kind.missed;
		said[moment] = isMissed ? NaN : reading(left, moment) * perDay;
	}
	const used = sumUp(usage.used, perDay);
	const once = usage.once === undefined ? null : sumUp(usage.once, perDay);
	const spent = once === null ? used : used.map((value, moment) => value + (once[moment] ?? 0));
	const first = usage.expected[0] ?? 0;
	return {
		kind,
		seed,
		available,
		used,
		spent,
		expected: sumUp(usage.expected, perDay),
		said,
		perDay,
		surgeAt: usage.expected.findIndex((rate) => rate > SURGE * first),
	};
}

function sumUp(values: Float64Array, factor: number): Float64Array {
	let total = 0;
	return values.map((value) => {
		total += value * factor;
		return total;
	});
}

/** In how many days what is available at the end of a moment is used up, if nobody pays in. */
export function findTruth({ available, used }: Account, moment: number): number {
	return findDays(available, used, moment);
}

/** The same as the true rate has it, without chance: no estimate knows more. */
export function findFloor({ available, expected }: Account, moment: number): number {
	return findDays(available, expected, moment);
}

function findDays(available: Float64Array, used: Float64Array, moment: number): number {
	const left = available[moment] ?? 0;
	if (left <= 0) return 0;
	const wanted = (used[moment] ?? 0) + left;
	let low = moment;
	let high = used.length - 1;
	if ((used[high] ?? 0) < wanted) return Infinity;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((used[middle] ?? 0) < wanted) low = middle + 1;
		else high = middle;
	}
	const before = used[low - 1] ?? 0;
	const part = (wanted - before) / ((used[low] ?? 0) - before);
	return (low - 1 + part - moment) / MOMENTS_A_DAY;
}
