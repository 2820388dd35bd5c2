import type { IDataObject } from 'n8n-workflow';
import type { WorkflowDocument } from '../engine/workflowDocument';
import type { N8nClient } from '../server/n8nClient';
import { EXAMPLES, vendorsIn, withoutNodes, type ExampleName } from './examples';
import {
	createExampleCredentials,
	onServices,
	startExampleServices,
	type ExampleServices,
} from './exampleServices';
import { itemsOf, runByHand, runSavedByHand, type ServerExecution } from './execution';
import { openSignedInStage, type Credentials, type SignedInStage } from './stage';
import { addressOf, listTables, publishEvery, until } from './tableWatch';
import { profileOf } from '../vendors/profiles';

const SECTIGO_FINE = '210.00';
const SECTIGO_LOW = '84.20';

let stage: SignedInStage;
let services: ExampleServices;
let client: N8nClient;
let credentials: Credentials;

beforeAll(async () => {
	stage = await openSignedInStage();
	services = await startExampleServices();
	({ client } = stage);
	credentials = await createExampleCredentials(client, stage.credentials, services);
});

afterAll(async () => {
	await stage.clear();
	await services.close();
});

afterEach(() => {
	setSectigo(SECTIGO_FINE);
	services.mail.refuse(false);
	for (const { standIn } of stage.vendors) standIn.behaveAgain();
});

/** The steps of the notes, which each test takes as a person does. */
const SET_UP = 'Set Up';

function exampleOf(name: ExampleName): WorkflowDocument {
	return onServices(EXAMPLES[name], credentials, services);
}

/** Imports an example; its credentials are selected, and its addresses entered. */
async function importExample(name: ExampleName): Promise<string> {
	return (await client.createWorkflow(exampleOf(name))).id;
}

async function run(id: string, trigger = 'Every 15 Minutes'): Promise<ServerExecution> {
	const execution = await runSavedByHand(client, id, trigger);
	expect(execution.data.resultData.error?.message).toBeUndefined();
	return execution;
}

async function publish(id: string): Promise<void> {
	await publishEvery(client, id, 2);
}

async function unpublish(id: string): Promise<void> {
	await client.call('POST', `/workflows/${id}/deactivate`);
}

/** The mails that arrive while something is done. */
async function mailsOf(act: () => Promise<unknown>): Promise<ExampleServices['mail']['mails']> {
	const { mails } = services.mail;
	const before = mails.length;
	await act();
	return mails.slice(before);
}

async function nextMail(): Promise<void> {
	const { mails } = services.mail;
	const before = mails.length;
	await until(() => mails.length > before);
}

function setSectigo(amount: string): void {
	for (const account of services.sectigo.accounts.slice(0, 1)) account.amount = amount;
}

async function nextChecks(count: number): Promise<void> {
	const { requests } = services.sectigo;
	const enough = requests.length + count;
	await until(() => requests.length >= enough);
}

/** Publishes a workflow that watches Sectigo, lets the balance fall and rise again, and ends it. */
async function fallAndRise(id: string): Promise<readonly string[]> {
	const mails = await mailsOf(async () => {
		await publish(id);
		await nextChecks(2);
		setSectigo(SECTIGO_LOW);
		await nextMail();
		await nextChecks(2);
		setSectigo(SECTIGO_FINE);
		await nextMail();
		await nextChecks(2);
		await unpublish(id);
	});
	return mails.map(({ text }) => text);
}

async function rowsOf(table: string): Promise<readonly IDataObject[]> {
	const { data } = await client.call<{ data: readonly IDataObject[] }>(
		...(['GET', `${await tableAddress(table)}/rows?take=100`] as const),
	);
	return data;
}

async function insertRow(table: string, row: object): Promise<void> {
	await client.call('POST', `${await tableAddress(table)}/insert`, {
		data: [row],
		returnType: 'count',
	});
}

async function tableAddress(name: string): Promise<string> {
	const table = (await listTables(client)).find((each) => each.name === name);
	if (table === undefined) throw new Error(`There is no table ${name}`);
	return addressOf(table);
}

