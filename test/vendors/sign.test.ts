import { createHash } from 'node:crypto';
import { cloud9Mobile } from '../../nodes/Cloud9Mobile/cloud9Mobile.vendor';
import { igSend } from '../../nodes/IgSend/igSend.vendor';
import { intelliSoftware } from '../../nodes/IntelliSoftware/intelliSoftware.vendor';
import { kolmisoftM4 } from '../../nodes/KolmisoftM4/kolmisoftM4.vendor';
import { sectigo } from '../../nodes/Sectigo/sectigo.vendor';
import type { Fields } from '../../nodes/shared/input/fields';
import { orRefusal, type Refusal } from '../../nodes/shared/failure/failure';
import type {
	BalanceRequest,
	JsonObject,
	OutgoingRequest,
	Parameter,
	RequestBody,
	SignedRequest,
} from '../../nodes/shared/request/request';
import type { Vendor } from '../../nodes/shared/vendor';

/** Cases by what they are about. */
type Table<Case> = Readonly<Record<string, Case>>;

type Words = readonly [summary: string, advice: string];

const CHECK_FIELDS = 'Check the parameters of the node and the fields of the credential.';

const OTHER_HOST: Words = [
	'The request goes to another host than the credential',
	'A credential is sent to the address that is entered in it and nowhere else.',
];

const OTHER_BODY: Words = [
	'The credential cannot be added to this kind of body',
	'Send a form (Form Urlencoded), a JSON object, or a raw body that is one of the two.',
];

const POST_ONLY: Words = [
	'The credential can only be used with POST, not with GET',
	'This vendor reads the credential from the body of a POST request. Choose the method POST.',
];

const ODD_ENCODING: Words = [
	'The parameters are not plainly percent-encoded',
	'Servers may read them in different ways, so they are not signed. Enter each parameter by itself under Send Query Parameters or Send Body, and encode a semicolon as %3B.',
];

/** A request whose query or form stood there in a way that servers read differently. */
function oddlyWritten(request: OutgoingRequest): Table<OutgoingRequest> {
	const written = (...asWritten: readonly string[]) => ({ ...request, asWritten });
	return {
		'a semicolon between parameters': written('a=1;b=2'),
		'a name escaped as JavaScript did': written('a=1&request%u005ftype=b'),
		'a line break': written('', 'a=1\nb=2'),
		'a NUL': written('a=1\u0000'),
		'a control character beyond ASCII': written('a=1\u0085'),
		'a percent sign without digits': written('a=100%'),
		'one with a single digit': written('a=%4'),
	};
}

const NONE: RequestBody = { type: 'none' };
const OTHER: RequestBody = { type: 'other' };
const form = (...fields: readonly Parameter[]): RequestBody => ({ type: 'form', fields });
const json = (value: JsonObject): RequestBody => ({ type: 'json', value });

const OWN: Parameter = ['own', 'field'];
const HEADERS = { 'X-Own': 'header' };

