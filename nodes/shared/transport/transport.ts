import { refusal, type Refusal } from '../failure/failure';
import type { SignedRequest } from '../request/request';

/** A reply as it came off the network. */
export interface Delivered {
	readonly outcome: 'delivered';
	readonly status: number;
	readonly contentType: string | null;
	/** The `Retry-After` header: seconds or an HTTP date. */
	readonly retryAfter: string | null;
	/** Null where the body is longer than `MAX_REPLY_BYTES`, and was not read to its end. */
	readonly bytes: Uint8Array | null;
	/** Whether HTTP itself showed that the body is complete. */
	readonly complete: boolean;
	/** Milliseconds since 1970. */
	readonly arrivedAt: number;
}

/** No usable reply: why, and the network's code where there is one. */
export interface Undelivered {
	readonly outcome: 'undelivered';
	readonly reason: 'timeout' | 'network' | 'blocked' | 'compression';
	readonly code: string | null;
}

export type Delivery = Delivered | Undelivered;

/** The outside world, as the exchange needs it; the only way in which the core touches it. */
export interface Carrier {
	/** Sends once. Rejects only when the run was cancelled. */
	send(request: SignedRequest, options: SendOptions): Promise<Delivery>;
	/** Waits that many milliseconds. Rejects when the run was cancelled. */
	wait(milliseconds: number): Promise<void>;
	/** Milliseconds since 1970. */
	now(): number;
	/** A fraction from 0 up to, not including, 1. */
	random(): number;
}

export interface SendOptions {
	/** Milliseconds for everything up to the last byte of the reply. */
	readonly timeout: number;
	readonly allowUnauthorizedCerts: boolean;
}

/** More than fifty times the longest documented reply. */
export const MAX_REPLY_BYTES = 64 * 1024;

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

/** What an undelivered request means, in words. */
export function refusalOfTransport(
	{ reason, code }: Undelivered,
	vendorName: string,
	timeout: number,
): Refusal {
	if (reason === 'blocked') {
		return refusal({
			kind: 'notAllowed',
			summary: `n8n does not let this workflow reach ${vendorName}'s address`,
			code,
			advice:
				'Nothing was sent: n8n protects addresses inside of its own network. Check the address in the credential; if it is right, let the administrator of n8n add it to N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES.',
		});
	}
	if (reason === 'compression') {
		return refusal({
			kind: 'unexpectedReply',
			code,
			advice:
				'The reply is compressed in a way that cannot be undone. Check the address in the credential.',
		});
	}
	if (reason === 'timeout') {
		return refusal({
			kind: 'vendorUnavailable',
			summary: `${vendorName} did not answer within ${timeout} ms`,
			code: 'ETIMEDOUT',
			advice: 'Try again later, or allow more time with the option Timeout.',
		});
	}
	const { summary, advice } = NETWORK_CODES[code ?? ''] ?? OTHER;
	return refusal({ kind: 'vendorUnavailable', summary: summary(vendorName), code, advice });
}
