import type { WireRequest } from '../request/wire';

/** A reply as it came off the network. */
export interface TransportResponse {
	readonly ok: true;
	readonly status: number;
	readonly contentType: string | null;
	/** The `Retry-After` header: seconds or an HTTP date. */
	readonly retryAfter: string | null;
	/** Null where the body is longer than `MAX_REPLY_BYTES`, and was not read to its end. */
	readonly bytes: Uint8Array | null;
	/** Whether HTTP itself showed that the body is complete. */
	readonly isComplete: boolean;
}

/** No usable reply: why, and the network's code where there is one. */
export interface TransportFailure {
	readonly ok: false;
	readonly reason: 'timeout' | 'network' | 'blocked' | 'compression';
	readonly code: string | null;
}

export interface SendOptions {
	/** Milliseconds for everything up to the last byte of the reply. */
	readonly timeout: number;
	readonly allowUnauthorizedCerts: boolean;
}

/** The outside world, as a check needs it; the only way in which the core touches it. */
export interface Transport {
	/** Sends once. Rejects only when the run was cancelled. */
	send(request: WireRequest, options: SendOptions): Promise<TransportResponse | TransportFailure>;
	/** Waits that many milliseconds. Rejects when the run was cancelled. */
	wait(milliseconds: number): Promise<void>;
	/** Milliseconds since 1970. */
	now(): number;
	/** A fraction from 0 up to, not including, 1. */
	random(): number;
}

/** More than fifty times the longest documented reply. */
export const MAX_REPLY_BYTES = 64 * 1024;
