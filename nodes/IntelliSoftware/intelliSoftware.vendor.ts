import {
	listedRefusal,
	unexpectedReply,
	type CheckError,
	type RefusalMeaning,
} from '../shared/failure/error';
import { readBaseUrl, readOptionalBaseUrl } from '../shared/input/baseUrl';
import { readOneOf, readText } from '../shared/input/readers';
import {
	findMember,
	findScalar,
	parseJsonObject,
	requireList,
	requireScalar,
	type JsonMembers,
} from '../shared/reply/json';
import { readAmount } from '../shared/reply/money';
import { splitLines } from '../shared/reply/text';
import { addBodyFields, omitKeys } from '../shared/request/edit';
import type { OutgoingRequest, RequestBody } from '../shared/request/request';
import { defineVendor, type Reading, type Reply } from '../shared/vendor';

interface Interface {
	readonly path: string;
	/** Without the keys. */
	readonly body: RequestBody;
	readonly read: (reply: Reply) => Reading;
}

/** The document's two variants. */
const INTERFACES: Readonly<Record<'json' | 'form', Interface>> = {
	json: {
		path: '/api/json/getbalance.aspx',
		body: { type: 'json', value: { request_version: '1.0.0', response_version: '1.0.3' } },
		read: readJson,
	},
	form: {
		path: '/api/https/getbalance.aspx',
		body: { type: 'form', fields: [] },
		read: readLine,
	},
};

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
		isOfCredential: true,
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

const CREDENTIAL = {
	accessKey: { label: 'Access Key', read: readText, isSecret: true },
	secretKey: { label: 'Secret Key', read: readText, isSecret: true },
	baseUrl: { label: 'Base URL', read: readBaseUrl },
	backupBaseUrl: { label: 'Backup Base URL', read: readOptionalBaseUrl },
};

const QUERY = {
	interface: { label: 'Interface', read: readOneOf(['json', 'form']) },
};

/**
 * IntelliSoftware's SMS gateway. Source: IntelliSoftware's page "HTTP Interface: Get Balance", in its
 * JSON and its form variant; what other sources add is marked.
 */
export const intelliSoftware = defineVendor({
	id: 'intelliSoftware',
	name: 'IntelliSoftware',
	// "Remaining Credit Balance": messages, not money.
	unit: 'credits',
	accountNamedBy: { by: 'nobody' },

	credential: CREDENTIAL,
	query: QUERY,

	/**
	 * The vendor's own SDK falls over to a second host on a transport failure only; that the host serves
	 * this interface is an inference, so it is never a default.
	 */
	addresses: ({ baseUrl, backupBaseUrl }) =>
		backupBaseUrl === null ? [baseUrl] : [baseUrl, backupBaseUrl],

	request(query) {
		const { path, body } = INTERFACES[query.interface];
		return {
			account: null,
			method: 'POST',
			path,
			query: [],
			body,
			allowUnauthorizedCerts: false,
		};
	},

	sign(request, { accessKey, secretKey }) {
		const keys = { accesskey: accessKey, secretkey: secretKey };
		return { ...request, body: addKeys(request, keys), confidential: [] };
	},

	read: (reply, query) => INTERFACES[query.interface].read(reply),
});

/** JSON carries the keys in an `auth` object, a form in two fields. */
function addKeys(request: OutgoingRequest, keys: Readonly<Record<string, string>>): RequestBody {
	const { method, url, body } = request;
	const auth = { authtype: 'accesskey', ...keys };
	if (body.type === 'json') {
		return { type: 'json', value: { auth, ...omitKeys(body.value, ['auth']) } };
	}
	const isJsonCall = body.type === 'none' && url.includes('/api/json/');
	if (isJsonCall && method.toUpperCase() === 'POST') return { type: 'json', value: { auth } };
	return addBodyFields(request, Object.entries(keys));
}

function readJson(reply: Reply): Reading {
	const object = parseJsonObject(reply.text);
	const status = requireScalar(object, 'response_status');
	if (status === 'failure') throw toRefusal(listErrors(object));
	if (status !== 'ok') {
		const hasErrors = findMember(object, 'errors')?.type === 'array';
		const words = hasErrors ? listErrors(object).map(quoteError).join('; ') : '';
		throw unexpectedReply('has an undocumented response_status', {
			vendorWords: [status, words].filter((text) => text !== '').join(': '),
		});
	}
	if (findMember(object, 'errors') !== undefined) throw unexpectedReply('is ok and lists refusals');
	return toReading(requireScalar(object, 'balance'));
}

function readLine(reply: Reply): Reading {
	const [line = '', ...others] = splitLines(reply.text.trim());
	const [, word, value = ''] = /^(BALANCE|ERR):(.*)$/.exec(line) ?? [];
	if (word === undefined || others.length > 0) {
		throw unexpectedReply('is neither a BALANCE: nor an ERR: line');
	}
	if (word === 'ERR') throw toRefusal([{ name: value.trim(), number: '', description: '' }]);
	// `BALANCE:100.0` cut after `BALANCE:10` would still be a balance.
	if (!reply.isComplete) throw unexpectedReply('does not show whether it is complete');
	return toReading(value);
}

function toReading(balance: string): Reading {
	return {
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

function listErrors(object: JsonMembers): readonly VendorError[] {
	return requireList(object, 'errors').map((error) => ({
		name: findScalar(error, 'error') ?? '',
		number: findScalar(error, 'error_code') ?? '',
		// "Error description messages subject to change": shown, never classified by.
		description: findScalar(error, 'error_description') ?? '',
	}));
}

/** The first error decides, unless the login was refused: that is never sent again. All are shown. */
function toRefusal(errors: readonly VendorError[]): CheckError {
	const codes = errors.map(nameError);
	const code = codes.find((each) => each === 'login_invalid') ?? codes[0] ?? '';
	if (code === '') throw unexpectedReply('refuses without a reason');
	return listedRefusal(MEANINGS, code, { code, vendorWords: errors.map(quoteError).join('; ') });
}

function nameError({ name, number }: VendorError): string {
	return name.toLowerCase() || (NAMES_BY_NUMBER.get(number) ?? number);
}

function quoteError({ name, number, description }: VendorError): string {
	return [name || number, description].filter((text) => text !== '').join(': ');
}
