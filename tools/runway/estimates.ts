import { addSample, type Sample } from '../../nodes/shared/forecast/history';
import { estimateRunway } from '../../nodes/shared/forecast/runway';
import { simulatedAccounts, type SimulatedAccount } from './simulation';

/** One way to say how many days are left; null where it cannot say. */
interface Estimator {
	readonly name: string;
	readonly start: () => (sample: Sample) => number | null;
}

const DAY = 86_400_000;

const ESTIMATORS: readonly Estimator[] = [
	{
		name: 'this package',
		start: () => {
			let history: readonly Sample[] = [];
			return (sample) => {
				history = addSample(history, sample);
				return finite(estimateRunway(history)?.daysLeft);
			};
		},
	},
	{
		name: 'the last two checks',
		start: () => {
			let last: Sample | undefined;
			return (sample) => {
				const before = last;
				last = sample;
				if (before === undefined) return null;
				const rate = (before.available - sample.available) / (sample.at - before.at);
				return rate > 0 ? sample.available / rate / DAY : null;
			};
		},
	},
	{
		name: 'least squares over seven days',
		start: () => {
			let history: readonly Sample[] = [];
			return (sample) => {
				history = [...history.filter(({ at }) => at > sample.at - 7 * DAY), sample];
				const rate = -leastSquares(history);
				return rate > 0 ? sample.available / rate / DAY : null;
			};
		},
	},
];

function finite(days: number | undefined): number | null {
	return days !== undefined && Number.isFinite(days) ? days : null;
}

function leastSquares(samples: readonly Sample[]): number {
	const mean = (values: readonly number[]) =>
		values.reduce((sum, value) => sum + value, 0) / values.length;
	const time = mean(samples.map(({ at }) => at));
	const level = mean(samples.map(({ available }) => available));
	const above = samples.reduce(
		(sum, { at, available }) => sum + (at - time) * (available - level),
		0,
	);
	const below = samples.reduce((sum, { at }) => sum + (at - time) ** 2, 0);
	return below === 0 ? 0 : above / below;
}

/** How an estimator did on one kind of account. */
export interface Score {
	readonly kind: string;
	readonly estimator: string;
	/** The median of |estimate − truth| / truth, over all checks with an estimate. */
	readonly medianError: number;
	/** The share of the checks with an estimate. */
	readonly coverage: number;
}

/** Every estimator on every kind, and on all of them together. */
export function scores(): readonly Score[] {
	const accounts = simulatedAccounts();
	const kinds = [...new Set(accounts.map(({ kind }) => kind))];
	return ESTIMATORS.flatMap((estimator) => {
		const errors = accounts.map((account) => [account.kind, errorsOf(estimator, account)] as const);
		const scoreOf = (kind: string, isMeant: (name: string) => boolean): Score => {
			const all = errors.filter(([name]) => isMeant(name)).flatMap(([, each]) => each);
			const known = all.filter((error) => error !== null).sort((first, second) => first - second);
			const medianError = known[Math.floor(known.length / 2)] ?? NaN;
			return { kind, estimator: estimator.name, medianError, coverage: known.length / all.length };
		};
		return [
			...kinds.map((kind) => scoreOf(kind, (name) => name === kind)),
			scoreOf('all', () => true),
		];
	});
}

function errorsOf(
	{ start }: Estimator,
	{ checks }: SimulatedAccount,
): ReadonlyArray<number | null> {
	const estimate = start();
	return checks.flatMap(({ at, available, daysLeft }) => {
		if (available === null) return [];
		const days = estimate({ at, available });
		return [days === null ? null : Math.abs(days - daysLeft) / daysLeft];
	});
}
