import type { RefusalKind } from './failure/kind';

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
		kind: RefusalKind;
		code: string | null;
		description: string;
		retryable: boolean;
	};
}
