import { CheckError, vendorRefusal } from '../failure/error';
import type { Failure } from '../failure/failure';
import type { FailureKind } from '../failure/kinds';
import type { Input } from '../input/fields';
import type { Reading, Reply, Vendor } from '../vendor';

const PARTIAL_CONTENT = 206;

/**
 * Whether an HTTP status says that the body is what was asked for; 206 brings a part of it only
 * (RFC 9110, section 15.3.7).
 */
export function isSuccess(status: number): boolean {
	return status >= 200 && status < 300 && status !== PARTIAL_CONTENT;
}

/** What an HTTP status alone says, where the body holds no documented refusal. */
const STATUS_KINDS: Readonly<Record<number, FailureKind>> = {
	401: 'authentication',
	403: 'authentication',
	429: 'rateLimited',
};

/** What an HTTP status says by itself; null where it says nothing but that there is no balance. */
export function findStatusKind(status: number): FailureKind | null {
	return STATUS_KINDS[status] ?? (status >= 500 ? 'vendorUnavailable' : null);
}

const STATUS_ADVICE: Readonly<Record<number, string>> = {
	206: 'The server sent only a part of its reply (HTTP status 206). Check the address in the credential, and whether a proxy changes replies.',
	401: 'The server answered with HTTP status 401. Check the values in the credential; nothing is sent again by itself.',
	403: 'The server answered with HTTP status 403. Check the values in the credential, and whether the address of this server is allowed; nothing is sent again by itself.',
	404: 'The server answered with HTTP status 404. Check the address in the credential.',
	429: 'The server answered with HTTP status 429. Check less often, or lower the concurrency in the options.',
};

/**
 * The vendor's reading of a reply, weighed against its HTTP status: without success there is never a
 * balance. A documented refusal in the body gives kind and words, except that 401 and 403 stay
 * `authentication`; else the status decides. Throws as `read` does, for a failing status always a `CheckError`.
 */
export function interpretReply(vendor: Vendor, reply: Reply, query: Input): Reading {
	const { status } = reply;
	if (isSuccess(status)) return vendor.read(reply, query);
	const refusal = findRefusal(vendor, reply, query);
	const statusKind = findStatusKind(status);
	const isDocumented = refusal?.isDocumented === true;
	if (isDocumented && statusKind !== 'authentication') throw new CheckError(refusal);
	throw vendorRefusal({
		kind: statusKind ?? 'unexpectedReply',
		code: isDocumented ? refusal.code : (refusal?.code ?? String(status)),
		httpStatus: status,
		// 403 may be about the account alone (RFC 9110, section 15.5.4).
		isOfCredential: status === 401 || refusal?.isOfCredential === true,
		vendorWords: refusal?.vendorWords ?? null,
		advice: isDocumented ? `${refusal.advice} (HTTP status ${status})` : adviseOnStatus(status),
	});
}

/** What the body of a failing reply says; a fault of our own in reading it says nothing about the status. */
function findRefusal(vendor: Vendor, reply: Reply, query: Input): Failure | null {
	try {
		vendor.read(reply, query);
		return null;
	} catch (thrown) {
		return thrown instanceof CheckError ? thrown.failure : null;
	}
}

function adviseOnStatus(status: number): string {
	if (status >= 300 && status < 400) {
		return (
			`The server redirects to another address (HTTP status ${status}), which is not followed, ` +
			'since credentials go to the configured host alone. Enter the final address in the credential.'
		);
	}
	const known = STATUS_ADVICE[status];
	if (known !== undefined) return known;
	return status >= 500
		? `The server answered with HTTP status ${status}. Try again later.`
		: `The server answered with HTTP status ${status}. Check the address in the credential.`;
}
