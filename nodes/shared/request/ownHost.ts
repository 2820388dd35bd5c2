import { invalidRequest } from '../failure/error';
import { findOrigin } from '../input/webAddress';
import type { OutgoingRequest } from './request';

/** Refuses a request to any host, port or scheme but those of the credential's own addresses. */
export function assertOwnHost(request: OutgoingRequest, ownAddresses: readonly string[]): void {
	const origin = findOrigin(request.url);
	if (origin !== null && ownAddresses.some((address) => findOrigin(address) === origin)) return;
	throw invalidRequest(
		'The request goes to another host than the credential',
		'A credential is sent to the address that is entered in it and nowhere else.',
	);
}
