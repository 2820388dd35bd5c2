import { assertOwnHost, baseUrl } from '../shared/request/address';
import { readAmount } from '../shared/reply/amount';
import { readCurrency } from '../shared/reply/currency';
import { minorToMajor } from '../shared/decimal';
import {
	choice,
	isAbsent,
	requiredText,
	type FieldName,
	type Fields,
} from '../shared/input/fields';
import {
	optionalScalar,
	parseJsonObject,
	requiredList,
	requiredObject,
	requiredScalar,
	type JsonMembers,
} from '../shared/reply/json';
import {
	invalidRequest,
	refusal,
	unexpectedReply,
	type Refusal,
	type RefusalMeaning,
} from '../shared/failure/failure';
import { valueOf, withHeader } from '../shared/request/request';
import type { Reading, Vendor } from '../shared/vendor';

const PUBLIC_KEY = { name: 'publicKey', label: 'Public Key' };
const PRIVATE_KEY = { name: 'privateKey', label: 'Private Key' };
const ENVIRONMENT = { name: 'environment', label: 'Environment' };
const BASE_URL = { name: 'baseUrl', label: 'Base URL' };
const CLIENT_ID = { name: 'clientId', label: 'Client ID' };
const DEFAULT_CLIENT_ID = { name: 'clientId', label: 'Default Client ID' };
const AMOUNT_UNIT = { name: 'amountUnit', label: 'Amount Unit' };

/** The hosts of the document; "Public and Private Keys are unique for Sandbox and Live". */
const ENVIRONMENTS = {
	live: 'https://api.igsend.co.uk',
	sandbox: 'https://sandbox.api.igsend.co.uk',
} as const;

/** iGsend's payout accounts. Source: iGsend's page "Client Balance"; what other sources add is marked. */
export const igSend: Vendor = {
	id: 'igSend',
	name: 'iGsend',
	unit: 'money',

	request(query, credential) {
		const clientId = isAbsent(query, CLIENT_ID.name)
			? readClientId(credential, DEFAULT_CLIENT_ID)
			: readClientId(query, CLIENT_ID);
		amountUnitOf(query);
		// A missing key is told before anything is sent.
		keyPairOf(credential);
		return {
			account: clientId,
			method: 'GET',
			urls: [`${addressOf(credential)}/services/clientbalance/`],
			query: [['ClientID', clientId]],
			body: { type: 'none' },
			allowUnauthorizedCerts: false,
		};
	},

	sign(request, credential) {
		assertOwnHost(request, [addressOf(credential)]);
		const token = Buffer.from(keyPairOf(credential), 'utf8').toString('base64');
		const headers = withHeader(request.headers, 'Authorization', `Basic ${token}`);
		return { ...request, headers, confidential: [] };
	},

	read(reply, query) {
		// The document's sample has no-break spaces for spaces, even within "Balance Currency".
		const object = parseJsonObject(reply.text.replaceAll('\u00a0', ' '));
		const outcome = requiredObject(object, 'coreRes');
		const status = requiredScalar(outcome, 'status');
		const messageId = requiredScalar(outcome, 'MessageID');
		if (status === '2') return refusalOf(messageId, outcome);
		if (status !== '1' || messageId !== '10010') {
			const said = { code: messageId, vendorWords: wordsOf(outcome) };
			throw unexpectedReply('has an undocumented status or MessageID', said);
		}
		const clientId = valueOf(reply.request.query, 'ClientID') ?? '';
		return readingOf(onlyRow(object, clientId), query, environmentOfAddress(reply.request.url));
	},

	secrets(credential) {
		const pair = [PUBLIC_KEY, PRIVATE_KEY].map(({ name }) => String(credential[name] ?? ''));
		const whole = pair.join(':');
		// What Basic authentication sends; a server that quotes it may encode it once more.
		return [pair[1] ?? '', whole, Buffer.from(whole, 'utf8').toString('base64')];
	},
};

