import { createFailure, type Failure } from '../failure/failure';
import type { TransportFailure } from './transport';

interface Explanation {
	readonly summary: (vendorName: string) => string;
	readonly advice: string;
}

const HOST: Explanation = {
	summary: (vendor) => `${vendor}'s host name cannot be found`,
	advice: 'Check the address in the credential.',
};

const REFUSED: Explanation = {
	summary: (vendor) => `${vendor}'s server refused the connection`,
	advice: 'Check the address and the port in the credential, or try again later.',
};

const BROKEN: Explanation = {
	summary: (vendor) => `The connection to ${vendor} broke before the reply was complete`,
	advice: 'Try again later.',
};

const CERTIFICATE: Explanation = {
	summary: (vendor) => `${vendor}'s TLS certificate could not be verified`,
	advice:
		'Nothing was sent. Check the address in the credential, or have the certificate put in order.',
};

const OTHER: Explanation = {
	summary: (vendor) => `${vendor} could not be reached`,
	advice: 'Try again later; if it goes on, check the address in the credential.',
};

/** Node's network codes, by what they mean for people. */
const NETWORK_CODES: Readonly<Record<string, Explanation>> = {
	ENOTFOUND: HOST,
	EAI_AGAIN: HOST,
	ECONNREFUSED: REFUSED,
	ECONNRESET: BROKEN,
	EPIPE: BROKEN,
	ERR_BAD_RESPONSE: BROKEN,
	ERR_STREAM_PREMATURE_CLOSE: BROKEN,
	CERT_HAS_EXPIRED: CERTIFICATE,
	CERT_NOT_YET_VALID: CERTIFICATE,
	DEPTH_ZERO_SELF_SIGNED_CERT: CERTIFICATE,
	SELF_SIGNED_CERT_IN_CHAIN: CERTIFICATE,
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: CERTIFICATE,
	UNABLE_TO_GET_ISSUER_CERT: CERTIFICATE,
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: CERTIFICATE,
	ERR_TLS_CERT_ALTNAME_INVALID: CERTIFICATE,
};

/** Codes of the network that need no words of their own. */
const OTHER_NETWORK_CODES: ReadonlySet<string> = new Set([
	'EADDRNOTAVAIL',
	'ECONNABORTED',
	'EHOSTDOWN',
	'EHOSTUNREACH',
	'ENETDOWN',
	'ENETRESET',
	'ENETUNREACH',
	'ENOTCONN',
	'EPROTO',
	'ERR_CANCELED',
	'ERR_NETWORK',
	'ETIMEDOUT',
]);

/** How codes begin that Node's TLS and its HTTP client undici have many of. */
const NETWORK_PREFIXES = ['ERR_SSL_', 'ERR_TLS_', 'UND_ERR_'];

/** Whether a code says that there was no reply. */
export function isNetworkCode(code: string): boolean {
	return (
		Object.hasOwn(NETWORK_CODES, code) ||
		OTHER_NETWORK_CODES.has(code) ||
		NETWORK_PREFIXES.some((prefix) => code.startsWith(prefix))
	);
}

/** What a request without a usable reply means for people; `timeout` in milliseconds. */
export function explainTransportFailure(
	{ reason, code }: TransportFailure,
	vendorName: string,
	timeout: number,
): Failure {
	switch (reason) {
		case 'blocked':
			return createFailure({
				kind: 'notAllowed',
				summary: `n8n does not let this workflow reach ${vendorName}'s address`,
				code,
				advice:
					'Nothing was sent: n8n protects addresses inside of its own network. Check the address in the credential; if it is right, let the administrator of n8n add it to N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES.',
			});
		case 'compression':
			return createFailure({
				kind: 'unexpectedReply',
				code,
				advice:
					'The reply is compressed in a way that cannot be undone. Check the address in the credential.',
			});
		case 'timeout':
			return createFailure({
				kind: 'vendorUnavailable',
				summary: `${vendorName} did not answer within ${timeout} ms`,
				code: 'ETIMEDOUT',
				advice: 'Try again later, or allow more time with the option Timeout.',
			});
		case 'network': {
			const { summary, advice } = NETWORK_CODES[code ?? ''] ?? OTHER;
			return createFailure({
				kind: 'vendorUnavailable',
				summary: summary(vendorName),
				code,
				advice,
			});
		}
	}
}