describe('five balances', () => {
	it('come out as the documents have them, in one list, and in one table of numbers and switches', async () => {
		const execution = await run(await importExample('five-balances'), 'Check Now');
		expect(itemsOf(execution, 'All Balances')).toMatchObject(
			vendorsIn(EXAMPLES['five-balances']).map((id) => profileOf(id).firstBalance),
		);
		const checkedAt: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
		const low = { low: true, note: 'Below its threshold', checkedAt };
		const fine = { low: false, note: 'Fine', checkedAt };
		expect(itemsOf(execution, 'Table')).toEqual([
			{ account: 'IntelliSoftware account', available: 100, currency: 'credits', ...low },
			{ account: 'Sectigo 1000482915', available: 210, currency: 'GBP', ...fine },
			{ account: 'iGsend 100000', available: 1400000, currency: 'GBP', ...fine },
			{ account: 'Kolmisoft M4 wholesale_one', available: 60.72, currency: 'EUR', ...low },
			{ account: 'Cloud9 Mobile 1024', available: 1000, currency: 'GBP', ...fine },
		]);
	});

	it('go on where vendors were deleted, and one that refuses has a note and no number', async () => {
		const document = withoutNodes(exampleOf('five-balances'), 'iGsend', 'Cloud9 Mobile');
		stage.vendor('kolmisoftM4').standIn.misbehave({ kind: 'answer', answer: { status: 401 } });
		const execution = await runByHand(client, document, 'Check Now');
		expect(execution.status).toBe('success');
		const rows = itemsOf(execution, 'Table');
		expect(rows).toHaveLength(3);
		const refused = rows.at(-1) ?? {};
		expect(Object.keys(refused).sort()).toEqual(['account', 'checkedAt', 'note']);
		expect(refused['account']).toContain('Kolmisoft M4');
		expect(refused['note']).toMatch(/^Kolmisoft M4 did not accept the credential\. ./);
	});
});

describe('one account watched', () => {
	it('sends how it stands by hand', async () => {
		const id = await importExample('watch-one-account');
		const mails = await mailsOf(async () => await run(id));
		expect(mails).toMatchObject([
			{
				to: ['operations@example.com'],
				subject: 'Sectigo 1000482915: ok',
				text: 'Sectigo 1000482915 is ok: 210.00 GBP available.',
			},
		]);
	});

	it('published, tells once that it is low, and once that it has recovered, with Slack deleted', async () => {
		const document = withoutNodes(exampleOf('watch-one-account'), 'Tell Slack');
		const { id } = await client.createWorkflow(document);
		expect(await fallAndRise(id)).toEqual([
			'Sectigo 1000482915 is low: 84.20 GBP available, below 100.',
			'Sectigo 1000482915 is ok again: 210.00 GBP available, no longer below 100.',
		]);
	});
});

const LISTS = ['watch-a-list', 'queue-mode-data-table', 'queue-mode-sub-workflow'] as const;

describe.each(LISTS)('%s', (name) => {
	it('makes its list once, however often it is set up', async () => {
		const id = await importExample(name);
		await run(id, SET_UP);
		await run(id, SET_UP);
		expect((await rowsOf('watched accounts')).map(({ vendor: of }) => of)).toEqual([
			'IntelliSoftware',
			'Sectigo',
			'iGsend',
			'Kolmisoft M4',
			'Cloud9 Mobile',
		]);
	});

	it('published, tells what happened in one message', async () => {
		expect(await fallAndRise(await importExample(name))).toEqual([
			'Certificates is low: 84.20 GBP available, below 100.',
			'Certificates is ok again: 210.00 GBP available, no longer below 100.',
		]);
	});
});

describe('a list of any accounts', () => {
	it('sends one message of all by hand, the worst first, whatever is wrong with a row', async () => {
		await insertRow('watched accounts', { label: 'Nonsense', vendor: 'Acme', threshold: 5 });
		stage.vendor('cloud9Mobile').standIn.misbehave({ kind: 'reset' });
		stage.vendor('kolmisoftM4').standIn.misbehave({ kind: 'answer', answer: { status: 401 } });
		setSectigo(SECTIGO_LOW);
		const id = await importExample('watch-a-list');
		const mails = await mailsOf(async () => await run(id));
		expect(mails).toHaveLength(1);
		const [mail] = mails;
		expect(mail?.subject).toBe('Account balances: 2 ok, 1 low, 3 failing');
		expect(mail?.text.split('\n').map((line) => line.split(/[:,]/)[0])).toEqual([
			'Voice traffic cannot be checked',
			'Mobile cannot be checked',
			'Nonsense cannot be checked',
			'Certificates is low',
			'Text messages is ok',
			'Payouts is ok',
		]);
	});
});

