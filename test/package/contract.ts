/** What saved workflows and credentials rely on in one field. */
export interface FieldContract {
	readonly default: string | number | boolean;
	/** Masked in the editor. */
	readonly masked?: true;
	readonly required?: true;
	/** The values of a list, in alphabetical order. */
	readonly choices?: readonly string[];
	/** The least and the greatest number that the editor takes. */
	readonly bounds?: readonly [least: number, greatest: number];
	/** Takes no expression. */
	readonly fixed?: true;
	/** Shown only with these values of other fields. */
	readonly shownFor?: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, FieldContract>>;

/** What a vendor's node and credential promise. Names never change once released. */
export interface VendorContract {
	readonly id: string;
	readonly displayName: string;
	/** Its folder, its class, and the beginning of its credential's class. */
	readonly className: string;
	readonly credentialFields: Fields;
	/** The node's own parameters besides the resource, the operation, the limits and the options. */
	readonly parameters: Fields;
	/** The node's own options besides the shared ones. */
	readonly options: Fields;
	/** The parameter that the subtitle shows where it is filled in. */
	readonly shownInSubtitle?: string;
}

const text = { default: '' } as const;
const requiredText = { default: '', required: true } as const;
const secret = { default: '', masked: true, required: true } as const;

export const RESOURCE_AND_OPERATION: Fields = {
	resource: { default: 'account', choices: ['account'], fixed: true },
	operation: { default: 'getBalance', choices: ['getBalance', 'watchBalance'], fixed: true },
};

const whileWatching = { shownFor: { operation: ['watchBalance'] } } as const;
const watchingOption = { shownFor: { '/operation': ['watchBalance'] } } as const;

/** What every node watches for, in the order in which people see it. */
export const WATCH_LIMITS: Fields = {
	direction: { default: 'below', choices: ['above', 'below'], ...whileWatching },
	threshold: { ...text, ...whileWatching },
	criticalThreshold: { ...text, ...whileWatching },
	daysLeftThreshold: { ...text, ...whileWatching },
};

export const SHARED_OPTIONS: Fields = {
	concurrency: { default: 10, bounds: [1, 100], fixed: true },
	includeRaw: { default: false },
	label: text,
	// Hidden: it tells that the options are one whole expression.
	length: text,
	lowThreshold: { default: 0, shownFor: { '/operation': ['getBalance'] } },
	retries: { default: 2, bounds: [0, 5] },
	timeout: { default: 10_000, bounds: [100, 60_000] },
	checksBeforeAlert: { default: 1, bounds: [1, 100], ...watchingOption },
	everyCheck: { default: false, ...watchingOption },
	failuresBeforeAlert: { default: 3, bounds: [1, 100], ...watchingOption },
	notifyRecovered: { default: true, ...watchingOption },
	recoverAt: { ...text, ...watchingOption },
	remindEvery: { default: 24, ...watchingOption },
};

export const CONTRACTS: readonly VendorContract[] = [
	{
		id: 'cloud9Mobile',
		displayName: 'Cloud9 Mobile',
		className: 'Cloud9Mobile',
		credentialFields: {
			carrierId: requiredText,
			password: secret,
			baseUrl: { default: 'http://api.wire9.com', required: true },
		},
		parameters: {},
		options: { transactionId: text },
	},
	{
		id: 'igSend',
		displayName: 'iGsend',
		className: 'IgSend',
		credentialFields: {
			publicKey: requiredText,
			privateKey: secret,
			clientId: requiredText,
			environment: { default: 'live', choices: ['custom', 'live', 'sandbox'] },
			baseUrl: { ...requiredText, shownFor: { environment: ['custom'] } },
		},
		parameters: { clientId: text },
		options: { amountUnit: { default: 'major', choices: ['major', 'minor'] } },
		shownInSubtitle: 'clientId',
	},
	{
		id: 'intelliSoftware',
		displayName: 'IntelliSoftware',
		className: 'IntelliSoftware',
		credentialFields: {
			accessKey: secret,
			secretKey: secret,
			baseUrl: { default: 'https://www.intellisoftware.co.uk', required: true },
			backupBaseUrl: text,
		},
		parameters: {},
		options: { interface: { default: 'json', choices: ['form', 'json'] } },
	},
	{
		id: 'kolmisoftM4',
		displayName: 'Kolmisoft M4',
		className: 'KolmisoftM4',
		credentialFields: {
			baseUrl: requiredText,
			username: requiredText,
			signRequests: { default: true },
			// Not required: a server that checks no hashes has none.
			apiSecretKey: { default: '', masked: true, shownFor: { signRequests: [true] } },
			allowUnauthorizedCerts: { default: false },
		},
		parameters: {
			username: text,
			currencyMode: { default: 'user', choices: ['code', 'system', 'user'] },
			currencyCode: { ...text, shownFor: { currencyMode: ['code'] } },
		},
		options: { method: { default: 'POST', choices: ['GET', 'POST'] } },
		shownInSubtitle: 'username',
	},
	{
		id: 'sectigo',
		displayName: 'Sectigo',
		className: 'Sectigo',
		credentialFields: {
			loginName: requiredText,
			loginPassword: secret,
			baseUrl: { default: 'https://secure.trust-provider.com', required: true },
		},
		parameters: {},
		options: { responseFormat: { default: '1', choices: ['0', '1', '2'] } },
	},
];
