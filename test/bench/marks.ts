import { summaryOf, type Results, type Summary } from './results';
import { SCENARIOS, type Scenario } from './scenario';

/** What was aimed at, and how it came out. */
export interface Mark {
	readonly what: string;
	readonly aim: number;
	readonly measured: number;
	readonly isMet: boolean;
}

interface Aim {
	readonly what: string;
	readonly scenario: (scenario: Scenario) => boolean;
	readonly value: (summary: Summary) => number;
	readonly aim: number;
}

const isThousandDifferent = ({ items, accounts }: Scenario) =>
	items === 1000 && accounts === 'different';

/** Each as a share of the better one of the two chains. */
const AIMS: readonly Aim[] = [
	{
		what: 'processor time, 1,000 different accounts',
		scenario: isThousandDifferent,
		value: ({ cpu }) => cpu,
		aim: 0.5,
	},
	{
		what: 'wall time, 1,000 different accounts',
		scenario: isThousandDifferent,
		value: ({ wall }) => wall,
		aim: 0.5,
	},
	{
		what: 'wall time, 1,000 items of one account, plain parameters',
		scenario: ({ named }) => named === 'plainly',
		value: ({ wall }) => wall,
		aim: 0.05,
	},
	{
		what: 'wall time, 1,000 items of one account, named by an expression',
		scenario: ({ accounts, named }) => accounts === 'one' && named === 'byExpression',
		value: ({ wall }) => wall,
		aim: 0.3,
	},
	...SCENARIOS.map(({ name }) => ({
		what: `peak memory, ${name}`,
		scenario: (scenario: Scenario) => scenario.name === name,
		value: ({ memory }: Summary) => memory,
		aim: 1,
	})),
];

/** All marks, in order. */
export function marksOf(results: Results): readonly Mark[] {
	const shares = AIMS.map(({ what, scenario: isMeant, value, aim }) => {
		const scenario = SCENARIOS.find(isMeant);
		if (scenario === undefined) throw new Error(`No scenario for ${what}`);
		const of = (way: 'node' | 'chain' | 'loop') => value(summaryOf(results, way, scenario));
		return markOf(what, aim, of('node') / Math.min(of('chain'), of('loop')));
	});
	const costs = costsPerAccount(results, 'node').map(({ cpu }) => cpu);
	const spread = Math.max(...costs) / Math.min(...costs);
	return [...shares, markOf('dearest cost per account to the cheapest, 100 to 5,000', 1.2, spread)];
}

function markOf(what: string, aim: number, measured: number): Mark {
	return { what, aim, measured, isMet: measured <= aim };
}

/** Milliseconds for each account beyond the first one, which pays for starting a run. */
export function costsPerAccount(results: Results, way: 'node' | 'chain' | 'loop') {
	const [one, ...more] = SCENARIOS.filter(({ accounts }) => accounts === 'different');
	if (one === undefined) throw new Error('No scenario of one account');
	const first = summaryOf(results, way, one);
	return more.map((scenario) => {
		const { cpu, wall } = summaryOf(results, way, scenario);
		const others = scenario.items - 1;
		return {
			accounts: scenario.items,
			cpu: (cpu - first.cpu) / others,
			wall: (wall - first.wall) / others,
		};
	});
}
