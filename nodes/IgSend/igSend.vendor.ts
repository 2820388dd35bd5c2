import { convertMinorToMajor } from '../shared/decimal';
import {
	invalidRequest,
	unexpectedReply,
	vendorRefusal,
	type CheckError,
	type RefusalMeaning,
} from '../shared/failure/error';
import { readBaseUrl } from '../shared/input/baseUrl';
import {
	readOneOf,
	readOptionalText,
	readText,
	readUnlessAbsent,
	readWhere,
} from '../shared/input/readers';
import { omitNull } from '../shared/omitNull';
import {
	findScalar,
	parseJsonObject,
	requireList,
	requireObject,
	requireScalar,
	type JsonMembers,
} from '../shared/reply/json';
import { readAmount, readCurrency } from '../shared/reply/money';
import { findParameter, setHeader } from '../shared/request/edit';
import { defineVendor, type Reading } from '../shared/vendor';

/** The hosts of the document; "Public and Private Keys are unique for Sandbox and Live". */
const ENVIRONMENTS = {
	live: 'https://api.igsend.co.uk',
	sandbox: 'https://sandbox.api.igsend.co.uk',
} as const;

/**
 * MessageID 10009 covers everything from a wrong key to a wrong client (sister calls' documents), so
 * that only the words tell. The first that fits counts.
 */
const MEANINGS: ReadonlyArray<readonly [words: RegExp, meaning: RefusalMeaning]> = [
	[
		/security unauthori[sz]ed access/i,
		{
			kind: 'authentication',
			isOfCredential: true,
			advice:
				'Check Public Key and Private Key in the credential, and its Environment: the keys of live and sandbox differ.',
		},
	],
	[
		/account number was not available/i,
		{
			kind: 'notFound',
			advice:
				'Check the Client ID, and whether these keys may read it; live and sandbox have clients of their own.',
		},
	],
	[
		/(?:)/,
		{
			kind: 'invalidRequest',
			advice: 'Check the Client ID, and whether these keys may read it.',
		},
	],
];

const DEFAULT_CLIENT_ID = 'Default Client ID';

const CREDENTIAL = {
	publicKey: { label: 'Public Key', read: readPublicKey },
	privateKey: { label: 'Private Key', read: readText, isSecret: true },
	defaultClientId: { label: DEFAULT_CLIENT_ID, read: readOptionalText },
	environment: { label: 'Environment', read: readOneOf(['live', 'sandbox', 'custom']) },
	baseUrl: { label: 'Base URL', read: readWhere({ environment: 'custom' }, readBaseUrl) },
};

const QUERY = {
	clientId: { label: 'Client ID', read: readUnlessAbsent(readClientId) },
	amountUnit: { label: 'Amount Unit', read: readOneOf(['major', 'minor']) },
};

/** iGsend's payout accounts. Source: iGsend's page "Client Balance"; what other sources add is marked. */
export const igSend = defineVendor({
	id: 'igSend',
	name: 'iGsend',
	unit: 'money',
	accountNamedBy: { by: 'parameter', parameter: 'clientId' },

	credential: CREDENTIAL,
	query: QUERY,

	addresses: ({ environment, baseUrl }) => [
		environment === 'custom' ? (baseUrl ?? '') : ENVIRONMENTS[environment],
	],

	request(query, credential) {
		const clientId = query.clientId ?? readClientId(credential.defaultClientId, DEFAULT_CLIENT_ID);
		return {
			account: clientId,
			method: 'GET',
			path: '/services/clientbalance/',
			query: [['ClientID', clientId]],
			body: { type: 'none' },
			allowUnauthorizedCerts: false,
		};
	},

	sign(request, { publicKey, privateKey }) {
		const keyPair = `${publicKey}:${privateKey}`;
		const token = Buffer.from(keyPair).toString('base64');
		const headers = setHeader(request.headers, 'Authorization', `Basic ${token}`);
		// A server that quotes what it was sent may encode it once more.
		return { ...request, headers, confidential: [keyPair, token] };
	},

	read(reply, { amountUnit }) {
		// The document's sample has no-break spaces for spaces, even within "Balance Currency".
		const object = parseJsonObject(reply.text.replaceAll('\u00a0', ' '));
		const outcome = requireObject(object, 'coreRes');
		const status = requireScalar(outcome, 'status');
		const messageId = requireScalar(outcome, 'MessageID');
		if (status === '2') throw toRefusal(messageId, outcome);
		if (status !== '1' || messageId !== '10010') {
			const said = { code: messageId, vendorWords: quoteMessage(outcome) };
			throw unexpectedReply('has an undocumented status or MessageID', said);
		}
		const clientId = findParameter(reply.request.query, 'ClientID') ?? '';
		const { balance, ...reading } = readRow(requireOnlyRow(object, clientId));
		return {
			...reading,
			balance: amountUnit === 'minor' ? convertMinorToMajor(balance) : balance,
			details: { ...reading.details, environment: nameEnvironment(reply.request.url) },
		};
	},
});

