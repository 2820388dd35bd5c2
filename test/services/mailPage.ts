/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is a page for people who try the package */
import type { ServerResponse } from 'node:http';
import { openOnLoopback, type LoopbackServer } from '../server/loopback';
import type { ReceivedMail } from './mailServer';

/** Nothing is loaded, run or sent, whatever a mail holds. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
article { border: 1px solid #8884; border-radius: 8px; padding: 0 1rem 1rem; margin: 1rem 0 }
h2 { font-size: 1.1rem; margin-bottom: 0 }
p { margin: 0; color: #888 }
pre { white-space: pre-wrap; font: inherit }
iframe { width: 100%; height: 24rem; border: 0; background: #fff }`;

/** Opens a page of the mails so far, the newest first, which looks for new ones by itself. */
export async function openMailPage(mails: readonly ReceivedMail[]): Promise<LoopbackServer> {
	return await openOnLoopback(({ url = '' }, response) => {
		const number = /^\/mails\/(\d+)$/.exec(url)?.[1];
		const html = number === undefined ? undefined : mails[Number(number)]?.html;
		if (html === undefined || html === null) answer(response, POLICY, writeMailPage(mails));
		else answer(response, `${POLICY}; sandbox`, html);
	});
}

function answer(response: ServerResponse, policy: string, html: string): void {
	response.setHeader('content-type', 'text/html; charset=utf-8');
	// A frame of the page itself is all that may be shown in it.
	response.setHeader('content-security-policy', `${policy}; frame-src 'self'`);
	response.end(html);
}

/** The page as HTML, in which all that the mails say is text. */
export function writeMailPage(mails: readonly ReceivedMail[]): string {
	const articles = mails.map(writeMail).reverse();
	const list = articles.length === 0 ? '<p>No mail has arrived yet.</p>' : articles.join('\n');
	return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="5">
<title>Mails (${mails.length})</title>
<style>${STYLE}</style>
<h1>Mails</h1>
${list}
</html>`;
}

function writeMail({ from, to, subject, text, html }: ReceivedMail, number: number): string {
	const body =
		html === null
			? `<pre>${escapeHtml(text)}</pre>`
			: `<iframe sandbox src="/mails/${number}" title="Mail ${number + 1}"></iframe>`;
	return `<article>
<h2>${escapeHtml(subject)}</h2>
<p>From ${escapeHtml(from)} to ${escapeHtml(to.join(', '))}</p>
${body}
</article>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
