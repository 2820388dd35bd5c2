import type { ExactDecimal } from './decimal';
import type { Fields } from './input/fields';
import type { Unit } from './item';
import type { Refusal } from './failure/failure';
import type { BalanceRequest, OutgoingRequest, SignedRequest } from './request/request';

/** A vendor's answer to a balance request, decoded to text. */
export interface Reply {
	readonly status: number;
	readonly text: string;
	/**
	 * Whether HTTP itself showed that the text is complete (its length was announced and no
	 * compression hides a cut). Line formats have no end of their own and need it.
	 */
	readonly complete: boolean;
	/** The request it answers, unsigned, with generated values filled in: for comparing echoes. */
	readonly request: OutgoingRequest;
}

/** A balance as the vendor's reply plainly shows it. */
export interface Reading {
	readonly outcome: 'balance';
	/** The vendor's own name of the account where the reply carries it; null leaves the request's. */
	readonly account: string | null;
	readonly balance: ExactDecimal;
	/** ISO 4217, or null where the vendor names none. */
	readonly currency: string | null;
	readonly creditLimit: ExactDecimal | null;
	/** What else the vendor said, in camelCase. */
	readonly details: Readonly<Record<string, string>>;
	readonly warnings: readonly string[];
}

/**
 * Everything the project knows about one vendor. Pure: no clock, no network, no n8n.
 * The run over items, `authenticate`, the credential test and later operations compose these five.
 */
export interface Vendor {
	/** The node type's name, e.g. the `vendor` key of every item. */
	readonly id: string;
	/** The display name. */
	readonly name: string;
	readonly unit: Unit;
	/** What to ask, unsigned. Throws a RefusalError of kind `invalidRequest` in words. */
	request(query: Fields, credential: Fields): BalanceRequest;
	/**
	 * Adds authentication; pure and idempotent. Throws `invalidRequest` for another host than the
	 * credential's own and for a request that it cannot sign correctly.
	 */
	sign(request: OutgoingRequest, credential: Fields): SignedRequest;
	/** The reply's text to a reading or a refusal. May throw a RefusalError instead of returning one. */
	read(reply: Reply, query: Fields): Reading | Refusal;
	/** The values that must never be shown. */
	secrets(credential: Fields): readonly string[];
}
