/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is a server for tests and for people who try the package */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as it arrived. */
export interface ReceivedMail {
	readonly from: string;
	readonly to: readonly string[];
	readonly subject: string;
	readonly text: string;
	/** Null for a mail of text alone. */
	readonly html: string | null;
}

/** Takes every mail, and sends none on. */
export interface MailServer {
	/** What a credential for n8n's Send Email node has. */
	readonly credential: Readonly<Record<string, string | number | boolean>>;
	/** In the order in which they came. */
	readonly mails: readonly ReceivedMail[];
	/** Takes no mails, until it is called again. */
	refuse(isRefusing: boolean): void;
	close(): Promise<void>;
}

/** Starts an SMTP server on a free port of loopback, which asks for no password. */
export async function startMailServer(
	onMail: (mail: ReceivedMail) => void = () => {},
): Promise<MailServer> {
	const mails: ReceivedMail[] = [];
	let isRefusing = false;
	const take: SMTPServerOptions['onData'] = (stream, { envelope }, done) => {
		const receive = async () => {
			const message = await buffer(stream);
			if (isRefusing) throw new Error('No mail is taken now');
			const { subject = '', text = '', html = null } = await PostalMime.parse(message);
			const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
			const to = envelope.rcptTo.map(({ address }) => address);
			const mail = { from, to, subject, text: text.trim(), html };
			mails.push(mail);
			onMail(mail);
		};
		receive().then(() => done(), done);
	};
	const server = new SMTPServer({
		disabledCommands: ['AUTH', 'STARTTLS'],
		logger: false,
		onData: take,
	});
	const listening = server.listen(0, '127.0.0.1');
	await once(listening, 'listening');
	// The cast: the address is a string for a pipe alone.
	const { port } = listening.address() as AddressInfo;
	return {
		credential: {
			user: '',
			password: '',
			host: '127.0.0.1',
			port,
			secure: false,
			disableStartTls: true,
		},
		mails,
		refuse: (isRefused) => {
			isRefusing = isRefused;
		},
		close: async () => {
			await new Promise<void>((resolve) => server.close(resolve));
		},
	};
}
