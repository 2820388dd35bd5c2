import { cloud9Mobile } from '../../../nodes/Cloud9Mobile/cloud9Mobile.vendor';
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
	refuses,
	signs,
} from '../signing';

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
			'a time with something in front of it': asking(type, ['timestamp', 'x2026-11-21 08:00:00']),
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
