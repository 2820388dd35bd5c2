import { checkOptions, labelOption, type CheckOptions } from './options';
import type { Check } from './exchange';
import type { Fields } from '../input/fields';
import type { ItemContext } from './balanceItem';
import { orRefusal, type Refusal } from '../failure/failure';
import type { BalanceRequest } from '../request/request';
import { createScrubber, type Scrubber } from '../secrets/scrubber';
import type { Vendor } from '../vendor';

/** One item of the run, ready to be asked for. */
export interface PlannedCheck {
	readonly outcome: 'planned';
	readonly context: ItemContext;
	readonly options: CheckOptions;
	readonly check: Check;
}

/** One item of the run that ended before anything was sent. */
export interface RefusedPlan {
	readonly outcome: 'refused';
	readonly context: ItemContext;
	/** What would have been asked, or null where not even that is known. */
	readonly request: BalanceRequest | null;
	readonly refusal: Refusal;
}

export type Plan = PlannedCheck | RefusedPlan;

/** What one item asks for, as it was filled in. */
export interface PlanInput {
	/** The vendor's own parameters. */
	readonly query: Fields;
	/** The options that all vendors share. */
	readonly options: Fields;
	readonly credential: Fields;
	readonly credentialName: string | null;
	/** What could not even be read: a credential, or an expression that throws. */
	readonly unreadable: Refusal | null;
}

/** Returns a function that validates everything about one item before anything is sent; it never throws. */
export function plannerFor(vendor: Vendor): (input: PlanInput) => Plan {
	const scrubberFor = rememberedScrubbers(vendor);
	return (input) => {
		const { query, credential, credentialName, unreadable } = input;
		const label = orRefusal(() => labelOption(input.options));
		const request = unreadable ?? orRefusal(() => vendor.request(query, credential));
		const options = orRefusal(() => checkOptions(input.options));
		const context: ItemContext = {
			label: typeof label === 'string' ? label : null,
			credentialName,
			account: 'outcome' in request ? null : request.account,
		};
		if ('outcome' in request) {
			return { outcome: 'refused', context, request: null, refusal: request };
		}
		if ('outcome' in options) return { outcome: 'refused', context, request, refusal: options };
		const { timeout, retries } = options;
		const scrubber = orRefusal(() => scrubberFor(credential));
		if ('outcome' in scrubber) return { outcome: 'refused', context, request, refusal: scrubber };
		const check = { vendor, query, credential, request, scrubber, timeout, retries };
		return { outcome: 'planned', context, options, check };
	};
}

/** A run rarely knows more than a few credentials, but asks for thousands of items. */
function rememberedScrubbers(vendor: Vendor): (credential: Fields) => Scrubber {
	const scrubbers = new Map<string, Scrubber>();
	return (credential) => {
		const secrets = vendor.secrets(credential);
		const key = JSON.stringify(secrets);
		const scrubber = scrubbers.get(key) ?? createScrubber(secrets);
		scrubbers.set(key, scrubber);
		return scrubber;
	};
}
