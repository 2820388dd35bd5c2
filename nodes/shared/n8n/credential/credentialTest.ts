import type { ICredentialTestFunction, INodeCredentialTestResult } from 'n8n-workflow';
import { createFailedItem } from '../../check/balanceItem';
import { checkBalance } from '../../check/checkBalance';
import type { ItemContext } from '../../check/plan';
import { toFailure } from '../../failure/attempt';
import type { Failure } from '../../failure/failure';
import type { BalanceItem } from '../../item';
import type { Vendor } from '../../vendor';
import { createCredentialTestTransport } from '../http/credentialTestTransport';

/**
 * The test behind a credential's Save button: reads the balance with the node's own code. Green
 * brings the balance along, red the vendor's own words. It always returns, since n8n lets a throw escape.
 */
export function createCredentialTest(vendor: Vendor): ICredentialTestFunction {
	return async function ({ data = {}, name }) {
		const { request } = this.helpers;
		try {
			const input = {
				query: {},
				options: { retries: 0 },
				credential: data,
				credentialName: name,
				unreadable: null,
			};
			const transport = createCredentialTestTransport(request);
			const { context, result } = await checkBalance(vendor, input, transport);
			return result.ok ? showGreen(result.value.item) : showRed(context, result.failure);
		} catch (thrown) {
			const context = { vendor, label: null, credentialName: name, account: null };
			return showRed(context, toFailure(thrown));
		}
	};
}

function showGreen({ label, balanceText, currency, unit }: BalanceItem): INodeCredentialTestResult {
	return { status: 'OK', message: `${label}: ${balanceText} ${currency ?? unit}` };
}

function showRed(context: ItemContext, failure: Failure): INodeCredentialTestResult {
	const { error, details } = createFailedItem(context, failure);
	return { status: 'Error', message: `${error}. ${details.description}` };
}
