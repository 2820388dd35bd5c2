import type { IDataObject } from 'n8n-workflow';

import { startEchoServer, type EchoServer } from './echoServer';
import { createEngine, type Engine } from './engine';
import { samplePackage, trigger, usesSampleApi } from './samplePackage';

let engine: Engine;
let server: EchoServer;

beforeAll(async () => {
	engine = await createEngine(samplePackage());
	server = await startEchoServer();
});

afterAll(async () => await server.close());

const credentials = [
	{ id: '1', name: 'Sample', type: 'sampleApi', data: { password: '={{ $json.password }}' } },
];

async function run(
	parameters: IDataObject,
	options: { onError?: string; input?: IDataObject[] } = {},
) {
	const { input = [{ password: 'secret' }], ...settings } = options;
	const node = {
		name: 'HTTP Request',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		position: [1, 0],
		credentials: usesSampleApi,
		parameters: {
			url: server.url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'sampleApi',
			...parameters,
		},
		...settings,
	};
	const connections = { Trigger: { main: [[{ node: node.name, type: 'main', index: 0 }]] } };
	const result = await engine.run({ nodes: [trigger, node], connections }, { credentials, input });
	return { ...result, items: result.outputs(node.name)[0]?.map(({ json }) => json) };
}

const bodyParameters = { parameters: [{ name: 'a b', value: 'c&d' }] };

test.each([
	['form-urlencoded', { bodyParameters }, 'application/x-www-form-urlencoded', 'a%20b=c%26d'],
	['json', { bodyParameters }, 'application/json', '{"a b":"c&d"}'],
	['json', { specifyBody: 'json', jsonBody: '{"n": 1}' }, 'application/json', '{"n":1}'],
	['raw', { rawContentType: 'text/xml', body: '<a/>' }, 'text/xml', '<a/>'],
])('a body of content type %s with %j', async (contentType, parameters, header, body) => {
	const { items } = await run({ method: 'POST', sendBody: true, contentType, ...parameters });
	expect(items).toMatchObject([{ method: 'POST', body, headers: { 'x-sample': 'nobody:secret' } }]);
	expect((items?.[0]?.['headers'] as IDataObject)['content-type']).toMatch(header);
});

test('a query, with a space as %20', async () => {
	const { items } = await run({
		sendQuery: true,
		queryParameters: { parameters: [{ name: 'q', value: 'a b' }] },
	});
	expect(items).toMatchObject([{ method: 'GET', path: '/?q=a%20b', body: '' }]);
});

test('every item has its own request and its own credential', async () => {
	const { items } = await run(
		{ url: `={{ "${server.url}/" + $json.password }}` },
		{ input: [{ password: 'one' }, { password: 'two' }] },
	);
	expect(items).toMatchObject([
		{ path: '/one', headers: { 'x-sample': 'nobody:one' } },
		{ path: '/two', headers: { 'x-sample': 'nobody:two' } },
	]);
});

test('a refusal stops the run, or becomes an item', async () => {
	const stopped = await run({ url: `${server.url}/refused` });
	expect(stopped.run.data.resultData.error).toMatchObject({ httpCode: '403' });
	const { items } = await run(
		{ url: `${server.url}/refused` },
		{ onError: 'continueRegularOutput' },
	);
	expect(items).toMatchObject([{ error: { httpCode: '403' } }]);
});
