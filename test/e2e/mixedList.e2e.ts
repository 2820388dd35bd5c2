import type { IDataObject } from 'n8n-workflow';
import { BAD_DAY, type Row } from '../accountBalance/list';
import type { NodeDocument } from '../engine/workflowDocument';
import { holdClosedPort, type ClosedPort } from '../server/closedPort';
import { openOnLoopback, type LoopbackServer } from '../server/loopback';
import type { N8nClient } from '../server/n8nClient';
import { PROFILES, profileOf } from '../vendors/profiles';
import { executionsOf, finished, itemsOf, runByHand } from './execution';
import { startLanguageModel } from './languageModel';
import { accountBalance, AGENT, agentWorkflow, LIST, listWorkflow } from './mixedWorkflow';
import { postAlert, startAlertReceiver, type AlertReceiver } from './scheduledWatch';
import { openSignedInStage, type Credentials, type SignedInStage } from './stage';
import { callPatiently, countRuns, publish, startedByWebhook, until } from './tableWatch';

let stage: SignedInStage;
let client: N8nClient;
let credentials: Credentials;
let receiver: AlertReceiver;

beforeAll(async () => {
	stage = await openSignedInStage();
	({ client, credentials } = stage);
}, 240_000);

afterAll(async () => {
	await stage.clear();
}, 120_000);

beforeEach(async () => {
	receiver = await startAlertReceiver();
});

afterEach(async () => {
	await receiver.close();
});

/** Runs a published workflow once, and returns how that ended. */
async function runPublished(path: string, rows: readonly Row[], steps: readonly NodeDocument[]) {
	const document = listWorkflow(rows, steps, { everySeconds: 1 });
	const id = await publish(client, startedByWebhook(document, path));
	await callPatiently(`${stage.server.url}/webhook/${path}`);
	await until(async () => (await countRuns(client, id)).over >= 1);
	const [execution] = await executionsOf(client, id);
	return await finished(client, execution?.id ?? '');
}

const OWN_ACCOUNTS: readonly Row[] = PROFILES.map(({ displayName, firstBalance, contract }) => ({
	vendor: displayName,
	account: contract.shownInSubtitle === undefined ? '' : firstBalance.account,
}));

const METER = { vendor: 'custom', service: 'Meter', account: '7', balance: '12.50', unit: 'kWh' };

it('comes out by hand as its rows stand', async () => {
	const execution = await runByHand(
		client,
		listWorkflow([...OWN_ACCOUNTS, METER], [accountBalance({}, { credentials })], {
			everySeconds: 3600,
		}),
		'Schedule',
	);
	expect(execution.status).toBe('success');
	expect(itemsOf(execution, 'Watch')).toMatchObject([
		...PROFILES.map(({ firstBalance }) => firstBalance),
		{ vendor: 'custom', label: 'Meter 7', balanceText: '12.50', unit: 'kWh' },
	]);
});

it('by hand is red where rows name nobody, and says which', async () => {
	const watch = accountBalance({ operation: 'watchBalance' }, { credentials });
	const execution = await runByHand(
		client,
		listWorkflow(BAD_DAY, [watch], { everySeconds: 3600 }),
		'Schedule',
	);
	expect(execution.status).toBe('error');
	expect(execution.data.resultData.error).toMatchObject({
		message: '2 of 7 items cannot be checked',
		description: expect.stringMatching(/^Item 4, Twillio main: .* Item 5, /) as unknown,
	});
});

it('is published with three slots empty, and says which row misses its credential', async () => {
	const { igSendApi, kolmisoftM4Api } = credentials;
	const rows = [
		{ vendor: 'kolmisoftM4', account: 'wholesale_one' },
		{ vendor: 'sectigo', account: '' },
		{ vendor: 'igSend', account: 100_000 },
	];
	const balances = accountBalance(
		{},
		{ credentials: { igSendApi, kolmisoftM4Api }, onError: 'continueRegularOutput' },
	);
	const execution = await runPublished('two-slots', rows, [balances]);
	expect(execution.status).toBe('success');
	expect(itemsOf(execution, 'Watch')).toMatchObject([
		{ vendor: 'kolmisoftM4', balanceText: '60.7200' },
		{ error: expect.stringContaining('Sectigo') as unknown, details: { kind: 'invalidRequest' } },
		{ vendor: 'igSend', account: '100000' },
	]);
});

