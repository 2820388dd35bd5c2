import type { WorkflowDocument } from '../engine/workflowDocument';
import { startBalanceApi, type BalanceApi } from '../services/balanceApi';
import { startDeadMansSwitch, type DeadMansSwitch } from '../services/deadMansSwitch';
import { startMailServer, type MailServer, type ReceivedMail } from '../services/mailServer';
import type { N8nClient } from '../server/n8nClient';
import {
	kolmisoftM4SecretKey,
	startKolmisoftM4,
	type KolmisoftM4StandIn,
} from '../vendors/kolmisoftM4/standIn';
import { sectigoLogin, startSectigo, type SectigoStandIn } from '../vendors/sectigo/standIn';
import { withCredentials } from './execution';
import { startLanguageModel, type LanguageModel } from './languageModel';
import type { Credentials } from './stage';

/** All that the examples reach besides the vendors, so that they run without anybody's account. */
export interface ExampleServices {
	readonly mail: MailServer;
	readonly model: LanguageModel;
	readonly balanceApi: BalanceApi;
	readonly deadMansSwitch: DeadMansSwitch;
	/** The vendors whose balances may be changed. */
	readonly sectigo: SectigoStandIn;
	readonly vienna: KolmisoftM4StandIn;
	close(): Promise<void>;
}

/** What is told as it comes. */
export interface Listeners {
	readonly onMail?: (mail: ReceivedMail) => void;
	readonly onPing?: (path: string) => void;
}

const VIENNA = { username: 'acme', currency: 'EUR', balances: { EUR: '150.00' } };

/** Starts them on loopback. */
export async function startExampleServices(listeners: Listeners = {}): Promise<ExampleServices> {
	const services = {
		mail: await startMailServer(listeners.onMail),
		model: await startLanguageModel(),
		balanceApi: await startBalanceApi(),
		deadMansSwitch: await startDeadMansSwitch(listeners.onPing),
		sectigo: await startSectigo(),
		vienna: await startKolmisoftM4({ accounts: [VIENNA] }),
	};
	const close = async () => {
		await Promise.all(Object.values(services).map(async (service) => await service.close()));
	};
	return { ...services, close };
}

/** The credentials of the examples: those of the vendors, and what the services add. */
export async function createExampleCredentials(
	client: N8nClient,
	vendors: Credentials,
	{ mail, model, sectigo, vienna }: ExampleServices,
): Promise<Credentials> {
	const { kolmisoftM4Api = { id: '', name: '' } } = vendors;
	return {
		...vendors,
		smtp: await client.createCredential('SMTP account', 'smtp', mail.credential),
		openAiApi: await client.createCredential('OpenAI account', 'openAiApi', {
			apiKey: 'no-key-for-a-stand-in',
			url: model.url,
		}),
		sectigoApi: await client.createCredential('Sectigo account', 'sectigoApi', {
			...sectigoLogin,
			baseUrl: sectigo.url,
		}),
		'm4-london-account': kolmisoftM4Api,
		'm4-vienna-account': await client.createCredential('M4 Vienna', 'kolmisoftM4Api', {
			baseUrl: `${vienna.url}/billing`,
			defaultUsername: VIENNA.username,
			signRequests: true,
			apiSecretKey: kolmisoftM4SecretKey,
			allowUnauthorizedCerts: false,
		}),
	};
}

/** An example whose credentials and addresses are those of the services on this machine. */
export function onServices(
	document: WorkflowDocument,
	credentials: Credentials,
	{ balanceApi, deadMansSwitch }: ExampleServices,
): WorkflowDocument {
	const addresses = [
		['https://api.example.com/', `${balanceApi.url}/`],
		['https://ping.example.com/', `${deadMansSwitch.url}/`],
	] as const;
	const nodes = document.nodes.map((node) => {
		const parameters = addresses.reduce(
			(text, [address, here]) => text.replaceAll(address, here),
			JSON.stringify(node.parameters),
		);
		// The cast: what was an object is one again.
		return { ...node, parameters: JSON.parse(parameters) as object };
	});
	return withCredentials({ ...document, nodes }, credentials);
}
