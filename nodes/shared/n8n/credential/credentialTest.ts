import type {
	ICredentialsDecrypted,
	ICredentialTestFunction,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { exchange } from '../../check/exchange';
import { descriptionOf } from '../../check/balanceItem';
import type { BalanceItem } from '../../item';
import { outcomeOf } from '../../check/result';
import { plannerFor } from '../../check/plan';
import { internalRefusal, summaryOf, type Refusal } from '../../failure/failure';
import type { Vendor } from '../../vendor';
import { credentialTestCarrier } from '../http/credentialTestTransport';

/**
 * The test behind a credential's Save button: reads the balance with the node's own code. Green
 * brings the balance along, red the vendor's own words. It always returns, since n8n lets a throw escape.
 */
export function credentialTest(vendor: Vendor): ICredentialTestFunction {
	return async function (credential) {
		const { request } = this.helpers;
		try {
			return await readBalance(vendor, credential, credentialTestCarrier(request));
		} catch (thrown) {
			return red(vendor, internalRefusal(thrown));
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
	if (planned.outcome === 'refused') return red(vendor, planned.refusal);
	const { check } = planned;
	const outcome = outcomeOf(await exchange(check, carrier), planned);
	return outcome.outcome === 'refused' ? red(vendor, outcome.refusal) : green(outcome.item);
}

function green({ label, balanceText, currency, unit }: BalanceItem): INodeCredentialTestResult {
	return { status: 'OK', message: `${label}: ${balanceText} ${currency ?? unit}` };
}

function red(vendor: Vendor, refusal: Refusal): INodeCredentialTestResult {
	const message = `${summaryOf(refusal, vendor.name)}. ${descriptionOf(refusal, vendor)}`;
	return { status: 'Error', message };
}