/** HTTP Basic authentication ends the user's name at the first colon (RFC 7617, section 2). */
function readPublicKey(value: unknown, label: string): string {
	const publicKey = readText(value, label);
	if (publicKey.includes(':')) {
		throw invalidRequest(
			`${label} must not contain a colon`,
			'HTTP Basic authentication cannot carry it (RFC 7617, section 2). Check that the two keys are in their own fields.',
		);
	}
	return publicKey;
}

/** "Must not be null or empty or 0"; an integer. */
function readClientId(value: unknown, label: string): string {
	const text = readText(value, label).trim();
	if (!/^0*[1-9]\d{0,14}$/.test(text)) {
		throw invalidRequest(
			`${label} must be a whole number above 0`,
			'Enter the client ID that iGsend has given you, e.g. 100045, in the node or in the credential.',
		);
	}
	return text.replace(/^0+/, '');
}

/** Exactly one row, successful, and of the client that was asked about. */
function requireOnlyRow(object: JsonMembers, clientId: string): JsonMembers {
	const [row, ...others] = requireList(object, 'tableRes');
	if (row === undefined || others.length > 0) {
		throw unexpectedReply('has more or less than one row in "tableRes"');
	}
	const status = requireScalar(row, 'Status');
	if (status.toLowerCase() !== 'success') {
		throw unexpectedReply('has a row that is not successful', { vendorWords: status });
	}
	if (requireScalar(row, 'ClientID').trim() !== clientId) {
		throw unexpectedReply('is about another client');
	}
	return row;
}

/** Where the reply comes from, so that nobody takes play money for real. */
function nameEnvironment(url: string): string {
	const known = Object.entries(ENVIRONMENTS).find(([, address]) => url.startsWith(`${address}/`));
	return known?.[0] ?? 'custom';
}

function readRow(row: JsonMembers): Reading {
	const currency = readCurrency(requireScalar(row, 'Balance Currency').trim());
	return {
		account: null,
		balance: readAmount(requireScalar(row, 'AccountBalance'), 'AccountBalance'),
		currency: currency.code,
		creditLimit: null,
		details: {
			...omitNull({ balanceState: findScalar(row, 'Balance State') }),
			...currency.details,
		},
		warnings: currency.warnings,
	};
}

function quoteMessage(outcome: JsonMembers): string {
	return [findScalar(outcome, 'Message'), findScalar(outcome, 'Description')]
		.filter((text) => text !== null)
		.join(' ');
}

function toRefusal(messageId: string, outcome: JsonMembers): CheckError {
	const vendorWords = quoteMessage(outcome);
	const known = MEANINGS.find(([words]) => messageId === '10009' && words.test(vendorWords));
	const meaning: RefusalMeaning = known?.[1] ?? { kind: 'refused' };
	return vendorRefusal({
		...meaning,
		isDocumented: known !== undefined,
		code: messageId,
		vendorWords,
	});
}
