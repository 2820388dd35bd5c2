import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { createBalanceEngine, storedCredential } from '../engine/accountBalance';
import type { Engine } from '../engine/engine';
import { ALL_ADAPTERS } from '../vendors/adapters';
import { startVendor, type RunningVendor } from '../vendors/runningVendors';

/** The options of a request, in the new and in the legacy way of n8n. */
type Options = IHttpRequestOptions & { uri?: string; form?: IDataObject };

/** A request of n8n's HTTP Request node: where it goes, and the node's other parameters. */
type NodeRequest = readonly [what: string, path: string, parameters: IDataObject];

/** One vendor's credential, which signs requests to its stand-in. */
export interface SignedRequests {
	/** The stand-in with its credential, once the tests run. */
	readonly vendor: () => RunningVendor;
	/** What n8n's HTTP Request node puts out, with the credential as its predefined type. */
	send(path: string, parameters: IDataObject): Promise<SentRequest>;
	/** What the credential makes of a request's options; its path is one at the stand-in. */
	authenticate(options: object): Promise<Options>;
}

interface SentRequest {
	readonly json: IDataObject | undefined;
	/** Where the run stopped. */
	readonly message: string | null;
}

/** Starts a vendor's stand-in for tests of the requests that its credential signs. */
export function openSignedRequests(vendorId: string): SignedRequests {
	let engine: Engine;
	let vendor: RunningVendor;

	beforeAll(async () => {
		engine = await createBalanceEngine();
		vendor = await startVendor(vendorId);
	});

	afterAll(async () => {
		await vendor.standIn.close();
	});

	return {
		vendor: () => vendor,
		send: async (path, parameters) => await sendRequest(engine, vendor, path, parameters),
		authenticate: async (options) => await authenticate(vendor, options),
	};
}

/** Declares tests of requests that are signed, with what the stand-in replies to them. */
export function signsRequests(
	{ send }: SignedRequests,
	cases: ReadonlyArray<readonly [...request: NodeRequest, expected: unknown]>,
): void {
	it.each(cases)('signs %s in the HTTP Request node', async (_, path, parameters, expected) => {
		expect(await send(path, parameters)).toMatchObject({ json: expected, message: null });
	});
}

/** Declares tests of requests that are not signed, and so not sent. */
export function refusesRequests(
	{ vendor, send }: SignedRequests,
	cases: ReadonlyArray<readonly [...request: NodeRequest, words: RegExp]>,
): void {
	it.each(cases)('refuses %s in words', async (_, path, parameters, words) => {
		const before = vendor().standIn.requests.length;
		const { message } = await send(path, parameters);
		expect(message).toMatch(words);
		expect(vendor().standIn.requests).toHaveLength(before);
	});
}

/** Declares tests of what holds for all options that can be signed. */
export function signsOptions(
	{ authenticate: sign, vendor }: SignedRequests,
	cases: ReadonlyArray<readonly [what: string, options: object]>,
): void {
	it.each(cases)('signs %s twice as once', async (_, options) => {
		const once = await sign(options);
		expect(await sign(once)).toEqual(once);
	});

	it.each(cases)('returns a copy of %s and changes nothing', async (_, options) => {
		const given = withPath(vendor(), options);
		const before = structuredClone(given);
		await sign(deepFreeze(given));
		expect(given).toEqual(before);
	});
}

/** Runs n8n's HTTP Request node with a credential as its predefined type. */
export async function sendRequest(
	engine: Engine,
	{ id, standIn, credential }: RunningVendor,
	path: string,
	parameters: IDataObject,
): Promise<SentRequest> {
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

async function authenticate(vendor: RunningVendor, options: object): Promise<Options> {
	const registered = ALL_ADAPTERS.find(({ id }) => id === vendor.id);
	const { authenticate: sign } = registered?.createCredential() ?? {};
	if (typeof sign !== 'function') throw new Error(`${vendor.id} has no authenticate function`);
	const data: ICredentialDataDecryptedObject = vendor.credential;
	// The cast: options that nobody could enter are the point of some tests.
	return await sign(data, { method: 'POST', ...withPath(vendor, options) } as Options);
}

/** The stand-in's address, unless the options have one of their own. */
function withPath({ standIn }: RunningVendor, options: object): object {
	const { path = '', ...others }: { path?: string } = options;
	return { url: `${standIn.url}${path}`, ...others };
}

function deepFreeze<Value extends object>(value: Value): Value {
	for (const inner of Object.values(value))
		if (typeof inner === 'object' && inner) deepFreeze(inner);
	return Object.freeze(value);
}

/** The parameters of a form. */
export function sendForm(fields: Record<string, string>): IDataObject {
	return {
		method: 'POST',
		sendBody: true,
		contentType: 'form-urlencoded',
		bodyParameters: pairs(fields),
	};
}

/** The parameters of a body that is written as it is. */
export function sendRaw(rawContentType: string, body: string): IDataObject {
	return { method: 'POST', sendBody: true, contentType: 'raw', rawContentType, body };
}

/** The parameters of a query. */
export function sendQuery(fields: Record<string, string>): IDataObject {
	return { sendQuery: true, queryParameters: pairs(fields) };
}

function pairs(fields: Record<string, string>): IDataObject {
	return { parameters: Object.entries(fields).map(([name, value]) => ({ name, value })) };
}
