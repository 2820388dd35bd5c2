import { assertOwnHost, baseUrl, optionalBaseUrl } from '../shared/request/address';
import { readAmount } from '../shared/reply/amount';
import { choice, requiredText, type Fields } from '../shared/input/fields';
import {
	memberOf,
	optionalScalar,
	parseJsonObject,
	requiredList,
	requiredScalar,
	type JsonMembers,
} from '../shared/reply/json';
import {
	refusalByTable,
	unexpectedReply,
	type Refusal,
	type RefusalMeaning,
} from '../shared/failure/failure';
import {
	without,
	type JsonObject,
	type OutgoingRequest,
	type RequestBody,
} from '../shared/request/request';
import { withBodyFields } from '../shared/request/edit';
import { linesOf } from '../shared/reply/text';
import type { Reading, Reply, Vendor } from '../shared/vendor';

const ACCESS_KEY = { name: 'accessKey', label: 'Access Key' };
const SECRET_KEY = { name: 'secretKey', label: 'Secret Key' };
const BASE_URL = { name: 'baseUrl', label: 'Base URL' };
const BACKUP_BASE_URL = { name: 'backupBaseUrl', label: 'Backup Base URL' };
const INTERFACE = { name: 'interface', label: 'Interface' };

type Interface = 'json' | 'form';

const PATHS: Readonly<Record<Interface, string>> = {
	json: '/api/json/getbalance.aspx',
	form: '/api/https/getbalance.aspx',
};

/**
 * IntelliSoftware's SMS gateway. Source: IntelliSoftware's page "HTTP Interface: Get Balance", in its
 * JSON and its form variant; what other sources add is marked.
 */
export const intelliSoftware: Vendor = {
	id: 'intelliSoftware',
	name: 'IntelliSoftware',
	// "Remaining Credit Balance": messages, not money.
	unit: 'credits',

	request(query, credential) {
		const chosen = interfaceOf(query);
		// A missing key is told before anything is sent.
		keysOf(credential);
		const [first, ...others] = addressesOf(credential);
		return {
			account: null,
			method: 'POST',
			urls: [first + PATHS[chosen], ...others.map((address) => address + PATHS[chosen])],
			query: [],
			body: BODIES[chosen],
			allowUnauthorizedCerts: false,
		};
	},

	sign(request, credential) {
		assertOwnHost(request, addressesOf(credential));
		return { ...request, body: withKeys(request, credential), confidential: [] };
	},

	read: (reply, query) => (interfaceOf(query) === 'json' ? readJson(reply) : readLine(reply)),

	secrets: (credential) => [
		String(credential['accessKey'] ?? ''),
		String(credential['secretKey'] ?? ''),
	],
};

const BODIES: Readonly<Record<Interface, RequestBody>> = {
	json: { type: 'json', value: { request_version: '1.0.0', response_version: '1.0.3' } },
	form: { type: 'form', fields: [] },
};

function interfaceOf(query: Fields): Interface {
	return choice(query, INTERFACE, ['json', 'form']);
}

/**
 * The address and the backup, if one is entered. The vendor's own SDK falls over to a second host on a
 * transport fault only; that the host serves this interface is an inference, so it is never a default.
 */
function addressesOf(credential: Fields): [string, ...string[]] {
	const backup = optionalBaseUrl(credential, BACKUP_BASE_URL);
	return [baseUrl(credential, BASE_URL), ...(backup === null ? [] : [backup])];
}

function keysOf(credential: Fields) {
	return {
		accesskey: requiredText(credential, ACCESS_KEY),
		secretkey: requiredText(credential, SECRET_KEY),
	};
}

/** JSON carries the keys in an `auth` object, a form in two fields. */
function withKeys(request: OutgoingRequest, credential: Fields): RequestBody {
	const keys = keysOf(credential);
	const auth: JsonObject = { authtype: 'accesskey', ...keys };
	if (request.body.type === 'json') {
		return { type: 'json', value: { auth, ...without(request.body.value, ['auth']) } };
	}
	const isJsonPath = request.body.type === 'none' && request.url.includes('/api/json/');
	if (isJsonPath && request.method.toUpperCase() === 'POST')
		return { type: 'json', value: { auth } };
	return withBodyFields(request, Object.entries(keys));
}

