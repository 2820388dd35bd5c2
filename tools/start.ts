/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a program for people; the bans protect n8n's runtime */
import { once } from 'node:events';
import { openOnLoopback, type LoopbackServer } from '../test/server/loopback';
import { OWNER, signIn } from '../test/server/n8nClient';
import { startN8n } from '../test/server/n8nServer';
import { EXAMPLES } from '../test/e2e/examples';
import { withCredentials } from '../test/e2e/execution';
import { createCredentials, openStage } from '../test/e2e/stage';

/** A whole n8n with everything in it, for a person to try, until Ctrl-C. */
async function main(): Promise<void> {
	console.log('Starting five stand-in vendors, and n8n with the package in it …');
	const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
	const stage = await openStage();
	const server = await startN8n(stage.installation, { userFolder: stage.userFolder });
	const { client, credentials } = await createCredentials(server.url, stage.vendors);
	const ids: string[] = [];
	for (const { document } of EXAMPLES) {
		ids.push((await client.createWorkflow(withCredentials(document, credentials))).id);
	}
	const door = await openDoor(server.url, `/workflow/${ids[0] ?? ''}`);
	console.log(`
Open ${door.url}

It signs you in and shows the workflow "${EXAMPLES[0]?.document.name ?? ''}": press Execute workflow.
The other examples are under Workflows. The vendors are imitations on this machine; their credentials
are in n8n already. Should n8n ask: ${OWNER.email}, ${OWNER.signInWith}

Ctrl-C stops everything.`);
	await stopped;
	console.log('\nStopping …');
	await door.close();
	await server.stop();
	await stage.clear();
}

/** An address that signs whoever opens it in: cookies know hosts, not ports. */
async function openDoor(url: string, path: string): Promise<LoopbackServer> {
	return await openOnLoopback((_, response) => {
		void signIn(url, { forBrowser: true }).then((client) => {
			response.setHeader('set-cookie', `${client.cookies()}; Path=/; HttpOnly; SameSite=Lax`);
			response.writeHead(302, { location: `${url}${path}` });
			response.end();
		});
	});
}

void main().then(() => process.exit());
