/** How many accounts a run checks, and how its workflow names them. */
export interface Scenario {
	readonly name: string;
	readonly items: number;
	/** Each item asks for another account, or all for the same one. */
	readonly accounts: 'different' | 'one';
	/** Where the account's name stands: in the item, or as plain text in the node. */
	readonly named: 'byExpression' | 'plainly';
}

const different = (items: number): Scenario => ({
	name: `${items.toLocaleString('en')} different account${items === 1 ? '' : 's'}`,
	items,
	accounts: 'different',
	named: 'byExpression',
});

const one = (named: Scenario['named'], words: string): Scenario => ({
	name: `1,000 items of one account, ${words}`,
	items: 1000,
	accounts: 'one',
	named,
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

/** What is compared. */
export const SCENARIOS: readonly Scenario[] = [
	ONE_ACCOUNT,
	...MANY_DIFFERENT,
	ONE_BY_EXPRESSION,
	ONE_PLAINLY,
];

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

/** The balance that the stand-in reports for a username, in euros. */
export function balanceOf(username: string): string {
	return `${Number(username.replace('customer_', '')) + 0.25}`;
}
