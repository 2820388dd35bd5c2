import { invalidRequest } from '../failure/failure';
import type { OutgoingRequest } from './request';

/**
 * Refuses a query or a form that servers may read in another way than we do: some split it at `;`,
 * some decode `%u005f`, and none agrees on control characters or on a percent sign without digits. A
 * parameter that only the server sees would be signed unseen.
 */
export function assertPlainlyEncoded({ asWritten = [] }: OutgoingRequest): void {
	if (asWritten.every((text) => !ODD.test(text))) return;
	throw invalidRequest(
		'The parameters are not plainly percent-encoded',
		'Servers may read them in different ways, so they are not signed. Enter each parameter by itself under Send Query Parameters or Send Body, and encode a semicolon as %3B.',
	);
}

const ODD = /[;\p{Cc}]|%(?![0-9a-f]{2})/iu;
