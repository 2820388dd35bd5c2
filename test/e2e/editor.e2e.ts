import type { WorkflowDocument } from '../engine/workflowDocument';
import { signIn } from '../server/n8nClient';
import { startN8n, type N8nServer } from '../server/n8nServer';
import { PROFILES } from '../vendors/profiles';
import type { RunningVendor } from '../vendors/runningVendors';
import { openEditor, type Editor } from './editor';
import { EXAMPLES } from './examples';
import { withCredentials } from './execution';
import { scheduledWatch } from './scheduledWatch';
import { createCredentials, openStage, type Stage } from './stage';

/** Rows of which one cannot be read, in a node that has an output for these. */
const UNREADABLE_ROWS: WorkflowDocument = {
	name: 'Unreadable rows',
	nodes: [
		{
			id: 'trigger',
			name: 'Rows',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'kolmisoftM4',
			name: 'Kolmisoft M4',
			type: 'n8n-nodes-account-balance.kolmisoftM4',
			typeVersion: 1,
			position: [240, 0],
			parameters: { operation: 'getBalance', username: '={{ $json.username }}' },
			credentials: { kolmisoftM4Api: {} },
			onError: 'continueErrorOutput',
		},
	],
	connections: { Rows: { main: [[{ node: 'Kolmisoft M4', type: 'main', index: 0 }]] } },
	pinData: { Rows: [{ json: { username: 'wholesale_one' } }, { json: { username: 'nobody' } }] },
};

let stage: Stage;
let server: N8nServer;
let editor: Editor;

beforeAll(async () => {
	stage = await openStage();
	server = await startN8n(stage.installation, { userFolder: stage.userFolder });
	await signIn(server.url);
	editor = await openEditor(server.url);
});

afterAll(async () => {
	await editor.close();
	await server.stop();
	await stage.clear();
});

/** How people look for what these nodes do, whoever the vendor is. */
const SEARCH_WORDS = ['monitor', 'threshold', 'low balance', 'alert', 'credit'];

const ACTIONS = ['Get balance', 'Watch balance'];

describe.each(PROFILES)('$displayName', ({ id, displayName, searchWord, firstBalance }) => {
	let vendor: RunningVendor;

	beforeAll(async () => {
		const found = stage.vendors.find((each) => each.id === id);
		if (found === undefined) throw new Error(`No stand-in for ${id}`);
		vendor = found;
		await editor.open('/workflow/new');
	});

	it('is found by its name, and by another word', async () => {
		await editor.findNode(displayName, displayName);
		await editor.findNode(searchWord, displayName);
	});

	it.each(SEARCH_WORDS)('is found by "%s"', async (word) => {
		expect(await editor.listFound(word, displayName)).toContain(displayName);
	});

	it.each(ACTIONS)('shows its actions, and keeps its name when added by "%s"', async (action) => {
		await editor.open('/workflow/new');
		expect(await editor.listActions(displayName)).toEqual(expect.arrayContaining(ACTIONS));
		await editor.addByAction(action);
		expect(await editor.nodeNames()).toContain(displayName);
		const parameters = editor.page.getByTestId('node-parameters');
		const labels = (await parameters.innerText()).split('\n');
		expect(labels).toEqual(expect.arrayContaining(['Operation', 'Threshold', 'Options']));
		expect(labels.filter((label) => label === 'Alert Options')).toHaveLength(
			action === 'Watch balance' ? 1 : 0,
		);
		for (const absent of ['resource', 'toolDescription']) {
			expect(await parameters.getByTestId(`parameter-input-${absent}`).count()).toBe(0);
		}
		await editor.closeNode();
		expect(await editor.textOf(displayName)).toContain(action);
		await editor.open('/workflow/new');
	});

	it('is added, gets a credential, and the dialog is green with the balance', async () => {
		await editor.addNode(displayName, 'Get balance');
		const dialog = await editor.createCredential();
		for (const [field, value] of fieldsOf(vendor.credential)) await dialog.fill(field, value);
		expect(await dialog.save()).toMatch(/Connection tested successfully/);
		await dialog.close();
	});

	it('runs, and the output panel shows the item', async () => {
		await editor.executeUntil(firstBalance.balanceText);
	});

	it('with a wrong password the dialog is red, in the words of the vendor', async () => {
		const dialog = await editor.editCredential();
		for (const [field, value] of fieldsOf(vendor.wrongCredential)) {
			if (vendor.credential[field] !== value) await dialog.fill(field, value);
		}
		const words = await dialog.save();
		expect(words).toContain(vendor.refusalWords);
		expect(words).not.toContain('wrong-secret');
		await dialog.close();
	});

	it('and the run is refused in the same words', async () => {
		await editor.executeUntil(vendor.refusalWords);
		await editor.closeNode();
	});
});

