import { invalidRequest } from '../failure/error';
import type { OutgoingRequest, Parameter } from './request';

/**
 * Percent-encodes parameters: a space is `%20`, never `+`. A colon stays as it is, as in the
 * vendors' own samples (RFC 3986, section 3.4 allows it in a query).
 */
export function encodeParameters(parameters: readonly Parameter[]): string {
	return parameters
		.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
		.join('&');
}

function percentEncode(text: string): string {
	// Half of a surrogate pair, which no encoding can write, becomes U+FFFD.
	return encodeURIComponent(Buffer.from(text).toString())
		.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
		.replace(/%3A/g, ':');
}

/** What servers read in different ways. */
const AMBIGUOUS = /[;\p{Cc}]|%(?![0-9a-f]{2})/iu;

/**
 * Refuses a query or a form that servers may read in another way than we do: some split it at `;`,
 * some decode `%u005f`, and none agrees on control characters or on a percent sign without digits. A
 * parameter that only the server sees would be signed unseen.
 */
export function assertPlainlyEncoded({ asWritten = [] }: OutgoingRequest): void {
	if (asWritten.every((text) => !AMBIGUOUS.test(text))) return;
	throw invalidRequest(
		'The parameters are not plainly percent-encoded',
		'Servers may read them in different ways, so they are not signed. Enter each parameter by itself under Send Query Parameters or Send Body, and encode a semicolon as %3B.',
	);
}
