import { htmlPage, pathOf, queryTextOf, startServer } from '../../standIns/standIn';
import type { Answer, ReceivedRequest, StandIn, StandInOptions } from '../../standIns/standIn';

/** An account as the stand-in knows it; change it while the server runs to change the next reply. */
export interface Cloud9MobileAccount {
	carrierId: string;
	password: string;
	/** "In 0.00 format". */
	balance: string;
	/** "Pounds, Dollars or Euros". */
	currency: string;
}

/** What can be changed while the server runs. */
export interface Cloud9MobileSettings {
	/** "0 = Request Failed 1 = Request Successful", in an otherwise whole reply. */
	requestStatus: 0 | 1;
	/** Echoed instead of the request's own, as the document's sample echoes 1000 for 1001. */
	echoTransactionId: string | null;
}

export interface Cloud9MobileOptions
	extends StandInOptions, Partial<Readonly<Cloud9MobileSettings>> {
	readonly accounts?: readonly Cloud9MobileAccount[];
}

export interface Cloud9MobileStandIn extends StandIn {
	readonly accounts: Cloud9MobileAccount[];
	readonly settings: Cloud9MobileSettings;
}

/** The login of the first default account. */
export const cloud9MobileLogin = {
	carrierId: '1024',
	password: 'p&ss=w+rd %41é"\\<x~^$',
};

/** The login of the second default account. */
export const cloud9MobileDollarLogin = {
	carrierId: '2077',
	password: ';?#/\'{|}` %2B+ü="\\>',
};

/** The login of the third default account. */
export const cloud9MobileEuroLogin = {
	carrierId: '3',
	password: '%20 + &euro=€',
};

export const cloud9MobileAccounts: readonly Readonly<Cloud9MobileAccount>[] = [
	{ ...cloud9MobileLogin, balance: '1000.00', currency: 'Pounds' },
	{ ...cloud9MobileDollarLogin, balance: '18.35', currency: 'Dollars' },
	{ ...cloud9MobileEuroLogin, balance: '-12.50', currency: 'Euros' },
];

/** An imitation of Cloud9 Mobile's check_balance, as "Cloud9: API Function check_balance" describes it. */
export async function startCloud9Mobile(
	options: Cloud9MobileOptions = {},
): Promise<Cloud9MobileStandIn> {
	const accounts = structuredClone<readonly Cloud9MobileAccount[]>(
		options.accounts ?? cloud9MobileAccounts,
	);
	const known = {
		accounts: [...accounts],
		settings: {
			requestStatus: options.requestStatus ?? 1,
			echoTransactionId: options.echoTransactionId ?? null,
		},
	};
	return Object.assign(await startServer((request) => answer(request, known), options), known);
}

type Known = Pick<Cloud9MobileStandIn, 'accounts' | 'settings'>;

type Variables = ReadonlyMap<string, string>;

/** "All of the above variables are required", and fail "if not passed in the correct format". */
const formats: ReadonlyMap<string, (value: string) => boolean> = new Map([
	['transaction_id', (value) => /^\d{1,6}$/u.test(value)],
	['request_type', (value) => value !== ''],
	['carrier_id', (value) => value !== ''],
	['password', (value) => value !== ''],
	['timestamp', isRealTime],
]);

function answer(request: ReceivedRequest, known: Known): Answer {
	if (pathOf(request) !== '/api.cgi') return htmlPage(404);
	if (request.method !== 'GET') return htmlPage(405);
	const pairs = pairsOf(queryTextOf(request));
	const malformed = malformation(pairs);
	if (malformed !== undefined) return refused(malformed);
	const variables = new Map(pairs.map(({ name, encoded }) => [name, decoded(encoded) ?? '']));
	if (variables.get('request_type') !== 'check_balance') return refused('Unknown request type');
	const account = known.accounts.find(
		({ carrierId, password }) =>
			carrierId === variables.get('carrier_id') && password === variables.get('password'),
	);
	return account === undefined
		? refused('Unknown user')
		: success(account, variables, known.settings);
}

interface Pair {
	readonly name: string;
	readonly encoded: string;
}

function pairsOf(query: string): readonly Pair[] {
	const texts = query === '' ? [] : query.split('&');
	return texts.map((text) => {
		const name = text.replace(/=.*$/su, '');
		return { name, encoded: text.slice(name.length + 1) };
	});
}

/** The document gives one refusal's words only ("Unknown user"): these are made up in its manner. */
function malformation(pairs: readonly Pair[]): string | undefined {
	if (pairs.some(({ name }) => !formats.has(name))) return 'Unknown parameter';
	for (const [name, isFormatted] of formats) {
		const [sent, ...more] = pairs.filter((pair) => pair.name === name);
		if (sent === undefined) return `Missing ${name}`;
		const value = decoded(sent.encoded);
		if (more.length > 0 || value === undefined || !isFormatted(value)) return `Invalid ${name}`;
	}
	return undefined;
}

/**
 * "You must URL Encode your HTTP string. Safe characters are defined in RFC2396": its unreserved
 * ones, and the colon that the sample leaves as it is. A plus sign is neither safe nor a space.
 */
function decoded(encoded: string): string | undefined {
	if (!/^(?:[A-Za-z0-9\-_.!~*'():]|%[0-9A-Fa-f]{2})*$/u.test(encoded)) return undefined;
	try {
		return decodeURIComponent(encoded);
	} catch {
		return undefined;
	}
}

/** "A valid date and time in yyyy-mm-dd HH:mm:ss format". */
function isRealTime(value: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/u.test(value)) return false;
	const iso = value.replace(' ', 'T');
	const time = new Date(`${iso}Z`);
	return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso);
}

function success(
	{ balance, currency }: Cloud9MobileAccount,
	variables: Variables,
	{ requestStatus, echoTransactionId }: Cloud9MobileSettings,
): Answer {
	return xml([
		'<?xml version="1.0" ?>',
		'<Wire9_data>',
		'<STATUS_Response>',
		`<BALANCE>${balance}</BALANCE>`,
		`<CURRENCY>${currency}</CURRENCY>`,
		`<REQUEST_STATUS>${requestStatus}</REQUEST_STATUS>`,
		`<TIME_STAMP>${variables.get('timestamp') ?? ''}</TIME_STAMP>`,
		`<TRANSACTION_ID>${echoTransactionId ?? variables.get('transaction_id') ?? ''}</TRANSACTION_ID>`,
		'</STATUS_Response>',
		'</Wire9_data>',
	]);
}

/** Not well-formed, as printed: a space in the prolog's opening. The no-break space that the page has before the message is its markup. */
function refused(words: string): Answer {
	return xml([
		'<? xml version="1.0" ?>',
		'<Error>',
		` <Error_Message>Error: ${words} </Error_Message>\n</Error>`,
	]);
}

/** The document prints a blank line between all others, and names no content type. */
function xml(lines: readonly string[]): Answer {
	return { status: 200, headers: { 'content-type': 'text/xml' }, body: lines.join('\n\n') };
}
