import { startEchoServer, type EchoServer } from './echoServer';
import { createEngine, type Engine, type StoredCredential } from './engine';
import { samplePackage, usesSampleApi, workflowWith } from './samplePackage';

let engine: Engine;
let server: EchoServer;

beforeAll(async () => {
	engine = await createEngine(samplePackage());
	server = await startEchoServer();
});

afterAll(async () => await server.close());

const sample = (data: StoredCredential['data']): StoredCredential => ({
	id: '1',
	name: 'Sample',
	type: 'sampleApi',
	data,
});

describe('authentication', () => {
	test('runs the function of the credential type, with the defaults of its properties', async () => {
		const document = workflowWith(
			'fetcher',
			{ url: server.url, credentialType: 'sampleApi' },
			{ credentials: usesSampleApi },
		);
		const { outputs } = await engine.run(document, {
			credentials: [sample({ password: 'secret' })],
		});
		expect(outputs('Node')[0]?.[0]?.json['headers']).toMatchObject({ 'x-sample': 'nobody:secret' });
	});

	test('applies a generic description', async () => {
		const document = workflowWith(
			'fetcher',
			{ url: server.url, credentialType: 'genericApi' },
			{ credentials: { genericApi: { id: '2', name: 'Generic' } } },
		);
		const generic = { id: '2', name: 'Generic', type: 'genericApi', data: { token: 'secret' } };
		const { outputs } = await engine.run(document, { credentials: [generic] });
		expect(outputs('Node')[0]?.[0]?.json).toMatchObject({
			path: '/?key=fixed',
			headers: { 'x-generic': 'token secret' },
		});
	});
});

describe('reading a credential', () => {
	const document = workflowWith('reader', {}, { credentials: usesSampleApi });
	const input = [{ tenant: 'first' }, { tenant: 'second' }];

	test('resolves its expressions for the item, and counts the calls', async () => {
		const credentials = [sample({ password: '={{ $json.tenant + "!" }}', user: 'a=b' })];
		const { outputs, decryptions } = await engine.run(document, { credentials, input });
		expect(outputs('Node')[0]?.map(({ json }) => json)).toEqual([
			{ user: 'a=b', password: 'first!', url: '' },
			{ user: 'a=b', password: 'second!', url: '' },
		]);
		expect(decryptions).toBe(2);
	});

	test('marks the error of an expression', async () => {
		const credentials = [sample({ password: '={{ $("Nowhere").first().json }}' })];
		const { run } = await engine.run(document, { credentials });
		expect(run.data.resultData.error?.message).toContain('[Error resolving credentials]');
	});

	test.each([
		['has another id', { id: '7' }, 'Credential with ID "1" does not exist for type "sampleApi".'],
		['has another type', { type: 'genericApi' }, 'does not exist for type "sampleApi"'],
		['is unreadable', { unreadable: true }, 'Credentials could not be decrypted'],
	])('fails when the stored one %s', async (_, change, message) => {
		const credentials = [{ ...sample({ password: 'secret' }), ...change }];
		const { run } = await engine.run(document, { credentials });
		expect(run.status).toBe('error');
		expect(run.data.resultData.error?.message).toContain(message);
	});
});

describe('testing a credential', () => {
	test('is green or red as the function says, with defaults applied', async () => {
		const url = `${server.url}/tested`;
		expect(await engine.testCredential('sampleApi', { password: 'right', url })).toEqual({
			status: 'OK',
			message: 'asked /tested',
		});
		expect(await engine.testCredential('sampleApi', { password: 'wrong' })).toEqual({
			status: 'Error',
			message: 'refused nobody',
		});
	});

	test('resolves expressions without an item', async () => {
		const result = await engine.testCredential('sampleApi', { user: '={{ "a" + "b" }}' });
		expect(result.message).toBe('refused ab');
	});

	test('throws what the function throws', async () => {
		const testing = engine.testCredential('sampleApi', { password: 'throw' });
		await expect(testing).rejects.toThrow('thrown by the test');
	});

	test('is red without a function', async () => {
		expect(await engine.testCredential('genericApi', {})).toEqual({
			status: 'Error',
			message: 'No testing function found for this credential.',
		});
	});
});
