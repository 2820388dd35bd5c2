/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is test code */
import { setTimeout as sleep } from 'node:timers/promises';

const MILLISECONDS_TO_PUBLISH = 20_000;

/**
 * Calls a webhook with JSON, and returns the text that it answers with. n8n publishes a workflow
 * some time after it said so: until then the call is repeated. Rejects with n8n's words otherwise.
 */
export async function callWebhook(url: string, body: object): Promise<string> {
	const deadline = Date.now() + MILLISECONDS_TO_PUBLISH;
	for (;;) {
		const reply = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		const text = await reply.text();
		if (reply.ok) return text;
		const isToCome = reply.status === 404 && Date.now() < deadline;
		if (!isToCome) throw new Error(`${url}: ${reply.status} ${text.slice(0, 300)}`);
		await sleep(100);
	}
}