describe('on a bad day, by a schedule', () => {
	/** Long enough for a run to end before the next one begins. */
	const EVERY_SECONDS = 5;
	let id: string;

	beforeAll(async () => {
		stage.vendor('kolmisoftM4').standIn.misbehave({ kind: 'reset' });
	});

	afterAll(async () => {
		await client.call('POST', `/workflows/${id}/deactivate`);
	});

	/** Waits until so many more runs are over. */
	async function moreRuns(count: number): Promise<void> {
		const { over } = await countRuns(client, id);
		await until(async () => (await countRuns(client, id)).over >= over + count);
	}

	it('tells all that is wrong in one message, once, and then what is well again', async () => {
		const { wrongCredential } = stage.vendor('igSend');
		const igSendApi = await client.createCredential('Wrong', 'igSendApi', wrongCredential);
		const watch = accountBalance(
			{
				operation: 'watchBalance',
				alertOptions: { failuresBeforeAlert: 1, combineEvents: true, remindEvery: 0 },
			},
			{ credentials: { ...credentials, igSendApi } },
		);
		id = await publish(
			client,
			listWorkflow(BAD_DAY, [watch, postAlert(receiver.url)], { everySeconds: EVERY_SECONDS }),
		);
		await until(async () => (await countRuns(client, id)).over >= 3);
		expect(receiver.alerts).toMatchObject([
			{ counts: { statuses: { failing: 4, low: 2 }, events: { checkFailing: 4, low: 2 } } },
		]);
		const lines = String(receiver.alerts[0]?.['text']).split('\n');
		expect(lines).toHaveLength(6);
		for (const words of [
			'Kolmisoft M4 wholesaleˍone cannot be checked: The connection to Kolmisoft M4 broke',
			'iGsend 100000 cannot be checked: iGsend did not accept the credential.',
			'Twillio main cannot be checked: There is no vendor called Twillio.',
			'IntelliSoftware account cannot be checked: Threshold must be a number',
			'Sectigo 1000482915 is low: 210.00 GBP available, below 300.',
			'OpenRouter team is low: 3.5 USD available, below 5.',
		]) {
			expect(lines.filter((line) => line.includes(words))).toHaveLength(1);
		}
		stage.vendor('kolmisoftM4').standIn.behaveAgain();
		await moreRuns(3);
		expect(receiver.alerts.slice(1)).toMatchObject([{ counts: { events: { checkWorking: 1 } } }]);
	}, 240_000);
});

/** More digits than a number keeps, in a text. */
const GOOD_REPLY = '{"account":{"balance":"84.20000000000000001","currency":"USD"}}';

