import {
	invalidRequest,
	unexpectedReply,
	vendorRefusal,
	type CheckError,
} from '../shared/failure/error';
import type { FailureFacts } from '../shared/failure/failure';
import { readBaseUrl } from '../shared/input/baseUrl';
import { readInteger, readText } from '../shared/input/readers';
import { isSameAddress } from '../shared/input/webAddress';
import { omitNull } from '../shared/omitNull';
import { readAmount, readCurrency } from '../shared/reply/money';
import {
	findChild,
	findChildText,
	parseXml,
	requireChildText,
	type XmlElement,
} from '../shared/reply/xml';
import { findParameter } from '../shared/request/edit';
import { assertPlainlyEncoded } from '../shared/request/encoding';
import type { OutgoingRequest, Parameter } from '../shared/request/request';
import { defineVendor, type Reading, type Reply } from '../shared/vendor';

const PATH = '/api.cgi';

/** A constant: the same address also has `update_user_balance`, which moves money. */
const REQUEST_TYPE = 'check_balance';

/** Numeric, 0 to 999999, as the vendor's sister calls document it. */
const MAX_TRANSACTION_ID = 999_999;

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

const CURRENCIES: Readonly<Record<string, string>> = {
	Pounds: 'GBP',
	Dollars: 'USD',
	Euros: 'EUR',
};

/** "0 = Request Failed", without a reason. */
const REQUEST_FAILED: FailureFacts = {
	kind: 'refused',
	isDocumented: true,
	vendorWords: 'REQUEST_STATUS 0 (Request Failed)',
	advice: 'The vendor gives no reason. Try again later, or ask support@cloud9-mobile.co.uk.',
};

const CREDENTIAL = {
	carrierId: { label: 'Carrier ID', read: readText },
	password: { label: 'Password', read: readText, isSecret: true },
	baseUrl: { label: 'Base URL', read: readBaseUrl },
};

const QUERY = {
	transactionId: {
		label: 'Transaction ID',
		read: readInteger({ min: 0, max: MAX_TRANSACTION_ID }, null),
	},
};

/** Cloud9 Mobile's wholesale interface. Source: Cloud9's page "API Function: check_balance", 16 August 2008. */
export const cloud9Mobile = defineVendor({
	id: 'cloud9Mobile',
	name: 'Cloud9 Mobile',
	unit: 'money',
	accountNamedBy: { by: 'credential' },

	credential: CREDENTIAL,
	query: QUERY,

	addresses: ({ baseUrl }) => [baseUrl],

	request: ({ transactionId }, { carrierId }) => ({
		account: carrierId,
		method: 'GET',
		path: PATH,
		query: [
			[
				'transaction_id',
				transactionId === null
					? { generated: 'wholeNumber', below: MAX_TRANSACTION_ID + 1 }
					: String(transactionId),
			],
			['request_type', REQUEST_TYPE],
			['timestamp', { generated: 'utcDateTime' }],
		],
		body: { type: 'none' },
		allowUnauthorizedCerts: false,
	}),

	sign(request, { carrierId, password, baseUrl }) {
		assertSignable(request, baseUrl + PATH);
		const login: readonly Parameter[] = [
			['carrier_id', carrierId],
			['password', password],
		];
		return { ...request, query: sortParameters(request.query, login), confidential: [] };
	},

	read(reply) {
		const root = parseXml(repairProlog(reply.text));
		if (root.name === 'Error') throw toRefusal(requireChildText(root, 'Error_Message'));
		const response = root.name === 'Wire9_data' ? findChild(root, 'STATUS_Response') : undefined;
		if (response === undefined) throw unexpectedReply('has no <Wire9_data><STATUS_Response>');
		const status = requireChildText(response, 'REQUEST_STATUS');
		if (status === '0') throw vendorRefusal(REQUEST_FAILED);
		if (status !== '1') {
			const vendorWords = `REQUEST_STATUS ${status}`;
			throw unexpectedReply('has an undocumented REQUEST_STATUS', { vendorWords });
		}
		return readBalance(response, reply);
	},
});

/** Nothing but a balance check is signed, since the same address moves money. */
function assertSignable(request: OutgoingRequest, address: string): void {
	assertPlainlyEncoded(request);
	const isBalanceCheck =
		isSameAddress(request.url, address) &&
		request.method.toUpperCase() === 'GET' &&
		request.body.type === 'none' &&
		findParameter(request.query, 'request_type') === REQUEST_TYPE;
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

/** Of a query that is signable: each of its parameters has a place in the order. */
function sortParameters(
	query: readonly Parameter[],
	login: readonly Parameter[],
): readonly Parameter[] {
	const names = new Set(login.map(([name]) => name));
	const all = [...query.filter(([name]) => !names.has(name)), ...login];
	return all.sort(([first], [second]) => ORDER.indexOf(first) - ORDER.indexOf(second));
}

/** The documented refusal opens with `<? xml version="1.0" ?>`, which is not well-formed. */
function repairProlog(text: string): string {
	return text.replace(/^\s*<\?\s+xml\b/i, '<?xml');
}

function readBalance(response: XmlElement, { request }: Reply): Reading {
	const currency = readCurrency(requireChildText(response, 'CURRENCY'), CURRENCIES);
	const transactionId = findChildText(response, 'TRANSACTION_ID');
	const vendorTimestamp = findChildText(response, 'TIME_STAMP');
	return {
		account: null,
		balance: readAmount(requireChildText(response, 'BALANCE'), 'BALANCE'),
		currency: currency.code,
		creditLimit: null,
		details: { ...omitNull({ transactionId, vendorTimestamp }), ...currency.details },
		warnings: [
			...compareEcho(
				'TRANSACTION_ID',
				transactionId,
				findParameter(request.query, 'transaction_id'),
			),
			...compareEcho('TIME_STAMP', vendorTimestamp, findParameter(request.query, 'timestamp')),
			...currency.warnings,
		],
	};
}

/** The document's own sample echoes 1000 for a request with 1001: told, but no reason to refuse. */
function compareEcho(field: string, echo: string | null, sent = ''): readonly string[] {
	if (echo === sent) return [];
	return [`${field} in the reply is "${echo ?? ''}", but "${sent}" was sent.`];
}

function toRefusal(vendorWords: string): CheckError {
	if (/^(?:Error:\s*)?Unknown user$/i.test(vendorWords)) {
		return vendorRefusal({
			kind: 'authentication',
			isDocumented: true,
			isOfCredential: true,
			vendorWords,
			advice: 'Check Carrier ID and Password in the credential.',
		});
	}
	return vendorRefusal({
		kind: 'refused',
		vendorWords,
		advice: 'Check Carrier ID and Password in the credential, or ask support@cloud9-mobile.co.uk.',
	});
}
