import { DEFAULT_CONCURRENCY } from '../../../nodes/shared/check/options';
import type { WayName } from './ways';

/** How many requests are sent at once where nothing else is said. */
export const AT_ONCE = 50;

/** How many accounts a run checks, how its workflow names them, and by which ways. */
export interface Scenario {
	readonly name: string;
	readonly items: number;
	/** Each item asks for another account, or all for the same one. */
	readonly accounts: 'different' | 'one';
	/** Where the account's name stands: in the item, or as plain text in the node. */
	readonly named: 'byExpression' | 'plainly';
	/** How many requests are sent at once to one server, where a way can say that. */
	readonly atOnce: number;
	/** What is compared; to the first one the others are set in proportion. */
	readonly ways: readonly WayName[];
}

/** This package's node for one vendor, beside what people build without it. */
const TO_CHAINS = {
	atOnce: AT_ONCE,
	ways: ['node', 'chain', 'loop', 'helper', 'fetch'],
} as const;

const different = (items: number): Scenario => ({
	name: `${items.toLocaleString('en')} different account${items === 1 ? '' : 's'}`,
	items,
	accounts: 'different',
	named: 'byExpression',
	...TO_CHAINS,
});

const one = (named: Scenario['named'], words: string): Scenario => ({
	name: `1,000 items of one account, ${words}`,
	items: 1000,
	accounts: 'one',
	named,
	...TO_CHAINS,
});

/** The node for any mix of vendors, beside those for one. */
const list = (atOnce: number): Scenario => ({
	name: `a list of 1,000 rows of two vendors, concurrency ${atOnce}`,
	items: 1000,
	accounts: 'different',
	named: 'byExpression',
	atOnce,
	ways: ['mixed', 'mixedFilledIn', 'onlyKolmisoftM4', 'onlyIgSend'],
});

export const ONE_ACCOUNT = different(1);
export const THOUSAND_DIFFERENT = different(1000);
export const ONE_BY_EXPRESSION = one('byExpression', 'named by an expression');
export const ONE_PLAINLY = one('plainly', 'plain parameters');

/** More than one account, by their number. */
export const MANY_DIFFERENT: readonly Scenario[] = [
	different(100),
	THOUSAND_DIFFERENT,
	different(5000),
];

/** What is compared with chains of n8n's own nodes. */
export const SCENARIOS: readonly Scenario[] = [
	ONE_ACCOUNT,
	...MANY_DIFFERENT,
	ONE_BY_EXPRESSION,
	ONE_PLAINLY,
];

/** What is compared with this package's nodes for one vendor. */
export const LISTS: readonly Scenario[] = [list(DEFAULT_CONCURRENCY), list(AT_ONCE)];

/** What every process does before it is measured, in the shape of what follows. */
export function warmUpOf(scenario: Scenario): Scenario {
	return { ...scenario, items: 500 };
}

/** A short run is repeated, and its figures divided: else they would show how a process gets warm. */
export function repetitionsOf({ items }: Scenario): number {
	return Math.min(20, Math.max(1, Math.round(1000 / items)));
}

/** The account's username at a place of the run. */
export function usernameAt({ accounts }: Scenario, index: number): string {
	return `customer_${accounts === 'one' ? 0 : index}`;
}

/** The usernames of a run, in its order. */
export function usernamesOf(scenario: Scenario): readonly string[] {
	return Array.from({ length: scenario.items }, (_, index) => usernameAt(scenario, index));
}

/** iGsend's clients are numbers, and none is 0. */
export function clientIdAt(index: number): number {
	return index + 1;
}

/** The balance that the stand-ins report for an account. */
export function balanceOf(account: string): string {
	return `${Number(account.replace('customer_', '')) + 0.25}`;
}
