const WEB_PROTOCOLS: readonly string[] = ['http:', 'https:'];

/** A web address, which always has a host; null for what is none. */
export function parseWebAddress(address: string): URL | null {
	const url = parseUrl(address);
	return url !== null && WEB_PROTOCOLS.includes(url.protocol) ? url : null;
}

/** Scheme, host and port; null for what is not on the web. */
export function findOrigin(address: string): string | null {
	return parseWebAddress(address)?.origin ?? null;
}

/** Whether two addresses name the same thing, trailing slashes aside. */
export function isSameAddress(first: string, second: string): boolean {
	const [one, other] = [parseUrl(first), parseUrl(second)];
	if (one === null || other === null) return false;
	return trimSlashes(one.href) === trimSlashes(other.href);
}

/** Without slashes at its end. Not by a regular expression: it would look at each run of slashes once for each of them. */
export function trimSlashes(text: string): string {
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
	const url = parseUrl(address);
	if (url?.protocol !== 'http:') return false;
	return !PRIVATE_HOSTS.some((pattern) => pattern.test(url.hostname));
}

function parseUrl(address: string): URL | null {
	try {
		return new URL(address);
	} catch {
		return null;
	}
}
