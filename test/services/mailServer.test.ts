/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is test code */
import { connect } from 'node:net';
import { once } from 'node:events';
import { startMailServer, type MailServer } from './mailServer';

let server: MailServer;

beforeEach(async () => {
	server = await startMailServer();
});

afterEach(async () => await server.close());

/** Says this to the server line by line, and returns the last reply (RFC 5321). */
async function say(...lines: readonly string[]): Promise<string> {
	const socket = connect(Number(server.credential['port']), '127.0.0.1');
	socket.setEncoding('utf8');
	let [reply] = (await once(socket, 'data')) as [string];
	for (const line of lines) {
		socket.write(`${line}\r\n`);
		[reply] = (await once(socket, 'data')) as [string];
	}
	socket.destroy();
	return reply;
}

const ENVELOPE = [
	'HELO test',
	'MAIL FROM:<n8n@example.com>',
	'RCPT TO:<operations@example.com>',
	'DATA',
];

const MESSAGE = [
	'Subject: =?UTF-8?Q?Caf=C3=A9?=',
	'Content-Type: text/plain; charset=utf-8',
	'Content-Transfer-Encoding: quoted-printable',
	'',
	'84.20 =E2=82=AC available',
	'.',
].join('\r\n');

test('reads a mail as people would', async () => {
	expect(await say(...ENVELOPE, MESSAGE)).toMatch(/^250 /);
	expect(server.mails).toEqual([
		{
			from: 'n8n@example.com',
			to: ['operations@example.com'],
			subject: 'Café',
			text: '84.20 € available',
			html: null,
		},
	]);
});

test('takes no mail while it refuses', async () => {
	server.refuse(true);
	expect(await say(...ENVELOPE, MESSAGE)).toMatch(/^[45]\d\d /);
	expect(server.mails).toEqual([]);
});
