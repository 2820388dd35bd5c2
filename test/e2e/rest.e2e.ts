import type { IDataObject, INodeCredentialTestResult, INodeTypeDescription } from 'n8n-workflow';
import fiveBalances from '../../examples/five-balances.json';
import type { NodeDocument, WorkflowDocument } from '../engine/workflowDocument';
import {
	CREDENTIAL_ACCOUNTS,
	DIFFERENT_FOR_ITEMS,
	INPUT,
	SAME_FOR_ITEMS,
} from '../n8n/credentialExpressionCases';
import type { N8nClient } from '../server/n8nClient';
import { startN8n, type N8nServer } from '../server/n8nServer';
import { PROFILES, profileOf } from '../vendors/profiles';
import { kolmisoftM4SecretKey, startKolmisoftM4 } from '../vendors/kolmisoftM4/standIn';
import type { RunningVendor } from '../vendors/runningVendors';
import { findExample, vendorsIn, withoutServices } from './examples';
import { itemsOf, runByHand, withCredentials, type ServerExecution } from './execution';
import { createCredentials, openStage, type Credentials, type Stage } from './stage';

const IDS = PROFILES.map(({ id }) => id);

let stage: Stage;
let server: N8nServer;
let client: N8nClient;
let credentials: Credentials;

beforeAll(async () => {
	stage = await openStage();
	server = await startN8n(stage.installation, { userFolder: stage.userFolder });
	({ client, credentials } = await createCredentials(server.url, stage.vendors));
});

afterAll(async () => {
	await server.stop();
	await stage.clear();
});

function vendor(id: string): RunningVendor {
	const found = stage.vendors.find((each) => each.id === id);
	if (found === undefined) throw new Error(`No stand-in for ${id}`);
	return found;
}

async function runExample(file: string): Promise<ServerExecution> {
	const example = findExample(file);
	const document = withCredentials(withoutServices(example), credentials);
	return await runByHand(client, document, example.trigger);
}

describe.each(IDS)('the credential of %s', (id) => {
	const test = async (data: object) =>
		await client.call<INodeCredentialTestResult>('POST', '/credentials/test', {
			credentials: { ...credentials[`${id}Api`], type: `${id}Api`, data },
		});

	it('is green with the balance', async () => {
		const { status, message } = await test(vendor(id).credential);
		expect(status).toBe('OK');
		expect(message).toContain(profileOf(id).firstBalance.balanceText);
	});

	it("is red with the vendor's own words", async () => {
		const { status, message } = await test(vendor(id).wrongCredential);
		expect(status).toBe('Error');
		expect(message).toContain(vendor(id).refusalWords);
	});
});

describe('the examples', () => {
	it('five balances come out as the documents have them, in one list', async () => {
		const execution = await runExample('five-balances.json');
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, 'All Balances')).toMatchObject(
			vendorsIn(fiveBalances).map((id) => profileOf(id).firstBalance),
		);
		expect(itemsOf(execution, 'Table')).toMatchObject([
			{ account: 'IntelliSoftware account', available: '100', low: 'true', error: '' },
			{ account: 'Sectigo 1000482915', available: '210', currency: 'GBP', low: 'false' },
			{ account: 'iGsend 100000', available: '1400000', low: 'false' },
			{ account: 'Kolmisoft M4 wholesale_one', available: '60.72', currency: 'EUR', low: 'true' },
			{ account: 'Cloud9 Mobile 1024', available: '1000', low: 'false' },
		]);
	});

	it('a message says how the account is, or why that cannot be read', async () => {
		const texts = async () =>
			itemsOf(await runExample('low-balance-to-slack.json'), 'Tell the Team').map(({ text }) =>
				String(text).trim(),
			);
		expect(await texts()).toEqual(['Sectigo 1000482915 is ok: 210.00 GBP available.']);
		const { standIn } = vendor('sectigo');
		standIn.misbehave({ kind: 'answer', answer: { status: 401 } });
		const [failing] = await texts();
		standIn.behaveAgain();
		expect(failing).toMatch(
			/^Sectigo account cannot be checked: Sectigo did not accept the credential\./,
		);
	});

	it('many users: the ones that can be read, and the others with the reason', async () => {
		const execution = await runExample('many-m4-users-from-a-sheet.json');
		expect(itemsOf(execution, 'Balances')).toMatchObject([
			{ username: 'wholesale_one', balance: '60.7200', currency: 'EUR', low: 'true' },
			{ username: 'term&inator +1 é', balance: '-275932.9222', currency: 'GBP', low: '' },
		]);
		expect(itemsOf(execution, 'Not Read')).toMatchObject([
			{
				username: 'nobody',
				kind: 'notFound',
				reason: 'Kolmisoft M4 does not know the account nobody',
			},
			{ username: '', kind: 'invalidRequest' },
		]);
	});

	it('a digest has a line for every account', async () => {
		const [mail] = itemsOf(await runExample('daily-digest-by-e-mail.json'), 'Send Digest');
		expect(mail?.['subject']).toMatch(/^Account balances, \d+ \w+ \d{4}$/);
		expect(String(mail?.['text']).split('\n')).toEqual([
			'⚠ IntelliSoftware account: 100.0 credits (low)',
			'✓ Sectigo 1000482915: 210.00 GBP',
			'✓ iGsend 100000: 1400000 GBP',
			'⚠ Kolmisoft M4 wholesale_one: 60.7200 EUR (low)',
			'✓ Cloud9 Mobile 1024: 1000.00 GBP',
		]);
	});

	it('a watch tells what is low to the team, and a check that fails by e-mail', async () => {
		const execution = await runExample('watch-accounts-from-a-sheet.json');
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, 'Kolmisoft M4')).toMatchObject([
			{ label: 'Traffic', event: 'critical', reason: 'threshold', threshold: 70 },
			{ label: 'Kolmisoft M4 term&inator +1 é', event: 'none', threshold: -500000 },
		]);
		expect(itemsOf(execution, 'Low').map(({ text }) => String(text).trim())).toEqual([
			'Traffic is critical: 60.7200 EUR available, below 70.',
		]);
		expect(itemsOf(execution, 'Check Fails')).toEqual([]);
		const { standIn } = vendor('kolmisoftM4');
		standIn.misbehave({ kind: 'answer', answer: { status: 401 } });
		const refused = await runExample('watch-accounts-from-a-sheet.json');
		standIn.behaveAgain();
		expect(itemsOf(refused, 'Low')).toEqual([]);
		const mails = itemsOf(refused, 'Check Fails');
		expect(mails.map(({ subject }) => subject)).toEqual([
			'Traffic: the balance cannot be read',
			'Kolmisoft M4 term&inator +1 é: the balance cannot be read',
		]);
		const [mail] = mails;
		expect(mail?.['text']).toMatch(
			/^Traffic cannot be checked: Kolmisoft M4 did not accept the credential\..*\n\n/s,
		);
	});
});

describe('as tools', () => {
	it.each(IDS)('%s is listed', async (id) => {
		const reply = await fetch(`${server.url}/types/nodes.json`, {
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
				url: `${vendor(id).standIn.url}${path}`,
				...parameters,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: `${id}Api`,
				options: { response: { response: { neverError: true, responseFormat: 'text' } } },
			},
			credentials: { [`${id}Api`]: {} },
		};
		const before = vendor(id).standIn.requests.length;
		const execution = await runByHand(client, withCredentials(after(node), credentials), 'Start');
		return {
			requests: vendor(id).standIn.requests.slice(before),
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
