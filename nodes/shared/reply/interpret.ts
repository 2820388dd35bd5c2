import type { Fields } from '../input/fields';
import { orRefusal, refusal, type Refusal } from '../failure/failure';
import type { RefusalKind } from '../failure/kind';
import type { Reading, Reply, Vendor } from '../vendor';

/** What an HTTP status alone says, where the body holds no documented refusal. */
const STATUS_KINDS: Readonly<Record<number, RefusalKind>> = {
	401: 'authentication',
	403: 'authentication',
	429: 'rateLimited',
};

/**
 * Whether an HTTP status says that the body is what was asked for; 206 brings a part of it only
 * (RFC 9110, section 15.3.7).
 */
export function isSuccess(status: number): boolean {
	return status >= 200 && status < 300 && status !== PARTIAL_CONTENT;
}

const PARTIAL_CONTENT = 206;

/**
 * The vendor's reading of a reply, weighed against its HTTP status: without success there is never a
 * balance. A documented refusal in the body gives kind and words, except that 401 and 403 stay
 * `authentication`; else the status decides. Never throws.
 */
export function readReply(vendor: Vendor, reply: Reply, query: Fields): Reading | Refusal {
	const answer = orRefusal(() => vendor.read(reply, query));
	if (isSuccess(reply.status)) return answer;
	// A fault of our own in reading says nothing about a failing status.
	const said = answer.outcome === 'refused' && answer.kind !== 'internal' ? answer : null;
	const statusKind = STATUS_KINDS[reply.status];
	if (said?.documented === true && statusKind !== 'authentication') return said;
	return refusal({
		kind: statusKind ?? (reply.status >= 500 ? 'vendorUnavailable' : 'unexpectedReply'),
		code: said?.documented === true ? said.code : (said?.code ?? String(reply.status)),
		httpStatus: reply.status,
		// 403 may be about the account alone (RFC 9110, section 15.5.4).
		ofCredential: reply.status === 401 || said?.ofCredential === true,
		vendorWords: said?.vendorWords ?? null,
		advice: adviceOf(reply.status, said),
	});
}

function adviceOf(status: number, said: Refusal | null): string {
	if (said?.documented === true) return `${said.advice} (HTTP status ${status})`;
	if (status >= 300 && status < 400) {
		return (
			`The server redirects to another address (HTTP status ${status}), which is not followed, ` +
			'since credentials go to the configured host alone. Enter the final address in the credential.'
		);
	}
	return STATUS_ADVICE[status] ?? otherStatusAdvice(status);
}

const STATUS_ADVICE: Readonly<Record<number, string>> = {
	206: 'The server sent only a part of its reply (HTTP status 206). Check the address in the credential, and whether a proxy changes replies.',
	401: 'The server answered with HTTP status 401. Check the values in the credential; nothing is sent again by itself.',
	403: 'The server answered with HTTP status 403. Check the values in the credential, and whether the address of this server is allowed; nothing is sent again by itself.',
	404: 'The server answered with HTTP status 404. Check the address in the credential.',
	429: 'The server answered with HTTP status 429. Check less often, or lower the concurrency in the options.',
};

function otherStatusAdvice(status: number): string {
	return status >= 500
		? `The server answered with HTTP status ${status}. Try again later.`
		: `The server answered with HTTP status ${status}. Check the address in the credential.`;
}
