import type { BalanceItem, FailedItem } from '../../nodes/shared/item';
import type { Exchange, ExpectedRefusal } from './exchanges';

/** Holds what came out of an exchange against what it is to be. */
export function expectOutcome(result: BalanceItem | FailedItem, exchange: Exchange): void {
	if (exchange.refusal === undefined) expectItem(result, exchange);
	else expectRefusal(result, exchange.refusal);
}

function expectItem(result: BalanceItem | FailedItem, { item: expected }: Exchange) {
	if (!('balance' in result)) throw new Error(`Refused: ${JSON.stringify(result)}`);
	const { checkedAt, ...item } = result;
	expect(checkedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
	const { warnings = [], ...details } = item.details;
	const { warnings: expectedWarnings = [], ...expectedDetails } = expected?.details ?? {};
	expect({ ...item, details }).toEqual({ ...expected, details: expectedDetails });
	expect(Object.keys(item)).toEqual(Object.keys(expected ?? {}));
	expect(warnings).toHaveLength(expectedWarnings.length);
	for (const part of expectedWarnings) expect(warnings.join('\n')).toContain(part);
}

function expectRefusal(result: BalanceItem | FailedItem, expected: ExpectedRefusal) {
	if (!('error' in result)) throw new Error(`A balance: ${JSON.stringify(result)}`);
	const { kind, code, retryable, description } = result.details;
	const { words = '', message = '', ...facts } = expected;
	expect({ kind, code, retryable }).toEqual(facts);
	expect(description).toContain(words);
	expect(result.error).toContain(message);
	expect(Object.keys(result)).toEqual(['error', 'details']);
}
