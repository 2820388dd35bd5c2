import { attempt, type Result } from '../failure/attempt';
import type { Failure } from '../failure/failure';
import { readField, readSecrets, type Input } from '../input/fields';
import type { BalanceRequest } from '../request/request';
import { createScrubber, type Scrubber } from '../secrets/scrubber';
import type { Vendor } from '../vendor';
import { CHECK_FIELDS, readCheckOptions, type CheckOptions } from './options';
import type { Check } from './performCheck';

/** What belongs to one item of the run rather than to the vendor's reply. */
export interface ItemContext {
	readonly vendor: Pick<Vendor, 'id' | 'name' | 'unit'>;
	/** `options.label`, or null. */
	readonly label: string | null;
	/** The credential's name as its owner gave it, or null. */
	readonly credentialName: string | null;
	/** The account that was asked about, where it is known without a reply. */
	readonly account: string | null;
}

/** One item of the run, validated before anything is sent. */
export interface Plan {
	readonly context: ItemContext;
	/** What would be asked, or null where not even that is known. */
	readonly request: BalanceRequest | null;
	/** What to ask and how, or why it cannot be asked. */
	readonly result: Result<PlannedCheck>;
}

export interface PlannedCheck {
	readonly check: Check;
	readonly options: CheckOptions;
}

/** What one item asks for, as it was filled in. */
export interface PlanInput {
	/** The vendor's own parameters. */
	readonly query: Input;
	/** The options that all vendors share. */
	readonly options: Input;
	readonly credential: Input;
	readonly credentialName: string | null;
	/** What could not even be read: a credential, or an expression that throws. */
	readonly unreadable: Failure | null;
}

/** Returns a function that validates everything about one item before anything is sent; it never throws. */
export function createPlanner(vendor: Vendor): (input: PlanInput) => Plan {
	const getScrubber = rememberScrubbers(vendor);
	return (input) => {
		const { query, credential, credentialName } = input;
		const label = attempt(() => readField(CHECK_FIELDS, 'label', input.options));
		const asked = readRequest(vendor, input);
		const request = asked.ok ? asked.value : null;
		const context: ItemContext = {
			vendor,
			label: label.ok ? label.value : null,
			credentialName,
			account: request?.account ?? null,
		};
		if (!asked.ok) return { context, request, result: asked };
		const result = attempt((): PlannedCheck => {
			const options = readCheckOptions(input.options);
			const { timeout, retries } = options;
			const scrubber = getScrubber(credential);
			const check = { vendor, query, credential, request: asked.value, scrubber, timeout, retries };
			return { check, options };
		});
		return { context, request, result };
	};
}

function readRequest(
	vendor: Vendor,
	{ query, credential, unreadable }: PlanInput,
): Result<BalanceRequest> {
	if (unreadable !== null) return { ok: false, failure: unreadable };
	return attempt(() => vendor.request(query, credential));
}

/** A run rarely knows more than a few credentials, but asks for thousands of items. */
function rememberScrubbers(vendor: Vendor): (credential: Input) => Scrubber {
	const scrubbers = new Map<string, Scrubber>();
	return (credential) => {
		const secrets = readSecrets(vendor.credentialFields, credential);
		const key = JSON.stringify(secrets);
		const scrubber = scrubbers.get(key) ?? createScrubber(secrets);
		scrubbers.set(key, scrubber);
		return scrubber;
	};
}
