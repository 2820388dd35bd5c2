import { requiredText, type FieldName, type Fields } from '../input/fields';
import { invalidRequest } from '../failure/failure';
import type { OutgoingRequest } from './request';

const WEB_PROTOCOLS: readonly string[] = ['http:', 'https:'];

/**
 * Reads a base URL from a credential: http or https, a host, no user, query or fragment.
 * Returns it without a trailing slash. Throws `invalidRequest`; the address itself is never quoted,
 * since people paste passwords into the wrong field.
 */
export function baseUrl(credential: Fields, field: FieldName): string {
	return parseBaseUrl(requiredText(credential, field), field.label);
}

/** As `baseUrl`, for a field that may be empty: then null. */
export function optionalBaseUrl(credential: Fields, field: FieldName): string | null {
	const value = credential[field.name];
	return value === undefined || value === null || value === '' ? null : baseUrl(credential, field);
}

function parseBaseUrl(text: string, label: string): string {
	const url = parse(text);
	if (url === null || !isWebAddress(url)) {
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
	return withoutTrailingSlashes(url.origin + url.pathname);
}

/** Refuses a request to any host, port or scheme but those of the credential's own addresses. */
export function assertOwnHost(request: OutgoingRequest, ownAddresses: readonly string[]): void {
	const origin = webOrigin(request.url);
	if (origin !== null && ownAddresses.some((address) => webOrigin(address) === origin)) return;
	throw invalidRequest(
		'The request goes to another host than the credential',
		'A credential is sent to the address that is entered in it and nowhere else.',
	);
}

/** Scheme, host and port; null for what is not on the web. */
function webOrigin(address: string): string | null {
	const url = parse(address);
	return url !== null && isWebAddress(url) ? url.origin : null;
}

/** Such an address always has a host: `URL` reads none without one. */
function isWebAddress({ protocol }: URL): boolean {
	return WEB_PROTOCOLS.includes(protocol);
}

/** Whether two addresses name the same thing, trailing slashes aside. */
export function isSameAddress(first: string, second: string): boolean {
	const [one, other] = [parse(first), parse(second)];
	if (one === null || other === null) return false;
	return withoutTrailingSlashes(one.href) === withoutTrailingSlashes(other.href);
}

/** Not by a regular expression: it would look at each run of slashes once for each of them. */
function withoutTrailingSlashes(text: string): string {
	let end = text.length;
	while (text.charAt(end - 1) === '/') end--;
	return text.slice(0, end);
}

const PRIVATE_HOSTS: readonly RegExp[] = [
	/^localhost$/,
	/\.(?:localhost|local|internal|lan|home\.arpa)$/,
	// IPv4, which `URL` writes as four numbers: loopback, private (RFC 1918), link local.
	/^127(?:\.\d+){3}$/,
	/^10(?:\.\d+){3}$/,
	/^192\.168(?:\.\d+){2}$/,
	/^172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}$/,
	/^169\.254(?:\.\d+){2}$/,
	// IPv6: loopback, unique local (RFC 4193), link local (RFC 4291).
	/^\[::1\]$/,
	/^\[f[cd][0-9a-f]{2}:/,
	/^\[fe[89ab][0-9a-f]:/,
	// A name without a dot is resolved inside the network, e.g. a container's.
	/^[^.:[\]]+$/,
];

/** Whether secrets sent to this address can be read on their way over the public network. */
export function isUnencryptedAndPublic(address: string): boolean {
	const url = parse(address);
	if (url?.protocol !== 'http:') return false;
	return !PRIVATE_HOSTS.some((pattern) => pattern.test(url.hostname));
}

function parse(address: string): URL | null {
	try {
		return new URL(address);
	} catch {
		return null;
	}
}
