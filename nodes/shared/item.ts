import type { FailureKind } from './failure/kinds';

/** What one unit of the balance is. */
export type Unit = 'money' | 'credits';

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
		kind: FailureKind;
		code: string | null;
		description: string;
		retryable: boolean;
	};
}

/** What a person is told; `reminder` says again what holds on. */
export type WatchEventName =
	| 'low'
	| 'critical'
	| 'recovered'
	| 'reminder'
	| 'checkFailing'
	| 'checkWorking';

/** What is, or was, beyond its limit. */
export type WatchReason = 'threshold' | 'daysLeft';

/** What Watch Balance adds to every item. What is unknown is absent where it is a number, else null. */
export interface WatchFields {
	/** `none` where nothing happened, or not yet. */
	event: WatchEventName | 'none';
	/** What is, or was until it recovered, beyond its limit. */
	reason: WatchReason | null;
	/** The limit in question: an amount, or days where the reason is `daysLeft`. */
	threshold?: number;
	/** At the check before. */
	previousBalance?: number;
	/** What is used up a day, in the account's own unit; absent where that is unknown. */
	burnPerDay?: number;
	/** Absent where no end is in sight. */
	daysLeft?: number;
	/** ISO 8601, UTC: when the account is empty at this rate. */
	emptyAt: string | null;
	/** ISO 8601, UTC: since when the account is not fine, or was not until it recovered. */
	since: string | null;
	/** The last days as a line of bars, least to most: `█▆▅▂▁`. */
	trend: string | null;
}

/** An account whose balance was read. */
export type WatchedBalanceItem = BalanceItem & WatchFields;

/** An account whose balance could not be read: it carries none of the balance's keys. */
export interface WatchedFailureItem extends WatchFields {
	vendor: string;
	label: string;
	account: string | null;
	/** What happened, in one short sentence. */
	message: string;
	/** ISO 8601, UTC: when the check ended without a balance. */
	checkedAt: string;
	details: {
		kind: FailureKind;
		code: string | null;
		description: string;
		retryable: boolean;
		warnings?: string[];
	};
	/** The newest balance that was read, and when. */
	lastBalance?: number;
	lastCheckedAt: string | null;
}

export type WatchItem = WatchedBalanceItem | WatchedFailureItem;
