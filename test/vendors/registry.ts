import type { INodeType } from 'n8n-workflow';
import * as index from '../../index';
import { ALL_ADAPTERS, type RegisteredAdapter } from './adapters';
import { isChosen } from './profiles';

/** One vendor as tests use it. */
export interface RegisteredVendor extends RegisteredAdapter {
	readonly createNode: () => INodeType;
}

/** Every vendor of the package, by the order of their folders. */
export const ALL_VENDORS: readonly RegisteredVendor[] = ALL_ADAPTERS.map((vendor) => {
	return { ...vendor, createNode: () => createNode(vendor.className) };
});

/** Those that are tested. */
export const VENDORS = ALL_VENDORS.filter(({ id }) => isChosen(id));

function createNode(className: string): INodeType {
	// The cast: what a vendor's class is called is known at run time alone.
	const Node = Reflect.get(index, className) as (new () => INodeType) | undefined;
	if (Node === undefined) throw new Error(`index.ts must export the class ${className}`);
	return new Node();
}
