/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the ban protects n8n's runtime; this drives a browser */
import { chromium, selectors, type Browser, type Locator, type Page } from 'playwright-core';
import type { INodeCredentialTestResult } from 'n8n-workflow';
import { OWNER } from '../server/n8nClient';

/** What a person does in n8n's editor, by the test ids that n8n's own tests use. */
export interface Editor {
	readonly page: Page;
	open(path: string): Promise<void>;
	/** Searches the node panel until this entry is there. Rejects where it does not come. */
	findNode(words: string, name: string): Promise<Locator>;
	/** The names that the node panel shows for these words, from top to bottom; this one is among them. */
	listFound(words: string, name: string): Promise<readonly string[]>;
	/** Opens the entry of a node in the panel, and lists its actions. */
	listActions(name: string): Promise<readonly string[]>;
	/** Adds the node of the entry that is open by an action, and opens it. */
	addByAction(action: string): Promise<void>;
	/** Adds a node by its entry and its action, and opens it. */
	addNode(name: string, action: string): Promise<void>;
	/** The names of the nodes on the canvas. */
	nodeNames(): Promise<readonly string[]>;
	/** What stands at a node on the canvas, its subtitle included. */
	textOf(name: string): Promise<string>;
	openNode(name: string): Promise<void>;
	closeNode(): Promise<void>;
	/** The credential dialog of the open node. */
	createCredential(): Promise<CredentialDialog>;
	editCredential(): Promise<CredentialDialog>;
	/** Chooses an entry of a list among the parameters of the open node. */
	choose(parameter: string, title: string): Promise<void>;
	/** Runs the open node, and waits until its output panel shows these words. */
	executeUntil(words: string): Promise<void>;
	/** Runs the workflow from the canvas, and waits for the end. */
	executeWorkflow(): Promise<void>;
	close(): Promise<void>;
}

export interface CredentialDialog {
	readonly root: Locator;
	fill(field: string, value: string | boolean): Promise<void>;
	/** Saves, which tests the credential. Returns what the dialog says then. */
	save(): Promise<string>;
	close(): Promise<void>;
}

/** As the machine's own packages install it, or as the environment says. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Chromium asks nothing of the internet. */
const QUIET = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

const MILLISECONDS_TO_ACT = 20_000;

const CREDENTIAL_TEST = /\/rest\/credentials\/test/;

/** A dialog that closes is still seen for that long. */
const MILLISECONDS_TO_CLOSE = 500;

/** Starts a browser and signs the owner in. */
export async function openEditor(
	url: string,
	{ colorScheme = 'light' }: { readonly colorScheme?: 'light' | 'dark' } = {},
): Promise<Editor> {
	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
	const context = await browser.newContext({
		colorScheme,
		baseURL: url,
		viewport: { width: 1440, height: 900 },
	});
	const page = await context.newPage();
	page.setDefaultTimeout(MILLISECONDS_TO_ACT);
	await page.goto('/signin');
	await page.locator('input[type="email"]').fill(OWNER.email);
	await page.locator('input[type="password"]').fill(OWNER.signInWith);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/(?:home|workflow)/);
	return editorOf(browser, page);
}

