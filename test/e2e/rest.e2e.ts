import type { IDataObject, INodeCredentialTestResult, INodeTypeDescription } from 'n8n-workflow';
import type { NodeDocument, WorkflowDocument } from '../engine/workflowDocument';
import {
	CREDENTIAL_ACCOUNTS,
	DIFFERENT_FOR_ITEMS,
	INPUT,
	SAME_FOR_ITEMS,
} from '../n8n/credentialExpressionCases';
import type { N8nClient } from '../server/n8nClient';
import { PROFILES, profileOf } from '../vendors/profiles';
import { kolmisoftM4SecretKey, startKolmisoftM4 } from '../vendors/kolmisoftM4/standIn';
import { itemsOf, runByHand, withCredentials } from './execution';
import { openSignedInStage, type Credentials, type SignedInStage } from './stage';

const IDS = PROFILES.map(({ id }) => id);

let stage: SignedInStage;
let client: N8nClient;
let credentials: Credentials;

beforeAll(async () => {
	stage = await openSignedInStage();
	({ client, credentials } = stage);
});

afterAll(async () => {
	await stage.clear();
});

describe.each(IDS)('the credential of %s', (id) => {
	const test = async (data: object) =>
		await client.call<INodeCredentialTestResult>('POST', '/credentials/test', {
			credentials: { ...credentials[`${id}Api`], type: `${id}Api`, data },
		});

	it('is green with the balance', async () => {
		const { status, message } = await test(stage.vendor(id).credential);
		expect(status).toBe('OK');
		expect(message).toContain(profileOf(id).firstBalance.balanceText);
	});

	it("is red with the vendor's own words", async () => {
		const { status, message } = await test(stage.vendor(id).wrongCredential);
		expect(status).toBe('Error');
		expect(message).toContain(stage.vendor(id).refusalWords);
	});
});

describe('as tools', () => {
	it.each(IDS)('%s is listed', async (id) => {
		const reply = await fetch(`${stage.server.url}/types/nodes.json`, {
			headers: { cookie: client.cookies() },
		});
		// The cast: it is the list that n8n's editor shows.
		const types = (await reply.json()) as readonly INodeTypeDescription[];
		expect(types.map(({ name }) => name)).toEqual(
			expect.arrayContaining([
				`n8n-nodes-account-balance.${id}`,
				`n8n-nodes-account-balance.${id}Tool`,
			]),
		);
	});
});

describe('the HTTP Request node with the credential', () => {
	const ask = async (id: string, path: string, parameters: IDataObject) => {
		const node: NodeDocument = {
			id: 'request',
			name: 'HTTP Request',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			position: [200, 0],
			onError: 'continueRegularOutput',
			parameters: {
				url: `${stage.vendor(id).standIn.url}${path}`,
				...parameters,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: `${id}Api`,
				options: { response: { response: { neverError: true, responseFormat: 'text' } } },
			},
			credentials: { [`${id}Api`]: {} },
		};
		const before = stage.vendor(id).standIn.requests.length;
		const execution = await runByHand(client, withCredentials(after(node), credentials), 'Start');
		return {
			requests: stage.vendor(id).standIn.requests.slice(before),
			items: itemsOf(execution, 'HTTP Request'),
		};
	};

	it.each(PROFILES)(
		'of $displayName signs another call, or refuses it in words',
		async ({ id, otherCall }) => {
			const { path, parameters, outcome } = otherCall;
			const { requests, items } = await ask(id, path, parameters);
			if (outcome.kind === 'refused') {
				expect(requests).toEqual([]);
				expect(JSON.stringify(items)).toContain(outcome.words);
			} else {
				expect(requests.map(outcome.isSigned)).toEqual([true]);
			}
		},
	);
});

describe("a credential with expressions, which a server's isolates evaluate", () => {
	it.each([...DIFFERENT_FOR_ITEMS, ...SAME_FOR_ITEMS])('%s', async (username, expected) => {
		const standIn = await startKolmisoftM4({ accounts: CREDENTIAL_ACCOUNTS });
		const kolmisoftM4Api = await client.createCredential('M4', 'kolmisoftM4Api', {
			baseUrl: `${standIn.url}/billing`,
			defaultUsername: username,
			signRequests: true,
			apiSecretKey: kolmisoftM4SecretKey,
		});
		const node: NodeDocument = {
			id: 'balance',
			name: 'Balance',
			type: 'n8n-nodes-account-balance.kolmisoftM4',
			typeVersion: 1,
			position: [200, 0],
			parameters: { operation: 'getBalance', options: {} },
			credentials: { kolmisoftM4Api },
		};
		// The workflow's trigger has the name that the expressions use.
		const document = { ...after(node, 'Trigger'), pinData: { Trigger: INPUT.map(asItem) } };
		const execution = await runByHand(client, document, 'Trigger');
		await standIn.close();
		expect(itemsOf(execution, 'Balance').map(({ account }) => account)).toEqual(expected);
	});
});

function asItem(json: object) {
	return { json };
}

/** A workflow in which a trigger feeds this node. */
function after(node: NodeDocument, trigger = 'Start'): WorkflowDocument {
	const start = { name: trigger, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 };
	return {
		name: node.name,
		nodes: [{ ...start, id: 'start', position: [0, 0], parameters: {} }, node],
		connections: { [trigger]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}
