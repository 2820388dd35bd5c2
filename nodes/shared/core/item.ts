import { isBelow, isNegative, plus, toNumber, type ExactDecimal } from './decimal';
import { summaryOf, type Refusal, type RefusalKind } from './refusal';
import type { Scrubber } from './scrub';
import type { Reading, Unit, Vendor } from './vendor';

/** What every Get Balance node puts out. A number key is never null: what is unknown is absent. */
export interface BalanceItem {
	/** The node type's name. */
	vendor: string;
	/** For people. */
	label: string;
	/** The vendor's own name of the account. */
	account: string | null;
	/** For comparing; may be negative. */
	balance: number;
	/** The exact decimal: `-?digits(.digits)?`. */
	balanceText: string;
	unit: Unit;
	/** ISO 4217. */
	currency: string | null;
	creditLimit?: number;
	/** Balance plus credit limit where there is one, else the balance. */
	available: number;
	/** `available` strictly below the threshold; absent without a threshold. */
	low?: boolean;
	/** ISO 8601, UTC: when the reply arrived. */
	checkedAt: string;
	/** What else the vendor said. */
	details: BalanceDetails;
	/** The reply's text, secrets scrubbed; on request only. */
	raw?: string;
}

/** Strings that the vendor gave, in camelCase, and what is noteworthy about them. */
export type BalanceDetails = { [name: string]: string | string[] } & { warnings?: string[] };

/** What a failed check puts out where On Error is set to continue. */
export interface FailedItem {
	error: string;
	details: {
		vendor: string;
		label: string;
		account: string | null;
		kind: RefusalKind;
		code: string | null;
		description: string;
		retryable: boolean;
	};
}

/** What belongs to one item of the run rather than to the vendor's reply. */
export interface ItemContext {
	/** `options.label`, or null. */
	readonly label: string | null;
	/** The credential's name as its owner gave it, or null. */
	readonly credentialName: string | null;
	/** The account that was asked about, where it is known without a reply. */
	readonly account: string | null;
	readonly scrub: Scrubber;
}

/** What a check that ended with a balance brings along. */
export interface CheckedBalance {
	readonly reading: Reading;
	readonly checkedAt: Date;
	readonly warnings: readonly string[];
	readonly lowThreshold: ExactDecimal | null;
	/** The reply's text, where the item is to carry it. */
	readonly raw: string | null;
}

/** The uniform item, its keys in the documented order. */
export function balanceItem(
	vendor: Vendor,
	context: ItemContext,
	{ reading, checkedAt, warnings, lowThreshold, raw }: CheckedBalance,
): BalanceItem {
	const account = scrubbed(reading.account, context) ?? context.account;
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
		details: detailsOf(reading, warnings, context.scrub),
		...(raw === null ? {} : { raw: context.scrub(raw) }),
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
			code: codeOf(refused, context.scrub),
			description: descriptionOf(refused, vendor, context.scrub),
			retryable: refused.retryable,
		},
	};
}

/** A code, which comes from the vendor like any text: nothing but a short word or number is one. */
function codeOf({ code }: Refusal, scrub: Scrubber): string | null {
	const scrubbedCode = code === null ? '' : scrub(code);
	return /^[\w.:+-]{1,64}$/.test(scrubbedCode) ? scrubbedCode : null;
}

/** Vendors' words are shown up to here, in characters. */
const MOST_WORDS = 300;

/** The vendor's words, scrubbed, and what to do next. */
export function descriptionOf(refused: Refusal, vendor: Vendor, scrub: Scrubber): string {
	const words = refused.vendorWords?.trim() ?? '';
	if (words === '') return refused.advice;
	const shown = scrub(words).replace(/\s+/g, ' ').slice(0, MOST_WORDS);
	return `${vendor.name} says: "${shown}". ${refused.advice}`;
}

function labelOf(vendor: Vendor, context: ItemContext, account: string | null): string {
	if (context.label !== null) return context.label;
	return account === null ? (context.credentialName ?? vendor.name) : `${vendor.name} ${account}`;
}

/** Balance plus credit limit; a negative limit is no credit, and without one the balance is the lower bound. */
export function availableOf({ balance, creditLimit }: Reading): ExactDecimal {
	return creditLimit === null || isNegative(creditLimit) ? balance : plus(balance, creditLimit);
}

function detailsOf(reading: Reading, warnings: readonly string[], scrub: Scrubber): BalanceDetails {
	const details: BalanceDetails = {};
	for (const [name, value] of Object.entries(reading.details)) details[name] = scrub(value);
	const all = [...reading.warnings.map(scrub), ...warnings];
	if (reading.creditLimit !== null && isNegative(reading.creditLimit)) {
		all.push('The credit limit is negative and is not added to the balance.');
	}
	if (all.length > 0) details.warnings = all;
	return details;
}

function scrubbed(text: string | null, { scrub }: ItemContext): string | null {
	return text === null ? null : scrub(text);
}
