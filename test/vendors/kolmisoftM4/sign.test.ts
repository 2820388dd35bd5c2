import { createHash } from 'node:crypto';
import { kolmisoftM4 } from '../../../nodes/KolmisoftM4/kolmisoftM4.vendor';
import type { Input } from '../../../nodes/shared/input/fields';
import type { OutgoingRequest, Parameter } from '../../../nodes/shared/request/request';
import {
	asks,
	CHECK_FIELDS,
	expectRefused,
	form,
	HEADERS,
	json,
	keepsSecret,
	needsFields,
	NONE,
	ODD_ENCODING,
	oddlyWritten,
	OTHER,
	OTHER_HOST,
	OWN,
	refuses,
	signs,
} from '../signing';

describe('Kolmisoft M4', () => {
	const adapter = kolmisoftM4;
	const address = 'http://m4.example.com/billing';
	const credential = { apiSecretKey: 'secret', baseUrl: address, defaultUsername: 'USERNAME' };
	const user: Parameter = ['username', 'USERNAME'];
	const currency: Parameter = ['currency', 'EUR'];
	const inUserCurrency: Parameter = ['user_currency', '1'];
	// Not the hash that the document prints, which its own values do not give.
	const plain = sha1('USERNAMEsecret');
	const withCurrency = sha1('USERNAMEEURsecret');
	const check: OutgoingRequest = {
		method: 'GET',
		url: `${address}/api/user_balance_get`,
		query: [user],
		headers: HEADERS,
		body: NONE,
	};
	const asking = (...query: readonly Parameter[]) => ({ ...check, query });
	const posting = (...fields: readonly Parameter[]): OutgoingRequest => ({
		...check,
		method: 'POST',
		query: [],
		body: form(...fields),
	});
	const hashed = (hash: string, ...query: readonly Parameter[]) => ({
		query: [...query, ['hash', hash]] as const,
		confidential: [hash, inBase64(hash)],
	});
	const hashedForm = (hash: string, ...fields: readonly Parameter[]) => ({
		body: form(...fields, ['hash', hash]),
		confidential: [hash, inBase64(hash)],
	});

	signs(adapter, credential, {
		'a name in the query': [check, hashed(plain, user)],
		'a name in the query of a POST': [{ ...check, method: 'POST' }, hashed(plain, user)],
		'a name in a form': [posting(user), hashedForm(plain, user)],
		'a currency in the query': [asking(user, currency), hashed(withCurrency, user, currency)],
		'a currency in a form': [posting(user, currency), hashedForm(withCurrency, user, currency)],
		'the name before the currency, wherever they stand': [
			asking(currency, user),
			hashed(withCurrency, currency, user),
		],
		'a currency in a form and a name in the query': [
			{ ...posting(currency), query: [user] },
			hashedForm(withCurrency, currency),
		],
		"the user's own currency, which is not hashed": [
			posting(user, inUserCurrency),
			hashedForm(plain, user, inUserCurrency),
		],
		'a name beyond ASCII': [
			asking(['username', 'Šarūnas']),
			hashed(sha1('Šarūnassecret'), ['username', 'Šarūnas']),
		],
		'over an old hash in the query': [
			asking(['hash', 'old'], user, currency),
			hashed(withCurrency, user, currency),
		],
		'over an old hash in a form': [
			posting(user, ['hash', 'old'], inUserCurrency),
			hashedForm(plain, user, inUserCurrency),
		],
		'over an old hash in the query of a form': [
			{ ...posting(user), query: [['hash', 'old']] },
			{ ...hashedForm(plain, user), query: [] },
		],
		'no parameter at all': [asking(), hashed(sha1('secret'))],
		'an empty form': [posting(), hashedForm(sha1('secret'))],
		'a slash behind the path': [{ ...check, url: `${check.url}/` }, hashed(plain, user)],
	});

	const unsigned = { ...credential, signRequests: false, apiSecretKey: '' };

	signs(adapter, unsigned, {
		'nothing in the query': [asking(user, currency), {}],
		'nothing in a form': [posting(user, inUserCurrency), {}],
	});

	describe.each<[string, Input]>([
		['signing', credential],
		['not signing', unsigned],
	])('%s', (_, fields) => {
		refuses(adapter, fields, OTHER_HOST, {
			'another host': { ...check, url: 'http://example.com/billing/api/user_balance_get' },
			'another port': {
				...check,
				url: 'http://m4.example.com:81/billing/api/user_balance_get',
			},
			'another scheme': {
				...check,
				url: 'https://m4.example.com/billing/api/user_balance_get',
			},
		});

		refuses(adapter, fields, ODD_ENCODING, oddlyWritten(check));

		refuses(
			adapter,
			fields,
			[
				'The credential signs the call /api/user_balance_get only',
				'The hash of every M4 call is made of other values. Use the Kolmisoft M4 node for balances.',
			],
			{
				'another call': { ...check, url: `${address}/api/users_get` },
				'a longer path': { ...check, url: `${check.url}/more` },
				'a path without the base': {
					...check,
					url: 'http://m4.example.com/api/user_balance_get',
				},
			},
		);

		refuses(
			adapter,
			fields,
			[
				'The credential signs the parameters username, currency and user_currency only',
				'Send each once, in a form or in the query: any other parameter may enter the hash that the server expects.',
			],
			{
				'an unknown parameter in the query': asking(user, OWN),
				'an unknown parameter in a form': posting(OWN, user),
				'a name in capital letters': asking(['Username', 'USERNAME']),
				'a parameter twice in the query': asking(user, currency, user),
				'a parameter twice in a form': posting(user, user),
				'a parameter in a form and in the query': { ...posting(user), query: [user] },
				'two old hashes': asking(user, ['hash', 'a'], ['hash', 'b']),
				'a JSON body': { ...check, method: 'POST', body: json({}) },
				'another body': { ...check, method: 'POST', body: OTHER },
			},
		);
	});

	needsFields(adapter, credential, check, {
		'API Secret Key is empty': { apiSecretKey: '' },
		'Base URL is empty': { baseUrl: undefined },
		'Sign Requests must be true or false': { signRequests: 'yes' },
	});

	const inForm = (...fields: readonly Parameter[]) => ({ body: form(...fields) });

	asks(
		adapter,
		credential,
		{
			account: 'USERNAME',
			currency: 'user',
			method: 'POST',
			urls: [check.url],
			query: [],
			body: form(user, inUserCurrency),
			allowUnauthorizedCerts: false,
		},
		{
			"by POST in the user's currency unless told otherwise": [{}, {}, {}],
			'for a name of its own': [
				{ username: 'other' },
				{},
				{ account: 'other', ...inForm(['username', 'other'], inUserCurrency) },
			],
			'for its own name where there is no default': [
				{ username: ' other ' },
				{ defaultUsername: '' },
				{ account: ' other ', ...inForm(['username', ' other '], inUserCurrency) },
			],
			"in the user's currency": [{ currencyMode: 'user' }, {}, {}],
			"in the server's currency": [
				{ currencyMode: 'system' },
				{},
				{ currency: 'system', ...inForm(user) },
			],
			'in a currency': [
				{ currencyMode: 'code', currencyCode: ' eur ' },
				{},
				{ currency: 'EUR', ...inForm(user, currency) },
			],
			'in the currency USER': [
				{ currencyMode: 'code', currencyCode: 'user' },
				{},
				{ currency: 'USER', ...inForm(user, ['currency', 'USER']) },
			],
			'by GET': [
				{ method: 'GET' },
				{},
				{ method: 'GET', query: [user, inUserCurrency], body: NONE },
			],
			'by POST': [{ method: 'POST' }, {}, {}],
			'with any certificate': [
				{},
				{ allowUnauthorizedCerts: true },
				{ allowUnauthorizedCerts: true },
			],
			'with a valid certificate': [{}, { allowUnauthorizedCerts: false }, {}],
			'without a key where nothing is signed': [{}, unsigned, {}],
			'at another address': [
				{},
				{ baseUrl: 'https://127.0.0.1:8443//' },
				{ urls: ['https://127.0.0.1:8443/api/user_balance_get'] },
			],
		},
	);

	it.each(['EU', 'EURO', '1EUR', 'EUR1', 'E1R', 'XUSER', 'USERS', '€€€'])(
		'does not ask for the currency %s',
		(currencyCode) => {
			expectRefused(
				() => adapter.request({ currencyMode: 'code', currencyCode }, credential),
				'Currency Code must be three letters or USER',
				'Enter an ISO 4217 code such as EUR that the M4 server knows; it silently answers in its own currency for one that it does not.',
			);
		},
	);

	it.each<[string, Input, Input]>([
		['Username is empty', { username: '' }, {}],
		['Default Username is empty', {}, { defaultUsername: '' }],
		['Currency Code is empty', { currencyMode: 'code' }, {}],
		['Currency Mode must be one of user, system, code', { currencyMode: 'own' }, {}],
		['Method must be one of POST, GET', { method: 'PUT' }, {}],
		['Ignore SSL Issues (Insecure) must be true or false', {}, { allowUnauthorizedCerts: 'yes' }],
	])('does not ask: %s', (summary, query, fields) => {
		const ask = () => adapter.request(query, { ...credential, ...fields });
		expectRefused(ask, summary, CHECK_FIELDS);
	});

	keepsSecret(adapter, [
		[credential, ['secret']],
		[{ apiSecretKey: null }, ['']],
		[{}, ['']],
	]);
});

/** A digest as a server may also write it down. */
function inBase64(hex: string): string {
	return Buffer.from(hex, 'hex').toString('base64');
}

function sha1(text: string): string {
	return createHash('sha1').update(text).digest('hex');
}
