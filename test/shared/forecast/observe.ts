import { estimateRunway, type Runway } from '../../../nodes/shared/forecast/runway';
import type { Observation } from '../../../nodes/shared/forecast/totals';
import { addObservation, type UsageHistory } from '../../../nodes/shared/forecast/usage';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** When the first check is made: any time will do. */
export const BEGIN = Date.UTC(2026, 0, 5, 9);

/** Observations of these amounts, at equal times. */
export function listObservations(
	amounts: readonly number[],
	every: number,
): readonly Observation[] {
	return amounts.map((available, index) => ({ at: BEGIN + index * every, available }));
}

export function observeAll(
	observations: readonly Observation[],
	before: UsageHistory | null = null,
): UsageHistory {
	const history = observations.reduce<UsageHistory | null>(addObservation, before);
	if (history === null) throw new Error('Nothing was observed');
	return history;
}

export function observe(amounts: readonly number[], every: number): UsageHistory {
	return observeAll(listObservations(amounts, every));
}

/** The runway after the last of these amounts, which suffice. */
export function forecast(amounts: readonly number[], every: number): Runway {
	const runway = estimateRunway(observe(amounts, every));
	if (runway === null) throw new Error('No runway');
	return runway;
}

/** So many amounts: what was available at first, less what each step uses. */
export function useUp(
	available: number,
	count: number,
	usageOf: (step: number) => number,
): readonly number[] {
	let left = available;
	return Array.from({ length: count }, (_, step) => {
		if (step > 0) left -= usageOf(step - 1);
		return left;
	});
}
