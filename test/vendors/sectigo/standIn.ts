import { formOf, htmlPage, pathOf, queryTextOf, startServer } from '../../standIns/standIn';
import type { Answer, ReceivedRequest, StandIn, StandInOptions } from '../../standIns/standIn';

/** An account as the stand-in knows it; change it while the server runs to change the next reply. */
export interface SectigoAccount {
	loginName: string;
	loginPassword: string;
	accountId: string;
	currencyCode: string;
	amount: string;
	/** "The response may contain" it: without one the reply leaves it out. */
	hardCreditLimit?: string;
}

/** The error codes of "Sectigo: !getAccountBalance" that no argument brings about. */
export type SectigoRefusal = -1 | -14 | -19 | -42;

/** What can be changed while the server runs. */
export interface SectigoSettings {
	/** Answers every request with this code. */
	refusal: SectigoRefusal | null;
}

export interface SectigoOptions extends StandInOptions, Partial<Readonly<SectigoSettings>> {
	readonly accounts?: readonly SectigoAccount[];
}

export interface SectigoStandIn extends StandIn {
	readonly accounts: SectigoAccount[];
	readonly settings: SectigoSettings;
}

/** The login of the first default account. */
export const sectigoLogin = {
	loginName: 'Reseller+certs@example.co.uk',
	loginPassword: 'p&ss=w+rd %41é"\\<x',
};

/** The login of the second default account. */
export const sectigoDollarLogin = {
	loginName: 'acme certificates & co',
	loginPassword: '~^$100%;?#/\'"é=\\>',
};

/** The login of the third default account. */
export const sectigoEuroLogin = {
	loginName: 'müller-zertifikate',
	loginPassword: '%2B+ %20{[|]}`',
};

export const sectigoAccounts: readonly Readonly<SectigoAccount>[] = [
	{
		...sectigoLogin,
		accountId: '1000482915',
		currencyCode: 'GBP',
		amount: '210.00',
		hardCreditLimit: '0.00',
	},
	{
		...sectigoDollarLogin,
		accountId: '1000730064',
		currencyCode: 'USD',
		amount: '-152.40',
		hardCreditLimit: '500.00',
	},
	{ ...sectigoEuroLogin, accountId: '1000915377', currencyCode: 'EUR', amount: '1250.75' },
];

/** An imitation of Sectigo's account balance, as "Sectigo: !getAccountBalance" describes it. */
export async function startSectigo(options: SectigoOptions = {}): Promise<SectigoStandIn> {
	const accounts = structuredClone<readonly SectigoAccount[]>(options.accounts ?? sectigoAccounts);
	const known = { accounts: [...accounts], settings: { refusal: options.refusal ?? null } };
	return Object.assign(await startServer((request) => answer(request, known), options), known);
}

type Known = Pick<SectigoStandIn, 'accounts' | 'settings'>;

/** A reply's named values in the order of the document; format 0 has the values alone. */
type Values = readonly (readonly [name: string, value: string | number])[];

/** Texts of the document's table; that of -2 is from Sectigo's sister calls. */
const errorMessages = {
	'-1': () => 'Request was not made over https!',
	'-2': (name: string) => `'${name}' is an unrecognised argument!`,
	'-3': (name: string) => `The '${name}' argument is missing!`,
	'-4': (name: string) => `The value of the '${name}' argument is invalid!`,
	'-14': () => 'An unknown error occurred!',
	'-16': () => 'Permission denied!',
	'-17': () => 'Request used GET rather than POST!',
	'-19': () => 'Only for CCM accounts!',
	'-42': () => 'Call limit reached!',
} as const;

interface Argument {
	readonly isRequired: boolean;
	readonly isValid: (value: string) => boolean;
}

/** The document's request parameters with their greatest lengths. */
const knownArguments: ReadonlyMap<string, Argument> = new Map([
	['loginName', { isRequired: true, isValid: (value) => value.length <= 64 }],
	['loginPassword', { isRequired: true, isValid: (value) => value.length <= 128 }],
	['responseFormat', { isRequired: false, isValid: (value) => /^[012]$/u.test(value) }],
]);

interface Format {
	readonly contentType: string;
	readonly write: (values: Values) => string;
}

const newlineFormat: Format = {
	contentType: 'text/plain',
	write: (values) => values.map(([, value]) => value).join('\n'),
};

const formats: ReadonlyMap<string | null, Format> = new Map([
	['0', newlineFormat],
	[
		'1',
		{
			contentType: 'application/x-www-form-urlencoded',
			write: (values) =>
				new URLSearchParams(
					values.map(([name, value]): [string, string] => [name, String(value)]),
				).toString(),
		},
	],
	[
		'2',
		{
			contentType: 'application/json',
			write: (values) => JSON.stringify(Object.fromEntries(values), null, 4),
		},
	],
]);

function answer(request: ReceivedRequest, known: Known): Answer {
	if (pathOf(request) !== '/products/!getAccountBalance') return htmlPage(404);
	if (request.method !== 'POST' && request.method !== 'GET') return htmlPage(405);
	const query = new URLSearchParams(queryTextOf(request));
	const sent = request.method === 'GET' ? query : formOf(request);
	const format = formats.get(sent.get('responseFormat')) ?? newlineFormat;
	const values =
		request.method === 'GET'
			? refusal(known.settings.refusal ?? -17)
			: valuesFor(sent, [...query.keys()], known);
	return {
		status: 200,
		headers: { 'content-type': format.contentType },
		body: format.write(values),
	};
}

/** The arguments belong into the form: whatever stands in the address is not one of them. */
function valuesFor(
	form: URLSearchParams,
	inAddress: readonly string[],
	{ accounts, settings }: Known,
): Values {
	if (settings.refusal !== null) return refusal(settings.refusal);
	const refused = unrecognised(form, inAddress) ?? missing(form) ?? invalid(form);
	if (refused !== undefined) return refused;
	const account = accounts.find(
		({ loginName, loginPassword }) =>
			loginName === form.get('loginName') && loginPassword === form.get('loginPassword'),
	);
	return account === undefined ? refusal(-16) : success(account);
}

function unrecognised(form: URLSearchParams, inAddress: readonly string[]): Values | undefined {
	const inForm = [...form.keys()].filter((name) => !knownArguments.has(name));
	const [first] = [...inAddress, ...inForm];
	return first === undefined ? undefined : refusal(-2, first);
}

function missing(form: URLSearchParams): Values | undefined {
	for (const [name, { isRequired }] of knownArguments) {
		if (isRequired && (form.get(name) ?? '') === '') return refusal(-3, name);
	}
	return undefined;
}

/** An argument sent twice has no one value, so it is invalid here; the document does not say. */
function invalid(form: URLSearchParams): Values | undefined {
	for (const [name, { isValid }] of knownArguments) {
		const values = form.getAll(name);
		if (values.length > 1 || !values.every(isValid)) return refusal(-4, name);
	}
	return undefined;
}

function refusal(code: SectigoRefusal | -2 | -3 | -4 | -16 | -17, argumentName = ''): Values {
	return [
		['errorCode', code],
		['errorMessage', errorMessages[`${code}`](argumentName)],
	];
}

function success(account: SectigoAccount): Values {
	const values: Values = [
		['errorCode', 0],
		['accountID', account.accountId],
		['currencyCode', account.currencyCode],
		['amount', account.amount],
	];
	return account.hardCreditLimit === undefined
		? values
		: [...values, ['hardCreditLimit', account.hardCreditLimit]];
}
