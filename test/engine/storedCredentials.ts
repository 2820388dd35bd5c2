import './services';

import { Credentials, getAdditionalKeys } from 'n8n-core';
import {
	ICredentialsHelper,
	isExpression,
	NodeHelpers,
	UnexpectedError,
	UserError,
	Workflow,
	type IAuthenticateGeneric,
	type ICredentialDataDecryptedObject,
	type ICredentialsExpressionResolveValues,
	type IExecuteData,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeParameters,
	type INodeProperties,
	type IRequestOptionsSimplified,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import type { CredentialTypes, NodeTypes } from './typeRegistries';

/** A credential as a user saved it. */
export interface StoredCredential {
	id: string;
	name: string;
	type: string;
	data: ICredentialDataDecryptedObject;
	/** What is stored cannot be decrypted, as after a change of n8n's encryption key. */
	unreadable?: boolean;
}

const placeholderNode: INode = {
	id: 'placeholder',
	name: 'Placeholder',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/**
 * Decrypts and authenticates as n8n's server does (`packages/cli/src/credentials-helper.ts` in
 * n8n's repository): the data is encrypted with n8n's own cipher and decrypted at every call.
 */
export class StoredCredentials extends ICredentialsHelper {
	/** How often a node asked for a credential. */
	decryptions = 0;

	private readonly stored = new Map<string, Credentials>();

	constructor(
		private readonly credentialTypes: CredentialTypes,
		private readonly nodeTypes: NodeTypes,
	) {
		super();
	}

	/** Saves credentials, encrypted. */
	async save(credentials: readonly StoredCredential[]): Promise<void> {
		for (const { id, name, type, data, unreadable } of credentials) {
			const credential = new Credentials({ id, name }, type);
			await credential.setData(data);
			// Three bytes short of whole cipher blocks: decryption fails, whatever the content.
			if (unreadable) credential.data = credential.data?.slice(0, -4);
			this.stored.set(id, credential);
		}
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		nodeCredentials: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		expressionResolveValues?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		this.decryptions += 1;
		const credential = await this.getCredentials(nodeCredentials, type);
		const data = await credential.getData();
		if (raw === true) return data;
		const complete = this.withDefaults(type, data);
		return expressionResolveValues
			? await resolveForItem(complete, additionalData, mode, executeData, expressionResolveValues)
			: await this.resolveWithoutItem(complete, additionalData, mode);
	}

	/** Adds the defaults of a type's properties, and drops what the type does not declare. */
	withDefaults(type: string, data: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject {
		// The casts: credential data and node parameters are unrelated types in n8n-workflow, which
		// converts the one with a function for the other, in n8n's server too.
		const complete = NodeHelpers.getNodeParameters(
			this.getCredentialsProperties(type),
			data as INodeParameters,
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
		// n8n's server adds these two to every type that authenticates, and keeps their values.
		for (const name of ['allowedHttpRequestDomains', 'allowedDomains']) {
			const value = data[name];
			if (complete[name] === undefined && value !== undefined) complete[name] = value;
		}
		return complete;
	}

	/** Resolves expressions outside a run, as for a credential test. */
	async resolveWithoutItem(
		data: ICredentialDataDecryptedObject,
		additionalData: IWorkflowExecuteAdditionalData,
		mode: WorkflowExecuteMode,
	): Promise<ICredentialDataDecryptedObject> {
		const { expression } = new Workflow({
			nodes: [structuredClone(placeholderNode)],
			connections: {},
			active: false,
			nodeTypes: this.nodeTypes,
		});
		// n8n-workflow 1 has no isolates.
		const isolated: Partial<Pick<typeof expression, 'acquireIsolate' | 'releaseIsolate'>> =
			expression;
		await isolated.acquireIsolate?.();
		try {
			// The casts: see withDefaults.
			return expression.getComplexParameterValue(
				placeholderNode,
				data as INodeParameters,
				mode,
				getAdditionalKeys(additionalData, mode, null, { isCredential: true }),
				undefined,
				undefined,
				data,
			) as ICredentialDataDecryptedObject;
		} finally {
			await isolated.releaseIsolate?.();
		}
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		// The cast: the declared type admits the legacy options too, and n8n's server passes them on
		// to `authenticate` as if they were these.
		const options = requestOptions as IHttpRequestOptions;
		const { authenticate } = this.credentialTypes.getByName(typeName);
		if (authenticate === undefined) return options;
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		if (!workflow || !node) {
			throw new UnexpectedError('Workflow and node are required for generic authentication');
		}
		return authenticateGenerically(authenticate, options, (value) =>
			resolveWithCredentials(value, credentials, workflow, node),
		);
	}

	async preAuthentication(
		_helpers: IHttpRequestHelper,
		_credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<undefined> {
		this.refusePreAuthentication(typeName);
	}

	async runPreAuthentication(
		_helpers: IHttpRequestHelper,
		_credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<undefined> {
		this.refusePreAuthentication(typeName);
	}

	getParentTypes(name: string): string[] {
		return this.credentialTypes.getParentTypes(name);
	}

	isCredentialUsableByNode(credentialType: string, nodeType: string): boolean {
		if (!this.credentialTypes.recognizes(credentialType)) return true;
		if (!this.credentialTypes.getByName(credentialType).restrictToSupportedNodes) return true;
		return this.credentialTypes.getSupportedNodes(credentialType).includes(nodeType);
	}

	async getCredentials(
		nodeCredentials: INodeCredentialsDetails,
		type: string,
	): Promise<Credentials> {
		const { id, name } = nodeCredentials;
		if (!id) throw new UserError(`The credential "${name}" of type "${type}" has no ID.`);
		const credential = this.stored.get(id);
		if (credential?.type !== type) {
			throw new UserError(`Credential with ID "${id}" does not exist for type "${type}".`);
		}
		return credential;
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		const properties: INodeProperties[] = [];
		const { extends: parents = [], properties: own } = this.credentialTypes.getByName(type);
		for (const parent of parents) {
			NodeHelpers.mergeNodeProperties(properties, this.getCredentialsProperties(parent));
		}
		NodeHelpers.mergeNodeProperties(properties, own);
		return properties;
	}

	async updateCredentials(
		nodeCredentials: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		await (await this.getCredentials(nodeCredentials, type)).setData(data);
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		throw new UnexpectedError('OAuth is not imitated here');
	}

	private refusePreAuthentication(typeName: string): void {
		if (this.credentialTypes.getByName(typeName).preAuthentication === undefined) return;
		throw new UnexpectedError(`preAuthentication is not imitated here: ${typeName}`);
	}
}

async function resolveForItem(
	data: ICredentialDataDecryptedObject,
	additionalData: IWorkflowExecuteAdditionalData,
	mode: WorkflowExecuteMode,
	executeData: IExecuteData | undefined,
	values: ICredentialsExpressionResolveValues,
): Promise<ICredentialDataDecryptedObject> {
	try {
		// The casts: see withDefaults.
		return values.workflow.expression.getParameterValue(
			data as INodeParameters,
			values.runExecutionData,
			values.runIndex,
			values.itemIndex,
			values.node.name,
			values.connectionInputData,
			mode,
			getAdditionalKeys(additionalData, mode, null, { isCredential: true }),
			executeData,
			false,
			data,
		) as ICredentialDataDecryptedObject;
	} catch (error) {
		// The same error goes on, as in n8n's server, which only marks it.
		if (error instanceof Error) error.message += ' [Error resolving credentials]';
		return await Promise.reject(error);
	}
}

// n8n's server changes the options it was given, so what is sent again after a 401 is authenticated
// twice: that is imitated.
function authenticateGenerically(
	{ properties }: IAuthenticateGeneric,
	options: IHttpRequestOptions,
	resolve: (value: string) => string,
): IHttpRequestOptions {
	// The cast: n8n's type names the parts of a request one by one, and they are treated alike.
	const parts = options as unknown as Record<string, Record<string, string> | undefined>;
	parts['headers'] ??= {};
	for (const [partName, values] of Object.entries(properties)) {
		const part = (parts[partName] ??= {});
		for (const [key, value] of Object.entries(values as object)) {
			part[resolve(key)] = resolve(String(value));
		}
	}
	return options;
}

function resolveWithCredentials(
	value: string,
	credentials: ICredentialDataDecryptedObject,
	workflow: Workflow,
	node: INode,
): string {
	if (!isExpression(value)) return value;
	const resolved = workflow.expression.getSimpleParameterValue(
		node,
		value,
		'internal',
		{ $credentials: credentials },
		undefined,
		'',
	);
	return resolved ? String(resolved) : '';
}
