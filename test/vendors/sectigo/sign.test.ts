import { sectigo } from '../../../nodes/Sectigo/sectigo.vendor';
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
