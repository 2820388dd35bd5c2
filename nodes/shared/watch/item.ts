import type { BalanceItem } from '../item';
import type { RefusalKind } from '../failure/kind';

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
	/** What is used up a day, in the account's own unit; negative where it grows. */
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
		kind: RefusalKind;
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