it('Sectigo comes first for "ssl"', async () => {
	await editor.open('/workflow/new');
	expect((await editor.listFound('ssl', 'Sectigo'))[0]).toBe('Sectigo');
});

it('the key of Kolmisoft M4 is marked as required while requests are signed', async () => {
	await editor.open('/workflow/new');
	await editor.addNode('Kolmisoft M4', 'Get balance');
	const dialog = await editor.createCredential();
	expect(await dialog.root.innerText()).toMatch(/API Secret Key\s*\*/);
	await dialog.fill('signRequests', false);
	await dialog.root.getByText('API Secret Key').waitFor({ state: 'hidden' });
	await dialog.fill('signRequests', true);
	await dialog.root.getByText('API Secret Key').waitFor();
	await dialog.close();
	await editor.closeNode();
});

it('the subtitle shows the operation, also where the account is an expression', async () => {
	const { client, credentials } = await createCredentials(server.url, stage.vendors);
	const { kolmisoftM4Api = { id: '', name: '' } } = credentials;
	const document = scheduledWatch(60, kolmisoftM4Api, server.url);
	const subtitleWith = async (username: string) => {
		const nodes = document.nodes.map((node) =>
			node.name === 'Watch' ? { ...node, parameters: { ...node.parameters, username } } : node,
		);
		const { id } = await client.createWorkflow({ ...document, nodes });
		await editor.open(`/workflow/${id}`);
		const [, subtitle] = (await editor.textOf('Watch')).split('\n');
		return subtitle;
	};
	expect(await subtitleWith('={{ $json.username }}')).toBe('Watch balance');
	expect(await subtitleWith('acme')).toBe('Watch balance: acme');
	expect(await subtitleWith('')).toBe('Watch balance');
});

it('as a tool it is described by its operation', async () => {
	const { client, credentials } = await createCredentials(server.url, stage.vendors);
	const document = EXAMPLES['agent-which-account-runs-dry'];
	const { id } = await client.createWorkflow(withCredentials(document, credentials));
	await editor.open(`/workflow/${id}`);
	await editor.openNode('M4 User');
	const description = editor.page
		.getByTestId('parameter-input-toolDescription')
		.locator('textarea');
	expect(await description.inputValue()).toMatch(/^Reads the balance .* at Kolmisoft M4\./);
	await editor.choose('operation', 'Watch Balance');
	await editor.page.getByTestId('parameter-input-daysLeftThreshold').waitFor();
	expect(await description.inputValue()).toMatch(/^Tells how .* at Kolmisoft M4 stands now\./);
});

it('a watch asks for a limit, and by hand shows what would happen', async () => {
	const { client, credentials } = await createCredentials(server.url, stage.vendors);
	const { kolmisoftM4Api = { id: '', name: '' } } = credentials;
	const { id } = await client.createWorkflow(scheduledWatch(60, kolmisoftM4Api, server.url));
	await editor.open(`/workflow/${id}`);
	await editor.openNode('Watch');
	const threshold = editor.page.getByTestId('parameter-input-threshold').locator('input');
	await threshold.fill('');
	await editor.executeUntil('Enter a threshold: nothing is watched yet');
	await threshold.fill('500');
	await editor.executeUntil('Run by hand: nothing of this is remembered');
	const panel = editor.page.getByTestId('output-panel');
	await panel.getByText('threshold', { exact: true }).first().waitFor();
	await panel.getByText('low', { exact: true }).first().waitFor();
	await editor.closeNode();
});

it('the error branch shows which rows could not be read, and why', async () => {
	const { client, credentials } = await createCredentials(server.url, stage.vendors);
	const { id } = await client.createWorkflow(withCredentials(UNREADABLE_ROWS, credentials));
	await editor.open(`/workflow/${id}`);
	await editor.executeWorkflow();
	await editor.openNode('Kolmisoft M4');
	const panel = editor.page.getByTestId('output-panel');
	await panel.getByText('Error Branch').click();
	await panel.getByText('Kolmisoft M4 does not know the account nobody').first().waitFor();
	await editor.closeNode();
});

function fieldsOf(credential: RunningVendor['credential']) {
	return Object.entries(credential).filter(([, value]) => value !== '');
}
