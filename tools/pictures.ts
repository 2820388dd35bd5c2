/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a program for people; the bans protect n8n's runtime */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Locator } from 'playwright-core';
import fiveBalances from '../examples/five-balances.json';
import watchOne from '../examples/watch-one-account.json';
import type { NodeDocument } from '../test/engine/workflowDocument';
import type { N8nClient } from '../test/server/n8nClient';
import { startN8n } from '../test/server/n8nServer';
import { openMailPage } from '../test/services/mailPage';
import { startMailServer, type ReceivedMail } from '../test/services/mailServer';
import { sectigoLogin, startSectigo } from '../test/vendors/sectigo/standIn';
import { openEditor, type Editor } from '../test/e2e/editor';
import { executionsOf, withCredentials } from '../test/e2e/execution';
import { createCredentials, openStage } from '../test/e2e/stage';
import { requireValue } from './arguments';

/** Of 100: text stays readable, and a picture has some ten kilobytes. */
const QUALITY = 82;

/** Makes the pictures of the README on a whole n8n, once light and once dark. */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { folder: { type: 'string' } } });
	const folder = requireValue('folder', values.folder);
	mkdirSync(folder, { recursive: true });
	const stage = await openStage();
	const server = await startN8n(stage.installation, { userFolder: stage.userFolder });
	const { client, credentials } = await createCredentials(server.url, stage.vendors);
	const { id } = await client.createWorkflow(withCredentials(fiveBalances, credentials));
	const watch = await runWatch(client);
	const mailPage = await openMailPage(watch.mails);
	for (const colorScheme of ['light', 'dark'] as const) {
		const editor = await openEditor(server.url, { colorScheme });
		const take: Take = async (name, what, height) => {
			const file = path.join(folder, `${name}-${colorScheme}.webp`);
			writeFileSync(file, await pictureOf(editor, what, height));
			console.log(`Wrote ${file}`);
		};
		await takeAll(editor, `/workflow/${id}`, take);
		await takeWatch(editor, watch, take);
		await takeMail(editor, mailPage.url, take);
		await editor.close();
	}
	await mailPage.close();
	await server.stop();
	await stage.clear();
}

/** Takes a part of the page, or of that no more than so many pixels from above. */
type Take = (name: string, what: Locator, height?: number) => Promise<void>;

async function takeAll(editor: Editor, workflow: string, take: Take): Promise<void> {
	const { page } = editor;
	await editor.open(workflow);
	await editor.executeWorkflow();
	await hideNotices(editor);
	await page.getByTestId('zoom-to-fit').click();
	await page.waitForTimeout(1000);
	await take('canvas', page.getByTestId('canvas-wrapper'));
	await editor.openNode('Kolmisoft M4');
	await hideNotices(editor);
	await page.waitForTimeout(500);
	await take('parameters', page.getByTestId('node-parameters'), 490);
	const dialog = await editor.editCredential();
	// Opened, it has been tested already.
	await dialog.root.getByTestId('credentials-config-container-test-success').waitFor();
	await page.waitForTimeout(500);
	await take('credential-test', dialog.root);
	await dialog.close();
	await editor.closeNode();
	await page.setViewportSize({ width: 2200, height: 900 });
	await editor.openNode('Table');
	await page.getByTestId('output-panel').getByRole('radio', { name: 'Table' }).click();
	await page.waitForTimeout(500);
	await take('table', page.getByTestId('output-panel'), 250);
	await editor.closeNode();
}

/** So many checks, of which this one finds the balance low. */
const CHECKS = 9;
const LOW_CHECK = 5;

/** A workflow that watched for a while, the execution that found the balance low, and what arrived. */
interface RunWatch {
	readonly workflow: string;
	readonly lowExecution: string;
	readonly mails: readonly ReceivedMail[];
}

async function runWatch(client: N8nClient): Promise<RunWatch> {
	const sectigo = await startSectigo();
	const credential = { ...sectigoLogin, baseUrl: sectigo.url };
	const sectigoApi = await client.createCredential('Sectigo reseller', 'sectigoApi', credential);
	const mail = await startMailServer();
	const smtp = await client.createCredential('SMTP', 'smtp', mail.credential);
	const document = withCredentials(watchOne, { sectigoApi, smtp });
	const nodes = document.nodes
		.filter(({ type }) => !type.endsWith('.stickyNote'))
		.map((node) => (node.name === 'Every 15 Minutes' ? often(node) : node));
	const workflow = await client.createWorkflow({ ...document, nodes });
	await client.activate(workflow);
	while (sectigo.requests.length < LOW_CHECK - 1) await sleep(200);
	for (const account of sectigo.accounts) account.amount = '90.00';
	while (sectigo.requests.length < CHECKS) await sleep(200);
	await client.call('POST', `/workflows/${workflow.id}/deactivate`);
	await sleep(1000);
	await sectigo.close();
	await mail.close();
	const executions = await executionsOf(client, workflow.id);
	const lowExecution = executions.at(-LOW_CHECK)?.id ?? '';
	return { workflow: `/workflow/${workflow.id}`, lowExecution, mails: mail.mails };
}

function often(node: NodeDocument): NodeDocument {
	const rule = { interval: [{ field: 'seconds', secondsInterval: 5 }] };
	return { ...node, parameters: { rule } };
}

async function takeWatch(
	editor: Editor,
	{ workflow, lowExecution }: RunWatch,
	take: Take,
): Promise<void> {
	const { page } = editor;
	await page.setViewportSize({ width: 1440, height: 900 });
	await editor.open(workflow);
	await editor.openNode('Sectigo');
	await hideNotices(editor);
	await page.waitForTimeout(500);
	await take('watch', page.getByTestId('node-parameters'), 620);
	await editor.closeNode();
	await page.setViewportSize({ width: 1100, height: 640 });
	await page.goto(`${workflow}/executions/${lowExecution}`);
	await page.waitForTimeout(3000);
	await hideNotices(editor);
	await take('executions', page.locator('body'));
}

async function takeMail({ page }: Editor, url: string, take: Take): Promise<void> {
	await page.setViewportSize({ width: 620, height: 400 });
	await page.goto(url);
	await take('mail', page.locator('article'));
}

/** n8n's own messages pass by, and would lie over the picture. */
async function hideNotices({ page }: Editor): Promise<void> {
	await page.addStyleTag({ content: '.el-notification { display: none !important }' });
}

/** WebP, which Chromium writes by its own protocol only. */
async function pictureOf({ page }: Editor, what: Locator, height = Infinity): Promise<Buffer> {
	const session = await page.context().newCDPSession(page);
	const box = await what.boundingBox();
	const clip = box && { ...box, height: Math.min(box.height, height), scale: 1 };
	const { data } = await session.send('Page.captureScreenshot', {
		format: 'webp',
		quality: QUALITY,
		...(clip ? { clip } : {}),
	});
	await session.detach();
	return Buffer.from(data, 'base64');
}

main().catch((thrown: unknown) => {
	console.error(thrown);
	process.exit(1);
});
