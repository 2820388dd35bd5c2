/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a program for people; the bans protect n8n's runtime */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import fiveBalances from '../../examples/five-balances.json';
import { startN8n } from '../server/n8nServer';
import { openEditor, type Editor } from './editor';
import { withCredentials } from './execution';
import { createCredentials, openStage } from './stage';

/** Of 100: text stays readable, and a picture has some ten kilobytes. */
const QUALITY = 82;

/** Makes the pictures of the README on a whole n8n, once light and once dark. */
async function main(folder: string): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const stage = await openStage();
	const server = await startN8n(stage.installation, { userFolder: stage.userFolder });
	const { client, credentials } = await createCredentials(server.url, stage.vendors);
	const { id } = await client.createWorkflow(withCredentials(fiveBalances, credentials));
	for (const colorScheme of ['light', 'dark'] as const) {
		const editor = await openEditor(server.url, { colorScheme });
		const take: Take = async (name, what, height) => {
			const file = path.join(folder, `${name}-${colorScheme}.webp`);
			writeFileSync(file, await pictureOf(editor, what, height));
			console.log(`Wrote ${file}`);
		};
		await takeAll(editor, `/workflow/${id}`, take);
		await editor.close();
	}
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
		...{ format: 'webp', quality: QUALITY },
		...(clip ? { clip } : {}),
	});
	await session.detach();
	return Buffer.from(data, 'base64');
}

main(process.argv[2] ?? '').catch((thrown: unknown) => {
	console.error(thrown);
	process.exit(1);
});
