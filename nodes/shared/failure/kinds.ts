/** Why a check ended without a balance: the one vocabulary that every vendor's answers are put into. */
export type FailureKind =
	| 'authentication'
	| 'invalidRequest'
	| 'notFound'
	| 'notAllowed'
	| 'rateLimited'
	| 'vendorUnavailable'
	| 'refused'
	| 'unexpectedReply'
	| 'internal';

/** What holds for every failure of one kind. */
interface KindTraits {
	/** One short sentence without a period; the account, where it is known, is fit to be shown. */
	readonly summary: (vendorName: string, account: string | null) => string;
	/** What to do where a failure brings no advice of its own. */
	readonly advice: string;
	/** Whether asking again later may help. */
	readonly retryable: boolean;
}

export const FAILURE_KINDS: Readonly<Record<FailureKind, KindTraits>> = {
	authentication: {
		summary: (vendor) => `${vendor} did not accept the credential`,
		advice: 'Check the values in the credential; nothing is sent again by itself.',
		retryable: false,
	},
	invalidRequest: {
		summary: (vendor) => `${vendor} cannot be asked like this`,
		advice: 'Check the parameters of the node and the fields of the credential.',
		retryable: false,
	},
	notFound: {
		summary: (vendor, account) =>
			`${vendor} does not know ${account === null ? 'this account' : `the account ${account}`}`,
		advice: 'Check the account in the node or in the credential.',
		retryable: false,
	},
	notAllowed: {
		summary: (vendor) => `${vendor} does not allow this request`,
		advice: 'Ask the vendor, or the administrator of the server, to allow it.',
		retryable: false,
	},
	rateLimited: {
		summary: (vendor) => `${vendor} is asked too often`,
		advice: 'Check less often, or lower the concurrency in the options.',
		retryable: true,
	},
	vendorUnavailable: {
		summary: (vendor) => `${vendor} is unavailable at the moment`,
		advice: 'Try again later; if it goes on, check the address in the credential.',
		retryable: true,
	},
	refused: {
		summary: (vendor) => `${vendor} refused the request`,
		advice: 'The answer is not among the documented ones; ask the vendor what it means.',
		retryable: false,
	},
	unexpectedReply: {
		summary: (vendor) => `${vendor} sent a reply that shows no plain balance`,
		advice:
			'Check the address in the credential, or ask the vendor whether the interface has changed.',
		retryable: false,
	},
	internal: {
		summary: (vendor) => `${vendor} could not be checked, because of a fault in this node`,
		advice:
			'It is not yours to put right: please report it to the maintainers of n8n-nodes-account-balance, with this code, the version of the package and what the node was set to.',
		retryable: false,
	},
};
