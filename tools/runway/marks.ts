import { FLOOR, FORMER, FORMERLY_NO_WORSE, INFORMED, OURS } from './estimators';
import type { Cadence, Score } from './measure';

/** What a figure must not exceed, or what it must reach. */
export interface Mark {
	readonly name: string;
	readonly kind: string;
	readonly cadence: Cadence['name'];
	readonly value: number;
	readonly most: number;
	readonly least: number;
	/** The same figure of what no estimate beats; NaN where there is none. */
	readonly floor: number;
}

/** The median error at daily and hourly checks; at finer ones it may be twice that. */
const ERRORS: Readonly<Record<string, number>> = {
	steady: 0.01,
	gaps: 0.01,
	'odd readings': 0.01,
	'large top-ups': 0.01,
	'top-ups of two days': 0.02,
	'top-ups of a week': 0.02,
	'automatic recharge': 0.02,
	'day and night': 0.02,
	'one-offs': 0.02,
	'three-hour bursts': 0.03,
	'weekdays only': 0.03,
	'booked once a day': 0.08,
};

/** Where the rest is chance: so many times the error of a mean that is told the top-ups. */
const CHANCE = ['noisy', 'campaigns', 'random purchases'];
const TIMES_INFORMED = 1.25;

const RHYTHMS = ['day and night', 'three-hour bursts', 'booked once a day', 'weekdays only'];
const INSIDE_HOURLY = { least: 0.68, most: 0.92 };
const INSIDE_DAILY = { least: 0.75, most: 1 };

/** For an account-month. */
const FALSE_ALERTS = { coarse: 0.03, fine: 0.05 };

/** The share of new accounts that are told something falsely. */
const NEW_FALSELY_TOLD = 0.01;

const SURGE_HOURS = 6;
const SURGE_CHECKS = 2;

const NEW = 'new accounts';

/** Every mark, with what was reached. */
export function judge(scores: readonly Score[]): readonly Mark[] {
	return scores
		.filter(({ estimator }) => estimator === OURS)
		.flatMap((score) => {
			const of = (estimator: string) => {
				return scores.find((other) => {
					const { kind, cadence } = other;
					return estimator === other.estimator && kind === score.kind && cadence === score.cadence;
				});
			};
			return judgeScore(score, of);
		});
}

type Find = (estimator: string) => Score | undefined;

function judgeScore(score: Score, of: Find): readonly Mark[] {
	const { kind, cadence, falseAlerts, accounts, falselyTold } = score;
	const isCoarse = cadence === 'daily' || cadence === 'hourly';
	const atMost = (name: string, value: number, most: number, floor = NaN): Mark => {
		return { name, kind, cadence, value, most, least: -Infinity, floor };
	};
	if (kind === NEW) {
		return [atMost('new accounts told falsely', falselyTold / accounts, NEW_FALSELY_TOLD)];
	}
	if (kind === 'surge') return judgeSurges(score, atMost);
	const most = isCoarse ? FALSE_ALERTS.coarse : FALSE_ALERTS.fine;
	return [
		...judgeError(score, of, atMost),
		...judgeRange(score),
		atMost('false alerts', falseAlerts, most, of(FLOOR)?.falseAlerts),
	];
}

type AtMost = (name: string, value: number, most: number, floor?: number) => Mark;

/** Who was not told at all was told too late. */
function judgeSurges({ surges, accounts, cadence }: Score, atMost: AtMost): readonly Mark[] {
	const missing = surges.length < accounts ? Infinity : 0;
	const hours = Math.max(missing, ...surges.map((each) => each.hours));
	const checks = Math.max(missing, ...surges.map((each) => each.checks));
	return cadence === 'daily'
		? [atMost('whole checks of a surge until it is told', checks, SURGE_CHECKS)]
		: [atMost('hours of a surge until it is told', hours, SURGE_HOURS)];
}

function judgeError({ kind, cadence, medianError }: Score, of: Find, atMost: AtMost) {
	const floor = of(FLOOR)?.medianError;
	const most = ERRORS[kind];
	const isCoarse = cadence === 'daily' || cadence === 'hourly';
	if (most !== undefined) {
		return [atMost('median error', medianError, isCoarse ? most : 2 * most, floor)];
	}
	if (CHANCE.includes(kind)) {
		const informed = of(INFORMED)?.medianError ?? NaN;
		return [atMost('median error', medianError, TIMES_INFORMED * informed, floor)];
	}
	if (!isCoarse || !FORMERLY_NO_WORSE.includes(kind)) return [];
	return [atMost('median error', medianError, of(FORMER)?.medianError ?? NaN, floor)];
}

function judgeRange({ kind, cadence, inside }: Score): readonly Mark[] {
	if (!RHYTHMS.includes(kind)) return [];
	const mark = { name: 'truth inside of the range', kind, cadence, value: inside, floor: NaN };
	if (cadence === 'hourly') return [{ ...mark, ...INSIDE_HOURLY }];
	return cadence === 'daily' ? [{ ...mark, ...INSIDE_DAILY }] : [];
}

export function isReached({ value, least, most }: Mark): boolean {
	return value >= least && value <= most;
}
