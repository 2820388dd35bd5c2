import type { INodeType } from 'n8n-workflow';
import { Cloud9Mobile, IgSend, IntelliSoftware, KolmisoftM4, Sectigo } from '../../index';
import { ADAPTERS, type RegisteredAdapter } from './adapters';

/** One vendor as tests use it. */
export interface RegisteredVendor extends RegisteredAdapter {
	readonly folder: string;
	readonly createNode: () => INodeType;
}

/** Every vendor of the package, by the order of their folders. */
export const VENDORS: readonly RegisteredVendor[] = [
	{
		...ADAPTERS.Cloud9Mobile,
		folder: 'Cloud9Mobile',
		createNode: () => new Cloud9Mobile(),
	},
	{
		...ADAPTERS.IgSend,
		folder: 'IgSend',
		createNode: () => new IgSend(),
	},
	{
		...ADAPTERS.IntelliSoftware,
		folder: 'IntelliSoftware',
		createNode: () => new IntelliSoftware(),
	},
	{
		...ADAPTERS.KolmisoftM4,
		folder: 'KolmisoftM4',
		createNode: () => new KolmisoftM4(),
	},
	{
		...ADAPTERS.Sectigo,
		folder: 'Sectigo',
		createNode: () => new Sectigo(),
	},
];
