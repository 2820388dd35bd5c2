import type { ICredentialType } from 'n8n-workflow';
import { Cloud9MobileApi } from '../../credentials/Cloud9MobileApi.credentials';
import { IgSendApi } from '../../credentials/IgSendApi.credentials';
import { IntelliSoftwareApi } from '../../credentials/IntelliSoftwareApi.credentials';
import { KolmisoftM4Api } from '../../credentials/KolmisoftM4Api.credentials';
import { SectigoApi } from '../../credentials/SectigoApi.credentials';
import { cloud9Mobile } from '../../nodes/Cloud9Mobile/cloud9Mobile.vendor';
import { igSend } from '../../nodes/IgSend/igSend.vendor';
import { intelliSoftware } from '../../nodes/IntelliSoftware/intelliSoftware.vendor';
import { kolmisoftM4 } from '../../nodes/KolmisoftM4/kolmisoftM4.vendor';
import { sectigo } from '../../nodes/Sectigo/sectigo.vendor';
import type { Vendor } from '../../nodes/shared/vendor';

/** What a vendor is without n8n: loading this module does not load n8n's. */
export interface RegisteredAdapter {
	readonly adapter: Vendor;
	readonly createCredential: () => ICredentialType;
	/** The credential's fields that lead to a server at this address. */
	readonly addressFields: (url: string) => Readonly<Record<string, string>>;
}

const atBaseUrl = (url: string) => ({ baseUrl: url });

/** Every vendor of the package; the registration test holds it against package.json and the disk. */
export const ADAPTERS = {
	Cloud9Mobile: {
		adapter: cloud9Mobile,
		createCredential: () => new Cloud9MobileApi(),
		addressFields: atBaseUrl,
	},
	IgSend: {
		adapter: igSend,
		createCredential: () => new IgSendApi(),
		addressFields: (url: string) => ({ environment: 'custom', baseUrl: url }),
	},
	IntelliSoftware: {
		adapter: intelliSoftware,
		createCredential: () => new IntelliSoftwareApi(),
		addressFields: atBaseUrl,
	},
	KolmisoftM4: {
		adapter: kolmisoftM4,
		createCredential: () => new KolmisoftM4Api(),
		addressFields: (url: string) => ({ baseUrl: `${url}/billing` }),
	},
	Sectigo: {
		adapter: sectigo,
		createCredential: () => new SectigoApi(),
		addressFields: atBaseUrl,
	},
} satisfies Readonly<Record<string, RegisteredAdapter>>;
