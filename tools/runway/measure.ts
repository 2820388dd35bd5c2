import { DAYS_NOT_FEW, stepDays } from '../../nodes/shared/watch/daysLeft';
import { createAccount, findTruth, KINDS, type Account, type Kind } from './accounts';
import { ESTIMATORS, OURS, type Estimator } from './estimators';
import { MOMENTS_A_DAY } from './usage';

/** How often accounts are checked. */
export interface Cadence {
	readonly name: string;
	/** In moments. */
	readonly every: number;
	readonly accounts: number;
}

export const CADENCES: readonly Cadence[] = [
	{ name: 'daily', every: MOMENTS_A_DAY, accounts: 200 },
	{ name: 'hourly', every: 12, accounts: 100 },
	{ name: '15 minutes', every: 3, accounts: 25 },
	{ name: '5 minutes', every: 1, accounts: 12 },
];

/** Alerts are asked for below so many days. */
export const LIMIT = 7;

/** How an estimator did on one kind of account at one cadence. */
export interface Score {
	readonly kind: string;
	readonly cadence: string;
	readonly estimator: string;
	/** |estimate − truth| / truth, at all checks at which both are known. */
	readonly medianError: number;
	/** The share of checks without an estimate. */
	readonly unknown: number;
	/** Alerts with the double of the limit left or more, for an account-month. */
	readonly falseAlerts: number;
	/** The days that were really left at each alert. */
	readonly told: readonly number[];
	/** The hours from the surge on until it was told, for each account. */
	/** The share of checks from the third week on at which the truth lay inside the range. */
	readonly inside: number;
	readonly accounts: number;
	readonly toldFalsely: number;
	readonly accountsTold: number;
	readonly firstTold: readonly number[];
}

export function measure(kind: Kind, cadence: Cadence, seeds: number): readonly Score[] {
	const tallies = new Map<string, Tally>();
	for (let number = 0; number < cadence.accounts; number++) {
		const account = createAccount(kind, cadence.every, seeds + number);
		const truths = new Map<number, number>();
		for (const estimator of ESTIMATORS) {
			if (number >= estimator.accounts) continue;
			if (
				cadence.every < 12 &&
				estimator.name !== OURS &&
				estimator.name !== 'mean, told the top-ups' &&
				number >= 4
			)
				continue;
			const tally = tallies.get(estimator.name) ?? createTally();
			tallies.set(estimator.name, tally);
			watch(account, cadence, estimator, truths, tally);
		}
	}
	return [...tallies].map(([estimator, tally]) => {
		tally.errors.sort((a, b) => a - b);
		return {
			kind: kind.name,
			cadence: cadence.name,
			estimator,
			medianError: tally.errors[Math.floor(tally.errors.length / 2)] ?? NaN,
			unknown: tally.unknown / tally.checks,
			falseAlerts: tally.falseAlerts / (tally.days / 30),
			told: tally.told,
			inside: tally.inside / tally.ranges,
			accounts: tally.accounts,
			toldFalsely: tally.toldFalsely,
			accountsTold: tally.firstTold.length,
			firstTold: tally.firstTold,
		};
	});
}

function createTally() {
	const told: number[] = [];
	const errors: number[] = [];
	const firstTold: number[] = [];
	return {
		errors,
		checks: 0,
		unknown: 0,
		falseAlerts: 0,
		told,
		inside: 0,
		ranges: 0,
		days: 0,
		accounts: 0,
		toldFalsely: 0,
		firstTold,
	};
}
type Tally = ReturnType<typeof createTally>;

function watch(
	account: Account,
	{ every }: Cadence,
	estimator: Estimator,
	truths: Map<number, number>,
	tally: Tally,
) {
	const { said, kind } = account;
	const estimate = estimator.start(account);
	let days = DAYS_NOT_FEW;
	let wasFalse = false;
	let first = true;
	tally.accounts++;
	tally.days += kind.days;
	const start = account.seed % every;
	for (let moment = start; moment < said.length; moment += every) {
		const available = said[moment] ?? NaN;
		if (Number.isNaN(available)) continue;
		const runway = estimate(moment, available);
		const cached = truths.get(moment);
		const truth = cached ?? findTruth(account, moment);
		if (cached === undefined) truths.set(moment, truth);
		tally.checks++;
		if (runway === null) tally.unknown++;
		const next = stepDays(days, runway, LIMIT, 1);
		if (next.daysAreFew && !days.daysAreFew) {
			tally.told.push(truth);
			if (first) {
				tally.firstTold.push(Math.ceil((moment - account.surgeAt) / every));
				first = false;
			}
			if (truth >= 2 * LIMIT) {
				tally.falseAlerts++;
				wasFalse = true;
				if (process.env['FA'] && estimator.name === OURS)
					console.log('  FA', kind.name, account.seed, (moment / 288).toFixed(2), truth);
			}
		}
		days = next;
		if (runway === null || truth <= 0 || !Number.isFinite(truth)) continue;
		const day = moment / MOMENTS_A_DAY;
		if (day >= kind.measuredFrom) tally.errors.push(Math.abs(runway.daysLeft - truth) / truth);
		if (day >= 14) {
			tally.ranges++;
			if (runway.daysLeftMin <= truth && truth <= runway.daysLeftMax) tally.inside++;
		}
	}
	if (wasFalse) tally.toldFalsely++;
}
void KINDS;