describe('the status board and the morning digest', () => {
	it('the board has a row for each account, and follows its balance', async () => {
		const id = await importExample('status-board');
		await run(id, SET_UP);
		await run(id);
		const certificates = async () =>
			(await rowsOf('account board')).find(({ label }) => label === 'Certificates');
		expect(await certificates()).toMatchObject({
			status: 'ok',
			available: 210,
			currency: 'GBP',
			daysLeft: null,
			text: 'Certificates is ok: 210.00 GBP available.',
		});
		const mails = await mailsOf(async () => {
			await publish(id);
			await nextChecks(2);
			setSectigo(SECTIGO_LOW);
			await nextMail();
			await nextChecks(2);
			await unpublish(id);
		});
		expect(mails.map(({ text }) => text)).toContain(
			'Certificates is low: 84.20 GBP available, below 100.',
		);
		expect(await certificates()).toMatchObject({ status: 'low', available: 84.2 });
		const labels = (await rowsOf('account board')).map(({ label }) => label);
		expect(new Set(labels).size).toBe(labels.length);
	});

	it('the digest is a table, the worst first, with bars by days left and all text escaped', async () => {
		const hours = (count: number) => new Date(Date.now() - count * 3_600_000).toISOString();
		const row = { status: 'ok', available: 5, currency: 'EUR', trend: '▇▆▅', checkedAt: hours(1) };
		await insertRow('account board', {
			...row,
			label: '<b>A & "B"</b>',
			status: 'critical',
			daysLeft: 6,
			text: '<img src=x>',
		});
		await insertRow('account board', {
			...row,
			label: 'Forgotten',
			daysLeft: 90,
			checkedAt: hours(30),
			text: 'Forgotten is ok',
		});
		const id = await importExample('morning-digest');
		const [mail] = await mailsOf(async () => await run(id, 'Every Morning'));
		expect(mail?.subject).toMatch(/^Account balances, \d+ \w+ \d{4}$/);
		const html = mail?.html ?? '';
		const labels = [...html.matchAll(/<b>(.*?)<\/b>/g)].map(([, label]) => label);
		expect(labels.slice(0, 2)).toEqual(['Forgotten', '&lt;b&gt;A &amp; &quot;B&quot;&lt;/b&gt;']);
		expect(labels).toHaveLength((await rowsOf('account board')).length);
		expect(html).toContain('&lt;img src=x&gt;');
		expect(html).not.toContain('<img');
		expect(html).toContain('not checked since');
		// A full bar has 120 pixels and 30 days.
		expect(html).toMatch(/<td width="24" height="10" bgcolor="#d64545">.*?6 days left/s);
		expect(html).toMatch(/<td width="120" height="10" bgcolor="#2e9e5b">.*?90 days left/s);
		expect(html).toContain('▇▆▅');
		expect(mail?.text.split('\n').slice(0, 2)).toEqual(['Forgotten is ok', '<img src=x>']);
	});

	it('the digest goes out by itself once it is published', async () => {
		const id = await importExample('morning-digest');
		const mails = await mailsOf(async () => {
			await publish(id);
			await nextMail();
			await unpublish(id);
		});
		expect(mails[0]?.html).toContain('<b>Certificates</b>');
	});
});

describe('the heartbeat', () => {
	let before = 0;

	beforeEach(() => {
		before = services.deadMansSwitch.pings.length;
	});

	const newPings = () => services.deadMansSwitch.pings.slice(before);

	it('pings at every check, published, whatever happens to the balance', async () => {
		const id = await importExample('heartbeat');
		expect(await fallAndRise(id)).toEqual([
			'Sectigo 1000482915 is low: 84.20 GBP available, below 100.',
			'Sectigo 1000482915 is ok again: 210.00 GBP available, no longer below 100.',
		]);
		expect(new Set(newPings())).toEqual(new Set(['/your-check']));
		expect(newPings().length).toBeGreaterThan(4);
	});

	it('stays away when the mail cannot be sent', async () => {
		const document = exampleOf('heartbeat');
		// Without the pauses between its tries.
		const nodes = document.nodes.map((node) => ({ ...node, retryOnFail: false }));
		const { id } = await client.createWorkflow({ ...document, nodes });
		services.mail.refuse(true);
		const execution = await runSavedByHand(client, id, 'Every 15 Minutes');
		expect(execution.status).toBe('error');
		expect(newPings()).toEqual([]);
	});

	it('stays away when a credential was deleted, which no mail tells', async () => {
		const copy = await client.createCredential('Deleted', 'sectigoApi', {
			...stage.vendor('sectigo').credential,
		});
		const known = { ...credentials, sectigoApi: copy };
		const { id } = await client.createWorkflow(onServices(EXAMPLES.heartbeat, known, services));
		await client.call('DELETE', `/credentials/${copy.id}`);
		const mails = await mailsOf(async () => {
			const execution = await runSavedByHand(client, id, 'Every 15 Minutes').catch(String);
			expect(typeof execution === 'string' || execution.status === 'error').toBe(true);
		});
		expect(mails).toEqual([]);
		expect(newPings()).toEqual([]);
	});
});

