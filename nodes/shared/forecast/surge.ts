/** What the newest hours show: whether usage is far beyond any before. */
export interface Pace {
	/** The number of the hour that is not over, since the anchor. */
	readonly hour: number;
	/** What was used in it so far, and how much of it was watched, in hours. */
	readonly used: number;
	readonly watched: number;
	/** What was used in each of the last hours that were watched, up to eight, the newest last. */
	readonly finished: readonly number[];
	/** The most that was used in four hours in a row, before those. */
	readonly peak: number;
	/** Null where usage is as ever. */
	readonly surge: Surge | null;
}

/** Usage far beyond any before, since it began. */
export interface Surge {
	readonly hours: number;
	readonly used: number;
}

export const NO_PACE: Pace = { hour: 0, used: 0, watched: 0, finished: [], peak: 0, surge: null };

/** So many finished hours show a surge; fewer may be one purchase. */
const WINDOW = 4;
export const MAX_FINISHED = 2 * WINDOW;

/** A surge has so many times the usage of the busiest such time before. */
const BEYOND = 5;

/** Each of its hours has so many times the usage of an hour of that time; then it is over. */
const OVER = 2;

/** Nobody knows an account's week before its second one. */
const MIN_DAYS = 8;

/** What lasts longer is no surge but the usage of now. */
export const MAX_SURGE_HOURS = 96;

/** With every hour the busiest time before weighs a little less: half as much after two months. */
const FADING = 0.9995;

/** And with every hour it rises to so many times what it was: to less than twice in a day. */
const RISING = 1.02;

/** An hour that was watched up to so much is watched. */
const WHOLE_HOUR = 0.999;

/** Adds what was used in a part of an hour; `days` is how many days are known. */
export function addToPace(
	pace: Pace,
	hour: number,
	piece: { readonly used: number; readonly hours: number },
	days: number,
): Pace {
	const isSame = hour === pace.hour;
	const next: Pace = {
		hour,
		used: roundAmount((isSame ? pace.used : 0) + piece.used),
		watched: roundTime((isSame ? pace.watched : 0) + piece.hours),
		finished: pace.finished,
		peak: pace.peak,
		surge: pace.surge,
	};
	return next.watched >= WHOLE_HOUR ? finishHour(next, days) : next;
}

/** After hours in which nobody could see what was used, nothing of a surge is known. */
export function interruptPace(pace: Pace, hours: number): Pace {
	return hours < WINDOW ? pace : { ...pace, finished: [], surge: null };
}

/** After the clock was put back only the busiest time before is known. */
export function restartPace({ peak }: Pace, hour: number): Pace {
	return { ...NO_PACE, hour, peak };
}

function finishHour({ hour, used, finished, peak, surge }: Pace, days: number): Pace {
	const newest = [...finished, used].slice(-MAX_FINISHED);
	const found = surge === null ? findSurge(newest, peak, days) : continueSurge(surge, used, peak);
	return {
		hour: hour + 1,
		used: 0,
		watched: 0,
		finished: newest,
		peak: found === null ? choosePeak(surge, peak, newest, days) : peak,
		surge: found,
	};
}

/** What has lasted for days is what the next surge must exceed. */
function choosePeak(
	surge: Surge | null,
	peak: number,
	finished: readonly number[],
	days: number,
): number {
	if (surge === null || surge.hours < MAX_SURGE_HOURS) return raisePeak(peak, finished, days);
	return roundAmount((surge.used * WINDOW) / surge.hours);
}

/** It rises slowly once it is known, or the beginning of a surge, seen as a day, would hide the rest. */
function raisePeak(peak: number, finished: readonly number[], days: number): number {
	const earlier = finished.length < MAX_FINISHED ? 0 : sum(finished.slice(0, WINDOW));
	const most = days < MIN_DAYS || peak === 0 ? earlier : Math.min(earlier, RISING * peak);
	return roundAmount(Math.max(peak * FADING, most));
}

/** Each of the hours counts, not only their sum: one purchase is no surge. */
function findSurge(finished: readonly number[], peak: number, days: number): Surge | null {
	if (days < MIN_DAYS || finished.length < MAX_FINISHED || peak <= 0) return null;
	const newest = finished.slice(WINDOW);
	const used = sum(newest);
	if (used < BEYOND * peak || Math.min(...newest) < (OVER * peak) / WINDOW) return null;
	return { hours: WINDOW, used: roundAmount(used) };
}

function continueSurge(surge: Surge, used: number, peak: number): Surge | null {
	const isOver = used < (OVER * peak) / WINDOW || surge.hours >= MAX_SURGE_HOURS;
	return isOver ? null : { hours: surge.hours + 1, used: roundAmount(surge.used + used) };
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}

/** Digits of an amount that are remembered, where nothing else is said. */
const DIGITS = 5;

export function roundAmount(amount: number, digits = DIGITS): number {
	return Number(amount.toPrecision(digits));
}

/** Times and shares are remembered to the ten thousandth. */
export function roundTime(time: number): number {
	return Math.round(time * 10_000) / 10_000;
}
