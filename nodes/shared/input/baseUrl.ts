import { invalidRequest } from '../failure/error';
import { readText } from './readers';
import { parseWebAddress, trimSlashes } from './webAddress';

/**
 * A base URL: http or https, a host, no user, query or fragment. Without a trailing slash. Throws
 * `invalidRequest`; the address itself is never quoted, since people paste passwords into the wrong
 * field.
 */
export function readBaseUrl(value: unknown, label: string): string {
	const url = parseWebAddress(readText(value, label));
	if (url === null) {
		throw invalidRequest(
			`${label} is not a web address`,
			'Enter an address that begins with https:// or http://, e.g. https://www.example.com.',
		);
	}
	if (url.username !== '' || url.password !== '') {
		throw invalidRequest(
			`${label} must not contain a user name or a password`,
			'Enter them in their own fields: parts of an address end up in logs.',
		);
	}
	if (url.search !== '' || url.hash !== '') {
		throw invalidRequest(
			`${label} must end with the path`,
			'Leave out everything from the question mark or the hash sign on.',
		);
	}
	return trimSlashes(url.origin + url.pathname);
}

/** As `readBaseUrl`, for a field that may be empty: then null. */
export function readOptionalBaseUrl(value: unknown, label: string): string | null {
	return value === undefined || value === null || value === '' ? null : readBaseUrl(value, label);
}
