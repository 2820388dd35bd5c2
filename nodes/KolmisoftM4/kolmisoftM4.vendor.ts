import { createHash } from 'node:crypto';
import { assertOwnHost, baseUrl, isSameAddress } from '../shared/request/address';
import { readAmount } from '../shared/reply/amount';
import { readCurrency } from '../shared/reply/currency';
import { choice, isAbsent, requiredText, toggle, type Fields } from '../shared/input/fields';
import { assertPlainlyEncoded } from '../shared/request/plainEncoding';
import {
	invalidRequest,
	refusalByTable,
	unexpectedReply,
	type Refusal,
	type RefusalMeaning,
} from '../shared/failure/failure';
import {
	valueOf,
	type OutgoingRequest,
	type Parameter,
	type SignedRequest,
} from '../shared/request/request';
import type { Reading, Reply, Vendor } from '../shared/vendor';
import {
	childOf,
	childText,
	parseXml,
	requiredChildText,
	type XmlElement,
} from '../shared/reply/xml';

const BASE_URL = { name: 'baseUrl', label: 'Base URL' };
const USERNAME = { name: 'username', label: 'Username' };
const DEFAULT_USERNAME = { name: 'username', label: 'Default Username' };
const SIGN_REQUESTS = { name: 'signRequests', label: 'Sign Requests' };
const API_SECRET_KEY = { name: 'apiSecretKey', label: 'API Secret Key' };
const ALLOW_UNAUTHORIZED = {
	name: 'allowUnauthorizedCerts',
	label: 'Ignore SSL Issues (Insecure)',
};
const CURRENCY_MODE = { name: 'currencyMode', label: 'Currency Mode' };
const CURRENCY_CODE = { name: 'currencyCode', label: 'Currency Code' };
const METHOD = { name: 'method', label: 'Method' };

const CALL = '/api/user_balance_get';

/** What enters the hash, in this order: "parameters are shown in the same order as they have to be". */
const HASHED = ['username', 'currency'];

/** What the call knows besides. Any other parameter may enter the server's own hash. */
const NOT_HASHED = ['user_currency', 'hash'];

/**
 * Kolmisoft M4, formerly M2. Source: Kolmisoft Wiki, "M4 API user balance get", 28 November 2022;
 * what other sources add is marked.
 */
export const kolmisoftM4: Vendor = {
	id: 'kolmisoftM4',
	name: 'Kolmisoft M4',
	unit: 'money',

	request(query, credential) {
		const username = isAbsent(query, USERNAME.name)
			? requiredText(credential, DEFAULT_USERNAME)
			: requiredText(query, USERNAME);
		const parameters: readonly Parameter[] = [['username', username], ...currencyParameters(query)];
		const method = choice(query, METHOD, ['POST', 'GET']);
		// A missing key is told before anything is sent.
		secretKeyOf(credential);
		return {
			account: username,
			method,
			urls: [baseUrl(credential, BASE_URL) + CALL],
			// The document's POST carries the parameters in the address; a body keeps them out of logs.
			query: method === 'GET' ? parameters : [],
			body: method === 'GET' ? { type: 'none' } : { type: 'form', fields: parameters },
			allowUnauthorizedCerts: toggle(credential, ALLOW_UNAUTHORIZED, false),
		};
	},

	sign(request, credential) {
		assertSignable(request, credential);
		const secretKey = secretKeyOf(credential);
		if (secretKey === null) return { ...request, confidential: [] };
		return withHash(request, secretKey);
	},

	read(reply) {
		const root = parseXml(reply.text);
		const words = errorOf(root);
		const hasBalance = childOf(root, 'balance') !== undefined;
		if (words === null && root.name === 'page') return readingOf(root, reply);
		if (words === null || words === '' || hasBalance) {
			throw unexpectedReply('has neither a plain balance nor a plain refusal', {
				vendorWords: words,
			});
		}
		return refusalOf(words);
	},

	secrets: (credential) => [String(credential['apiSecretKey'] ?? '')],
};

function currencyParameters(query: Fields): readonly Parameter[] {
	switch (choice(query, CURRENCY_MODE, ['user', 'system', 'code'])) {
		case 'user':
			// "If user_currency is used currency parameter will be ignored": it is not sent.
			return [['user_currency', '1']];
		case 'system':
			return [];
		case 'code':
			return [['currency', currencyCodeOf(query)]];
	}
}

