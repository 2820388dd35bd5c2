import { assertOwnHost, baseUrl, isSameAddress } from '../shared/request/address';
import { readAmount } from '../shared/reply/amount';
import { readCurrency } from '../shared/reply/currency';
import { requiredText, wholeNumber, type Fields } from '../shared/input/fields';
import { assertPlainlyEncoded } from '../shared/request/plainEncoding';
import { invalidRequest, refusal, unexpectedReply, type Refusal } from '../shared/failure/failure';
import {
	valueOf,
	type Generated,
	type OutgoingRequest,
	type Parameter,
} from '../shared/request/request';
import type { Reading, Reply, Vendor } from '../shared/vendor';
import {
	childOf,
	childText,
	parseXml,
	requiredChildText,
	type XmlElement,
} from '../shared/reply/xml';

const CARRIER_ID = { name: 'carrierId', label: 'Carrier ID' };
const PASSWORD = { name: 'password', label: 'Password' };
const BASE_URL = { name: 'baseUrl', label: 'Base URL' };
const TRANSACTION_ID = { name: 'transactionId', label: 'Transaction ID' };

const PATH = '/api.cgi';

/** A constant: the same address also has `update_user_balance`, which moves money. */
const REQUEST_TYPE = 'check_balance';

/** The only parameters that are signed, with what their values may be, in the order of the document's sample. */
const SIGNED: ReadonlyArray<readonly [name: string, value: RegExp]> = [
	['transaction_id', /^\d{1,6}$/],
	['request_type', /^check_balance$/],
	// The credential's own take the place of these two.
	['carrier_id', /(?:)/],
	['password', /(?:)/],
	['timestamp', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/],
];

const ORDER = SIGNED.map(([name]) => name);

/** Numeric, 0 to 999999, as the vendor's sister calls document it. */
const MOST_TRANSACTION_ID = 999_999;

/** Cloud9 Mobile's wholesale interface. Source: Cloud9's page "API Function: check_balance", 16 August 2008. */
export const cloud9Mobile: Vendor = {
	id: 'cloud9Mobile',
	name: 'Cloud9 Mobile',
	unit: 'money',

	request(query, credential) {
		const carrierId = requiredText(credential, CARRIER_ID);
		// A missing password is told before anything is sent.
		requiredText(credential, PASSWORD);
		return {
			account: carrierId,
			method: 'GET',
			urls: [baseUrl(credential, BASE_URL) + PATH],
			query: [
				['transaction_id', transactionIdOf(query)],
				['request_type', REQUEST_TYPE],
				['timestamp', { generated: 'utcDateTime' }],
			],
			body: { type: 'none' },
			allowUnauthorizedCerts: false,
		};
	},

	sign(request, credential) {
		assertSignable(request, credential);
		const login: readonly Parameter[] = [
			['carrier_id', requiredText(credential, CARRIER_ID)],
			['password', requiredText(credential, PASSWORD)],
		];
		return { ...request, query: inOrder(request.query, login), confidential: [] };
	},

	read(reply) {
		const root = parseXml(withWellFormedProlog(reply.text));
		if (root.name === 'Error') return refusalOf(requiredChildText(root, 'Error_Message'));
		const response = root.name === 'Wire9_data' ? childOf(root, 'STATUS_Response') : undefined;
		if (response === undefined) throw unexpectedReply('has no <Wire9_data><STATUS_Response>');
		const status = requiredChildText(response, 'REQUEST_STATUS');
		if (status === '0') return REQUEST_FAILED;
		if (status !== '1') {
			const vendorWords = `REQUEST_STATUS ${status}`;
			throw unexpectedReply('has an undocumented REQUEST_STATUS', { vendorWords });
		}
		return readingOf(response, reply);
	},

	secrets: (credential) => [String(credential['password'] ?? '')],
};

function transactionIdOf(query: Fields): string | Generated {
	const bounds = { least: 0, most: MOST_TRANSACTION_ID };
	const transactionId = wholeNumber(query, TRANSACTION_ID, bounds, null);
	return transactionId === null
		? { generated: 'wholeNumber', below: MOST_TRANSACTION_ID + 1 }
		: String(transactionId);
}

