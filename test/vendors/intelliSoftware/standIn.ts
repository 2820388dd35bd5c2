import { formOf, htmlPage, pathOf, queryTextOf, startServer } from '../../standIns/standIn';
import type { Answer, ReceivedRequest, StandIn, StandInOptions } from '../../standIns/standIn';

/** An account as the stand-in knows it; change it while the server runs to change the next reply. */
export interface IntelliSoftwareAccount {
	accessKey: string;
	secretKey: string;
	/** Message credits. */
	balance: string;
}

/** Names and codes of "IntelliSoftware: Get Balance". */
const errorCodes = {
	login_invalid: 11,
	internal_error: 12,
	auth_parameter_missing: 20,
	auth_parameter_invalid: 21,
	connection_not_secure: 22,
} as const;

export type IntelliSoftwareRefusal = keyof typeof errorCodes;

/** What can be changed while the server runs. */
export interface IntelliSoftwareSettings {
	/** Answers every request with this one. */
	refusal: IntelliSoftwareRefusal | null;
	/** The optional error_description; the form interface has no place for it. */
	errorDescription: string | null;
}

export interface IntelliSoftwareOptions
	extends StandInOptions, Partial<Readonly<IntelliSoftwareSettings>> {
	readonly accounts?: readonly IntelliSoftwareAccount[];
}

export interface IntelliSoftwareStandIn extends StandIn {
	readonly accounts: IntelliSoftwareAccount[];
	readonly settings: IntelliSoftwareSettings;
}

/** The document's own keys, which the first default account has. */
export const intelliSoftwareKeys = {
	accessKey: 'Yva$ER%Uhs+UU[MzwEYe',
	secretKey: 'F{kQ^s`wVpm!EU~Bx8yB^A$N$[l{pxJA',
};

/** The keys of the second default account. */
export const intelliSoftwareOtherKeys = {
	accessKey: 'a&b=c+d %41~e^f$"\\<é',
	secretKey: 'S;e?c#r/e\'t>&=+ %2B"\\<ü{|}',
};

export const intelliSoftwareAccounts: readonly Readonly<IntelliSoftwareAccount>[] = [
	{ ...intelliSoftwareKeys, balance: '100.0' },
	{ ...intelliSoftwareOtherKeys, balance: '2417.5' },
];

/** An imitation of IntelliSoftware's two balance interfaces, as "IntelliSoftware: Get Balance" describes them. */
export async function startIntelliSoftware(
	options: IntelliSoftwareOptions = {},
): Promise<IntelliSoftwareStandIn> {
	const accounts = structuredClone<readonly IntelliSoftwareAccount[]>(
		options.accounts ?? intelliSoftwareAccounts,
	);
	const known = {
		accounts: [...accounts],
		settings: {
			refusal: options.refusal ?? null,
			errorDescription: options.errorDescription ?? null,
		},
	};
	return Object.assign(await startServer((request) => answer(request, known), options), known);
}

type Known = Pick<IntelliSoftwareStandIn, 'accounts' | 'settings'>;

type Parameter = readonly [name: string, value: unknown];

type Checks = ReadonlyMap<string, (value: unknown) => boolean>;

interface Interface {
	readonly contentType: string;
	/** Undefined where the body cannot be read at all. */
	readonly read: (request: ReceivedRequest) => readonly Parameter[] | undefined;
	/** Every parameter is required, and there is no other. */
	readonly checks: Checks;
	readonly accessKey: string;
	readonly secretKey: string;
	readonly success: (balance: string) => string;
	readonly failure: (refusal: IntelliSoftwareRefusal, description: string | null) => string;
}

const isText = (value: unknown) => typeof value === 'string';

/** The content types are those of the server's platform (ASP.NET): the document names none. */
const jsonInterface: Interface = {
	contentType: 'application/json; charset=utf-8',
	read: jsonParameters,
	checks: new Map([
		['/auth/authtype', (value) => value === 'accesskey'],
		['/auth/accesskey', isText],
		['/auth/secretkey', isText],
		['/request_version', (value) => value === '1.0.0'],
		['/response_version', (value) => value === '1.0.3'],
	]),
	accessKey: '/auth/accesskey',
	secretKey: '/auth/secretkey',
	success: (balance) => JSON.stringify({ response_status: 'ok', balance }, null, 2),
	failure: (error, description) => {
		const optional = description === null ? {} : { error_description: description };
		const errors = [{ error, error_code: errorCodes[error], ...optional }];
		return JSON.stringify({ response_status: 'failure', errors }, null, 2);
	},
};

const formInterface: Interface = {
	contentType: 'text/html; charset=utf-8',
	read: (request) => [...formOf(request)],
	checks: new Map([
		['accesskey', isText],
		['secretkey', isText],
	]),
	accessKey: 'accesskey',
	secretKey: 'secretkey',
	success: (balance) => `BALANCE:${balance}`,
	failure: (refusal) => `ERR:${refusal.toUpperCase()}`,
};

const interfaces: ReadonlyMap<string, Interface> = new Map([
	['/api/json/getbalance.aspx', jsonInterface],
	['/api/https/getbalance.aspx', formInterface],
]);

function answer(request: ReceivedRequest, { accounts, settings }: Known): Answer {
	const spoken = interfaces.get(pathOf(request));
	if (spoken === undefined) return htmlPage(404);
	if (request.method !== 'POST') return htmlPage(405);
	const parameters = spoken.read(request);
	const refusal = settings.refusal ?? refusalOf(request, parameters, spoken.checks);
	const values = new Map(parameters);
	const account = accounts.find(
		({ accessKey, secretKey }) =>
			accessKey === values.get(spoken.accessKey) && secretKey === values.get(spoken.secretKey),
	);
	const body =
		refusal === null && account !== undefined
			? spoken.success(account.balance)
			: spoken.failure(refusal ?? 'login_invalid', settings.errorDescription);
	return { status: 200, headers: { 'content-type': spoken.contentType }, body };
}

/** The document gives the two refusals no order; what is missing counts first here. */
function refusalOf(
	request: ReceivedRequest,
	parameters: readonly Parameter[] | undefined,
	checks: Checks,
): IntelliSoftwareRefusal | null {
	if (parameters === undefined || queryTextOf(request) !== '') return 'auth_parameter_invalid';
	const values = new Map(parameters);
	const isMissing = (name: string) =>
		[undefined, null, ''].some((none) => values.get(name) === none);
	if ([...checks.keys()].some(isMissing)) return 'auth_parameter_missing';
	const isTwice = values.size < parameters.length;
	const areValid = parameters.every(([name, value]) => checks.get(name)?.(value) ?? false);
	return isTwice || !areValid ? 'auth_parameter_invalid' : null;
}

/** Named as JSON pointers: `/auth/accesskey`. */
function jsonParameters({ body }: ReceivedRequest): readonly Parameter[] | undefined {
	if (body === '') return [];
	const parsed = parsedJson(body);
	return isObject(parsed)
		? Object.entries(parsed).flatMap(([name, value]): readonly Parameter[] =>
				isObject(value)
					? Object.entries(value).map(([inner, member]) => [`/${name}/${inner}`, member])
					: [[`/${name}`, value]],
			)
		: undefined;
}

function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
