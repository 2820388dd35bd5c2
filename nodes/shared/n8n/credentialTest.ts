import type {
	ICredentialsDecrypted,
	ICredentialTestFunction,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { exchange } from '../core/exchange';
import { descriptionOf, type ItemContext } from '../core/balanceItem';
import type { BalanceItem } from '../core/item';
import { outcomeOf } from '../core/outcome';
import { plannerFor } from '../core/plan';
import { summaryOf, type Refusal } from '../core/refusal';
import type { Vendor } from '../core/vendor';
import { credentialTestCarrier } from './credentialTestCarrier';

/**
 * The test behind a credential's Save button: reads the balance with the node's own code. Green
 * brings the balance along, red the vendor's own words. It always returns, since n8n lets a throw escape.
 */
export function credentialTest(vendor: Vendor): ICredentialTestFunction {
	return async function (credential) {
		const { request } = this.helpers;
		try {
			return await readBalance(vendor, credential, credentialTestCarrier(request));
		} catch {
			return { status: 'Error', message: `${vendor.name} could not be asked. Try again later.` };
		}
	};
}

async function readBalance(
	vendor: Vendor,
	{ data, name }: ICredentialsDecrypted,
	carrier: Parameters<typeof exchange>[1],
): Promise<INodeCredentialTestResult> {
	const planned = plannerFor(vendor)({
		query: {},
		options: { retries: 0 },
		credential: data ?? {},
		credentialName: name,
		unreadable: null,
	});
	if (planned.outcome === 'refused') return red(vendor, planned);
	const { check } = planned;
	const outcome = outcomeOf(await exchange(check, carrier), check, planned);
	return outcome.outcome === 'refused' ? red(vendor, outcome) : green(outcome.item);
}

function green({ label, balanceText, currency, unit }: BalanceItem): INodeCredentialTestResult {
	return { status: 'OK', message: `${label}: ${balanceText} ${currency ?? unit}` };
}

function red(
	vendor: Vendor,
	{ refusal, context }: { readonly refusal: Refusal; readonly context: ItemContext },
): INodeCredentialTestResult {
	const description = descriptionOf(refusal, vendor, context.scrubber);
	return { status: 'Error', message: `${summaryOf(refusal, vendor.name)}. ${description}` };
}
