/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the ban protects n8n's runtime; this is test code */
import {
	NodeConnectionTypes,
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type ICredentialType,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import type { PackageSource } from './packageSource';
import type { WorkflowDocument } from './workflowDocument';

/** A package with the smallest nodes that show what the engine does. */
export function samplePackage(): PackageSource {
	return {
		kind: 'classes',
		packageName: 'n8n-nodes-sample',
		nodes: [fetcher(), reader(), thrower(), printer(), counter()],
		credentials: [sampleApi(), genericApi()],
	};
}

/** The manual trigger of the sample workflows. */
export const trigger = {
	name: 'Trigger',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** A workflow in which a trigger feeds one node of the sample package. */
export function workflowWith(
	name: string,
	parameters: IDataObject = {},
	settings: { onError?: string; credentials?: object } = {},
): WorkflowDocument {
	const type = `n8n-nodes-sample.${name}`;
	return {
		nodes: [
			trigger,
			{ name: 'Node', type, typeVersion: 1, position: [1, 0], parameters, ...settings },
		],
		connections: { Trigger: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
	};
}

/** What a node's `credentials` hold to use the credential with the id "1". */
export const usesSampleApi = { sampleApi: { id: '1', name: 'Sample' } };

function describe(name: string, properties: INodeProperties[]): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: name,
		defaults: { name },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties,
	};
}

function property(name: string): INodeProperties {
	return { displayName: name, name, type: 'string', default: '' };
}

async function forEachItem(
	context: IExecuteFunctions,
	read: (index: number) => Promise<IDataObject>,
): Promise<INodeExecutionData[][]> {
	const items: INodeExecutionData[] = [];
	for (const index of context.getInputData().keys()) {
		items.push({ json: await read(index), pairedItem: { item: index } });
	}
	return [items];
}

/** Requests an address: with a credential where `credentialType` is given, cancellable without. */
function fetcher(): INodeType {
	return {
		description: {
			...describe('fetcher', [property('url'), property('credentialType')]),
			credentials: [{ name: 'sampleApi', testedBy: 'sampleTest' }, { name: 'genericApi' }],
		},
		methods: { credentialTest: { sampleTest } },
		async execute(this: IExecuteFunctions) {
			return await forEachItem(this, async (index) => {
				const url = String(this.getNodeParameter('url', index));
				const credentialType = String(this.getNodeParameter('credentialType', index));
				return await request(this, credentialType, { url });
			});
		},
	};
}

// The casts: n8n's request functions answer `any`.
async function request(
	context: IExecuteFunctions,
	credentialType: string,
	options: IHttpRequestOptions,
): Promise<IDataObject> {
	const { httpRequest, httpRequestWithAuthentication } = context.helpers;
	if (credentialType !== '') {
		const call = httpRequestWithAuthentication.call(context, credentialType, options);
		return (await call) as IDataObject;
	}
	const abortSignal = context.getExecutionCancelSignal();
	return (await httpRequest({ ...options, ...(abortSignal && { abortSignal }) })) as IDataObject;
}

/** Green for the password "right", thrown for "throw", and red otherwise. */
async function sampleTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): ReturnType<NonNullable<NonNullable<INodeType['methods']>['credentialTest']>[string]> {
	const { user, password, url } = credential.data ?? {};
	if (password === 'throw') throw new TypeError('thrown by the test');
	if (password !== 'right') return { status: 'Error', message: `refused ${String(user)}` };
	const { request: ask } = this.helpers;
	// The cast: n8n's request functions answer `any`.
	const reply = (await ask({ uri: String(url), json: true })) as IDataObject;
	return { status: 'OK', message: `asked ${String(reply['path'])}` };
}

/** Emits its credential, read for each item. */
function reader(): INodeType {
	return {
		description: { ...describe('reader', []), credentials: [{ name: 'sampleApi' }] },
		async execute(this: IExecuteFunctions) {
			return await forEachItem(
				this,
				async (index) => await this.getCredentials('sampleApi', index),
			);
		},
	};
}

/** Fails for items with `fail`: as an item where On Error is set to continue, else by throwing. */
function thrower(): INodeType {
	return {
		description: describe('thrower', [property('note'), property('always')]),
		async execute(this: IExecuteFunctions) {
			return await forEachItem(this, async (itemIndex) => {
				const always = this.getNodeParameter('always', itemIndex) !== '';
				if (!always && !this.getInputData()[itemIndex]?.json['fail']) return { fine: true };
				if (!always && this.continueOnFail()) return { error: 'failed on purpose' };
				throw new NodeOperationError(this.getNode(), 'failed on purpose', { itemIndex });
			});
		},
	};
}

/** Prints and logs. */
function printer(): INodeType {
	return {
		description: describe('printer', []),
		async execute(this: IExecuteFunctions) {
			const { console: target } = globalThis;
			target.warn('printed to the %s', 'console');
			this.logger.debug('logged by the node', { detail: 'with metadata' });
			return [this.getInputData()];
		},
	};
}

/** Counts its runs in the static data of the node. */
function counter(): INodeType {
	return {
		description: describe('counter', []),
		async execute(this: IExecuteFunctions) {
			const data = this.getWorkflowStaticData('node');
			data['runs'] = Number(data['runs'] ?? 0) + 1;
			return [[{ json: { runs: data['runs'] } }]];
		},
	};
}

function sampleApi(): ICredentialType {
	return {
		name: 'sampleApi',
		displayName: 'Sample API',
		properties: [{ ...property('user'), default: 'nobody' }, property('password'), property('url')],
		authenticate: async ({ user, password }: ICredentialDataDecryptedObject, options) => ({
			...options,
			headers: { ...options.headers, 'x-sample': `${String(user)}:${String(password)}` },
		}),
	};
}

function genericApi(): ICredentialType {
	return {
		name: 'genericApi',
		displayName: 'Generic API',
		properties: [property('token')],
		authenticate: {
			type: 'generic',
			properties: {
				headers: { 'x-generic': '={{ "token " + $credentials.token }}' },
				qs: { key: 'fixed' },
			},
		},
	};
}
