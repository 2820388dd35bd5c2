import './services';

import { LazyPackageDirectoryLoader, PackageDirectoryLoader } from 'n8n-core';
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
	| { kind: 'directory'; directory: string }
	/** Of n8n's own nodes the named ones, loaded as n8n does it: when they are first used. */
	| { kind: 'lazyDirectory'; directory: string; nodes: readonly string[] };

/** A package whose classes are loaded. */
export interface LoadedPackage {
	packageName: string;
	nodes: readonly (INodeType | IVersionedNodeType)[];
	credentials: readonly ICredentialType[];
}

/** Loads the classes of a package. */
export async function loadPackage(source: PackageSource): Promise<LoadedPackage> {
	switch (source.kind) {
		case 'classes':
			return source;
		case 'directory':
			return await loadDirectory(source.directory);
		case 'lazyDirectory':
			return await loadNodes(source.directory, source.nodes);
	}
}

async function loadDirectory(directory: string): Promise<LoadedPackage> {
	const loader = new PackageDirectoryLoader(directory);
	await loader.loadAll();
	return {
		packageName: loader.packageName,
		nodes: Object.values(loader.nodeTypes).map(({ type }) => type),
		credentials: Object.values(loader.credentialTypes).map(({ type }) => type),
	};
}

async function loadNodes(directory: string, names: readonly string[]): Promise<LoadedPackage> {
	const loader = new LazyPackageDirectoryLoader(directory);
	await loader.loadAll();
	const nodes = names.map((name) => loader.getNode(name).type);
	return { packageName: loader.packageName, nodes, credentials: [] };
}
