/** One day's usage, as far as it was watched. */
export interface WatchedDay {
	/** From 0 to 6; which one is 0 does not matter. */
	readonly weekday: number;
	readonly used: number;
	/** As a share of a usual day. */
	readonly watched: number;
}

export const DAYS_A_WEEK = 7;

/** Every weekday like the others. */
export const EVEN_WEEK: readonly number[] = Array.from({ length: DAYS_A_WEEK }, () => 1);

/** Two of each weekday tell what is rhythm and what is chance. */
const MIN_DAYS = 2 * DAYS_A_WEEK;

/** A weekday of which less was watched, in days, is like the others. */
const MIN_WATCHED = 0.1;

/** By chance alone weekdays differ up to so many times as days of one weekday do. */
const CHANCE = 3;

/**
 * What each weekday has of a usual day's usage; on average 1. They count as far as weekdays differ
 * more than days of the same weekday do (an analysis of variance, shrunk as James and Stein, 1961).
 */
export function findWeekdays(days: readonly WatchedDay[]): readonly number[] {
	const usual = total(days, 'used') / total(days, 'watched');
	if (days.length < MIN_DAYS || !(usual > 0)) return EVEN_WEEK;
	const found = EVEN_WEEK.map((_, weekday) => {
		const same = days.filter((day) => day.weekday === weekday);
		const watched = total(same, 'watched');
		const share = Math.max(0, total(same, 'used') / usual / watched);
		return watched < MIN_WATCHED ? { share: 1, watched } : { share, watched };
	});
	const trust = judgeWeekdays(days, found, usual);
	const shares = found.map(({ share }) => 1 + trust * (share - 1));
	const mean = shares.reduce((sum, share) => sum + share, 0) / DAYS_A_WEEK;
	return shares.map((share) => share / mean);
}

/** How far weekdays are believed, from 0 to 1. */
function judgeWeekdays(
	days: readonly WatchedDay[],
	found: ReadonlyArray<{ readonly share: number; readonly watched: number }>,
	usual: number,
): number {
	let within = 0;
	for (const { weekday, used, watched } of days) {
		within += (used / usual - (found[weekday]?.share ?? 1) * watched) ** 2;
	}
	let between = 0;
	for (const { share, watched } of found) between += watched * (share - 1) ** 2;
	if (between === 0) return 0;
	const free = Math.max(1, total(days, 'watched') - DAYS_A_WEEK);
	return Math.max(0, 1 - (CHANCE * (DAYS_A_WEEK - 1) * within) / (free * between));
}

function total(days: readonly WatchedDay[], what: 'used' | 'watched'): number {
	return days.reduce((sum, day) => sum + day[what], 0);
}
