/** What an account does, checked every hour for some weeks. */
export interface SimulatedAccount {
	readonly kind: string;
	readonly seed: number;
	readonly checks: readonly SimulatedCheck[];
}

export interface SimulatedCheck {
	/** Milliseconds since the account was opened. */
	readonly at: number;
	/** What the vendor says, noise included; null where the check failed. */
	readonly available: number | null;
	/** How many days the account lasts from here, if it goes on as it does and nobody pays in. */
	readonly daysLeft: number;
}

/** How one kind of account behaves. */
interface Kind {
	readonly name: string;
	/** What is used in the hour, of what is used in a day on average. */
	readonly usage: (hour: number, random: () => number) => number;
	/** How far what the vendor says is off, of what is used in a day. */
	readonly noise: number;
	/** Below which share of a full account somebody pays in. */
	readonly topUpBelow: number;
	/** The share of the checks that fail. */
	readonly missed: number;
}

const HOUR = 3_600_000;
const HOURS = 24 * 28;

const steady = (_: number, random: () => number) => (0.5 + random()) / 24;

/** Nights are quiet and so are week-ends: the mean of a week is one day's usage a day. */
const weekly = (hour: number, random: () => number) => {
	const day = Math.floor(hour / 24) % 7;
	const isWorkday = day < 5;
	const isDaytime = hour % 24 >= 8 && hour % 24 < 18;
	const share = (isWorkday ? 1.3 : 0.25) * (isDaytime ? 0.85 / 10 : 0.15 / 14);
	return share * (0.5 + random());
};

/** Now and then much at once. */
const bursts = (_: number, random: () => number) => {
	return random() < 1 / 12 ? (12 / 24) * 0.8 * 2 * random() : 0.2 / 24;
};

const KINDS: readonly Kind[] = [
	{ name: 'steady with noise', usage: steady, noise: 0.05, topUpBelow: 0, missed: 0 },
	{ name: 'weekly rhythm', usage: weekly, noise: 0, topUpBelow: 0, missed: 0 },
	{ name: 'bursts', usage: bursts, noise: 0, topUpBelow: 0, missed: 0 },
	{ name: 'top-ups', usage: steady, noise: 0.02, topUpBelow: 0.3, missed: 0 },
	{ name: 'missed checks', usage: steady, noise: 0.02, topUpBelow: 0.3, missed: 0.4 },
];

const ACCOUNTS_OF_A_KIND = 40;

/** The same accounts every time. */
export function simulatedAccounts(): readonly SimulatedAccount[] {
	return KINDS.flatMap((kind, place) =>
		Array.from({ length: ACCOUNTS_OF_A_KIND }, (_, number) => {
			const seed = 1000 * (place + 1) + number;
			return { kind: kind.name, seed, checks: checksOf(kind, randomOf(seed)) };
		}),
	);
}

function checksOf(kind: Kind, random: () => number): readonly SimulatedCheck[] {
	const perDay = 10 ** (1 + 3 * random());
	const full = perDay * (kind.topUpBelow > 0 ? 6 + 6 * random() : 40 + 20 * random());
	const checks: SimulatedCheck[] = [];
	let available = full;
	for (let hour = 0; hour < HOURS; hour++) {
		available -= perDay * kind.usage(hour, random);
		if (available < full * kind.topUpBelow) available += full;
		const said = available + perDay * kind.noise * (2 * random() - 1);
		const isMissed = random() < kind.missed;
		checks.push({
			at: hour * HOUR,
			available: isMissed ? null : said,
			daysLeft: available / perDay,
		});
	}
	return checks;
}

/** A generator of fractions that repeats itself for a seed (mulberry32, Tommy Ettinger, public domain). */
function randomOf(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