/** Nothing but a balance check is signed, since the same address moves money. */
function assertSignable(request: OutgoingRequest, credential: Fields): void {
	const address = baseUrl(credential, BASE_URL);
	assertOwnHost(request, [address]);
	assertPlainlyEncoded(request);
	const isBalanceCheck =
		isSameAddress(request.url, address + PATH) &&
		request.method.toUpperCase() === 'GET' &&
		request.body.type === 'none' &&
		valueOf(request.query, 'request_type') === REQUEST_TYPE;
	if (isBalanceCheck && areSignable(request.query)) return;
	throw invalidRequest(
		`The credential signs ${REQUEST_TYPE} requests only`,
		'The same address also moves money, so nothing else is signed: transaction_id, request_type and timestamp, each once and as documented. Use the Cloud9 Mobile node for balances.',
	);
}

/** Whether each parameter is a documented one, stands once and has a value of its documented form. */
function areSignable(query: readonly Parameter[]): boolean {
	const names = query.map(([name]) => name);
	return (
		new Set(names).size === names.length &&
		query.every(([name, value]) =>
			SIGNED.some(([signed, allowed]) => signed === name && allowed.test(value)),
		)
	);
}

function inOrder(query: readonly Parameter[], login: readonly Parameter[]): readonly Parameter[] {
	const names = new Set(login.map(([name]) => name));
	const all = [...query.filter(([name]) => !names.has(name)), ...login];
	return all.sort(([first], [second]) => positionOf(first) - positionOf(second));
}

function positionOf(name: string): number {
	const position = ORDER.indexOf(name);
	return position < 0 ? ORDER.length : position;
}

/** The documented refusal opens with `<? xml version="1.0" ?>`, which is not well-formed. */
function withWellFormedProlog(text: string): string {
	return text.replace(/^\s*<\?\s+xml\b/i, '<?xml');
}

const CURRENCIES: Readonly<Record<string, string>> = {
	Pounds: 'GBP',
	Dollars: 'USD',
	Euros: 'EUR',
};

function readingOf(response: XmlElement, reply: Reply): Reading {
	const currency = readCurrency(requiredChildText(response, 'CURRENCY'), CURRENCIES);
	const transactionId = echoOf(response, 'TRANSACTION_ID', reply, 'transaction_id');
	const timestamp = echoOf(response, 'TIME_STAMP', reply, 'timestamp');
	return {
		outcome: 'balance',
		account: null,
		balance: readAmount(requiredChildText(response, 'BALANCE'), 'BALANCE'),
		currency: currency.code,
		creditLimit: null,
		details: {
			...(transactionId.text === null ? {} : { transactionId: transactionId.text }),
			...(timestamp.text === null ? {} : { vendorTimestamp: timestamp.text }),
			...currency.details,
		},
		warnings: [...transactionId.warnings, ...timestamp.warnings, ...currency.warnings],
	};
}

/** The document's own sample echoes 1000 for a request with 1001: told, but no reason to refuse. */
function echoOf(response: XmlElement, field: string, reply: Reply, parameter: string) {
	const text = childText(response, field);
	const sent = valueOf(reply.request.query, parameter) ?? '';
	const warnings =
		text === sent ? [] : [`${field} in the reply is "${text ?? ''}", but "${sent}" was sent.`];
	return { text, warnings };
}

/** "0 = Request Failed", without a reason. */
const REQUEST_FAILED = refusal({
	kind: 'refused',
	documented: true,
	vendorWords: 'REQUEST_STATUS 0 (Request Failed)',
	advice: 'The vendor gives no reason. Try again later, or ask support@cloud9-mobile.co.uk.',
});

function refusalOf(message: string): Refusal {
	const isUnknownUser = /^(?:Error:\s*)?Unknown user$/i.test(message);
	return refusal({
		kind: isUnknownUser ? 'authentication' : 'refused',
		documented: isUnknownUser,
		ofCredential: isUnknownUser,
		vendorWords: message,
		advice: isUnknownUser
			? 'Check Carrier ID and Password in the credential.'
			: 'Check Carrier ID and Password in the credential, or ask support@cloud9-mobile.co.uk.',
	});
}