describe('any other API', () => {
	it('is watched like a vendor, and a row that is refused is known by its own name', async () => {
		const id = await importExample('any-other-api');
		await run(id, SET_UP);
		const byHand = await mailsOf(async () => await run(id));
		expect(byHand.map(({ text }) => text)).toEqual([
			'Example API north-1 is ok: 42.50 EUR available.\nExample API south-2 is ok: 80.00 EUR available.',
		]);
		const { balances } = services.balanceApi;
		balances.set('north-1', '7.90');
		balances.delete('south-2');
		const [mail] = await mailsOf(async () => await run(id));
		balances.set('north-1', '42.50');
		balances.set('south-2', '80.00');
		const [first, second] = mail?.text.split('\n') ?? [];
		expect(first).toMatch(/^Example API south-2 cannot be checked: ./);
		expect(second).toBe('Example API north-1 is low: 7.90 EUR available, below 10.');
	});

	it('published, tells what is low', async () => {
		const id = await importExample('any-other-api');
		const { balances } = services.balanceApi;
		const mails = await mailsOf(async () => {
			await publish(id);
			balances.set('south-2', '20.00');
			await nextMail();
			await unpublish(id);
		});
		balances.set('south-2', '80.00');
		expect(mails.map(({ text }) => text)).toEqual([
			'Example API south-2 is low: 20.00 EUR available, below 25.',
		]);
	});
});

describe('several credentials of one vendor', () => {
	it('bring one message, and a row without a node is named', async () => {
		const id = await importExample('several-credentials');
		await run(id, SET_UP);
		await insertRow('m4 users', { server: 'Paris', username: 'nobody', threshold: 5 });
		const mails = await mailsOf(async () => await run(id));
		expect(mails.map(({ text }) => text.split('\n'))).toEqual([
			[
				expect.stringMatching(/^Kolmisoft M4 wholesale.one is ok: 60\.7200 EUR available\.$/),
				'Kolmisoft M4 acme is ok: 150.00 EUR available.',
				'nobody is not watched: no node here is for the server Paris.',
			],
		]);
	});

	it('published, tell what fell', async () => {
		const id = await importExample('several-credentials');
		for (const account of services.vienna.accounts) account.balances['EUR'] = '61.30';
		const mails = await mailsOf(async () => {
			await publish(id);
			await nextMail();
			await unpublish(id);
		});
		expect(mails[0]?.text).toContain('Kolmisoft M4 acme is low: 61.30 EUR available, below 100.');
	});
});

describe('agents', () => {
	/** The example with a question pinned on its chat. */
	function asked(name: ExampleName, question: string): WorkflowDocument {
		const chatInput = { action: 'sendMessage', chatInput: question, sessionId: 'test' };
		return { ...exampleOf(name), pinData: { 'When Asked': [{ json: chatInput }] } };
	}

	function answerOf(execution: ServerExecution): string {
		expect(execution.data.resultData.error).toBeUndefined();
		return String(itemsOf(execution, 'Balance Agent')[0]?.['output']);
	}

	it('know by one tool which accounts of a list are low, by the memory of a published watch', async () => {
		const document = asked('agent-which-accounts-are-low', 'Which accounts are low?');
		const { id } = await client.createWorkflow(document);
		await run(id, SET_UP);
		await publish(id);
		await nextChecks(3);
		setSectigo(SECTIGO_LOW);
		const answer = answerOf(await run(id, 'When Asked'));
		await unpublish(id);
		expect(answer).toContain('Certificates is low: 84.20 GBP available, below 100.');
		expect(answer).toContain('Payouts is ok');
		const { staticData } = await client.call<{ staticData: object }>(
			...(['GET', `/workflows/${id}`] as const),
		);
		expect(JSON.stringify(staticData)).toContain('node:Account Balance');
	});
});
