import { assertOwnHost, baseUrl } from '../shared/request/address';
import { readAmount } from '../shared/reply/amount';
import { readCurrency } from '../shared/reply/currency';
import { choice, requiredText, type Fields } from '../shared/input/fields';
import { optionalScalar, parseJsonObject } from '../shared/reply/json';
import {
	refusalByTable,
	unexpectedReply,
	type Refusal,
	type RefusalMeaning,
} from '../shared/failure/failure';
import type { Parameter } from '../shared/request/request';
import { withBodyFields } from '../shared/request/edit';
import { formFieldsOf, linesOf } from '../shared/reply/text';
import type { Reading, Reply, Vendor } from '../shared/vendor';

const BASE_URL = { name: 'baseUrl', label: 'Base URL' };
const LOGIN_NAME = { name: 'loginName', label: 'Login Name' };
const LOGIN_PASSWORD = { name: 'loginPassword', label: 'Login Password' };
const RESPONSE_FORMAT = { name: 'responseFormat', label: 'Response Format' };

/**
 * Sectigo's reseller interface. Source: Sectigo's page "Endpoint: !getAccountBalance"; what other
 * sources add is marked.
 */
export const sectigo: Vendor = {
	id: 'sectigo',
	name: 'Sectigo',
	unit: 'money',

	request(query, credential) {
		// A missing login is told before anything is sent.
		loginOf(credential);
		return {
			account: null,
			method: 'POST',
			urls: [`${baseUrl(credential, BASE_URL)}/products/!getAccountBalance`],
			query: [],
			// Sister calls refuse an unrecognised argument with code -2: nothing else is sent.
			body: {
				type: 'form',
				fields: [['responseFormat', choice(query, RESPONSE_FORMAT, ['1', '0', '2'])]],
			},
			allowUnauthorizedCerts: false,
		};
	},

	sign(request, credential) {
		assertOwnHost(request, [baseUrl(credential, BASE_URL)]);
		return { ...request, body: withBodyFields(request, loginOf(credential)), confidential: [] };
	},

	read(reply) {
		const field = fieldsOf(reply);
		const errorCode = required(field, 'errorCode').trim();
		if (!WHOLE_NUMBER.test(errorCode)) {
			throw unexpectedReply('has no whole number as its errorCode', {
				vendorWords: wordsOf(field),
			});
		}
		if (errorCode.startsWith('-')) return refusalOf(errorCode, field);
		if (errorCode !== '0') {
			const said = { code: errorCode, vendorWords: wordsOf(field) };
			throw unexpectedReply('has an undocumented errorCode', said);
		}
		// Lines and forms do not show their own end: a cut amount would still be an amount.
		if (!reply.complete && !isJson(reply)) {
			throw unexpectedReply('does not show whether it is complete');
		}
		return readingOf(field);
	},

	secrets: (credential) => [String(credential['loginPassword'] ?? '')],
};

const WHOLE_NUMBER = /^(?:0|-?[1-9]\d{0,8})$/;

function loginOf(credential: Fields): readonly Parameter[] {
	return [
		['loginName', requiredText(credential, LOGIN_NAME)],
		['loginPassword', requiredText(credential, LOGIN_PASSWORD)],
	];
}

function isJson({ text }: Reply): boolean {
	return text.trimStart().startsWith('{');
}

/** The value of a named field of the reply, or null. */
type Field = (name: string) => string | null;

/**
 * Each reply is read by its shape, whichever format was asked for: the document's parameter list
 * omits format 2, and its sample for it quotes numbers as strings.
 */
function fieldsOf(reply: Reply): Field {
	const text = reply.text.trim();
	if (text === '') throw unexpectedReply('is empty');
	if (isJson(reply)) {
		const object = parseJsonObject(text);
		return (name) => optionalScalar(object, name);
	}
	if (isForm(text)) {
		const fields = formFieldsOf(text);
		return (name) => fields.get(name) ?? null;
	}
	return fieldsOfLines(linesOf(text));
}

/** Encoded, it is a single line without white space. */
function isForm(text: string): boolean {
	return /^errorCode=|&errorCode=/.test(text) && !/\s/.test(text);
}

const SUCCESS_LINES = ['errorCode', 'accountID', 'currencyCode', 'amount', 'hardCreditLimit'];

function fieldsOfLines(lines: readonly string[]): Field {
	const [code = '', ...rest] = lines;
	if (code.trim() !== '0') {
		// A page has lines, too, and no message.
		const message = WHOLE_NUMBER.test(code.trim()) ? rest.join(' ') : null;
		return (name) => (name === 'errorCode' ? code : name === 'errorMessage' ? message : null);
	}
	if (lines.length > SUCCESS_LINES.length) throw unexpectedReply('has more lines than documented');
	return (name) => lines[SUCCESS_LINES.indexOf(name)] ?? null;
}

function required(field: Field, name: string): string {
	const value = field(name);
	if (value === null || value.trim() === '') throw unexpectedReply(`lacks the field "${name}"`);
	return value;
}

function readingOf(field: Field): Reading {
	const currency = readCurrency(required(field, 'currencyCode').trim());
	const limit = field('hardCreditLimit')?.trim() ?? '';
	const hasLimit = limit !== '';
	const words = wordsOf(field);
	return {
		outcome: 'balance',
		account: required(field, 'accountID').trim(),
		balance: readAmount(required(field, 'amount'), 'amount'),
		currency: currency.code,
		creditLimit: hasLimit ? readAmount(limit, 'hardCreditLimit') : null,
		details: {
			...currency.details,
			// No document has it beside a success, and whoever reads it may know what it is about.
			...(words === '' ? {} : { errorMessage: words }),
		},
		warnings: [
			...currency.warnings,
			// "The response may contain the following parameters".
			...(hasLimit ? [] : ['The reply names no hardCreditLimit: available may be higher.']),
		],
	};
}

/** What each documented code means, and what to do. */
const MEANINGS: Readonly<Record<string, RefusalMeaning>> = {
	'-1': {
		kind: 'notAllowed',
		advice:
			'Sectigo answers over HTTPS only: let the Base URL in the credential begin with https://.',
	},
	'-3': {
		kind: 'invalidRequest',
		advice: 'Check that Login Name and Login Password are filled in.',
	},
	'-4': {
		kind: 'invalidRequest',
		advice:
			'Check Login Name and Login Password in the credential, and the option Response Format.',
	},
	'-14': { kind: 'vendorUnavailable', advice: 'Try again later; the cause is on Sectigo’s side.' },
	'-16': {
		kind: 'authentication',
		ofCredential: true,
		// On a sister call the document says the same of all four.
		advice:
			'The login may be wrong, locked or expired, or the address of this server may not be allowed. ' +
			'Check the credential before the next try, since repeated tries can lock the account.',
	},
	'-17': {
		kind: 'notAllowed',
		advice: 'Sectigo takes POST only: check that no proxy changes the request.',
	},
	'-19': {
		kind: 'notAllowed',
		advice: 'Sectigo offers this to SCM accounts only; ask Sectigo to enable it.',
	},
	'-42': {
		kind: 'rateLimited',
		advice:
			'The call limit of the account is used up, so nothing is sent again by itself. Check less often.',
		askedAgain: false,
	},
};

function refusalOf(code: string, field: Field): Refusal {
	return refusalByTable(MEANINGS, code, { code, vendorWords: wordsOf(field) });
}

function wordsOf(field: Field): string {
	const words = [field('errorMessage'), field('errorDetail')].filter((text) => text !== null);
	return words.join(' ').trim();
}
