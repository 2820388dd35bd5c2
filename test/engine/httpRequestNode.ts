import {
	jsonParse,
	NodeApiError,
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestMethods,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type JsonObject,
} from 'n8n-workflow';

// The two types are named by way of n8n's functions, since the linter bans the deprecated name and
// node's streams.
type LegacyOptions = Parameters<IExecuteFunctions['helpers']['requestWithAuthentication']>[1];
type Content = Parameters<IExecuteFunctions['helpers']['binaryToString']>[0];
type ReadParameter = <Value>(name: string, fallback: Value) => Value;

interface KeyValue {
	name: string;
	value: string;
}

/** What the legacy request answers with `resolveWithFullResponse` and `useStream`. */
interface FullResponse {
	body: Content | undefined;
	headers: Record<string, string | undefined>;
}

/**
 * An imitation of the HTTP Request node (`HttpRequestV3.node.ts` of `n8n-nodes-base`) with a
 * predefined credential type, at its default settings: it hands the same legacy options to the same
 * function of n8n-core, and all requests are under way at once.
 */
export function httpRequest(): INodeType {
	return {
		description: {
			displayName: 'HTTP Request',
			name: 'httpRequest',
			group: ['output'],
			version: [4, 4.1, 4.2, 4.3, 4.4],
			description: 'Makes an HTTP request',
			defaults: { name: 'HTTP Request' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [],
			properties: [
				text('method', 'GET'),
				text('url'),
				text('authentication', 'none'),
				text('nodeCredentialType'),
				toggle('sendQuery'),
				keyValues('queryParameters'),
				toggle('sendHeaders'),
				keyValues('headerParameters'),
				toggle('sendBody'),
				text('contentType', 'json'),
				text('specifyBody', 'keypair'),
				keyValues('bodyParameters'),
				text('jsonBody'),
				text('body'),
				text('rawContentType'),
				{
					displayName: 'Options',
					name: 'options',
					type: 'collection',
					default: {},
					options: [toggle('allowUnauthorizedCerts')],
				},
			],
		},
		async execute(this: IExecuteFunctions) {
			const requests = this.getInputData().map(async (_, index) => await send(this, index));
			const results = await Promise.allSettled(requests);
			const items: INodeExecutionData[] = [];
			for (const [index, result] of results.entries()) {
				items.push(...(await toItems(this, index, result)));
			}
			return [items];
		},
	};
}

function text(name: string, value = ''): INodeProperties {
	return { displayName: name, name, type: 'string', default: value };
}

function toggle(name: string): INodeProperties {
	return { displayName: name, name, type: 'boolean', default: false };
}

function keyValues(name: string): INodeProperties {
	return {
		displayName: name,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		options: [
			{ displayName: 'Parameters', name: 'parameters', values: [text('name'), text('value')] },
		],
	};
}

async function send(context: IExecuteFunctions, index: number): Promise<FullResponse> {
	const options = legacyOptions(context, index);
	const { request, requestWithAuthentication } = context.helpers;
	const credentialType = context.getNodeParameter('nodeCredentialType', index);
	const reply: unknown =
		context.getNodeParameter('authentication', index) === 'predefinedCredentialType'
			? await requestWithAuthentication.call(
					context,
					credentialType as string,
					options,
					undefined,
					index,
				)
			: await request(options);
	// The casts: n8n's request functions answer `any`, and a parameter may be anything.
	return reply as FullResponse;
}

function legacyOptions(context: IExecuteFunctions, index: number): LegacyOptions {
	// The casts: n8n-workflow cannot know what the value of a parameter is.
	const parameter: ReadParameter = <Value>(name: string, fallback: Value) =>
		context.getNodeParameter(name, index, fallback) as Value;
	const version = context.getNode().typeVersion;
	const method = parameter<IHttpRequestMethods>('method', 'GET');
	const options: LegacyOptions = {
		headers: {},
		method,
		uri: parameter('url', '').trim(),
		gzip: true,
		rejectUnauthorized: !parameter<boolean>('options.allowUnauthorizedCerts', false),
		resolveWithFullResponse: true,
		sendCredentialsOnCrossOriginRedirect: version < 4.4,
		followRedirect: true,
		followAllRedirects: true,
		timeout: 300_000,
		encoding: null,
		json: false,
		useStream: true,
	};
	const pairs = (name: string): IDataObject =>
		Object.fromEntries(
			parameter<KeyValue[]>(`${name}.parameters`, []).map((pair) => [pair.name, pair.value]),
		);
	if (parameter<boolean>('sendBody', false)) addBody(options, parameter, pairs);
	if (parameter<boolean>('sendQuery', false)) options.qs = pairs('queryParameters');
	if (parameter<boolean>('sendHeaders', false))
		Object.assign(options.headers ?? {}, lowerCaseKeys(pairs));
	return acceptAnything(options);
}

function lowerCaseKeys(pairs: (name: string) => IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(pairs('headerParameters')).map(([key, value]) => [key.toLowerCase(), value]),
	);
}

function acceptAnything(options: LegacyOptions): LegacyOptions {
	const accept =
		'application/json,text/html,application/xhtml+xml,application/xml,text/*;q=0.9, image/*;q=0.8, */*;q=0.7';
	return { ...options, headers: { accept, ...options.headers } };
}

// The shape of the body is the point of this imitation: `form` for a form, an object for JSON, and
// a string with its content type in the headers for "raw".
function addBody(
	options: LegacyOptions,
	parameter: ReadParameter,
	pairs: (name: string) => IDataObject,
): void {
	const contentType = parameter<string>('contentType', 'json');
	if (contentType === 'raw') {
		options.body = parameter('body', '');
		options.headers = { ...options.headers, 'content-type': parameter('rawContentType', '') };
		return;
	}
	const content = bodyContent(parameter, pairs);
	if (contentType === 'form-urlencoded') options.form = content;
	else options.body = content;
}

function bodyContent(parameter: ReadParameter, pairs: (name: string) => IDataObject): IDataObject {
	const specifyBody = parameter<string>('specifyBody', 'keypair');
	if (specifyBody === 'json') return jsonParse<IDataObject>(parameter('jsonBody', ''));
	if (specifyBody === 'string') {
		return Object.fromEntries(new URLSearchParams(parameter('body', '')));
	}
	return pairs('bodyParameters');
}

async function toItems(
	context: IExecuteFunctions,
	index: number,
	result: PromiseSettledResult<FullResponse>,
): Promise<INodeExecutionData[]> {
	const pairedItem = { item: index };
	if (result.status === 'fulfilled') {
		const values = await readJson(context, result.value);
		return values.map((json) => ({ json, pairedItem }));
	}
	// The casts: the reason is whatever n8n-core threw, and the real node puts it into the item.
	const reason = result.reason as JsonObject;
	if (context.continueOnFail()) return [{ json: { error: reason as IDataObject }, pairedItem }];
	if (result.reason instanceof NodeApiError) throw result.reason;
	throw new NodeApiError(context.getNode(), reason, { itemIndex: index });
}

async function readJson(
	context: IExecuteFunctions,
	{ body, headers }: FullResponse,
): Promise<IDataObject[]> {
	const content = body ? await context.helpers.binaryToString(body) : '';
	if (!headers['content-type']?.includes('application/json')) return [{ data: content }];
	const value = jsonParse<IDataObject | IDataObject[]>(content);
	return Array.isArray(value) ? value : [value];
}
