import type { WorkflowDocument } from '../engine/workflowDocument';

/** The owner of a fresh n8n, signed in. */
export interface N8nClient {
	/** Calls n8n's own REST interface, which answers `{ data }`. Rejects with its words on any other status than 2xx. */
	call<Data>(method: string, path: string, body?: object): Promise<Data>;
	createCredential(name: string, type: string, data: object): Promise<{ id: string; name: string }>;
	createWorkflow(document: WorkflowDocument): Promise<{ id: string; versionId: string }>;
	/** Makes a workflow whose nodes remember something already, by n8n's public interface. */
	importWorkflow(
		document: WorkflowDocument,
		staticData: object,
	): Promise<{ id: string; versionId: string }>;
	/** Publishes a workflow, so that its triggers are live. */
	activate(workflow: { id: string; versionId: string }): Promise<void>;
	deactivate(workflow: { id: string }): Promise<void>;
	/** For a browser that is to be signed in too. */
	cookies(): string;
}

/** Whom a browser signs in as, too. */
export const OWNER = { email: 'owner@example.com', signInWith: 'Enough-for-a-test-1' };

/**
 * Makes the owner's account, or signs in where there is one. n8n binds a session to the browser that
 * names itself: one whose cookies go to a browser names none.
 */
export async function signIn(
	url: string,
	{ forBrowser = false }: { readonly forBrowser?: boolean } = {},
): Promise<N8nClient> {
	let cookies = '';
	const browser = forBrowser ? {} : { 'browser-id': 'test' };
	const call = async <Data>(method: string, path: string, body?: object): Promise<Data> => {
		const reply = await fetch(`${url}/rest${path}`, {
			method,
			headers: { 'content-type': 'application/json', cookie: cookies, ...browser },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const received = reply.headers.getSetCookie();
		if (received.length > 0) cookies = received.map((cookie) => cookie.split(';')[0]).join('; ');
		const text = await reply.text();
		if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text.slice(0, 500)}`);
		// The cast: each caller knows what this path of n8n answers.
		return (JSON.parse(text) as { data: Data }).data;
	};
	const { email, signInWith: password } = OWNER;
	const names = { firstName: 'Olive', lastName: 'Owner' };
	await call('POST', '/owner/setup', { email, password, ...names }).catch(async () => {
		await call('POST', '/login', { emailOrLdapLoginId: email, password });
	});
	return {
		call,
		createCredential: async (name, type, data) =>
			await call('POST', '/credentials', { name, type, data }),
		createWorkflow: async (document) =>
			await call('POST', '/workflows', { active: false, ...document }),
		importWorkflow: async (document, staticData) => {
			const { rawApiKey } = await call<{ rawApiKey: string }>('POST', '/api-keys', {
				label: `import ${Date.now()}`,
				scopes: ['workflow:create'],
				expiresAt: null,
			});
			const reply = await fetch(`${url}/api/v1/workflows`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', 'X-N8N-API-KEY': rawApiKey },
				body: JSON.stringify({ ...document, staticData }),
			});
			const text = await reply.text();
			if (!reply.ok) throw new Error(`Import: ${reply.status} ${text.slice(0, 500)}`);
			// The cast: n8n's description of its public interface.
			return JSON.parse(text) as { id: string; versionId: string };
		},
		activate: async ({ id, versionId }) => {
			await call('POST', `/workflows/${id}/activate`, { versionId });
		},
		deactivate: async ({ id }) => {
			await call('POST', `/workflows/${id}/deactivate`, {});
		},
		cookies: () => cookies,
	};
}
