import { createHash } from 'node:crypto';
import {
	invalidRequest,
	listedRefusal,
	unexpectedReply,
	type CheckError,
	type RefusalMeaning,
} from '../shared/failure/error';
import { readBaseUrl } from '../shared/input/baseUrl';
import {
	readBoolean,
	readOneOf,
	readOptionalText,
	readText,
	readUnlessAbsent,
	readWhere,
} from '../shared/input/readers';
import { isSameAddress } from '../shared/input/webAddress';
import { readAmount, readCurrency, type Currency } from '../shared/reply/money';
import {
	findChild,
	findChildText,
	parseXml,
	requireChildText,
	type XmlElement,
} from '../shared/reply/xml';
import { findParameter } from '../shared/request/edit';
import { assertPlainlyEncoded } from '../shared/request/encoding';
import type { OutgoingRequest, Parameter, SignedRequest } from '../shared/request/request';
import { defineVendor, type Reading } from '../shared/vendor';

const CALL = '/api/user_balance_get';

/** What enters the hash, in this order: "parameters are shown in the same order as they have to be". */
const HASHED = ['username', 'currency'];

/** What the call knows besides. Any other parameter may enter the server's own hash. */
const NOT_HASHED = ['user_currency', 'hash'];

const API_SETTINGS = 'on the M4 server under Maintenance, Settings, API tab';

/** The document's three, then those that public client code knows. Words are all that M4 gives. */
const MEANINGS: Readonly<Record<string, RefusalMeaning>> = {
	'incorrect hash': {
		kind: 'authentication',
		isOfCredential: true,
		advice: `Compare API Secret Key in the credential with the one ${API_SETTINGS}.`,
	},
	'user was not found': { kind: 'notFound', advice: 'Check the username; capital letters matter.' },
	'feature disabled': {
		kind: 'notAllowed',
		advice: `Let the administrator enable the balance call ${API_SETTINGS}.`,
	},
	'api requests are disabled': {
		kind: 'notAllowed',
		advice: `Let the administrator enable the API ${API_SETTINGS}.`,
	},
	'get requests are disabled': {
		kind: 'notAllowed',
		advice: `Set the option Method to POST, or let the administrator allow GET ${API_SETTINGS}.`,
	},
	// It may be of the user alone.
	'bad login': { kind: 'authentication', advice: 'Check the username and the credential.' },
	'api must have secret key': {
		kind: 'refused',
		advice: `Let the administrator set an API secret key ${API_SETTINGS}.`,
	},
	'there is no such api': {
		kind: 'refused',
		advice: 'Check the Base URL in the credential: it ends with /billing.',
	},
	'access denied': {
		kind: 'refused',
		advice: 'Let the administrator allow this server to use the API.',
	},
};

/** On servers in other languages the words are translated. */
const UNLISTED = {
	advice: `The words are not among the known ones, perhaps because the server speaks another language. Check the username, and the API settings ${API_SETTINGS}.`,
};

const DEFAULT_USERNAME = 'Default Username';

const CREDENTIAL = {
	baseUrl: { label: 'Base URL', read: readBaseUrl },
	defaultUsername: { label: DEFAULT_USERNAME, read: readOptionalText },
	signRequests: { label: 'Sign Requests', read: readBoolean(true) },
	// Null where the server does not check hashes.
	apiSecretKey: {
		label: 'API Secret Key',
		read: readWhere({ signRequests: true }, readText),
		isSecret: true,
	},
	allowUnauthorizedCerts: { label: 'Ignore SSL Issues (Insecure)', read: readBoolean(false) },
};

const QUERY = {
	username: { label: 'Username', read: readUnlessAbsent(readText) },
	currencyMode: { label: 'Currency Mode', read: readOneOf(['user', 'system', 'code']) },
	currencyCode: {
		label: 'Currency Code',
		read: readWhere({ currencyMode: 'code' }, readCurrencyCode),
	},
	method: { label: 'Method', read: readOneOf(['POST', 'GET']) },
};

/**
 * Kolmisoft M4, formerly M2. Source: Kolmisoft Wiki, "M4 API user balance get", 28 November 2022;
 * what other sources add is marked.
 */
export const kolmisoftM4 = defineVendor({
	id: 'kolmisoftM4',
	name: 'Kolmisoft M4',
	unit: 'money',
	accountNamedBy: { by: 'parameter', parameter: 'username' },

	credential: CREDENTIAL,
	query: QUERY,

	addresses: ({ baseUrl }) => [baseUrl],

	request({ method, currencyMode, currencyCode, ...query }, credential) {
		const username = query.username ?? readText(credential.defaultUsername, DEFAULT_USERNAME);
		const currency: Readonly<Record<typeof currencyMode, readonly Parameter[]>> = {
			// "If user_currency is used currency parameter will be ignored": it is not sent.
			user: [['user_currency', '1']],
			system: [],
			code: [['currency', currencyCode ?? '']],
		};
		const parameters: readonly Parameter[] = [['username', username], ...currency[currencyMode]];
		return {
			account: username,
			currency: currencyMode === 'code' ? currencyCode : currencyMode,
			method,
			path: CALL,
			// The document's POST carries the parameters in the address; a body keeps them out of logs.
			query: method === 'GET' ? parameters : [],
			body: method === 'GET' ? { type: 'none' } : { type: 'form', fields: parameters },
			allowUnauthorizedCerts: credential.allowUnauthorizedCerts,
		};
	},

	sign(request, { baseUrl, apiSecretKey }) {
		assertSignable(request, baseUrl + CALL);
		return apiSecretKey === null
			? { ...request, confidential: [] }
			: addHash(request, apiSecretKey);
	},

	read(reply) {
		const root = parseXml(reply.text);
		const words = findError(root);
		const hasBalance = findChild(root, 'balance') !== undefined;
		if (words === null && root.name === 'page') {
			return readBalance(root, listParameters(reply.request));
		}
		if (words === null || words === '' || hasBalance) {
			throw unexpectedReply('has neither a plain balance nor a plain refusal', {
				vendorWords: words,
			});
		}
		throw toRefusal(words);
	},
});

