import type { FailureKind } from './failure/kinds';

/** What one unit of a vendor's balance is. */
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
	/** `money` or `credits`; a custom account may have a word of its own. */
	unit: string;
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
		/** Null where the item names none that is known. */
		vendor: string | null;
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

/** How an account stands after a check: `failing` where it could not be checked. */
export type WatchStatus = 'ok' | 'low' | 'critical' | 'failing';

/** What Watch Balance puts out first. What is unknown is absent where it is a number, else null. */
interface WatchHeadline {
	/** `none` where nothing happened, or not yet. */
	event: WatchEventName | 'none';
	status: WatchStatus;
	/** For people. */
	label: string;
	/** One line that can be sent as it is. */
	text: string;
}

/** The limits in force, and the estimate. */
interface WatchFields {
	/** An amount. */
	threshold?: number;
	daysLeftThreshold?: number;
	/** Absent where no end is in sight. */
	daysLeft?: number;
	/** The range in which the estimate lies. */
	daysLeftMin?: number;
	daysLeftMax?: number;
	/** ISO 8601, UTC: when the account is empty at this rate. */
	emptyAt: string | null;
	/** What is, or was until it recovered, beyond its limit. */
	reason: WatchReason | null;
	/** ISO 8601, UTC: since when the account is not ok or its check fails, or was and did until now. */
	since: string | null;
	/** What is used up a day, in the account's own unit; absent where that is unknown. */
	burnPerDay?: number;
	/** The last two weeks as a line of bars, the highest for the most: `█▆▅▂▁`. */
	trend: string | null;
	/** The same for all events of one watch and one subject, its account or its check. */
	alertKey: string;
	/** How the account stood at the last check that could be made, where this one could not. */
	lastStatus?: Exclude<WatchStatus, 'failing'>;
	/** On a sample, which is nobody's balance. */
	sample?: true;
}

/** An account whose balance was read. */
export interface WatchedBalanceItem
	extends WatchHeadline, WatchFields, Omit<BalanceItem, 'low' | 'label'> {
	/** At the check before. */
	previousBalance?: number;
}

/** An account whose balance could not be read: it carries none of the balance's keys. */
export interface WatchedFailureItem extends WatchHeadline, WatchFields {
	/** Null where the row names none that is known. */
	vendor: string | null;
	account: string | null;
	/** What happened, in one short sentence. */
	message: string;
	/** The newest balance that was read, and when. */
	lastBalance?: number;
	lastCheckedAt: string | null;
	/** ISO 8601, UTC: when the check ended without a balance. */
	checkedAt: string;
	details: {
		kind: FailureKind;
		code: string | null;
		description: string;
		retryable: boolean;
		warnings?: string[];
	};
}

export type WatchItem = WatchedBalanceItem | WatchedFailureItem;

/** All that one run has to tell, as one item. */
export interface CombinedItem {
	/** A line for each account, the worst first. */
	text: string;
	counts: {
		statuses: { [status in WatchStatus]?: number };
		events: { [event in WatchEventName | 'none']?: number };
	};
	accounts: WatchItem[];
}
