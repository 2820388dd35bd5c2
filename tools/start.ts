/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a program for people; the bans protect n8n's runtime */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { openMailPage } from '../test/services/mailPage';
import type { ReceivedMail } from '../test/services/mailServer';
import { openOnLoopback, type LoopbackServer } from '../test/server/loopback';
import { OWNER, signIn } from '../test/server/n8nClient';
import { startN8n } from '../test/server/n8nServer';
import { EXAMPLES } from '../test/e2e/examples';
import {
	createExampleCredentials,
	onServices,
	startExampleServices,
	type ExampleServices,
} from '../test/e2e/exampleServices';
import { createCredentials, openStage } from '../test/e2e/stage';

/** What the accounts have that a person may let fall: at Sectigo, at M4 Vienna and at the other API. */
interface Balances {
	readonly words: string;
	readonly sectigo: string;
	readonly vienna: string;
	readonly north: string;
}

const FINE: Balances = {
	words: 'topped up',
	sectigo: '210.00',
	vienna: '150.00',
	north: '42.50',
};
const LOW: Balances = { words: 'low', sectigo: '84.20', vienna: '61.30', north: '7.90' };

/** A whole n8n with everything in it, for a person to try, until Ctrl-C. */
async function main(): Promise<void> {
	console.log('Starting five stand-in vendors, a mail server, and n8n with the package in it …');
	const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
	const stage = await openStage();
	const services = await startExampleServices({
		onMail: showMail,
		onPing: (path) => console.log(`\nA ping arrived: ${path}`),
	});
	const mailPage = await openMailPage(services.mail.mails);
	const server = await startN8n(stage.installation, { userFolder: stage.userFolder });
	const { client, credentials: ofVendors } = await createCredentials(server.url, stage.vendors);
	const credentials = await createExampleCredentials(client, ofVendors, services);
	const ids: string[] = [];
	for (const document of Object.values(EXAMPLES)) {
		ids.push((await client.createWorkflow(onServices(document, credentials, services))).id);
	}
	const [first] = Object.values(EXAMPLES);
	const door = await openDoor(server.url, `/workflow/${ids[0] ?? ''}`);
	console.log(`
Open ${door.url}

It signs you in and shows the workflow "${first?.name ?? ''}": press Execute workflow.
The other examples are under Workflows, each with a note. All of them run as they are: vendors, the
language model and the mail server are imitations on this machine, and their credentials are in n8n
already. Should n8n ask: ${OWNER.email}, ${OWNER.signInWith}

Mails appear here and at ${mailPage.url}
Enter lets balances fall, and once more tops them up: the next check of a published example tells it.
Ctrl-C stops everything.`);
	const keyboard = createInterface({ input: process.stdin });
	let areLow = false;
	keyboard.on('line', () => {
		areLow = !areLow;
		console.log(setBalances(services, areLow ? LOW : FINE));
	});
	await stopped;
	console.log('\nStopping …');
	keyboard.close();
	await door.close();
	await mailPage.close();
	await server.stop();
	await services.close();
	await stage.clear();
}

/** Returns what has changed, in words. */
function setBalances(
	{ sectigo, vienna, balanceApi }: ExampleServices,
	{ words, ...balances }: Balances,
): string {
	for (const account of sectigo.accounts.slice(0, 1)) account.amount = balances.sectigo;
	for (const account of vienna.accounts) account.balances['EUR'] = balances.vienna;
	balanceApi.balances.set('north-1', balances.north);
	return `Now ${words}: Sectigo ${balances.sectigo} GBP, M4 Vienna ${balances.vienna} EUR, north-1 at the other API ${balances.north} EUR.`;
}

function showMail({ from, to, subject, text }: ReceivedMail): void {
	const lines = text.split('\n').map((line) => `  ${line}`);
	const head = `Mail to ${to.join(', ')}, from ${from}: ${subject}`;
	console.log(withoutControls(`\n${head}\n${lines.join('\n')}`));
}

/** What would move a terminal's cursor or change its colours is left out. */
function withoutControls(text: string): string {
	return text.replace(/[^\P{Cc}\n]/gu, '');
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