function editorOf(browser: Browser, page: Page): Editor {
	const canvasNode = (name: string) =>
		page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	const panel = page.getByTestId('node-creator');
	const findNode = async (words: string, name: string) => {
		const bar = page.getByTestId('node-creator-search-bar');
		if (!(await bar.isVisible())) await openNodePanel(page);
		const entry = panel.getByTestId('node-creator-item-name').getByText(name, { exact: true });
		// What an earlier search brought up must not count.
		await bar.fill('');
		await entry.first().waitFor({ state: 'hidden' });
		await bar.fill(words);
		await entry.first().waitFor();
		return entry.first();
	};
	const items = panel.getByTestId('node-creator-item-name');
	const listActions = async (name: string) => {
		await (await findNode(name, name)).click();
		await panel.getByText(/^Actions \(/).waitFor();
		return await items.allInnerTexts();
	};
	const addByAction = async (action: string) => {
		await items.getByText(action, { exact: true }).click();
		await page.getByTestId('node-parameters').waitFor();
	};
	return {
		page,
		findNode,
		listActions,
		addByAction,
		listFound: async (words, name) => {
			await findNode(words, name);
			return await items.allInnerTexts();
		},
		nodeNames: async () => {
			const nodes = await page.getByTestId('canvas-node').all();
			const names = nodes.map(async (node) => await node.getAttribute('data-node-name'));
			return (await Promise.all(names)).map((name) => name ?? '');
		},
		textOf: async (name) => await canvasNode(name).innerText(),
		open: async (path) => {
			await page.goto(path);
			await page.getByTestId('canvas-wrapper').waitFor();
		},
		addNode: async (name, action) => {
			await listActions(name);
			await addByAction(action);
		},
		openNode: async (name) => {
			await canvasNode(name).dblclick();
			await page.getByTestId('node-parameters').waitFor();
		},
		closeNode: async () => {
			await page.keyboard.press('Escape');
			await page.getByTestId('node-parameters').waitFor({ state: 'hidden' });
		},
		createCredential: async () => {
			const empty = page.getByTestId('node-credentials-empty-state');
			const select = page.getByTestId('node-credentials-select');
			await empty.or(select).first().click();
			// Where there is no credential yet, n8n may open the dialog at once.
			const choice = page.getByTestId('node-credentials-select-item-new');
			await choice.or(page.getByTestId('editCredential-modal')).first().waitFor();
			if (await choice.isVisible()) await choice.click();
			return await dialogOf(page);
		},
		editCredential: async () => {
			// n8n tests what it opens, which must not be taken for the test of what is saved then.
			const tested = page.waitForResponse(CREDENTIAL_TEST);
			await page.getByTestId('credential-edit-button').click();
			await tested;
			return await dialogOf(page);
		},
		choose: async (parameter, title) => {
			await page.getByTestId(`parameter-input-${parameter}`).getByRole('combobox').click();
			await page.getByRole('option').filter({ hasText: title }).first().click();
		},
		executeUntil: async (words) => {
			await page.getByTestId('node-execute-button').click();
			await page.getByTestId('output-panel').getByText(words).first().waitFor();
		},
		executeWorkflow: async () => {
			const finished = page.waitForResponse(/\/rest\/workflows\/[^/]+\/run/);
			await page.getByTestId('execute-workflow-button').first().click();
			await finished;
			await page
				.getByText(/Workflow executed successfully|Node executed/)
				.first()
				.waitFor();
		},
		close: async () => await browser.close(),
	};
}

async function openNodePanel(page: Page): Promise<void> {
	const first = page.getByTestId('canvas-plus-button');
	const more = page.getByTestId('node-creator-plus-button');
	await first.or(more).first().click();
	await page.getByTestId('node-creator').waitFor();
}

async function dialogOf(page: Page): Promise<CredentialDialog> {
	const root = page.getByTestId('editCredential-modal');
	await root.waitFor();
	return {
		root,
		fill: async (field, value) => {
			const input = root.getByTestId(`parameter-input-${field}`);
			if (typeof value === 'boolean') {
				const toggle = input.getByRole('switch');
				if ((await toggle.getAttribute('aria-checked')) === String(value)) return;
				// The switch itself is not to be seen; what is drawn around it takes the click.
				await input.locator('.el-switch').click();
				return;
			}
			const box = input.locator('input, textarea').first();
			if ((await box.getAttribute('role')) !== 'combobox') return await box.fill(value);
			await box.click();
			// The value of a choice is its title in small letters.
			const title = page.getByText(new RegExp(`^\\s*${value}\\s*$`, 'i'));
			await page.getByRole('option').filter({ has: title }).first().click();
		},
		save: async () => {
			const tested = page.waitForResponse(CREDENTIAL_TEST);
			await root.getByTestId('credential-save-button').click();
			// The cast: it is what n8n's own dialog reads.
			const { data } = (await (await tested).json()) as { data: INodeCredentialTestResult };
			if (data.status === 'OK') return await greenWords(page, root);
			const red = root.locator('.el-tag').filter({ hasText: /Couldn’t connect/ });
			await red.getByText('More details').click();
			return (await red.innerText()).trim();
		},
		close: async () => {
			await root.locator('.el-dialog__close').first().click();
			await root.waitFor({ state: 'hidden' });
		},
	};
}

/** A new credential that works closes its dialog; opened again, it is tested again. */
async function greenWords(page: Page, root: Locator): Promise<string> {
	const green = root.getByTestId('credentials-config-container-test-success');
	const edit = page.getByTestId('credential-edit-button');
	await green.or(edit).first().waitFor();
	await page.waitForTimeout(MILLISECONDS_TO_CLOSE);
	if (!(await root.isVisible())) await edit.click();
	await green.waitFor();
	return (await green.innerText()).trim();
}
