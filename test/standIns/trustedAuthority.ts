/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code; the ban protects n8n's runtime */
import tls from 'node:tls';
import type { Authority } from './certificates';

/**
 * Lets every TLS client of this process trust an authority; returns what ends that. Node.js 20 takes
 * further authorities at its start only (NODE_EXTRA_CA_CERTS), or from whoever makes a connection,
 * which here is n8n. So each new context gets it, which is what Node.js does itself at the start.
 */
export function trustAuthority({ cert }: Authority): () => void {
	const { createSecureContext } = tls;
	tls.createSecureContext = (options) => {
		const context = createSecureContext(options);
		// The cast: Node.js declares its own handle of OpenSSL's context as `any`.
		const handle = context.context as { addCACert(pem: string): void };
		handle.addCACert(cert);
		return context;
	};
	return () => {
		tls.createSecureContext = createSecureContext;
	};
}