/** ISO 4217, or M4's own word for the user's currency. */
function readCurrencyCode(value: unknown, label: string): string {
	const code = readText(value, label).trim().toUpperCase();
	if (!/^(?:[A-Z]{3}|USER)$/.test(code)) {
		throw invalidRequest(
			`${label} must be three letters or USER`,
			'Enter an ISO 4217 code such as EUR that the M4 server knows; it silently answers in its own currency for one that it does not.',
		);
	}
	return code;
}

/** The hash of another call covers other values: signing it wrongly would be worse than not at all. */
function assertSignable(request: OutgoingRequest, address: string): void {
	if (!isSameAddress(request.url, address)) {
		throw invalidRequest(
			`The credential signs the call ${CALL} only`,
			'The hash of every M4 call is made of other values. Use the Kolmisoft M4 node for balances.',
		);
	}
	assertPlainlyEncoded(request);
	const names = listParameters(request).map(([name]) => name);
	const isPlain =
		new Set(names).size === names.length &&
		names.every((name) => [...HASHED, ...NOT_HASHED].includes(name));
	if (!isPlain || request.body.type === 'json' || request.body.type === 'other') {
		throw invalidRequest(
			'The credential signs the parameters username, currency and user_currency only',
			'Send each once, in a form or in the query: any other parameter may enter the hash that the server expects.',
		);
	}
}

function listParameters({ query, body }: OutgoingRequest): readonly Parameter[] {
	return body.type === 'form' ? [...query, ...body.fields] : query;
}

/** Puts the hash where the parameters are. */
function addHash(request: OutgoingRequest, secretKey: string): SignedRequest {
	const parameters = listParameters(request);
	const values = HASHED.map((name) => findParameter(parameters, name) ?? '');
	const digest = createHash('sha1')
		.update(values.join('') + secretKey)
		.digest();
	const hash = digest.toString('hex');
	// A server may write the same digest down in another way.
	const confidential = [hash, digest.toString('base64')];
	const { body } = request;
	const query = removeHash(request.query);
	const signature: Parameter = ['hash', hash];
	if (body.type === 'form') {
		const fields = [...removeHash(body.fields), signature];
		return { ...request, query, body: { type: 'form', fields }, confidential };
	}
	return { ...request, query: [...query, signature], confidential };
}

/** An earlier signature, wherever it stands. */
function removeHash(parameters: readonly Parameter[]): readonly Parameter[] {
	return parameters.filter(([name]) => name !== 'hash');
}

/** `<status><error>`, `<page><error>` and, on sister calls, `<page><status><error>`. */
function findError(root: XmlElement): string | null {
	if (root.name !== 'page' && root.name !== 'status') return null;
	const status = findChild(root, 'status');
	const holder = findChild(root, 'error') === undefined && status !== undefined ? status : root;
	return findChildText(holder, 'error');
}

function readBalance(page: XmlElement, asked: readonly Parameter[]): Reading {
	const { code, details, warnings } = findCurrency(page, asked);
	return {
		account: null,
		balance: readAmount(requireChildText(page, 'balance'), 'balance'),
		currency: code,
		creditLimit: null,
		details,
		warnings,
	};
}

/** The reply names the currency in `user` mode only; in `code` mode it is the one asked for. */
function findCurrency(page: XmlElement, asked: readonly Parameter[]): Currency {
	const requested = findParameter(asked, 'currency');
	if (requested !== undefined && requested !== 'USER') {
		return { code: requested, details: { currencySource: 'request' }, warnings: [] };
	}
	if (findParameter(asked, 'user_currency') === undefined) {
		return { code: null, details: {}, warnings: [] };
	}
	const text = findChildText(page, 'currency') ?? '';
	if (text === '') {
		const warnings = ['The reply names no currency, though one was asked for.'];
		return { code: null, details: {}, warnings };
	}
	const { code, details, warnings } = readCurrency(text);
	return { code, details: { currencySource: 'reply', ...details }, warnings };
}

function toRefusal(words: string): CheckError {
	const name = words.replace(/\s+/g, ' ').toLowerCase();
	return listedRefusal(MEANINGS, name, { code: null, vendorWords: words }, UNLISTED);
}
