import { intelliSoftware } from '../../../nodes/IntelliSoftware/intelliSoftware.vendor';
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
	OTHER,
	OTHER_BODY,
	OTHER_HOST,
	OWN,
	POST_ONLY,
	refuses,
	signs,
} from '../signing';

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
