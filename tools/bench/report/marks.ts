import {
	LISTS,
	MANY_DIFFERENT,
	ONE_ACCOUNT,
	ONE_BY_EXPRESSION,
	ONE_PLAINLY,
	SCENARIOS,
	THOUSAND_DIFFERENT,
	type Scenario,
} from '../ways/scenario';
import type { WayName } from '../ways/ways';
import {
	summaryOf,
	summaryOfSingleNodes,
	type Measurements,
	type Results,
	type Summary,
} from './results';

/** What was aimed at, and how it came out. */
export interface Mark {
	readonly what: string;
	readonly aim: number;
	readonly measured: number;
	readonly isMet: boolean;
}

interface Aim {
	readonly what: string;
	readonly scenario: Scenario;
	readonly value: (summary: Summary) => number;
	readonly aim: number;
}

/** Each as a share of the better one of the two chains. */
const AIMS: readonly Aim[] = [
	{
		what: 'processor time, 1,000 different accounts',
		scenario: THOUSAND_DIFFERENT,
		value: ({ cpu }) => cpu,
		aim: 0.5,
	},
	{
		what: 'wall time, 1,000 different accounts',
		scenario: THOUSAND_DIFFERENT,
		value: ({ wall }) => wall,
		aim: 0.5,
	},
	{
		what: 'wall time, 1,000 items of one account, plain parameters',
		scenario: ONE_PLAINLY,
		value: ({ wall }) => wall,
		aim: 0.05,
	},
	{
		what: 'wall time, 1,000 items of one account, named by an expression',
		scenario: ONE_BY_EXPRESSION,
		value: ({ wall }) => wall,
		aim: 0.3,
	},
	...SCENARIOS.map((scenario) => ({
		what: `peak memory, ${scenario.name}`,
		scenario,
		value: ({ memory }: Summary) => memory,
		aim: 1,
	})),
];

/** What a list is measured by. */
interface ListAim {
	readonly what: string;
	readonly share: (results: Measurements, scenario: Scenario) => number;
	readonly aim: number;
}

const LIST_AIMS: readonly ListAim[] = [
	{
		what: 'processor time to that of the single nodes',
		share: (results, scenario) =>
			summaryOf(results, 'mixed', scenario).cpu / summaryOfSingleNodes(results, scenario).cpu,
		aim: 1.1,
	},
	{
		what: 'wall time to that of the single nodes',
		share: (results, scenario) =>
			summaryOf(results, 'mixed', scenario).wall / summaryOfSingleNodes(results, scenario).wall,
		aim: 1.1,
	},
	{
		what: 'processor time with expressions that no row needs, to that without',
		share: (results, scenario) =>
			summaryOf(results, 'mixedFilledIn', scenario).cpu / summaryOf(results, 'mixed', scenario).cpu,
		aim: 1.05,
	},
];

/** All marks, in order. */
export function marksOf(results: Results): readonly Mark[] {
	const shares = AIMS.map(({ what, scenario, value, aim }) => {
		const of = (way: 'node' | 'chain' | 'loop') => value(summaryOf(results, way, scenario));
		return markOf(what, aim, of('node') / Math.min(of('chain'), of('loop')));
	});
	const costs = costsPerAccount(results, 'node').map(({ cpu }) => cpu);
	const spread = Math.max(...costs) / Math.min(...costs);
	return [
		...shares,
		markOf('dearest cost per account to the cheapest, 100 to 5,000', 1.2, spread),
		...LISTS.flatMap((scenario) => listMarks(results, scenario)),
	];
}

/** The marks of one list. */
export function listMarks(results: Measurements, scenario: Scenario): readonly Mark[] {
	return LIST_AIMS.map(({ what, share, aim }) =>
		markOf(`${scenario.name}: ${what}`, aim, share(results, scenario)),
	);
}

function markOf(what: string, aim: number, measured: number): Mark {
	return { what, aim, measured, isMet: measured <= aim };
}

/** Milliseconds for each account beyond the first one, which pays for starting a run. */
export function costsPerAccount(results: Results, way: WayName) {
	const first = summaryOf(results, way, ONE_ACCOUNT);
	return MANY_DIFFERENT.map((scenario) => {
		const { cpu, wall } = summaryOf(results, way, scenario);
		const others = scenario.items - 1;
		return {
			accounts: scenario.items,
			cpu: (cpu - first.cpu) / others,
			wall: (wall - first.wall) / others,
		};
	});
}