function readJson(reply: Reply): Reading | Refusal {
	const object = parseJsonObject(reply.text);
	const status = requiredScalar(object, 'response_status');
	if (status === 'failure') return refusalOf(errorsOf(object));
	if (status !== 'ok') {
		const hasErrors = memberOf(object, 'errors')?.type === 'array';
		const words = hasErrors ? errorsOf(object).map(wordsOf).join('; ') : '';
		throw unexpectedReply('has an undocumented response_status', {
			vendorWords: [status, words].filter((text) => text !== '').join(': '),
		});
	}
	if (memberOf(object, 'errors') !== undefined) throw unexpectedReply('is ok and lists refusals');
	return readingOf(requiredScalar(object, 'balance'));
}

function errorsOf(object: JsonMembers): readonly VendorError[] {
	return requiredList(object, 'errors').map((error) => ({
		name: optionalScalar(error, 'error') ?? '',
		number: optionalScalar(error, 'error_code') ?? '',
		// "Error description messages subject to change": shown, never classified by.
		description: optionalScalar(error, 'error_description') ?? '',
	}));
}

function readLine(reply: Reply): Reading | Refusal {
	const [line = '', ...others] = linesOf(reply.text.trim());
	const [, word, value = ''] = /^(BALANCE|ERR):(.*)$/.exec(line) ?? [];
	if (word === undefined || others.length > 0) {
		throw unexpectedReply('is neither a BALANCE: nor an ERR: line');
	}
	if (word === 'ERR') return refusalOf([{ name: value.trim(), number: '', description: '' }]);
	// `BALANCE:100.0` cut after `BALANCE:10` would still be a balance.
	if (!reply.complete) throw unexpectedReply('does not show whether it is complete');
	return readingOf(value);
}

function readingOf(balance: string): Reading {
	return {
		outcome: 'balance',
		account: null,
		balance: readAmount(balance, 'balance'),
		currency: null,
		creditLimit: null,
		details: {},
		warnings: [],
	};
}

interface VendorError {
	readonly name: string;
	readonly number: string;
	readonly description: string;
}

const LATER: RefusalMeaning = { kind: 'vendorUnavailable', advice: 'Try again later.' };
const MISSING: RefusalMeaning = {
	kind: 'invalidRequest',
	advice: 'Check that Access Key and Secret Key are both entered in the credential.',
};
const MALFORMED: RefusalMeaning = {
	kind: 'invalidRequest',
	advice: 'Check Access Key and Secret Key in the credential for missing or added characters.',
};

/** By name; the form writes the same names in capitals. */
const MEANINGS: Readonly<Record<string, RefusalMeaning>> = {
	login_invalid: {
		kind: 'authentication',
		ofCredential: true,
		advice:
			'Check Access Key and Secret Key in the credential; a new pair can be made in the IntelliSoftware account.',
	},
	auth_parameter_missing: MISSING,
	auth_parameter_invalid: MALFORMED,
	connection_not_secure: {
		kind: 'notAllowed',
		advice: 'Let the Base URL in the credential begin with https://.',
	},
	internal_error: LATER,
	// From here on: the vendor's older calls, which share the gateway.
	no_username: MISSING,
	no_password: MISSING,
	parameter_missing: MISSING,
	parameter_invalid: MALFORMED,
	gateway_error: LATER,
};

const NAMES_BY_NUMBER: ReadonlyMap<string, string> = new Map([
	['11', 'login_invalid'],
	['12', 'internal_error'],
	['20', 'auth_parameter_missing'],
	['21', 'auth_parameter_invalid'],
	['22', 'connection_not_secure'],
]);

/** The first error decides, unless the login was refused: that is never sent again. All are shown. */
function refusalOf(errors: readonly VendorError[]): Refusal {
	const codes = errors.map(codeOf);
	const code = codes.find((each) => each === 'login_invalid') ?? codes[0] ?? '';
	if (code === '') throw unexpectedReply('refuses without a reason');
	return refusalByTable(MEANINGS, code, { code, vendorWords: errors.map(wordsOf).join('; ') });
}

function codeOf({ name, number }: VendorError): string {
	return name.toLowerCase() || (NAMES_BY_NUMBER.get(number) ?? number);
}

function wordsOf({ name, number, description }: VendorError): string {
	return [name || number, description].filter((text) => text !== '').join(': ');
}
