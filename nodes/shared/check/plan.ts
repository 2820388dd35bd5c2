import { attempt, type Result } from '../failure/attempt';
import type { Failure } from '../failure/failure';
import { readField, readSecrets, type Input } from '../input/fields';
import { readOptionalText } from '../input/readers';
import type { BalanceRequest } from '../request/request';
import { createScrubber, extendScrubber } from '../secrets/scrubber';
import type { Reading, Vendor } from '../vendor';
import { assertMayBeNamed } from './expectedAccount';
import { CHECK_FIELDS, readCheckOptions, type CheckOptions } from './options';
import type { Check } from './performCheck';

/** Whose account it is: one of the vendors, a service that the input names, or nobody that is known. */
export interface AccountProvider<Id extends string | null = string | null> {
	/** What items say as `vendor`. */
	readonly id: Id;
	/** The display name. */
	readonly name: string;
	/** `money`, `credits`, or another word for what there is a number of. */
	readonly unit: string;
}

/** What belongs to one item of the run rather than to the vendor's reply. */
export interface ItemContext<Id extends string | null = string | null> {
	readonly vendor: AccountProvider<Id>;
	/** `options.label`, or null. */
	readonly label: string | null;
	/** The credential's name as its owner gave it, or null. */
	readonly credentialName: string | null;
	/** The account that the item is about, where it is known without a reply. */
	readonly account: string | null;
}

/** Whether it is known whose account it is. */
export function isOfKnownVendor(context: ItemContext): context is ItemContext<string> {
	return context.vendor.id !== null;
}

/** One item of the run, validated before anything is sent. */
export type Plan = AskedPlan | GivenPlan | RefusedPlan;

/** The vendor is asked for the balance. */
export interface AskedPlan {
	readonly type: 'asked';
	readonly context: ItemContext<string>;
	readonly request: BalanceRequest;
	readonly check: Check;
	readonly options: CheckOptions;
	/** What the reply has to name as its account, or null where that is not said. */
	readonly expectedAccount: string | null;
}

/** The balance came with the input: nobody is asked. */
export interface GivenPlan {
	readonly type: 'given';
	readonly context: ItemContext<string>;
	readonly request: null;
	readonly reading: Reading;
	readonly options: CheckOptions;
}

/** There is no balance, and nobody is asked. */
export interface RefusedPlan {
	readonly type: 'refused';
	readonly context: ItemContext;
	/** What would be asked, or null where not even that is known. */
	readonly request: BalanceRequest | null;
	readonly failure: Failure;
}

/** What one item asks for, as it was filled in. */
export interface PlanInput {
	/** The vendor's own parameters. */
	readonly query: Input;
	/** The options that all vendors share. */
	readonly options: Input;
	readonly credential: Input;
	readonly credentialName: string | null;
	/** The account that the credential has to be of, where the item names it and the vendor is not asked by it. */
	readonly expectedAccount?: string | null;
	/** What could not even be read: a credential, or an expression that throws. */
	readonly unreadable: Failure | null;
}

/** Returns a function that validates everything about one item before anything is sent; it never throws. */
export function createPlanner(vendor: Vendor): (input: PlanInput) => Plan {
	const getScrubbers = rememberScrubbers(vendor);
	return (input) => {
		const { query, credential, credentialName, expectedAccount = null } = input;
		const asked = readRequest(vendor, input);
		const request = asked.ok ? asked.value : null;
		const context: ItemContext<string> = {
			vendor,
			label: readLabel(input.options),
			credentialName,
			account: expectedAccount ?? request?.account ?? readNamedAccount(vendor, query),
		};
		if (!asked.ok) return { type: 'refused', context, request, failure: asked.failure };
		const planned = attempt((): AskedPlan => {
			const options = readCheckOptions(input.options);
			if (expectedAccount !== null) assertMayBeNamed(vendor, asked.value, expectedAccount);
			const { timeout, retries } = options;
			const check: Check = {
				vendor,
				query,
				credential,
				request: asked.value,
				createScrubber: getScrubbers(credential),
				timeout,
				retries,
			};
			return { type: 'asked', context, request: asked.value, check, options, expectedAccount };
		});
		if (planned.ok) return planned.value;
		return { type: 'refused', context, request, failure: planned.failure };
	};
}

/** The label that people gave, or null where there is none that can be read. */
export function readLabel(options: Input): string | null {
	const label = attempt(() => readField(CHECK_FIELDS, 'label', options));
	return label.ok ? label.value : null;
}

/** The account that a parameter names: a row of many must be told apart even where nothing can be asked. */
function readNamedAccount({ accountNamedBy }: Vendor, query: Input): string | null {
	if (accountNamedBy.by !== 'parameter') return null;
	const { [accountNamedBy.parameter]: value } = query;
	const account = attempt(() => readOptionalText(value, accountNamedBy.parameter));
	return account.ok ? account.value : null;
}

function readRequest(
	vendor: Vendor,
	{ query, credential, unreadable }: PlanInput,
): Result<BalanceRequest> {
	if (unreadable !== null) return { ok: false, failure: unreadable };
	return attempt(() => vendor.request(query, credential));
}

/** A run rarely knows more than a few credentials, but asks for thousands of items. */
function rememberScrubbers(vendor: Vendor): (credential: Input) => Check['createScrubber'] {
	const known = new Map<string, Check['createScrubber']>();
	return (credential) => {
		const secrets = readSecrets(vendor.credentialFields, credential);
		const key = JSON.stringify(secrets);
		const extend = known.get(key) ?? extendScrubber(createScrubber(secrets));
		known.set(key, extend);
		return extend;
	};
}
