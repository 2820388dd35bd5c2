import { findBurn, type Burn } from './burn';
import {
	countDays,
	findShares,
	HOURS_A_DAY,
	MILLISECONDS_A_DAY,
	modulo,
	sumShares,
} from './totals';
import type { Surge } from './surge';
import { findShownUntil, sumUp, type UsageHistory } from './usage';
import { DAYS_A_WEEK } from './weekdays';

/** How fast an account empties, and when it is empty if it goes on so and nobody pays in. */
export interface Runway {
	/** What is used up a day, in the account's own unit, never negative; null where it is unknown. */
	readonly burnPerDay: number | null;
	/** From the newest observation on; 0 where nothing is left, Infinity where nothing is used up. */
	readonly daysLeft: number;
	/** The truth lies between these two about four times in five. */
	readonly daysLeftMin: number;
	readonly daysLeftMax: number;
	/** Whether usage is far beyond any before, so that only the last hours are believed. */
	readonly isSurge: boolean;
}

/** Where an account stands in its week and its day. */
interface Rhythm {
	readonly burn: Burn;
	/** Of each hour of the day in its usage. */
	readonly shares: readonly number[];
	/** Days since the anchor, with their fraction. */
	readonly now: number;
}

/** Less than a day tells nothing: it may have been a night. A schedule never fires to the second. */
const MIN_DAYS = 0.99;

/** The range in standard deviations to both sides: measured, see docs/measured/runway.md. */
const WIDTH = 1.35;

/** What nobody knows of an account's first days, as a share of the usage; gone after two weeks. */
const YOUNG = { doubt: 0.6, days: 14 };

/** A surge may as well have so many times its usage, or as few. */
const SURGE_DOUBT = 1.5;

/** Of nearer times chance is no greater, in days. */
const NEAREST = 0.1;

/** Where less of the usage is certain than this share, there may be no end. */
const LEAST_CERTAIN = 0.05;

/** What the history of an account comes to; null where it does not suffice. */
export function estimateRunway(history: UsageHistory): Runway | null {
	const { totals } = sumUp(history);
	const { settled, newest } = history;
	const { available, at } = newest;
	const shares = findShares(totals);
	const burn = findBurn(totals, shares, findShownUntil(history));
	const isKnown = burn.watched >= MIN_DAYS;
	if (available <= 0) return createRunway(isKnown ? burn.perDay : null, 0, 0, 0);
	if (!isKnown) return null;
	if (totals.pace.surge !== null) return estimateInSurge(available, totals.pace.surge);
	if (burn.perDay === 0) return createRunway(0, Infinity, Infinity, Infinity);
	const gap = (at - settled.at) / MILLISECONDS_A_DAY;
	return estimateInRhythm(available, { burn, shares, now: countDays(totals, at) }, gap);
}

function createRunway(
	burnPerDay: number | null,
	daysLeftMin: number,
	daysLeft: number,
	daysLeftMax: number,
): Runway {
	return { burnPerDay, daysLeft, daysLeftMin, daysLeftMax, isSurge: false };
}

function estimateInSurge(available: number, { used, hours }: Surge): Runway {
	const burnPerDay = (used * HOURS_A_DAY) / hours;
	const daysLeft = available / burnPerDay;
	return {
		burnPerDay,
		daysLeft,
		daysLeftMin: daysLeft / SURGE_DOUBT,
		daysLeftMax: daysLeft * SURGE_DOUBT,
		isSurge: true,
	};
}

/** The range is no finer than half of the time between two checks. */
function estimateInRhythm(available: number, rhythm: Rhythm, gap: number): Runway {
	const { burn } = rhythm;
	const daysLeft = findEnd(available, rhythm);
	const blur = Math.min(gap, daysLeft) / 2;
	const doubt = WIDTH * findDoubt(burn, daysLeft);
	const soon = WIDTH * findDoubt(burn, daysLeft / (1 + doubt));
	const least = findEnd(available / (1 + soon), rhythm);
	const certain = 1 - doubt;
	const most = certain < LEAST_CERTAIN ? Infinity : findEnd(available / certain, rhythm);
	return createRunway(burn.perDay, Math.max(0, least - blur), daysLeft, most + blur);
}

/** The standard deviation of what is used in so many days, as a share of it. */
function findDoubt({ variance, support, watched }: Burn, days: number): number {
	const young = YOUNG.doubt * Math.max(0, 1 - watched / YOUNG.days);
	return Math.sqrt(variance * (1 / Math.max(days, NEAREST) + 1 / support) + young ** 2);
}

/** In how many days so much is used up: through whole weeks, days and hours. */
function findEnd(available: number, { burn, shares, now }: Rhythm): number {
	const shareOf = (day: number) => burn.weekdays[modulo(day, DAYS_A_WEEK)] ?? 1;
	let day = Math.floor(now);
	const gone = sumShares(shares, now - day);
	// As if the day had begun with what was used of it.
	let left = available / burn.perDay + gone * shareOf(day);
	// Of whole weeks the last is gone through: it may end with days on which nothing is used.
	const rest = left % DAYS_A_WEEK || DAYS_A_WEEK;
	day += left - rest;
	left = rest;
	for (; left > shareOf(day); day += 1) left -= shareOf(day);
	return Math.max(0, day + findTimeOfDay(shares, left / shareOf(day)) - now);
}

/** The time of the day, from 0 to 1, before which such a share of its usage lies; more than none. */
function findTimeOfDay(shares: readonly number[], wanted: number): number {
	let before = 0;
	for (const [hour, share] of shares.entries()) {
		if (before + share >= wanted) return (hour + (wanted - before) / share) / HOURS_A_DAY;
		before += share;
	}
	return 1;
}
