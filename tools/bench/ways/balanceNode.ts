import type { NodeDocument } from '../../../test/engine/workflowDocument';
import type { AskedVendor } from './rows';
import type { Scenario } from './scenario';

/** The credentials of this package's nodes; the other ways have the key in an expression. */
export const CREDENTIALS = {
	kolmisoftM4Api: { id: '1', name: 'M4' },
	igSendApi: { id: '2', name: 'iGsend' },
};

export const ACCOUNT = '={{ $json.account }}';

const THRESHOLD = '={{ $json.threshold }}';

/** A node of this package, called as its type ends. */
export function createBalanceNode(
	type: AskedVendor | 'accountBalance',
	{ atOnce }: Scenario,
	{ options = {}, ...parameters }: Readonly<Record<string, unknown>> & { options?: object },
): NodeDocument {
	const { kolmisoftM4Api, igSendApi } = CREDENTIALS;
	const credentials = {
		kolmisoftM4: { kolmisoftM4Api },
		igSend: { igSendApi },
		accountBalance: CREDENTIALS,
	};
	return {
		name: 'Balance',
		type: `n8n-nodes-account-balance.${type}`,
		typeVersion: 1,
		position: [200, 0],
		credentials: credentials[type],
		parameters: {
			operation: 'getBalance',
			...parameters,
			options: { ...options, concurrency: atOnce },
		},
	};
}

// Two expressions a row: a list names the vendor where a node for one vendor has the threshold.

/** What a list fills in. */
export const FROM_ROW = { vendor: '={{ $json.vendor }}', account: ACCOUNT };

/** What nodes for one vendor fill in. */
export const FROM_ROW_OF = {
	kolmisoftM4: { username: ACCOUNT, threshold: THRESHOLD },
	igSend: { clientId: ACCOUNT, threshold: THRESHOLD },
};

const UNNEEDED = '={{ $json.nothing }}';

/** Eight expressions that are about other vendors than those of the rows. */
export const UNNEEDED_FIELDS = {
	customBalance: {
		service: UNNEEDED,
		balance: UNNEEDED,
		creditLimit: UNNEEDED,
		currency: UNNEEDED,
		unit: UNNEEDED,
	},
	options: {
		cloud9MobileTransactionId: UNNEEDED,
		intelliSoftwareInterface: UNNEEDED,
		sectigoResponseFormat: UNNEEDED,
	},
};
