import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { createBalanceEngine, storedCredential } from '../engine/accountBalance';
import type { Engine } from '../engine/engine';
import { startAllVendors, type RunningVendor } from '../vendors/runningVendors';
import { VENDORS } from '../vendors/registry';

let engine: Engine;
let vendors: RunningVendor[];

beforeAll(async () => {
	engine = await createBalanceEngine();
	vendors = await startAllVendors();
});

afterAll(async () => {
	await Promise.all(vendors.map(async ({ standIn }) => await standIn.close()));
});

function vendor(id: string): RunningVendor {
	const found = vendors.find((candidate) => candidate.id === id);
	if (found === undefined) throw new Error(`No stand-in for ${id}`);
	return found;
}

/** Runs n8n's HTTP Request node with one of our credentials as its predefined type. */
async function httpRequest(id: string, path: string, parameters: IDataObject) {
	const { standIn, credential } = vendor(id);
	const type = `${id}Api`;
	const node = {
		name: 'HTTP Request',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		position: [200, 0],
		credentials: { [type]: { id: '1', name: 'My credential' } },
		parameters: {
			url: path.startsWith('http') ? path : `${standIn.url}${path}`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: type,
			...parameters,
		},
	};
	const trigger = {
		name: 'Trigger',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const connections = { Trigger: { main: [[{ node: node.name, type: 'main', index: 0 }]] } };
	const result = await engine.run(
		{ nodes: [trigger, node], connections },
		{ credentials: [storedCredential(id, credential)] },
	);
	const stopped = result.run.data.resultData.error;
	return {
		json: result.outputs(node.name)[0]?.[0]?.json,
		message: stopped === undefined ? null : `${stopped.message} ${String(stopped.description)}`,
	};
}

const JSON_VERSIONS = '{"request_version":"1.0.0","response_version":"1.0.3"}';

describe('in the HTTP Request node', () => {
	it.each<[string, string, string, IDataObject, unknown]>([
		[
			'sectigo',
			'a form',
			'/products/!getAccountBalance',
			form({ responseFormat: '2' }),
			{ errorCode: 0, accountID: '1000482915' },
		],
		[
			'sectigo',
			'a raw form',
			'/products/!getAccountBalance',
			raw('application/x-www-form-urlencoded', 'responseFormat=2'),
			{ errorCode: 0, accountID: '1000482915' },
		],
		[
			'intelliSoftware',
			'JSON',
			'/api/json/getbalance.aspx',
			{
				method: 'POST',
				sendBody: true,
				contentType: 'json',
				specifyBody: 'json',
				jsonBody: JSON_VERSIONS,
			},
			{ response_status: 'ok' },
		],
		[
			'intelliSoftware',
			'raw JSON',
			'/api/json/getbalance.aspx',
			raw('application/json', JSON_VERSIONS),
			{ response_status: 'ok' },
		],
		[
			'intelliSoftware',
			'no body at all on the form interface',
			'/api/https/getbalance.aspx',
			{ method: 'POST' },
			{ data: expect.stringContaining('BALANCE:100.0') },
		],
		[
			'igSend',
			'a query',
			'/services/clientbalance/',
			query({ ClientID: '100045' }),
			{ coreRes: { status: 1 } },
		],
		[
			'kolmisoftM4',
			'a form',
			'/billing/api/user_balance_get',
			form({ username: 'wholesale_one', currency: 'GBP' }),
			{ data: expect.stringContaining('52.1400') },
		],
		[
			'cloud9Mobile',
			'a query',
			'/api.cgi',
			query({
				transaction_id: '7',
				request_type: 'check_balance',
				timestamp: '2026-11-21 08:00:00',
			}),
			{ data: expect.stringContaining('<BALANCE>1000.00</BALANCE>') },
		],
	])('%s signs %s', async (id, _, path, parameters, expected) => {
		expect(await httpRequest(id, path, parameters)).toMatchObject({
			json: expected,
			message: null,
		});
	});

	it.each<[string, string, string, IDataObject, RegExp]>([
		[
			'kolmisoftM4',
			'another call',
			'/billing/api/users_get',
			form({ username: 'x' }),
			/signs the call \/api\/user_balance_get only/,
		],
		[
			'kolmisoftM4',
			'another parameter',
			'/billing/api/user_balance_get',
			form({ username: 'x', page: '1' }),
			/signs the parameters username, currency/,
		],
		[
			'cloud9Mobile',
			'a transfer',
			'/api.cgi',
			query({ request_type: 'update_user_balance' }),
			/signs check_balance requests only/,
		],
		[
			'cloud9Mobile',
			'two request types',
			'/api.cgi?request_type=update_user_balance',
			query({ request_type: 'check_balance' }),
			/signs check_balance requests only/,
		],
		[
			'cloud9Mobile',
			'a transfer that a server may split off at semicolons',
			'/api.cgi?transaction_id=1;request_type=update_user_balance;amount=100&request_type=check_balance',
			{},
			/not plainly percent-encoded/,
		],
		[
			'cloud9Mobile',
			'a parameter that a server may decode',
			'/api.cgi?request_type=check_balance&request%u005ftype=update_user_balance',
			{},
			/not plainly percent-encoded/,
		],
		[
			'cloud9Mobile',
			'a line break between parameters',
			'/api.cgi?request_type=check_balance\n&amount=100',
			{},
			/not plainly percent-encoded/,
		],
		[
			'cloud9Mobile',
			'an amount',
			'/api.cgi',
			query({ request_type: 'check_balance', amount: '100' }),
			/signs check_balance requests only/,
		],
		[
			'kolmisoftM4',
			'a name behind a semicolon',
			'/billing/api/user_balance_get',
			raw('application/x-www-form-urlencoded', 'username=x;username=wholesale_one'),
			/not plainly percent-encoded/,
		],
		[
			'kolmisoftM4',
			'the same in the query',
			'/billing/api/user_balance_get?username=x;username=wholesale_one',
			{},
			/not plainly percent-encoded/,
		],
		['sectigo', 'GET', '/products/!getAccountBalance', {}, /only be used with POST/],
		[
			'sectigo',
			'another host',
			'http://localhost:1/products/',
			form({}),
			/another host than the credential/,
		],
		['igSend', 'another port', 'http://127.0.0.1:1/', {}, /another host than the credential/],
		[
			'intelliSoftware',
			'XML',
			'/api/json/',
			raw('text/xml', '<a/>'),
			/cannot be added to this kind of body/,
		],
	])('%s refuses %s in words', async (id, _, path, parameters, words) => {
		const before = vendor(id).standIn.requests.length;
		const { message } = await httpRequest(id, path, parameters);
		expect(message).toMatch(words);
		expect(vendor(id).standIn.requests).toHaveLength(before);
	});

	it('follows no redirect with a credential', async () => {
		const { standIn } = vendor('sectigo');
		const target = vendor('igSend').standIn;
		const before = target.requests.length;
		const headers = { location: `${target.url}/services/clientbalance/` };
		standIn.misbehave({ kind: 'answer', answer: { status: 307, headers } }, 1);
		await httpRequest('sectigo', '/products/!getAccountBalance', form({}));
		expect(target.requests).toHaveLength(before);
	});
});

type Options = IHttpRequestOptions & { uri?: string; form?: IDataObject };

async function authenticate(id: string, options: object): Promise<Options> {
	const { authenticate: sign } =
		VENDORS.find(({ adapter }) => adapter.id === id)?.createCredential() ?? {};
	if (typeof sign !== 'function') throw new Error(`${id} has no authenticate function`);
	const data: ICredentialDataDecryptedObject = vendor(id).credential;
	return await sign(data, { url: vendor(id).standIn.url, method: 'POST', ...options } as Options);
}

describe('the options', () => {
	const LOGIN = { loginName: 'Reseller+certs@example.co.uk', loginPassword: 'p&ss=w+rd %41é"\\<x' };
	const ENCODED =
		'loginName=Reseller%2Bcerts%40example.co.uk&loginPassword=p%26ss%3Dw%2Brd%20%2541%C3%A9%22%5C%3Cx';
	const FORM_HEADERS = { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };

	it.each<[string, object, object]>([
		['a legacy form', { form: { own: 'field' } }, { form: { ...LOGIN, own: 'field' } }],
		[
			'a JSON object',
			{ body: { own: { nested: [1, true] } } },
			{ body: { ...LOGIN, own: { nested: [1, true] } } },
		],
		[
			'an object that is sent as a form',
			{ body: { own: 1 }, ...FORM_HEADERS },
			{ body: { ...LOGIN, own: '1' } },
		],
		['a raw form', { body: 'own=a%26b' }, { body: `${ENCODED}&own=a%26b` }],
		['raw JSON', { body: '{"own":[1]}' }, { body: JSON.stringify({ ...LOGIN, own: [1] }) }],
	])('of %s keep their own fields', async (_, options, expected) => {
		expect(await authenticate('sectigo', options)).toMatchObject(expected);
	});

	it('of URLSearchParams stay URLSearchParams', async () => {
		const { body } = await authenticate('sectigo', { body: new URLSearchParams({ own: 'a b' }) });
		expect(body).toEqual(new URLSearchParams(`${ENCODED}&own=a%20b`));
	});

	it.each(['sectigo', 'intelliSoftware'])('without a body get one: %s', async (id) => {
		const legacy = await authenticate(id, { url: undefined, uri: vendor(id).standIn.url });
		expect(Object.keys(legacy.form ?? {})).toHaveLength(2);
		const plain = await authenticate(id, {});
		expect(plain.body).toBeInstanceOf(URLSearchParams);
	});

	const CASES: ReadonlyArray<[string, object]> = [
		['sectigo', { form: { own: 'field' } }],
		['sectigo', { body: 'own=field' }],
		['intelliSoftware', { body: { request_version: '1.0.0', own: { nested: 1 } } }],
		['igSend', { method: 'GET', qs: { ClientID: 5 }, headers: { authorization: 'Bearer old' } }],
		['kolmisoftM4', { path: '/billing/api/user_balance_get', form: { username: 'x' } }],
		[
			'kolmisoftM4',
			{ path: '/billing/api/user_balance_get', method: 'GET', qs: { username: 'x' } },
		],
		[
			'cloud9Mobile',
			{
				path: '/api.cgi?password=old',
				method: 'GET',
				qs: { request_type: 'check_balance', carrier_id: 'old-carrier' },
			},
		],
	];

	it.each(CASES)('%s: signing twice is signing once', async (id, { ...options }) => {
		const once = await authenticate(id, withPath(id, options));
		expect(await authenticate(id, once)).toEqual(once);
	});

	it.each(CASES)('%s: a copy is returned and nothing is changed', async (id, options) => {
		const given = withPath(id, options);
		const before = structuredClone(given);
		await authenticate(id, deepFreeze(given));
		expect(given).toEqual(before);
	});

	it('with two addresses are judged by the one that is asked', async () => {
		const { url } = vendor('sectigo').standIn;
		const elsewhere = { url: 'http://127.0.0.1:1/', uri: url, form: {} };
		await expect(authenticate('sectigo', elsewhere)).rejects.toThrow(/another host/);
	});

	it.each([
		[
			'cloud9Mobile',
			'/api.cgi?timestamp=2026-11-21+08:00:00&request_type=check%5fbalance',
			'request_type=check_balance&carrier_id=1024&password=p%26ss%3Dw%2Brd%20%2541%C3%A9%22%5C%3Cx~%5E%24&timestamp=2026-11-21%2008:00:00',
		],
		[
			'kolmisoftM4',
			'/billing/api/user_balance_get?username=%61%3bb',
			/^username=a%3Bb&hash=[0-9a-f]{40}$/,
		],
	])('of %s send the query as we encode it, and nothing else', async (id, path, expected) => {
		const signed = await authenticate(id, { ...withPath(id, { path }), method: 'GET' });
		const [, sent] = (signed.url ?? '').split('?');
		expect(sent).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
		expect({ qs: signed.qs, baseURL: signed.baseURL }).toEqual({ qs: {}, baseURL: '' });
	});

	it('leave no other value of a signed parameter', async () => {
		const signed = await authenticate(
			'cloud9Mobile',
			withPath('cloud9Mobile', CASES[6]?.[1] ?? {}),
		);
		expect(JSON.stringify(signed)).not.toMatch(/old-carrier|password=old/);
		const basic = await authenticate('igSend', CASES[3]?.[1] ?? {});
		expect(JSON.stringify(basic)).not.toContain('Bearer');
	});
});

function withPath(id: string, options: object): object {
	const { path = '', ...others }: { path?: string } = options;
	return { ...others, url: `${vendor(id).standIn.url}${path}` };
}

function deepFreeze<Value extends object>(value: Value): Value {
	for (const inner of Object.values(value))
		if (typeof inner === 'object' && inner) deepFreeze(inner);
	return Object.freeze(value);
}

function form(fields: Record<string, string>): IDataObject {
	return {
		method: 'POST',
		sendBody: true,
		contentType: 'form-urlencoded',
		bodyParameters: pairs(fields),
	};
}

function raw(rawContentType: string, body: string): IDataObject {
	return { method: 'POST', sendBody: true, contentType: 'raw', rawContentType, body };
}

function query(fields: Record<string, string>): IDataObject {
	return { sendQuery: true, queryParameters: pairs(fields) };
}

function pairs(fields: Record<string, string>): IDataObject {
	return { parameters: Object.entries(fields).map(([name, value]) => ({ name, value })) };
}
