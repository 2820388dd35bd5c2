import './services';

import { UnrecognizedCredentialTypeError, UnrecognizedNodeTypeError } from 'n8n-core';
import {
	NodeHelpers,
	type ICredentialType,
	type ICredentialTypes,
	type IDataObject,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';

import type { LoadedPackage } from './packageSource';

/** Knows nodes by the names that workflows use, such as `n8n-nodes-base.noOp`. */
export class NodeTypes implements INodeTypes {
	private readonly nodes = new Map<string, INodeType | IVersionedNodeType>();

	constructor(packages: readonly LoadedPackage[]) {
		for (const { packageName, nodes } of packages) {
			for (const node of nodes) this.nodes.set(`${packageName}.${node.description.name}`, node);
		}
	}

	getByName(name: string): INodeType | IVersionedNodeType {
		const node = this.nodes.get(name);
		if (node) return node;
		const [packageName = '', nodeName = ''] = name.split('.');
		throw new UnrecognizedNodeTypeError(packageName, nodeName);
	}

	getByNameAndVersion(name: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(name), version);
	}

	getKnownTypes(): IDataObject {
		return Object.fromEntries([...this.nodes.keys()].map((name) => [name, {}]));
	}

	/** The full names of the nodes that declare a credential type, in the order they were loaded. */
	supporting(credentialType: string): string[] {
		return [...this.nodes.keys()].filter((name) =>
			this.getByNameAndVersion(name).description.credentials?.some(
				(credential) => credential.name === credentialType,
			),
		);
	}
}

/** Knows credential types by name. */
export class CredentialTypes implements ICredentialTypes {
	private readonly types: ReadonlyMap<string, ICredentialType>;

	constructor(
		packages: readonly LoadedPackage[],
		private readonly nodeTypes: NodeTypes,
	) {
		this.types = new Map(
			packages.flatMap(({ credentials }) => credentials.map((type) => [type.name, type])),
		);
	}

	recognizes(name: string): boolean {
		return this.types.has(name);
	}

	getByName(name: string): ICredentialType {
		const type = this.types.get(name);
		if (!type) throw new UnrecognizedCredentialTypeError(name);
		return type;
	}

	getSupportedNodes(name: string): string[] {
		return this.nodeTypes.supporting(name);
	}

	getParentTypes(name: string): string[] {
		const parents = this.types.get(name)?.extends ?? [];
		return parents.flatMap((parent) => [parent, ...this.getParentTypes(parent)]);
	}
}
