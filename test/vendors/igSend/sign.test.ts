import { igSend } from '../../../nodes/IgSend/igSend.vendor';
import type { Input } from '../../../nodes/shared/input/fields';
import type { OutgoingRequest } from '../../../nodes/shared/request/request';
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
	OTHER_HOST,
	OWN,
	refuses,
	signs,
} from '../signing';

describe('iGsend', () => {
	const adapter = igSend;
	const live = 'https://api.igsend.co.uk';
	const sandbox = 'https://sandbox.api.igsend.co.uk';
	const custom = 'http://127.0.0.1:8080/gateway';
	const path = '/services/clientbalance/';
	const credential = { publicKey: 'pk_demo', privateKey: 'sk:demo é', defaultClientId: '100045' };
	const signed = {
		headers: { ...HEADERS, Authorization: 'Basic cGtfZGVtbzpzazpkZW1vIMOp' },
		// The pair and its base64: a server that quotes them may encode them once more.
		confidential: ['pk_demo:sk:demo é', 'cGtfZGVtbzpzazpkZW1vIMOp'],
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

	describe.each<[string, string, Input]>([
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
				{ defaultClientId: '' },
				askedAbout('7'),
			],
			'with zeros in front': [{ clientId: '0007' }, {}, askedAbout('7')],
			'with white space around': [{}, { defaultClientId: ' 100200\n' }, askedAbout('100200')],
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
			() => adapter.request({}, { ...credential, defaultClientId: clientId }),
			'Default Client ID must be a whole number above 0',
			advice,
		);
	});

	it.each<[string, Input, Input]>([
		['Client ID is empty', { clientId: '' }, {}],
		['Default Client ID is empty', {}, { defaultClientId: '' }],
		['Amount Unit must be one of major, minor', { amountUnit: 'pence' }, {}],
	])('does not ask: %s', (summary, query, fields) => {
		const ask = () => adapter.request(query, { ...credential, ...fields });
		expectRefused(ask, summary, CHECK_FIELDS);
	});

	keepsSecret(adapter, [
		[credential, ['sk:demo é']],
		[{ publicKey: 'pk_demo' }, ['']],
		[{ privateKey: 'sk:demo é' }, ['sk:demo é']],
		[{}, ['']],
	]);
});
