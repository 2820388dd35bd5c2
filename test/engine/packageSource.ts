import './services';

import { PackageDirectoryLoader } from 'n8n-core';
import type { ICredentialType, INodeType, IVersionedNodeType } from 'n8n-workflow';

/** Where the nodes and credential types under test come from. */
export type PackageSource =
	| {
			kind: 'classes';
			packageName: string;
			nodes: readonly INodeType[];
			credentials: readonly ICredentialType[];
	  }
	/** A built package, loaded as n8n loads an installed one. */
	| { kind: 'directory'; directory: string };

/** A package whose classes are loaded. */
export interface LoadedPackage {
	packageName: string;
	nodes: readonly (INodeType | IVersionedNodeType)[];
	credentials: readonly ICredentialType[];
}

/** Loads the classes of a package. */
export async function loadPackage(source: PackageSource): Promise<LoadedPackage> {
	if (source.kind === 'classes') return source;
	const loader = new PackageDirectoryLoader(source.directory);
	await loader.loadAll();
	return {
		packageName: loader.packageName,
		nodes: Object.values(loader.nodeTypes).map(({ type }) => type),
		credentials: Object.values(loader.credentialTypes).map(({ type }) => type),
	};
}
