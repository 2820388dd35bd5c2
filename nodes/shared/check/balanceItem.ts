import { add, isBelow, isNegative, toNumber, type ExactDecimal } from '../decimal';
import { describeFailure, summarizeFailure, type Failure } from '../failure/failure';
import type { BalanceDetails, BalanceItem, FailedItem } from '../item';
import { omitNull } from '../omitNull';
import type { Reading } from '../vendor';
import type { ItemContext } from './plan';

/** What a check that ended with a balance brings along. */
export interface BalanceFacts {
	readonly reading: Reading;
	/** When the reply arrived, in milliseconds since 1970. */
	readonly checkedAt: number;
	readonly warnings: readonly string[];
	readonly threshold: ExactDecimal | null;
	/** The reply's text without secrets, where the item is to carry it. */
	readonly raw: string | null;
}

/** The uniform item, its keys in the documented order. */
export function createBalanceItem(
	context: ItemContext<string>,
	{ reading, checkedAt, warnings, threshold, raw }: BalanceFacts,
): BalanceItem {
	const { balance, creditLimit } = reading;
	const { vendor } = context;
	const account = reading.account ?? context.account;
	const available = computeAvailable(reading);
	const low = threshold === null ? null : isBelow(available, threshold);
	return {
		vendor: vendor.id,
		label: chooseLabel(context, account),
		account,
		balance: toNumber(balance),
		balanceText: balance.text,
		unit: vendor.unit,
		currency: reading.currency,
		...omitNull({ creditLimit: creditLimit === null ? null : toNumber(creditLimit) }),
		available: toNumber(available),
		...omitNull({ low }),
		checkedAt: new Date(checkedAt).toISOString(),
		details: collectDetails(reading, warnings),
		...omitNull({ raw }),
	};
}

/** The item of a check that ended without a balance; it carries none of the balance's keys. */
export function createFailedItem(context: ItemContext, failure: Failure): FailedItem {
	const { vendor, account } = context;
	return {
		error: summarizeFailure(failure, vendor.name, account),
		details: {
			vendor: vendor.id,
			label: chooseLabel(context, account),
			account,
			kind: failure.kind,
			code: failure.code,
			description: describeFailure(failure, vendor.name),
			retryable: failure.retryable,
		},
	};
}

function chooseLabel(
	{ vendor, label, credentialName }: ItemContext,
	account: string | null,
): string {
	if (label !== null) return label;
	return account === null ? (credentialName ?? vendor.name) : `${vendor.name} ${account}`;
}

/** Balance plus credit limit; a negative limit is no credit, and without one the balance is the lower bound. */
export function computeAvailable({ balance, creditLimit }: Reading): ExactDecimal {
	return creditLimit === null || isNegative(creditLimit) ? balance : add(balance, creditLimit);
}

function collectDetails(
	{ details, warnings, creditLimit }: Reading,
	further: readonly string[],
): BalanceDetails {
	const all = [...warnings, ...further];
	if (creditLimit !== null && isNegative(creditLimit)) {
		all.push('The credit limit is negative and is not added to the balance.');
	}
	return all.length === 0 ? { ...details } : { ...details, warnings: all };
}