describe('Cloud9 Mobile', () => {
	const adapter = cloud9Mobile;
	const address = 'http://api.wire9.com';
	const credential = { carrierId: '1', password: 'p&ss w+rd', baseUrl: address };
	const transaction: Parameter = ['transaction_id', '7'];
	const type: Parameter = ['request_type', 'check_balance'];
	const transfer: Parameter = ['request_type', 'update_user_balance'];
	const time: Parameter = ['timestamp', '2026-11-21 08:00:00'];
	const login: readonly Parameter[] = [
		['carrier_id', '1'],
		['password', 'p&ss w+rd'],
	];
	const inOrder = [transaction, type, ...login, time];
	const check: OutgoingRequest = {
		method: 'GET',
		url: `${address}/api.cgi`,
		query: [transaction, type, time],
		headers: HEADERS,
		body: NONE,
	};
	const asking = (...query: readonly Parameter[]) => ({ ...check, query });

	signs(adapter, credential, {
		'a balance check, in the order of the document': [check, { query: inOrder }],
		'parameters in another order': [asking(time, type, transaction), { query: inOrder }],
		'nothing but the request type': [asking(type), { query: [type, ...login] }],
		'what was signed with another login': [
			asking(['password', 'old'], ...check.query, ['carrier_id', '2']),
			{ query: inOrder },
		],
		'a method in small letters': [{ ...check, method: 'get' }, { query: inOrder }],
		'a slash behind the path': [{ ...check, url: `${address}/api.cgi/` }, { query: inOrder }],
	});

	signs(
		adapter,
		{ ...credential, baseUrl: 'https://127.0.0.1:8443/wholesale/' },
		{
			'at another address': [
				{ ...check, url: 'https://127.0.0.1:8443/wholesale/api.cgi' },
				{ query: inOrder },
			],
		},
	);

	refuses(adapter, credential, OTHER_HOST, {
		'another host': { ...check, url: 'http://example.com/api.cgi' },
		'another port': { ...check, url: `${address}:81/api.cgi` },
		'another scheme': { ...check, url: 'https://api.wire9.com/api.cgi' },
		'no address': { ...check, url: '/api.cgi' },
	});

	refuses(
		adapter,
		credential,
		[
			'The credential signs check_balance requests only',
			'The same address also moves money, so nothing else is signed: transaction_id, request_type and timestamp, each once and as documented. Use the Cloud9 Mobile node for balances.',
		],
		{
			'no path': { ...check, url: address },
			'another path': { ...check, url: `${address}/other.cgi` },
			'a longer path': { ...check, url: `${address}/api.cgi/more` },
			POST: { ...check, method: 'POST' },
			HEAD: { ...check, method: 'HEAD' },
			'no method': { ...check, method: '' },
			'no request type': asking(transaction, time),
			'a transfer': asking(transaction, transfer, time),
			'a value in capital letters': asking(['request_type', 'CHECK_BALANCE']),
			'a name in capital letters': asking(['REQUEST_TYPE', 'check_balance']),
			'the same type twice': asking(type, type),
			'a transfer behind the type': asking(type, transfer),
			'a transfer before the type': asking(transfer, type),
			'a transfer behind it, in capital letters': asking(type, ['REQUEST_TYPE', transfer[1]]),
			'a transfer before it, in mixed letters': asking(['Request_Type', transfer[1]], type),
			'an amount': asking(...check.query, ['amount', '100']),
			'a parameter without a name': asking(...check.query, ['', '1']),
			'a transfer behind a semicolon, as some servers split it': asking(
				['transaction_id', '1;request_type=update_user_balance;amount=100'],
				type,
			),
			'a transfer encoded twice': asking(
				['transaction_id', '1%3Brequest_type%3Dupdate_user_balance'],
				type,
			),
			'a name that some servers decode': asking(type, ['request%u005ftype', transfer[1]]),
			'a transaction ID of seven digits': asking(['transaction_id', '1000000'], type),
			'a time in words': asking(type, ['timestamp', 'now']),
			'a time with a line break': asking(type, ['timestamp', '2026-11-21 08:00:00\n']),
			'the time twice': asking(...check.query, time),
			'the password twice': asking(...check.query, ['password', 'a'], ['password', 'b']),
			'a form': { ...check, body: form(transfer) },
			'an empty form': { ...check, body: form() },
			'a JSON body': { ...check, body: json({}) },
			'another body': { ...check, body: OTHER },
		},
	);

	refuses(adapter, credential, ODD_ENCODING, oddlyWritten(check));

	needsFields(adapter, credential, check, {
		'Base URL is empty': { baseUrl: '' },
		'Carrier ID is empty': { carrierId: undefined },
		'Password is empty': { password: ' ' },
	});

	const generatedTime = ['timestamp', { generated: 'utcDateTime' }] as const;

	asks(
		adapter,
		credential,
		{
			account: '1',
			method: 'GET',
			urls: [`${address}/api.cgi`],
			query: [
				['transaction_id', { generated: 'wholeNumber', below: 1_000_000 }],
				type,
				generatedTime,
			],
			body: NONE,
			allowUnauthorizedCerts: false,
		},
		{
			'without a transaction ID': [{}, {}, {}],
			'with an empty one': [{ transactionId: '' }, {}, {}],
			'with the least one': [
				{ transactionId: 0 },
				{},
				{ query: [['transaction_id', '0'], type, generatedTime] },
			],
			'with the greatest one': [
				{ transactionId: '999999' },
				{},
				{ query: [['transaction_id', '999999'], type, generatedTime] },
			],
			'of another carrier at another address': [
				{},
				{ carrierId: 22, baseUrl: 'https://127.0.0.1:8443/wholesale/' },
				{ account: '22', urls: ['https://127.0.0.1:8443/wholesale/api.cgi'] },
			],
		},
	);

	it.each([-1, 1_000_000, '1.5', '1e3'])('does not ask with the transaction ID %s', (value) => {
		expectRefused(
			() => adapter.request({ transactionId: value }, credential),
			`Transaction ID must be a whole number from 0 to 999999, not "${value}"`,
			CHECK_FIELDS,
		);
	});

	keepsSecret(adapter, [
		[credential, ['p&ss w+rd']],
		[{ password: 12345 }, ['12345']],
		[{ password: null }, ['']],
		[{}, ['']],
	]);
});

