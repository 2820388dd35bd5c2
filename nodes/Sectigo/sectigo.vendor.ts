import { listedRefusal, unexpectedReply, type RefusalMeaning } from '../shared/failure/error';
import { readBaseUrl } from '../shared/input/baseUrl';
import { readOneOf, readText } from '../shared/input/readers';
import { omitNull } from '../shared/omitNull';
import { findScalar, parseJsonObject } from '../shared/reply/json';
import { readAmount, readCurrency } from '../shared/reply/money';
import { parseForm, splitLines } from '../shared/reply/text';
import { addBodyFields } from '../shared/request/edit';
import { defineVendor, type Reading, type Reply } from '../shared/vendor';

const WHOLE_NUMBER = /^(?:0|-?[1-9]\d{0,8})$/;

/** The newline-delimited success, line by line. */
const SUCCESS_LINES = ['errorCode', 'accountID', 'currencyCode', 'amount', 'hardCreditLimit'];

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
	'-14': { kind: 'vendorUnavailable', advice: "Try again later; the cause is on Sectigo's side." },
	'-16': {
		kind: 'authentication',
		isOfCredential: true,
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
		isAskedAgain: false,
	},
};

const CREDENTIAL = {
	loginName: { label: 'Login Name', read: readText },
	loginPassword: { label: 'Login Password', read: readText, isSecret: true },
	baseUrl: { label: 'Base URL', read: readBaseUrl },
};

const QUERY = {
	responseFormat: { label: 'Response Format', read: readOneOf(['1', '0', '2']) },
};

/**
 * Sectigo's reseller interface. Source: Sectigo's page "Endpoint: !getAccountBalance"; what other
 * sources add is marked.
 */
export const sectigo = defineVendor({
	id: 'sectigo',
	name: 'Sectigo',
	unit: 'money',
	accountNamedBy: { by: 'reply' },

	credential: CREDENTIAL,
	query: QUERY,

	addresses: ({ baseUrl }) => [baseUrl],

	request: ({ responseFormat }) => ({
		account: null,
		method: 'POST',
		path: '/products/!getAccountBalance',
		query: [],
		// Sister calls refuse an unrecognised argument with code -2: nothing else is sent.
		body: { type: 'form', fields: [['responseFormat', responseFormat]] },
		allowUnauthorizedCerts: false,
	}),

	sign(request, { loginName, loginPassword }) {
		const body = addBodyFields(request, [
			['loginName', loginName],
			['loginPassword', loginPassword],
		]);
		return { ...request, body, confidential: [] };
	},

	read(reply) {
		const find = openReply(reply);
		const errorCode = requireValue(find, 'errorCode').trim();
		const vendorWords = quoteMessage(find);
		if (!WHOLE_NUMBER.test(errorCode)) {
			throw unexpectedReply('has no whole number as its errorCode', { vendorWords });
		}
		const said = { code: errorCode, vendorWords };
		if (errorCode.startsWith('-')) throw listedRefusal(MEANINGS, errorCode, said);
		if (errorCode !== '0') throw unexpectedReply('has an undocumented errorCode', said);
		// Lines and forms do not show their own end: a cut amount would still be an amount.
		if (!reply.isComplete && !isJson(reply)) {
			throw unexpectedReply('does not show whether it is complete');
		}
		return readBalance(find);
	},
});

/** Finds the value of a named field of the reply, or null. */
type Find = (name: string) => string | null;

/**
 * Each reply is read by its shape, whichever format was asked for: the document's parameter list
 * omits format 2, and its sample for it quotes numbers as strings.
 */
function openReply(reply: Reply): Find {
	const text = reply.text.trim();
	if (text === '') throw unexpectedReply('is empty');
	if (isJson(reply)) {
		const object = parseJsonObject(text);
		return (name) => findScalar(object, name);
	}
	if (isForm(text)) {
		const fields = parseForm(text);
		return (name) => fields.get(name) ?? null;
	}
	return openLines(splitLines(text));
}

function isJson({ text }: Reply): boolean {
	return text.trimStart().startsWith('{');
}

/** Encoded, it is a single line without white space. */
function isForm(text: string): boolean {
	return /^errorCode=|&errorCode=/.test(text) && !/\s/.test(text);
}

function openLines(lines: readonly string[]): Find {
	const [code = '', ...rest] = lines;
	if (code.trim() !== '0') {
		// A page has lines, too, and no message.
		const message = WHOLE_NUMBER.test(code.trim()) ? rest.join(' ') : null;
		const fields = new Map([
			['errorCode', code],
			['errorMessage', message],
		]);
		return (name) => fields.get(name) ?? null;
	}
	if (lines.length > SUCCESS_LINES.length) throw unexpectedReply('has more lines than documented');
	return (name) => lines[SUCCESS_LINES.indexOf(name)] ?? null;
}

function requireValue(find: Find, name: string): string {
	const value = find(name);
	if (value === null || value.trim() === '') throw unexpectedReply(`lacks the field "${name}"`);
	return value;
}

function readBalance(find: Find): Reading {
	const currency = readCurrency(requireValue(find, 'currencyCode').trim());
	const limit = find('hardCreditLimit')?.trim() ?? '';
	const hasLimit = limit !== '';
	// "The response may contain the following parameters".
	const noLimit = 'The reply names no hardCreditLimit: available may be higher.';
	return {
		account: requireValue(find, 'accountID').trim(),
		balance: readAmount(requireValue(find, 'amount'), 'amount'),
		currency: currency.code,
		creditLimit: hasLimit ? readAmount(limit, 'hardCreditLimit') : null,
		// No document has a message beside a success, and whoever reads it may know what it is about.
		details: { ...currency.details, ...omitNull({ errorMessage: quoteMessage(find) || null }) },
		warnings: hasLimit ? currency.warnings : [...currency.warnings, noLimit],
	};
}

function quoteMessage(find: Find): string {
	// One that is missing is joined as an empty one.
	return [find('errorMessage'), find('errorDetail')].join(' ').trim();
}