describe.each([4.2, 4.5])('any other API, by HTTP Request %s', (typeVersion) => {
	let api: LoopbackServer;
	let closed: ClosedPort;

	beforeAll(async () => {
		api = await openOnLoopback(({ url = '' }, response) => {
			const status = Number(url.slice(1));
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(status === 200 ? GOOD_REPLY : '{"message":"Words of the service"}');
		});
		closed = await holdClosedPort();
	});

	afterAll(async () => {
		await closed.release();
		await api.close();
	});

	function listServices(): readonly Row[] {
		return [
			{ account: 'good', url: `${api.url}/200` },
			{ account: 'refused', url: `${api.url}/401` },
			{ account: 'forbidden', url: `${api.url}/403` },
			{ account: 'busy', url: `${api.url}/429` },
			{ account: 'down', url: `${api.url}/503` },
			{ account: 'closed', url: closed.url },
			{ account: 'gone', url: `${api.url}/404` },
		];
	}

	function ask(): NodeDocument {
		return {
			id: 'request',
			name: 'HTTP Request',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion,
			position: [0, 0],
			onError: 'continueRegularOutput',
			parameters: { url: '={{ $json.url }}', options: {} },
		};
	}

	function given(parameters: object, settings: Partial<NodeDocument> = {}): NodeDocument {
		const more = {
			vendor: 'custom',
			account: `={{ $('${LIST}').item.json.account }}`,
			threshold: '100',
			customBalance: {
				service: 'Telephony',
				balance: '={{ $json.account.balance }}',
				currency: '={{ $json.account.currency }}',
			},
		};
		return accountBalance({ ...more, ...parameters }, settings);
	}

	it('keeps the digits of a good reply, and knows the kind of each failure', async () => {
		const balances = given({}, { onError: 'continueRegularOutput' });
		const path = `http-request-${typeVersion}`;
		const execution = await runPublished(path, listServices(), [ask(), balances]);
		expect(execution.status).toBe('success');
		const items = itemsOf(execution, 'Watch');
		expect(items[0]).toMatchObject({
			vendor: 'custom',
			label: 'Telephony good',
			balanceText: '84.20000000000000001',
			currency: 'USD',
			details: {},
		});
		expect(items.slice(1).map(({ details }) => details)).toMatchObject([
			failed('refused', 'authentication', '401'),
			failed('forbidden', 'authentication', '403'),
			failed('busy', 'rateLimited', '429'),
			failed('down', 'vendorUnavailable', '503'),
			failed('closed', 'vendorUnavailable', 'ECONNREFUSED'),
			failed('gone', 'refused', '404'),
		]);
	});

	it('is watched in one message', async () => {
		const alertOptions = { failuresBeforeAlert: 1, combineEvents: true };
		const watch = given({ operation: 'watchBalance', alertOptions });
		const steps = [ask(), watch, postAlert(receiver.url)];
		await runPublished(`http-watch-${typeVersion}`, listServices(), steps);
		expect(receiver.alerts).toMatchObject([{ counts: { events: { checkFailing: 6, low: 1 } } }]);
		const text = String(receiver.alerts[0]?.['text']);
		expect(text).toContain('Telephony good is low: 84.20000000000000001 USD available, below 100.');
		expect(text).toContain('Telephony refused cannot be checked: Telephony did not accept');
		expect(text).not.toContain(api.url);
	});
});

it("tells a model about the credential's own account where the model names none", async () => {
	const model = await startLanguageModel();
	const openAiApi = await client.createCredential('OpenAI account', 'openAiApi', {
		apiKey: 'no-key-for-a-stand-in',
		url: model.url,
	});
	const account =
		"={{ $fromAI('account', 'The account; leave it out for the usual one', 'string', '') }}";
	const chosen = "={{ $fromAI('vendor', 'Whose account', 'string', 'iGsend') }}";
	const tools = ['kolmisoftM4', 'sectigo', chosen].map((vendorName, index) => {
		const description = { descriptionType: 'manual', toolDescription: 'Reads a balance' };
		return accountBalance(
			{ ...description, vendor: vendorName, account, threshold: '' },
			{
				credentials,
				id: `tool${index}`,
				name: `Tool ${index}`,
				type: 'n8n-nodes-account-balance.accountBalanceTool',
			},
		);
	});
	const execution = await runByHand(client, agentWorkflow(tools, openAiApi), 'Start');
	await model.close();
	expect(execution.data.resultData.error).toBeUndefined();
	const [answer] = itemsOf(execution, AGENT);
	for (const id of ['kolmisoftM4', 'sectigo', 'igSend']) {
		const { label, balanceText } = profileOf(id).firstBalance;
		expect(answer?.['output']).toContain(`"label":"${label}"`);
		expect(answer?.['output']).toContain(`"balanceText":"${balanceText}"`);
	}
});

function failed(account: string, kind: string, code: string): IDataObject {
	return { vendor: 'custom', account, label: `Telephony ${account}`, kind, code };
}