describe('iGsend', () => {
	const adapter = igSend;
	const live = 'https://api.igsend.co.uk';
	const sandbox = 'https://sandbox.api.igsend.co.uk';
	const custom = 'http://127.0.0.1:8080/gateway';
	const path = '/services/clientbalance/';
	const credential = { publicKey: 'pk_demo', privateKey: 'sk:demo é', clientId: '100045' };
	const signed = {
		headers: { ...HEADERS, Authorization: 'Basic cGtfZGVtbzpzazpkZW1vIMOp' },
	};
	const check: OutgoingRequest = {
		method: 'GET',
		url: `${live}${path}`,
		query: [['ClientID', '100045']],
		headers: HEADERS,
		body: NONE,
	};

	signs(adapter, credential, {
		'a balance check': [check, signed],
		'over a header in any letters': [
			{
				...check,
				headers: { authorization: 'Bearer old', ...HEADERS, AUTHORIZATION: 'Basic b2xk' },
			},
			signed,
		],
		'any path and query': [{ ...check, url: `${live}/services/other/`, query: [OWN] }, signed],
		'no query': [{ ...check, query: [] }, signed],
		'a form': [{ ...check, method: 'POST', body: form(OWN) }, signed],
		'a JSON body': [{ ...check, method: 'POST', body: json({ own: [1, null] }) }, signed],
		'another body': [{ ...check, method: 'PUT', body: OTHER }, signed],
	});

	describe.each<[string, string, Fields]>([
		['live unless told otherwise', live, {}],
		['live', live, { environment: 'live', baseUrl: custom }],
		['sandbox', sandbox, { environment: 'sandbox', baseUrl: custom }],
		['at its own address', custom, { environment: 'custom', baseUrl: `${custom}/` }],
	])('%s', (_, address, fields) => {
		signs(
			adapter,
			{ ...credential, ...fields },
			{ 'a balance check': [{ ...check, url: `${address}${path}` }, signed] },
		);

		refuses(
			adapter,
			{ ...credential, ...fields },
			OTHER_HOST,
			Object.fromEntries(
				[live, sandbox, custom, 'http://api.igsend.co.uk', `${live}:444`, `${live}.example.com`]
					.filter((other) => other !== address)
					.map((other) => [other, { ...check, url: `${other}${path}` }]),
			),
		);
	});

	needsFields(adapter, credential, check, {
		'Public Key is empty': { publicKey: undefined },
		'Private Key is empty': { privateKey: '' },
		'Environment must be one of live, sandbox, custom': { environment: 'Live' },
		'Base URL is empty': { environment: 'custom' },
	});

	it.each(['pk:demo', ':pk_demo', 'pk_demo:'])('neither asks nor signs with the key %s', (key) => {
		const fields = { ...credential, publicKey: key };
		for (const use of [() => adapter.sign(check, fields), () => adapter.request({}, fields)]) {
			expectRefused(
				use,
				'Public Key must not contain a colon',
				'HTTP Basic authentication cannot carry it (RFC 7617, section 2). Check that the two keys are in their own fields.',
			);
		}
	});

	const askedAbout = (clientId: string) => ({
		account: clientId,
		query: [['ClientID', clientId]] as const,
	});

	asks(
		adapter,
		credential,
		{
			...askedAbout('100045'),
			method: 'GET',
			urls: [`${live}${path}`],
			body: NONE,
			allowUnauthorizedCerts: false,
		},
		{
			'of the default client': [{}, {}, {}],
			'of a client of its own': [{ clientId: '7' }, {}, askedAbout('7')],
			'of its own client where there is no default': [
				{ clientId: 7, amountUnit: 'minor' },
				{ clientId: '' },
				askedAbout('7'),
			],
			'with zeros in front': [{ clientId: '0007' }, {}, askedAbout('7')],
			'with white space around': [{}, { clientId: ' 100200\n' }, askedAbout('100200')],
			'of the greatest client': [
				{ clientId: '999999999999999' },
				{},
				askedAbout('999999999999999'),
			],
			'of the sandbox': [{}, { environment: 'sandbox' }, { urls: [`${sandbox}${path}`] }],
			'at another address': [
				{},
				{ environment: 'custom', baseUrl: `${custom}/` },
				{ urls: [`${custom}${path}`] },
			],
		},
	);

	const NO_CLIENTS = ['0', '000', '-1', '+1', '1.5', '1e3', '1 0', 'x1', '1x', '1000000000000000'];

	it.each(NO_CLIENTS)('does not ask for client %s', (clientId) => {
		const advice =
			'Enter the client ID that iGsend has given you, e.g. 100045, in the node or in the credential.';
		expectRefused(
			() => adapter.request({ clientId }, credential),
			'Client ID must be a whole number above 0',
			advice,
		);
		expectRefused(
			() => adapter.request({}, { ...credential, clientId }),
			'Default Client ID must be a whole number above 0',
			advice,
		);
	});

	it.each<[string, Fields, Fields]>([
		['Client ID is empty', { clientId: '' }, {}],
		['Default Client ID is empty', {}, { clientId: '' }],
		['Amount Unit must be one of major, minor', { amountUnit: 'pence' }, {}],
	])('does not ask: %s', (summary, query, fields) => {
		const ask = () => adapter.request(query, { ...credential, ...fields });
		expectRefused(ask, summary, CHECK_FIELDS);
	});

	keepsSecret(adapter, [
		[credential, ['sk:demo é', 'pk_demo:sk:demo é', 'cGtfZGVtbzpzazpkZW1vIMOp']],
		[{ publicKey: 'pk_demo' }, ['', 'pk_demo:', 'cGtfZGVtbzo=']],
		[{ privateKey: 'sk:demo é' }, ['sk:demo é', ':sk:demo é', 'OnNrOmRlbW8gw6k=']],
		[{}, ['', ':', 'Og==']],
	]);
});

