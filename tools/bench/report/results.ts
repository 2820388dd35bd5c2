import type { LoadCost } from '../loadCosts';
import type { Measurement } from '../process/measurement';
import type { PackageSize } from '../packageSize';
import type { Scenario } from '../ways/scenario';
import type { ServerRun } from '../serverRuns';
import { median } from '../statistics';
import type { WayName } from '../ways/ways';

/** Of every way in every scenario, as often as there were rounds. */
export interface Measurements {
	readonly measurements: readonly Measurement[];
}

/** Everything that one benchmark found. */
export interface Results {
	/** As in `2.41.1`. */
	readonly n8n: string;
	readonly node: string;
	/** As the operating system names it, and how many of them. */
	readonly processor: string;
	readonly measurements: readonly Measurement[];
	/** Where the time of 1,000 different accounts goes, in milliseconds. */
	readonly spent: Readonly<Partial<Record<WayName, Readonly<Record<string, number>>>>>;
	readonly loading: readonly LoadCost[];
	readonly size: PackageSize;
	readonly server: readonly ServerRun[];
}

/** The medians of one way in one scenario, or the means of several ways'. */
export interface Summary {
	readonly wall: number;
	readonly cpu: number;
	readonly memory: number;
	readonly requests: number;
	readonly mostAtOnce: number;
}

/** Throws where that was not measured. */
export function summaryOf(
	{ measurements }: Measurements,
	way: WayName,
	scenario: Scenario,
): Summary {
	const some = measurements.filter(
		(each) => each.way === way && each.scenario.name === scenario.name,
	);
	const of = (value: (each: Measurement) => number) => median(some.map(value));
	return {
		wall: of(({ wall }) => wall),
		cpu: of(({ cpu }) => cpu),
		memory: of(({ memory }) => memory),
		requests: of(({ requests }) => requests),
		mostAtOnce: of(({ mostAtOnce }) => mostAtOnce),
	};
}

/**
 * What a list of two vendors is measured by: half of its rows are of either, and each would cost what
 * it costs in the node for its own vendor.
 */
export function summaryOfSingleNodes(results: Measurements, scenario: Scenario): Summary {
	const first = summaryOf(results, 'onlyKolmisoftM4', scenario);
	const second = summaryOf(results, 'onlyIgSend', scenario);
	return {
		wall: (first.wall + second.wall) / 2,
		cpu: (first.cpu + second.cpu) / 2,
		memory: (first.memory + second.memory) / 2,
		requests: (first.requests + second.requests) / 2,
		mostAtOnce: (first.mostAtOnce + second.mostAtOnce) / 2,
	};
}
