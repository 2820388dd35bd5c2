import { ENOUGH_DAYS, stepDaysLeft } from '../../nodes/shared/alert/daysLeft';
import { createAccount, findTruth, type Account, type Kind } from './accounts';
import { ESTIMATORS, type Estimator } from './estimators';
import { MOMENTS_A_DAY, MOMENTS_AN_HOUR } from './usage';

/** How often accounts are checked. */
export interface Cadence {
	readonly name: 'daily' | 'hourly' | 'every 15 minutes' | 'every 5 minutes';
	/** In moments. */
	readonly every: number;
	/** How many accounts of a kind; and of how many the other estimators are tried. */
	readonly accounts: number;
	readonly compared: number;
	/** For how many days, at most. */
	readonly days: number;
}

/** An estimator on accounts of one kind, at one cadence. */
export interface Score {
	readonly kind: string;
	readonly cadence: Cadence['name'];
	readonly estimator: string;
	/** The median of |estimate − truth| / truth, wherever both are known and the truth is above 0. */
	readonly medianError: number;
	/** The share of checks without an estimate. */
	readonly unknown: number;
	/** Alerts while the double of the limit or more was left, for an account-month. */
	readonly falseAlerts: number;
	/** The days that were really left when it was told, from few to many. */
	readonly told: readonly number[];
	/** The share of checks from the third week on at which the truth lay inside of the range. */
	readonly inside: number;
	readonly accounts: number;
	/** Accounts that were told something falsely. */
	readonly falselyTold: number;
	/** For each account with a surge, the whole checks and hours in it until it was told. */
	readonly surges: ReadonlyArray<{ readonly checks: number; readonly hours: number }>;
}

export const CADENCES: readonly Cadence[] = [
	{ name: 'daily', every: MOMENTS_A_DAY, accounts: 120, compared: 120, days: 42 },
	{ name: 'hourly', every: MOMENTS_AN_HOUR, accounts: 100, compared: 12, days: 42 },
	{ name: 'every 15 minutes', every: 3, accounts: 30, compared: 3, days: 28 },
	{ name: 'every 5 minutes', every: 1, accounts: 30, compared: 1, days: 28 },
];

/** Alerts are asked for below so many days. */
export const LIMIT = 7;

/** So many times the limit make an alert false. */
export const FALSE_FROM = 2;

/** From this day on ranges are measured. */
const RANGES_FROM = 14;

const DAYS_A_MONTH = 30;

interface Tally {
	readonly errors: number[];
	readonly told: number[];
	readonly surges: Array<{ readonly checks: number; readonly hours: number }>;
	accounts: number;
	days: number;
	checks: number;
	unknown: number;
	falseAlerts: number;
	falselyTold: number;
	ranges: number;
	inside: number;
}

function createTally(): Tally {
	return {
		errors: [],
		told: [],
		surges: [],
		accounts: 0,
		days: 0,
		checks: 0,
		unknown: 0,
		falseAlerts: 0,
		falselyTold: 0,
		ranges: 0,
		inside: 0,
	};
}

/** Every estimator on accounts of one kind, with seeds from a number on. */
export function measure(kind: Kind, cadence: Cadence, seeds: number): readonly Score[] {
	const tallies = ESTIMATORS.map(createTally);
	for (let number = 0; number < cadence.accounts; number++) {
		const account = createAccount(kind, cadence.every, seeds + number);
		for (const [place, estimator] of ESTIMATORS.entries()) {
			const tally = tallies[place];
			if (tally !== undefined && isTried(estimator, kind, cadence, number)) {
				watchAccount(account, cadence, estimator, tally);
			}
		}
	}
	return ESTIMATORS.map(({ name }, place) => {
		return createScore(kind, cadence, name, tallies[place] ?? createTally());
	});
}

/** What takes long is tried on a part of the accounts, except where a mark is about it. */
function isTried(
	{ isCheap, isMark }: Estimator,
	kind: Kind,
	{ compared, every }: Cadence,
	number: number,
): boolean {
	const isJudged = every >= MOMENTS_AN_HOUR && isMark(kind.name);
	return number < compared || isCheap || isJudged;
}

function createScore(kind: Kind, cadence: Cadence, estimator: string, tally: Tally): Score {
	const inOrder = Float64Array.from(tally.errors).sort();
	return {
		kind: kind.name,
		cadence: cadence.name,
		estimator,
		medianError: inOrder[Math.floor(inOrder.length / 2)] ?? NaN,
		unknown: tally.unknown / tally.checks,
		falseAlerts: tally.falseAlerts / (tally.days / DAYS_A_MONTH),
		told: tally.told.sort((first, second) => first - second),
		inside: tally.inside / tally.ranges,
		accounts: tally.accounts,
		falselyTold: tally.falselyTold,
		surges: tally.surges,
	};
}

function watchAccount(
	account: Account,
	{ every, days }: Cadence,
	{ start }: Estimator,
	tally: Tally,
): void {
	const { kind, said, seed, surgeAt } = account;
	const estimate = start(account);
	const end = Math.min(said.length, days * MOMENTS_A_DAY);
	let state = ENOUGH_DAYS;
	let falseAlerts = 0;
	let tellings = 0;
	// Not all accounts begin with a check.
	for (let moment = seed % every; moment < end; moment += every) {
		const available = said[moment] ?? NaN;
		if (Number.isNaN(available)) continue;
		const runway = estimate(moment, available);
		const truth = findTruth(account, moment);
		const next = stepDaysLeft(state, runway, LIMIT, 1);
		if (next.areFew && !state.areFew) {
			tally.told.push(truth);
			tellings += 1;
			if (truth >= FALSE_FROM * LIMIT) falseAlerts += 1;
			if (surgeAt >= 0 && tellings === 1) {
				const since = moment - surgeAt + 1;
				tally.surges.push({
					checks: Math.floor(since / every),
					hours: since / MOMENTS_AN_HOUR,
				});
			}
		}
		state = next;
		tally.checks += 1;
		if (runway === null) tally.unknown += 1;
		if (runway === null || truth === 0 || truth === Infinity) continue;
		const day = moment / MOMENTS_A_DAY;
		if (day >= kind.measuredFrom) tally.errors.push(Math.abs(runway.daysLeft / truth - 1));
		if (day < RANGES_FROM) continue;
		tally.ranges += 1;
		if (runway.daysLeftMin <= truth && truth <= runway.daysLeftMax) tally.inside += 1;
	}
	tally.accounts += 1;
	tally.days += end / MOMENTS_A_DAY;
	tally.falseAlerts += falseAlerts;
	if (falseAlerts > 0) tally.falselyTold += 1;
}