describe('IntelliSoftware', () => {
	const adapter = intelliSoftware;
	const address = 'https://www.example.com';
	const backup = 'https://backup.example.com:8443/sms';
	const credential = { accessKey: 'Yva$ER%U', secretKey: 'F{k&=+ Q', baseUrl: address };
	const keys: readonly Parameter[] = [
		['accesskey', 'Yva$ER%U'],
		['secretkey', 'F{k&=+ Q'],
	];
	const auth = { authtype: 'accesskey', accesskey: 'Yva$ER%U', secretkey: 'F{k&=+ Q' };
	const versions = { request_version: '1.0.0', response_version: '1.0.3' };
	const check: OutgoingRequest = {
		method: 'POST',
		url: `${address}/api/json/getbalance.aspx`,
		query: [OWN],
		headers: HEADERS,
		body: json(versions),
	};
	const formCheck = { ...check, url: `${address}/api/https/getbalance.aspx`, body: form() };

	signs(adapter, credential, {
		JSON: [check, { body: json({ auth, ...versions }) }],
		'JSON without members': [{ ...check, body: json({}) }, { body: json({ auth }) }],
		'JSON over an old object': [
			{ ...check, body: json({ own: { nested: [1, true] }, auth: { secretkey: 'old', more: 1 } }) },
			{ body: json({ auth, own: { nested: [1, true] } }) },
		],
		'JSON on another path': [
			{ ...check, url: `${address}/api/other/` },
			{ body: json({ auth, ...versions }) },
		],
		'no body, which becomes JSON on the path of JSON': [
			{ ...check, body: NONE },
			{ body: json({ auth }) },
		],
		'no body with the method in small letters': [
			{ ...check, method: 'post', body: NONE },
			{ body: json({ auth }) },
		],
		'no body, which becomes a form on every other path': [
			{ ...formCheck, body: NONE },
			{ body: form(...keys) },
		],
		'an empty form': [formCheck, { body: form(...keys) }],
		'a form on the path of JSON': [{ ...check, body: form(OWN) }, { body: form(...keys, OWN) }],
		'a form over old keys': [
			{
				...formCheck,
				body: form(['secretkey', 'old'], OWN, ['accesskey', 'a'], ['accesskey', 'b']),
			},
			{ body: form(...keys, OWN) },
		],
		'a form with the method in small letters': [
			{ ...formCheck, method: 'post' },
			{ body: form(...keys) },
		],
	});

	it('puts what it adds in front', () => {
		expect(JSON.stringify(adapter.sign(check, credential).body)).toBe(
			JSON.stringify({ type: 'json', value: { auth, ...versions } }),
		);
	});

	signs(
		adapter,
		{ ...credential, backupBaseUrl: backup },
		{
			'at the address': [check, { body: json({ auth, ...versions }) }],
			'at the backup address': [
				{ ...check, url: `${backup}/api/json/getbalance.aspx`, body: NONE },
				{ body: json({ auth }) },
			],
		},
	);

	refuses(adapter, credential, OTHER_HOST, {
		'another host': { ...check, url: 'https://example.com/api/json/getbalance.aspx' },
		'another port': { ...check, url: `${address}:444/api/json/getbalance.aspx` },
		'another scheme': { ...check, url: 'http://www.example.com/api/json/getbalance.aspx' },
		'a backup address that is not entered': {
			...check,
			url: `${backup}/api/json/getbalance.aspx`,
		},
	});

	refuses(adapter, { ...credential, backupBaseUrl: backup }, OTHER_HOST, {
		'a third host': { ...check, url: 'https://example.com/api/json/getbalance.aspx' },
		'another port of the backup': { ...check, url: 'https://backup.example.com/sms/' },
	});

	refuses(adapter, credential, POST_ONLY, {
		'GET on the path of JSON': { ...check, method: 'GET', body: NONE },
		'get on another path': { ...formCheck, method: 'get', body: NONE },
		'GET with a form': { ...formCheck, method: 'GET' },
	});

	refuses(adapter, credential, OTHER_BODY, {
		'another body on the path of JSON': { ...check, body: OTHER },
		'another body on another path': { ...formCheck, body: OTHER },
	});

	needsFields(adapter, credential, check, {
		'Access Key is empty': { accessKey: '' },
		'Secret Key is empty': { secretKey: undefined },
		'Base URL is empty': { baseUrl: '' },
	});

	const formAsked = { urls: [formCheck.url] as const, body: form() };

	asks(
		adapter,
		credential,
		{
			account: null,
			method: 'POST',
			urls: [check.url],
			query: [],
			body: json(versions),
			allowUnauthorizedCerts: false,
		},
		{
			'by JSON unless told otherwise': [{}, {}, {}],
			'by JSON': [{ interface: 'json' }, { backupBaseUrl: '' }, {}],
			'by a form': [{ interface: 'form' }, { backupBaseUrl: null }, formAsked],
			'at another address': [
				{},
				{ baseUrl: 'http://127.0.0.1:8080/' },
				{ urls: ['http://127.0.0.1:8080/api/json/getbalance.aspx'] },
			],
			'with a backup by JSON': [
				{},
				{ backupBaseUrl: `${backup}/` },
				{ urls: [check.url, `${backup}/api/json/getbalance.aspx`] },
			],
			'with a backup by a form': [
				{ interface: 'form' },
				{ backupBaseUrl: backup },
				{ urls: [formCheck.url, `${backup}/api/https/getbalance.aspx`], body: form() },
			],
		},
	);

	it('does not ask by another interface', () => {
		const ask = () => adapter.request({ interface: 'JSON' }, credential);
		expectRefused(ask, 'Interface must be one of json, form', CHECK_FIELDS);
	});

	keepsSecret(adapter, [
		[credential, ['Yva$ER%U', 'F{k&=+ Q']],
		[{ accessKey: 'Yva$ER%U' }, ['Yva$ER%U', '']],
		[{ secretKey: 'F{k&=+ Q', accessKey: null }, ['', 'F{k&=+ Q']],
		[{}, ['', '']],
	]);
});

