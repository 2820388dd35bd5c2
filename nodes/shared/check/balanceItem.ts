import { isBelow, isNegative, plus, toNumber, type ExactDecimal } from '../decimal';
import type { BalanceDetails, BalanceItem, FailedItem } from '../item';
import { summaryOf, type Refusal } from '../failure/failure';
import type { Reading, Vendor } from '../vendor';

/** What belongs to one item of the run rather than to the vendor's reply. */
export interface ItemContext {
	/** `options.label`, or null. */
	readonly label: string | null;
	/** The credential's name as its owner gave it, or null. */
	readonly credentialName: string | null;
	/** The account that was asked about, where it is known without a reply. */
	readonly account: string | null;
}

/** What a check that ended with a balance brings along. */
export interface CheckedBalance {
	readonly reading: Reading;
	readonly checkedAt: Date;
	readonly warnings: readonly string[];
	readonly lowThreshold: ExactDecimal | null;
	/** The reply's text without secrets, where the item is to carry it. */
	readonly raw: string | null;
}

/** The uniform item, its keys in the documented order. */
export function balanceItem(
	vendor: Vendor,
	context: ItemContext,
	{ reading, checkedAt, warnings, lowThreshold, raw }: CheckedBalance,
): BalanceItem {
	const account = reading.account ?? context.account;
	const available = availableOf(reading);
	return {
		vendor: vendor.id,
		label: labelOf(vendor, context, account),
		account,
		balance: toNumber(reading.balance),
		balanceText: reading.balance.text,
		unit: vendor.unit,
		currency: reading.currency,
		...(reading.creditLimit === null ? {} : { creditLimit: toNumber(reading.creditLimit) }),
		available: toNumber(available),
		...(lowThreshold === null ? {} : { low: isBelow(available, lowThreshold) }),
		checkedAt: checkedAt.toISOString(),
		details: detailsOf(reading, warnings),
		...(raw === null ? {} : { raw }),
	};
}

/** The item of a check that ended without a balance; it carries none of the balance's keys. */
export function failedItem(vendor: Vendor, context: ItemContext, refused: Refusal): FailedItem {
	return {
		error: summaryOf(refused, vendor.name),
		details: {
			vendor: vendor.id,
			label: labelOf(vendor, context, context.account),
			account: context.account,
			kind: refused.kind,
			code: refused.code,
			description: descriptionOf(refused, vendor),
			retryable: refused.retryable,
		},
	};
}

/** The vendor's words, and what to do next. */
export function descriptionOf({ vendorWords, advice }: Refusal, vendor: Vendor): string {
	return vendorWords === null ? advice : `${vendor.name} says: "${vendorWords}". ${advice}`;
}

function labelOf(vendor: Vendor, context: ItemContext, account: string | null): string {
	if (context.label !== null) return context.label;
	return account === null ? (context.credentialName ?? vendor.name) : `${vendor.name} ${account}`;
}

/** Balance plus credit limit; a negative limit is no credit, and without one the balance is the lower bound. */
export function availableOf({ balance, creditLimit }: Reading): ExactDecimal {
	return creditLimit === null || isNegative(creditLimit) ? balance : plus(balance, creditLimit);
}

function detailsOf(reading: Reading, warnings: readonly string[]): BalanceDetails {
	const details: BalanceDetails = { ...reading.details };
	const all = [...reading.warnings, ...warnings];
	if (reading.creditLimit !== null && isNegative(reading.creditLimit)) {
		all.push('The credit limit is negative and is not added to the balance.');
	}
	if (all.length > 0) details.warnings = all;
	return details;
}
