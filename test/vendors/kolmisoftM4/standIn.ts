import { createHash } from 'node:crypto';

import { formOf, htmlPage, pathOf, queryTextOf, startServer } from '../../standIns/standIn';
import type { Answer, ReceivedRequest, StandIn, StandInOptions } from '../../standIns/standIn';

/** A user as the stand-in knows it; change it while the server runs to change the next reply. */
export interface KolmisoftM4Account {
	username: string;
	/** The user's own currency. */
	currency: string;
	/** The balance in every currency that the server converts to, each as it is to be printed. */
	balances: Record<string, string>;
}

/** Each of the server's refusals with its place in the reply: "M4 API user balance get" and the M4 API's common errors. */
const refusals = {
	incorrectHash: { parent: 'status', text: 'Incorrect hash' },
	requestsDisabled: { parent: 'status', text: 'API Requests are disabled' },
	getDisabled: { parent: 'status', text: 'GET Requests are disabled' },
	noSecretKey: { parent: 'status', text: 'API must have Secret Key' },
	badLogin: { parent: 'status', text: 'Bad login' },
	noSuchApi: { parent: 'status', text: 'There is no such API' },
	userNotFound: { parent: 'page', text: 'User was not found' },
	featureDisabled: { parent: 'page', text: 'Feature disabled' },
} as const;

export type KolmisoftM4Refusal = keyof typeof refusals;

/** What can be changed while the server runs. */
export interface KolmisoftM4Settings {
	/** Answers every request with this one. */
	refusal: KolmisoftM4Refusal | null;
	/** An empty one makes the server refuse, as long as hashes are checked. */
	apiSecretKey: string;
	checkHash: boolean;
	allowGet: boolean;
	systemCurrency: string;
	/** The texts of a server in another language; it translates those at `<page><error>`. */
	texts: Partial<Record<'userNotFound' | 'featureDisabled', string>>;
}

export interface KolmisoftM4Options extends StandInOptions, Partial<Readonly<KolmisoftM4Settings>> {
	readonly accounts?: readonly KolmisoftM4Account[];
}

export interface KolmisoftM4StandIn extends StandIn {
	readonly accounts: KolmisoftM4Account[];
	readonly settings: KolmisoftM4Settings;
}

export const kolmisoftM4SecretKey = 'S&cr=t+k~y %41é"\\<$^';

export const kolmisoftM4Accounts: readonly Readonly<KolmisoftM4Account>[] = [
	{
		username: 'wholesale_one',
		currency: 'EUR',
		balances: { USD: '66.0000', EUR: '60.7200', GBP: '52.1400' },
	},
	{
		username: 'term&inator +1 é',
		currency: 'GBP',
		balances: { USD: '-349282.18', EUR: '-321339.6056', GBP: '-275932.9222' },
	},
];

const startingSettings: KolmisoftM4Settings = {
	refusal: null,
	apiSecretKey: kolmisoftM4SecretKey,
	checkHash: true,
	allowGet: false,
	systemCurrency: 'USD',
	texts: {},
};

/** An imitation of a Kolmisoft M4 server's user balance, as "M4 API user balance get" describes it. */
export async function startKolmisoftM4(
	options: KolmisoftM4Options = {},
): Promise<KolmisoftM4StandIn> {
	const accounts = structuredClone<readonly KolmisoftM4Account[]>(
		options.accounts ?? kolmisoftM4Accounts,
	);
	const known = { accounts: [...accounts], settings: settingsFrom(options) };
	return Object.assign(await startServer((request) => answer(request, known), options), known);
}

function settingsFrom(options: KolmisoftM4Options): KolmisoftM4Settings {
	return {
		refusal: options.refusal ?? startingSettings.refusal,
		apiSecretKey: options.apiSecretKey ?? startingSettings.apiSecretKey,
		checkHash: options.checkHash ?? startingSettings.checkHash,
		allowGet: options.allowGet ?? startingSettings.allowGet,
		systemCurrency: options.systemCurrency ?? startingSettings.systemCurrency,
		texts: { ...startingSettings.texts, ...options.texts },
	};
}

type Known = Pick<KolmisoftM4StandIn, 'accounts' | 'settings'>;

type Parameters = ReadonlyMap<string, string>;

/** An element with text in it, of the reply's one level below the root. */
type Element = readonly [name: string, text: string];

const apiPath = '/billing/api/';