/** "Must not be null or empty or 0"; an integer. */
function readClientId(fields: Fields, field: FieldName): string {
	const text = requiredText(fields, field).trim();
	if (!/^0*[1-9]\d{0,14}$/.test(text)) {
		throw invalidRequest(
			`${field.label} must be a whole number above 0`,
			'Enter the client ID that iGsend has given you, e.g. 100045, in the node or in the credential.',
		);
	}
	return text.replace(/^0+/, '');
}

function addressOf(credential: Fields): string {
	const environment = environmentOf(credential);
	return environment === 'custom' ? baseUrl(credential, BASE_URL) : ENVIRONMENTS[environment];
}

function environmentOf(credential: Fields): 'live' | 'sandbox' | 'custom' {
	return choice(credential, ENVIRONMENT, ['live', 'sandbox', 'custom']);
}

function amountUnitOf(query: Fields): 'major' | 'minor' {
	return choice(query, AMOUNT_UNIT, ['major', 'minor']);
}

function keyPairOf(credential: Fields): string {
	const publicKey = requiredText(credential, PUBLIC_KEY);
	if (publicKey.includes(':')) {
		throw invalidRequest(
			'Public Key must not contain a colon',
			'HTTP Basic authentication cannot carry it (RFC 7617, section 2). Check that the two keys are in their own fields.',
		);
	}
	return `${publicKey}:${requiredText(credential, PRIVATE_KEY)}`;
}

/** Exactly one row, successful, and of the client that was asked about. */
function onlyRow(object: JsonMembers, clientId: string): JsonMembers {
	const [row, ...others] = requiredList(object, 'tableRes');
	if (row === undefined || others.length > 0) {
		throw unexpectedReply('has more or less than one row in "tableRes"');
	}
	const status = requiredScalar(row, 'Status');
	if (status.toLowerCase() !== 'success') {
		throw unexpectedReply('has a row that is not successful', { vendorWords: status });
	}
	if (requiredScalar(row, 'ClientID').trim() !== clientId) {
		throw unexpectedReply('is about another client');
	}
	return row;
}

/** Where the reply comes from, so that nobody takes play money for real. */
function environmentOfAddress(url: string): string {
	const known = Object.entries(ENVIRONMENTS).find(([, address]) => url.startsWith(`${address}/`));
	return known?.[0] ?? 'custom';
}

function readingOf(row: JsonMembers, query: Fields, environment: string): Reading {
	const amount = readAmount(requiredScalar(row, 'AccountBalance'), 'AccountBalance');
	const currency = readCurrency(requiredScalar(row, 'Balance Currency').trim());
	const balanceState = optionalScalar(row, 'Balance State');
	return {
		outcome: 'balance',
		account: null,
		balance: amountUnitOf(query) === 'minor' ? minorToMajor(amount) : amount,
		currency: currency.code,
		creditLimit: null,
		details: {
			...(balanceState === null ? {} : { balanceState }),
			environment,
			...currency.details,
		},
		warnings: currency.warnings,
	};
}

/**
 * MessageID 10009 covers everything from a wrong key to a wrong client (sister calls' documents), so
 * that only the words tell. The first that fits counts.
 */
const MEANINGS: ReadonlyArray<readonly [words: RegExp, meaning: RefusalMeaning]> = [
	[
		/security unauthori[sz]ed access/i,
		{
			kind: 'authentication',
			ofCredential: true,
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

function wordsOf(outcome: JsonMembers): string {
	return [optionalScalar(outcome, 'Message'), optionalScalar(outcome, 'Description')]
		.filter((text) => text !== null)
		.join(' ');
}

function refusalOf(messageId: string, outcome: JsonMembers): Refusal {
	const vendorWords = wordsOf(outcome);
	const known = MEANINGS.find(([words]) => messageId === '10009' && words.test(vendorWords));
	return refusal({
		...(known?.[1] ?? { kind: 'refused' }),
		documented: known !== undefined,
		code: messageId,
		vendorWords,
	});
}