function currencyCodeOf(query: Fields): string {
	const code = requiredText(query, CURRENCY_CODE).trim().toUpperCase();
	if (!/^(?:[A-Z]{3}|USER)$/.test(code)) {
		throw invalidRequest(
			'Currency Code must be three letters or USER',
			'Enter an ISO 4217 code such as EUR that the M4 server knows; it silently answers in its own currency for one that it does not.',
		);
	}
	return code;
}

/** The key to sign with, or null where the server does not check hashes. */
function secretKeyOf(credential: Fields): string | null {
	if (!toggle(credential, SIGN_REQUESTS, true)) return null;
	return requiredText(credential, API_SECRET_KEY);
}

/** The hash of another call covers other values: signing it wrongly would be worse than not at all. */
function assertSignable(request: OutgoingRequest, credential: Fields): void {
	const address = baseUrl(credential, BASE_URL);
	assertOwnHost(request, [address]);
	if (!isSameAddress(request.url, address + CALL)) {
		throw invalidRequest(
			`The credential signs the call ${CALL} only`,
			'The hash of every M4 call is made of other values. Use the Kolmisoft M4 node for balances.',
		);
	}
	assertPlainlyEncoded(request);
	const names = parametersOf(request).map(([name]) => name);
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

function parametersOf({ query, body }: OutgoingRequest): readonly Parameter[] {
	return body.type === 'form' ? [...query, ...body.fields] : query;
}

/** Puts the hash where the parameters are. */
function withHash(request: OutgoingRequest, secretKey: string): SignedRequest {
	const parameters = parametersOf(request);
	const values = HASHED.map((name) => valueOf(parameters, name) ?? '');
	const digest = createHash('sha1')
		.update(values.join('') + secretKey, 'utf8')
		.digest();
	const hash = digest.toString('hex');
	// A server may write the same digest down in another way.
	const confidential = [hash, digest.toString('base64')];
	const { body } = request;
	const query = withoutHash(request.query);
	const signature: Parameter = ['hash', hash];
	if (body.type === 'form') {
		const fields = [...withoutHash(body.fields), signature];
		return { ...request, query, body: { type: 'form', fields }, confidential };
	}
	return { ...request, query: [...query, signature], confidential };
}

/** An earlier signature, wherever it stands. */
function withoutHash(parameters: readonly Parameter[]): readonly Parameter[] {
	return parameters.filter(([name]) => name !== 'hash');
}

/** `<status><error>`, `<page><error>` and, on sister calls, `<page><status><error>`. */
function errorOf(root: XmlElement): string | null {
	if (root.name !== 'page' && root.name !== 'status') return null;
	const status = childOf(root, 'status');
	const holder = childOf(root, 'error') === undefined && status !== undefined ? status : root;
	return childText(holder, 'error');
}

function readingOf(page: XmlElement, reply: Reply): Reading {
	const balance = readAmount(requiredChildText(page, 'balance'), 'balance');
	return {
		outcome: 'balance',
		account: null,
		balance,
		creditLimit: null,
		...currencyOf(page, parametersOf(reply.request)),
	};
}

/** The reply names the currency in `user` mode only; in `code` mode it is the one asked for. */
function currencyOf(
	page: XmlElement,
	asked: readonly Parameter[],
): Pick<Reading, 'currency' | 'details' | 'warnings'> {
	const requested = valueOf(asked, 'currency');
	if (requested !== undefined && requested !== 'USER') {
		return { currency: requested, details: { currencySource: 'request' }, warnings: [] };
	}
	if (valueOf(asked, 'user_currency') === undefined) {
		return { currency: null, details: {}, warnings: [] };
	}
	const text = childText(page, 'currency') ?? '';
	if (text === '') {
		return {
			currency: null,
			details: {},
			warnings: ['The reply names no currency, though one was asked for.'],
		};
	}
	const { code, details, warnings } = readCurrency(text);
	return { currency: code, details: { currencySource: 'reply', ...details }, warnings };
}

const API_SETTINGS = 'on the M4 server under Maintenance, Settings, API tab';

/** The document's three, then those that public client code knows. Words are all that M4 gives. */
const MEANINGS: Readonly<Record<string, RefusalMeaning>> = {
	'incorrect hash': {
		kind: 'authentication',
		ofCredential: true,
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

function refusalOf(words: string): Refusal {
	const name = words.trim().replace(/\s+/g, ' ').toLowerCase();
	return refusalByTable(MEANINGS, name, { code: null, vendorWords: words }, UNLISTED);
}