function answer(request: ReceivedRequest, known: Known): Answer {
	if (!pathOf(request).startsWith(apiPath)) return htmlPage(404);
	if (request.method !== 'POST' && request.method !== 'GET') return htmlPage(405);
	const parameters = parametersOf(request);
	const refusal = refusalOf(request, parameters, known.settings);
	const account = known.accounts.find(({ username }) => username === parameters.get('username'));
	if (refusal !== null) return refused(refusal, known.settings);
	if (account === undefined) return refused('userNotFound', known.settings);
	return page('page', balanceElements(account, parameters, known.settings));
}

/** The document's example is a POST with its parameters in the address, so the server reads both places. */
function parametersOf(request: ReceivedRequest): Parameters {
	const query = new URLSearchParams(queryTextOf(request));
	return new Map([...query, ...formOf(request)]);
}

interface Check {
	readonly refusal: KolmisoftM4Refusal;
	readonly applies: (
		request: ReceivedRequest,
		parameters: Parameters,
		settings: KolmisoftM4Settings,
	) => boolean;
}

/** In the order in which the server comes upon them. */
const checks: readonly Check[] = [
	{
		refusal: 'getDisabled',
		applies: ({ method }, _parameters, { allowGet }) => method === 'GET' && !allowGet,
	},
	{
		refusal: 'noSuchApi',
		applies: (request) => pathOf(request) !== `${apiPath}user_balance_get`,
	},
	{
		refusal: 'noSecretKey',
		applies: (_request, _parameters, { checkHash, apiSecretKey }) =>
			checkHash && apiSecretKey === '',
	},
	{
		refusal: 'incorrectHash',
		applies: (_request, parameters, { checkHash, apiSecretKey }) =>
			checkHash && !isHashCorrect(parameters, apiSecretKey),
	},
];

function refusalOf(
	request: ReceivedRequest,
	parameters: Parameters,
	settings: KolmisoftM4Settings,
): KolmisoftM4Refusal | null {
	const check = checks.find(({ applies }) => applies(request, parameters, settings));
	return settings.refusal ?? check?.refusal ?? null;
}

const parameterNames = ['username', 'currency', 'user_currency', 'hash'];

/** Other parameters may enter the server's own hash, so none of them goes with a hash made without it. */
function isHashCorrect(parameters: Parameters, apiSecretKey: string): boolean {
	const hasOthers = [...parameters.keys()].some((name) => !parameterNames.includes(name));
	return !hasOthers && parameters.get('hash') === hashOf(parameters, apiSecretKey);
}

/** SHA1 over the values in the document's order and the key, without separators. */
function hashOf(parameters: Parameters, apiSecretKey: string): string {
	const username = parameters.get('username') ?? '';
	const currency = wantsUserCurrency(parameters) ? '' : (parameters.get('currency') ?? '');
	return createHash('sha1').update(`${username}${currency}${apiSecretKey}`, 'utf8').digest('hex');
}

function wantsUserCurrency(parameters: Parameters): boolean {
	return parameters.get('user_currency') === '1';
}

/** A currency that the server does not know silently becomes the system's. */
function balanceElements(
	{ currency, balances }: KolmisoftM4Account,
	parameters: Parameters,
	{ systemCurrency }: KolmisoftM4Settings,
): readonly Element[] {
	const known = new Map(Object.entries(balances));
	const balanceIn = (code: string) => known.get(code) ?? known.get(systemCurrency) ?? '';
	if (wantsUserCurrency(parameters)) {
		return [
			['balance', balanceIn(currency)],
			['currency', currency],
		];
	}
	const asked = parameters.get('currency') ?? systemCurrency;
	return [['balance', balanceIn(asked === 'USER' ? currency : asked)]];
}

function refused(refusal: KolmisoftM4Refusal, { texts }: KolmisoftM4Settings): Answer {
	const { parent, text } = refusals[refusal];
	const translations: Partial<Record<KolmisoftM4Refusal, string>> = texts;
	return page(parent, [['error', translations[refusal] ?? text]]);
}

/** The type is Rails' own for text; the document names none, and no HTTP status besides 200. */
function page(root: 'page' | 'status', elements: readonly Element[]): Answer {
	const lines = elements.map(([name, text]) => `  <${name}>${text}</${name}>`);
	return {
		status: 200,
		headers: { 'content-type': 'text/html; charset=utf-8' },
		body: ['<?xml version="1.0" encoding="UTF-8"?>', `<${root}>`, ...lines, `</${root}>`].join(
			'\n',
		),
	};
}
