import type { ICredentialType, INodeType } from 'n8n-workflow';
import {
	Cloud9Mobile,
	Cloud9MobileApi,
	IgSend,
	IgSendApi,
	IntelliSoftware,
	IntelliSoftwareApi,
	KolmisoftM4,
	KolmisoftM4Api,
	Sectigo,
	SectigoApi,
} from '../../index';
import { cloud9Mobile } from '../../nodes/Cloud9Mobile/cloud9Mobile.vendor';
import { igSend } from '../../nodes/IgSend/igSend.vendor';
import { intelliSoftware } from '../../nodes/IntelliSoftware/intelliSoftware.vendor';
import { kolmisoftM4 } from '../../nodes/KolmisoftM4/kolmisoftM4.vendor';
import { sectigo } from '../../nodes/Sectigo/sectigo.vendor';
import type { Vendor } from '../../nodes/shared/core/vendor';

/** One vendor as tests use it. */
export interface RegisteredVendor {
	readonly adapter: Vendor;
	readonly folder: string;
	readonly createNode: () => INodeType;
	readonly createCredential: () => ICredentialType;
	/** The credential's fields that lead to a server at this address. */
	readonly addressFields: (url: string) => Readonly<Record<string, string>>;
}

const atBaseUrl = (url: string) => ({ baseUrl: url });

/** Every vendor of the package; the registration test holds it against package.json and the disk. */
export const VENDORS: readonly RegisteredVendor[] = [
	{
		adapter: cloud9Mobile,
		folder: 'Cloud9Mobile',
		createNode: () => new Cloud9Mobile(),
		createCredential: () => new Cloud9MobileApi(),
		addressFields: atBaseUrl,
	},
	{
		adapter: igSend,
		folder: 'IgSend',
		createNode: () => new IgSend(),
		createCredential: () => new IgSendApi(),
		addressFields: (url) => ({ environment: 'custom', baseUrl: url }),
	},
	{
		adapter: intelliSoftware,
		folder: 'IntelliSoftware',
		createNode: () => new IntelliSoftware(),
		createCredential: () => new IntelliSoftwareApi(),
		addressFields: atBaseUrl,
	},
	{
		adapter: kolmisoftM4,
		folder: 'KolmisoftM4',
		createNode: () => new KolmisoftM4(),
		createCredential: () => new KolmisoftM4Api(),
		addressFields: (url) => ({ baseUrl: `${url}/billing` }),
	},
	{
		adapter: sectigo,
		folder: 'Sectigo',
		createNode: () => new Sectigo(),
		createCredential: () => new SectigoApi(),
		addressFields: atBaseUrl,
	},
];