describe('Kolmisoft M4', () => {
	const adapter = kolmisoftM4;
	const address = 'http://m4.example.com/billing';
	const credential = { apiSecretKey: 'secret', baseUrl: address, username: 'USERNAME' };
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

	describe.each<[string, Fields]>([
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
				{ username: '' },
				{ account: ' other ', ...inForm(['username', ' other '], inUserCurrency) },
			],
			"in the user's currency": [{ currencyMode: 'user' }, {}, {}],
			"in the server's currency": [{ currencyMode: 'system' }, {}, inForm(user)],
			'in a currency': [
				{ currencyMode: 'code', currencyCode: ' eur ' },
				{},
				inForm(user, currency),
			],
			'in the currency USER': [
				{ currencyMode: 'code', currencyCode: 'user' },
				{},
				inForm(user, ['currency', 'USER']),
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

	it.each<[string, Fields, Fields]>([
		['Username is empty', { username: '' }, {}],
		['Default Username is empty', {}, { username: '' }],
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

describe('Sectigo', () => {
	const adapter = sectigo;
	const address = 'https://secure.trust-provider.com';
	const credential = { loginName: 'me@example.com', loginPassword: 'p&=+ %é', baseUrl: address };
	const login: readonly Parameter[] = [
		['loginName', 'me@example.com'],
		['loginPassword', 'p&=+ %é'],
	];
	const format: Parameter = ['responseFormat', '1'];
	const check: OutgoingRequest = {
		method: 'POST',
		url: `${address}/products/!getAccountBalance`,
		query: [OWN],
		headers: HEADERS,
		body: form(format),
	};
	const signed = { body: form(...login, format) };

	signs(adapter, credential, {
		'a form': [check, signed],
		'no body, which becomes a form': [{ ...check, body: NONE }, { body: form(...login) }],
		'a form over an old login': [
			{
				...check,
				body: form(['loginPassword', 'a'], format, ['loginName', 'old'], ['loginPassword', 'b']),
			},
			signed,
		],
		'a JSON body over an old login': [
			{ ...check, body: json({ own: [1, null], loginName: ['old'] }) },
			{ body: json({ loginName: 'me@example.com', loginPassword: 'p&=+ %é', own: [1, null] }) },
		],
		'a method in small letters': [{ ...check, method: 'post' }, signed],
		'any path': [{ ...check, url: `${address}/products/other` }, signed],
	});

	refuses(adapter, credential, OTHER_HOST, {
		'another host': { ...check, url: 'https://example.com/products/!getAccountBalance' },
		'another port': { ...check, url: `${address}:444/products/!getAccountBalance` },
		'another scheme': { ...check, url: 'http://secure.trust-provider.com/products/' },
	});

	refuses(adapter, credential, POST_ONLY, {
		GET: { ...check, method: 'GET' },
		'get without a body': { ...check, method: 'get', body: NONE },
	});

	refuses(adapter, credential, OTHER_BODY, { 'another body': { ...check, body: OTHER } });

	needsFields(adapter, credential, check, {
		'Login Name is empty': { loginName: ' ' },
		'Login Password is empty': { loginPassword: undefined },
		'Base URL is empty': { baseUrl: '' },
	});

	asks(
		adapter,
		credential,
		{
			account: null,
			method: 'POST',
			urls: [check.url],
			query: [],
			body: form(format),
			allowUnauthorizedCerts: false,
		},
		{
			'for fields unless told otherwise': [{}, {}, {}],
			'for fields': [{ responseFormat: '1' }, {}, {}],
			'for lines': [{ responseFormat: '0' }, {}, { body: form(['responseFormat', '0']) }],
			'for JSON': [{ responseFormat: 2 }, {}, { body: form(['responseFormat', '2']) }],
			'at another address': [
				{},
				{ baseUrl: 'http://127.0.0.1:8080/reseller/' },
				{ urls: ['http://127.0.0.1:8080/reseller/products/!getAccountBalance'] },
			],
		},
	);

	it('does not ask for another format', () => {
		const ask = () => adapter.request({ responseFormat: '3' }, credential);
		expectRefused(ask, 'Response Format must be one of 1, 0, 2', CHECK_FIELDS);
	});

	keepsSecret(adapter, [
		[credential, ['p&=+ %é']],
		[{ loginName: 'me@example.com', loginPassword: null }, ['']],
		[{}, ['']],
	]);
});

/** The whole request comes out as expected, again from itself, and what was given stays. */
function signs(
	adapter: Vendor,
	credential: Fields,
	table: Table<readonly [given: OutgoingRequest, changes: Partial<SignedRequest>]>,
): void {
	it.each(rowsOf(table))('signs %s', (_, [given, changes]) => {
		const before = structuredClone(given);
		const signed = adapter.sign(given, credential);
		expect(signed).toEqual({ ...before, confidential: [], ...changes });
		expect(adapter.sign(signed, credential)).toEqual(signed);
		expect(given).toEqual(before);
	});
}

function refuses(
	adapter: Vendor,
	credential: Fields,
	[summary, advice]: Words,
	table: Table<OutgoingRequest>,
): void {
	it.each(rowsOf(table))('does not sign %s', (_, given) => {
		expectRefused(() => adapter.sign(given, credential), summary, advice);
	});
}

/** What is missing in the credential is told before anything is asked, and before it is signed. */
function needsFields(
	adapter: Vendor,
	credential: Fields,
	given: OutgoingRequest,
	table: Table<Fields>,
): void {
	it.each(rowsOf(table))('neither asks nor signs: %s', (summary, fields) => {
		const lacking = { ...credential, ...fields };
		expectRefused(() => adapter.request({}, lacking), summary, CHECK_FIELDS);
		expectRefused(() => adapter.sign(given, lacking), summary, CHECK_FIELDS);
	});
}

function asks(
	adapter: Vendor,
	credential: Fields,
	usual: BalanceRequest,
	table: Table<readonly [query: Fields, fields: Fields, changes: Partial<BalanceRequest>]>,
): void {
	it.each(rowsOf(table))('asks %s', (_, [query, fields, changes]) => {
		const asked = adapter.request(query, { ...credential, ...fields });
		expect(asked).toEqual({ ...usual, ...changes });
	});
}

function keepsSecret(
	adapter: Vendor,
	rows: ReadonlyArray<readonly [credential: Fields, secrets: readonly string[]]>,
): void {
	it.each(rows)('keeps secret what is in %j', (credential, secrets) => {
		expect(adapter.secrets(credential)).toEqual(secrets);
	});
}

function rowsOf<Case>(table: Table<Case>): Array<[what: string, each: Case]> {
	return Object.entries(table);
}

function expectRefused(run: () => unknown, summary: string, advice: string): void {
	const expected = { outcome: 'refused', kind: 'invalidRequest', summary, advice };
	expect(refusalOf(run)).toMatchObject(expected);
}

/** The refusal in which this ends. */
function refusalOf(run: () => unknown): Refusal {
	const refused = orRefusal(() => {
		run();
		return null;
	});
	if (refused === null) throw new Error('Nothing was refused');
	return refused;
}

/** A digest as a server may also write it down. */
function inBase64(hex: string): string {
	return Buffer.from(hex, 'hex').toString('base64');
}

function sha1(text: string): string {
	return createHash('sha1').update(text).digest('hex');
}
