import { cloud9MobileLogin, startCloud9Mobile } from './cloud9Mobile/standIn';
import { igSendKeys, startIgSend } from './igSend/standIn';
import { intelliSoftwareKeys, startIntelliSoftware } from './intelliSoftware/standIn';
import { kolmisoftM4Accounts, kolmisoftM4SecretKey, startKolmisoftM4 } from './kolmisoftM4/standIn';
import { sectigoLogin, startSectigo } from './sectigo/standIn';
import type { StandIn, StandInOptions } from '../standIns/standIn';

/** A running stand-in with a credential that fits it, in the field names of n8n's editor. */
export interface RunningVendor {
	/** The node type's name. */
	readonly id: string;
	readonly standIn: StandIn;
	readonly credential: Readonly<Record<string, string | boolean>>;
	/** The same credential with a wrong secret. */
	readonly wrongCredential: Readonly<Record<string, string | boolean>>;
	/** The vendor's words for it. */
	readonly refusalWords: string;
}

type Start = (options: StandInOptions) => Promise<RunningVendor>;

/** How to start each vendor's stand-in, by node type. */
export const STARTS: Readonly<Record<string, Start>> = {
	intelliSoftware: async (options) => {
		const standIn = await startIntelliSoftware(options);
		const credential = { ...intelliSoftwareKeys, baseUrl: standIn.url, backupBaseUrl: '' };
		return running('intelliSoftware', standIn, credential, 'secretKey', 'login_invalid');
	},
	sectigo: async (options) => {
		const standIn = await startSectigo(options);
		const credential = { ...sectigoLogin, baseUrl: standIn.url };
		return running('sectigo', standIn, credential, 'loginPassword', 'Permission denied!');
	},
	igSend: async (options) => {
		const standIn = await startIgSend(options);
		const address = { environment: 'custom', baseUrl: standIn.url };
		const credential = { ...igSendKeys.live, clientId: '100000', ...address };
		return running('igSend', standIn, credential, 'privateKey', 'Security Unauthorised Access');
	},
	kolmisoftM4: async (options) => {
		const standIn = await startKolmisoftM4(options);
		const credential = {
			baseUrl: `${standIn.url}/billing`,
			username: kolmisoftM4Accounts[0]?.username ?? '',
			signRequests: true,
			apiSecretKey: kolmisoftM4SecretKey,
			allowUnauthorizedCerts: false,
		};
		return running('kolmisoftM4', standIn, credential, 'apiSecretKey', 'Incorrect hash');
	},
	cloud9Mobile: async (options) => {
		const standIn = await startCloud9Mobile(options);
		const credential = { ...cloud9MobileLogin, baseUrl: standIn.url };
		return running('cloud9Mobile', standIn, credential, 'password', 'Error: Unknown user');
	},
};

/** Starts all five. */
export async function startAllVendors(options: StandInOptions = {}): Promise<RunningVendor[]> {
	return await Promise.all(Object.values(STARTS).map(async (start) => await start(options)));
}

function running(
	id: string,
	standIn: StandIn,
	credential: Readonly<Record<string, string | boolean>>,
	secretField: string,
	refusalWords: string,
): RunningVendor {
	const wrongCredential = { ...credential, [secretField]: 'wrong-secret-of-the-demo' };
	return { id, standIn, credential, wrongCredential, refusalWords };
}
