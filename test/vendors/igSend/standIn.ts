import { htmlPage, pathOf, queryTextOf, startServer } from '../../standIns/standIn';
import type { Answer, ReceivedRequest, StandIn, StandInOptions } from '../../standIns/standIn';

/** A client whose balance can be read; change it while the server runs to change the next reply. */
export interface IgSendClient {
	clientId: number;
	accountBalance: string;
	status: string;
	balanceCurrency: string;
	balanceState: string;
}

/** A key pair and the clients that it reads: the parent client, its children and grandchildren. */
export interface IgSendAccount {
	publicKey: string;
	privateKey: string;
	clients: IgSendClient[];
}

export type IgSendEnvironment = 'live' | 'sandbox';

/** What can be changed while the server runs. */
export interface IgSendSettings {
	/** The HTTP status of a refusal of the keys: that it is 200 is an inference from sister calls. */
	wrongKeysStatus: 200 | 401;
}

export interface IgSendOptions extends StandInOptions, Partial<Readonly<IgSendSettings>> {
	/** Which default accounts the server has: "Public and Private Keys are unique for Sandbox and Live". */
	readonly environment?: IgSendEnvironment;
	readonly accounts?: readonly IgSendAccount[];
}

export interface IgSendStandIn extends StandIn {
	readonly accounts: IgSendAccount[];
	readonly settings: IgSendSettings;
}

/** Keys of the default accounts. They are ASCII, because the document's own client encodes them so. */
export const igSendKeys = {
	live: { publicKey: 'pk+live&1=%41~^$', privateKey: 's:k&v=w+rd %41"\\<x^~$' },
	liveOther: { publicKey: 'pk-live-2/<%2B>', privateKey: ';?#\'{|}`+ %20="\\&' },
	sandbox: { publicKey: 'pk+sandbox&1=%41~^$', privateKey: 'sandbox: p&q=r+s %41"\\<x' },
	sandboxOther: { publicKey: 'pk-sandbox-2/<%2B>', privateKey: 'sandbox;?#\'{|}` %20="\\&' },
} as const;

export const igSendAccounts: Readonly<Record<IgSendEnvironment, readonly IgSendAccount[]>> = {
	live: [
		{
			...igSendKeys.live,
			clients: [
				client(100000, '1400000', 'GBP', 'IN_CREDIT'),
				client(100045, '763.97', 'EUR', 'IN_CREDIT'),
			],
		},
		{
			...igSendKeys.liveOther,
			// The document names no state besides IN_CREDIT: this one is made up.
			clients: [client(200311, '-120.50', 'GBP', 'OVERDRAWN')],
		},
	],
	sandbox: [
		{ ...igSendKeys.sandbox, clients: [client(100000, '5000.00', 'GBP', 'IN_CREDIT')] },
		{ ...igSendKeys.sandboxOther, clients: [client(200311, '0.00', 'GBP', 'IN_CREDIT')] },
	],
};

function client(
	clientId: number,
	accountBalance: string,
	balanceCurrency: string,
	balanceState: string,
): IgSendClient {
	return { clientId, accountBalance, status: 'success', balanceCurrency, balanceState };
}

/** An imitation of iGsend's client balance, as "iGsend: Client Balance" describes it. */
export async function startIgSend(options: IgSendOptions = {}): Promise<IgSendStandIn> {
	const accounts = structuredClone<readonly IgSendAccount[]>(
		options.accounts ?? igSendAccounts[options.environment ?? 'live'],
	);
	const known = {
		accounts: [...accounts],
		settings: { wrongKeysStatus: options.wrongKeysStatus ?? 200 },
	};
	return Object.assign(await startServer((request) => answer(request, known), options), known);
}

type Known = Pick<IgSendStandIn, 'accounts' | 'settings'>;

/** The three texts of MessageID 10009; the first is that of sister calls. */
const refusals = {
	wrongKeys: 'Security Unauthorised Access',
	invalid: 'Data Validation Failed.',
	unknownClient: 'Account Number was not available for this client.',
} as const;

function answer(request: ReceivedRequest, { accounts, settings }: Known): Answer {
	if (pathOf(request) !== '/services/clientbalance/') return htmlPage(404);
	if (request.method !== 'GET') return htmlPage(405);
	const keys = keysOf(request);
	const account = accounts.find(
		({ publicKey, privateKey }) => keys === `${publicKey}:${privateKey}`,
	);
	if (account === undefined) return refused('wrongKeys', settings.wrongKeysStatus);
	const clientId = clientIdOf(request);
	if (clientId === undefined) return refused('invalid');
	const found = account.clients.find((candidate) => candidate.clientId === clientId);
	return found === undefined ? refused('unknownClient') : success(found);
}

/** Public and private key with the colon between them; undefined without HTTP Basic. */
function keysOf({ headers }: ReceivedRequest): string | undefined {
	const encoded = /^Basic ([A-Za-z0-9+/]+={0,2})$/iu.exec(headers['authorization'] ?? '')?.[1];
	return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
}

const greatestInt = 2 ** 31 - 1;

/** Undefined unless the one parameter is there, an Int, and not "null or empty or 0". */
function clientIdOf(request: ReceivedRequest): number | undefined {
	const [first, ...others] = new URLSearchParams(queryTextOf(request));
	if (first === undefined || others.length > 0) return undefined;
	const [name, value] = first;
	const isInt = /^[1-9][0-9]{0,9}$/u.test(value) && Number(value) <= greatestInt;
	return name === 'ClientID' && isInt ? Number(value) : undefined;
}

/*
 * The document's layout, trailing spaces included. It prints its spaces as no-break spaces, which
 * no JSON reader takes: that is the page's markup, so ordinary ones are sent.
 */

function success(found: IgSendClient): Answer {
	const row = [
		'\t\t[        ',
		'\t\t\t{            ',
		`\t\t\t\t"ClientID": ${found.clientId},            `,
		`\t\t\t\t"AccountBalance": ${JSON.stringify(found.accountBalance)},            `,
		`\t\t\t\t"Status": ${JSON.stringify(found.status)},            `,
		`\t\t\t\t"Balance Currency": ${JSON.stringify(found.balanceCurrency)},            `,
		`\t\t\t\t"Balance State": ${JSON.stringify(found.balanceState)}        `,
		'\t\t\t}    ',
		'\t\t]',
	];
	return reply(200, [...coreRes(1, 'Client Balance successfully retrieved.', 10010), ...row]);
}

/** The document shows no failed reply: this is the successful one's layout with an empty table. */
function refused(refusal: keyof typeof refusals, status = 200): Answer {
	return reply(status, [...coreRes(2, refusals[refusal], 10009), '\t\t[', '\t\t]']);
}

function coreRes(status: number, message: string, messageId: number): readonly string[] {
	return [
		'\t\t"coreRes": ',
		'\t\t{        ',
		`\t\t\t"status": ${status},        `,
		`\t\t\t"Message": ${JSON.stringify(message)},        `,
		`\t\t\t"MessageID": ${messageId}    `,
		'\t\t},    ',
		'\t\t"tableRes": ',
	];
}

function reply(status: number, members: readonly string[]): Answer {
	return {
		status,
		headers: { 'content-type': 'application/json; charset=utf-8' },
		body: ['\t{    ', ...members, '\t}'].join('\n'),
	};
}
