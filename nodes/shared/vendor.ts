import type { ExactDecimal } from './decimal';
import { readFields, type Fields, type Input, type ValuesOf } from './input/fields';
import type { Unit } from './item';
import { assertOwnHost } from './request/ownHost';
import type { BalanceRequest, OutgoingRequest, SignedRequest } from './request/request';

/** A vendor's answer to a balance request, decoded to text. */
export interface Reply {
	readonly status: number;
	readonly text: string;
	/**
	 * Whether HTTP itself showed that the text is complete (its length was announced and no
	 * compression hides a cut). Line formats have no end of their own and need it.
	 */
	readonly isComplete: boolean;
	/** The request it answers, unsigned, with generated values filled in: for comparing echoes. */
	readonly request: OutgoingRequest;
}

/** A balance as the vendor's reply plainly shows it. */
export interface Reading {
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

/** What to ask for, but for the addresses, which the credential has. */
export type BalanceCall = Omit<BalanceRequest, 'urls'> & {
	/** Follows the address, from its slash on. */
	readonly path: string;
};

/** What tells whose account a balance is: a parameter of the node, the credential, the reply, or nothing. */
export type AccountNaming<Parameter extends string = string> =
	| { readonly by: 'parameter'; readonly parameter: Parameter }
	| { readonly by: 'credential' }
	| { readonly by: 'reply' }
	| { readonly by: 'nobody' };

/**
 * Everything the project knows about one vendor. Pure: no clock, no network, no n8n. Its functions get
 * what was filled in as its fields have read it, and throw a `CheckError` for what ends the check.
 */
export interface Adapter<Credential extends Fields, Query extends Fields> {
	/** The node type's name, e.g. the `vendor` key of every item. */
	readonly id: string;
	/** The display name. */
	readonly name: string;
	readonly unit: Unit;
	readonly accountNamedBy: AccountNaming<keyof Query & string>;
	/** The fields of the credential, of which those that are secret are never shown. */
	readonly credential: Credential;
	/** The node's own parameters. */
	readonly query: Query;
	/** Where the credential is sent, and nowhere else; the later ones on a transport failure only. */
	addresses(credential: ValuesOf<Credential>): readonly [string, ...string[]];
	/** What to ask, unsigned. */
	request(query: ValuesOf<Query>, credential: ValuesOf<Credential>): BalanceCall;
	/** Adds authentication; pure and idempotent. Refuses a request that it cannot sign correctly. */
	sign(request: OutgoingRequest, credential: ValuesOf<Credential>): SignedRequest;
	/** What the reply says. */
	read(reply: Reply, query: ValuesOf<Query>): Reading;
}

/** An adapter as everything else composes over it: it takes what was filled in, not yet believed. */
export interface Vendor {
	readonly id: string;
	readonly name: string;
	readonly unit: Unit;
	readonly accountNamedBy: AccountNaming;
	readonly credentialFields: Fields;
	readonly queryFields: Fields;
	/** What to ask, unsigned. Reads every field first, so that nothing is sent where one is missing. Throws `invalidRequest`. */
	request(query: Input, credential: Input): BalanceRequest;
	/**
	 * Adds authentication; pure and idempotent. Throws `invalidRequest` for another host than the
	 * credential's own and for a request that it cannot sign correctly.
	 */
	sign(request: OutgoingRequest, credential: Input): SignedRequest;
	/** Throws a `CheckError` where the reply is no plain balance. */
	read(reply: Reply, query: Input): Reading;
}

/** Makes a vendor of its adapter: fields are read in one place, and credentials stay on their own host. */
export function defineVendor<Credential extends Fields, Query extends Fields>(
	adapter: Adapter<Credential, Query>,
): Vendor {
	const { id, name, unit, accountNamedBy } = adapter;
	return {
		id,
		name,
		unit,
		accountNamedBy,
		credentialFields: adapter.credential,
		queryFields: adapter.query,
		request: (query, credential) => {
			const values = readFields(adapter.credential, credential);
			const call = adapter.request(readFields(adapter.query, query), values);
			const [first, ...others] = adapter.addresses(values);
			const { path, ...request } = call;
			return { ...request, urls: [first + path, ...others.map((address) => address + path)] };
		},
		sign: (request, credential) => {
			const values = readFields(adapter.credential, credential);
			assertOwnHost(request, adapter.addresses(values));
			return adapter.sign(request, values);
		},
		read: (reply, query) => adapter.read(reply, readFields(adapter.query, query)),
	};
}
