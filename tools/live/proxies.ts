/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a program for people; the ban protects n8n's runtime */

const NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].flatMap((name) => [
	name,
	name.toLowerCase(),
]);

// The engine takes the proxies of this machine away when it is loaded, since tests stay on it; a
// vendor may be reached over a proxy alone. So this module is imported before any of the engine's.
const FOUND = NAMES.flatMap((name) => {
	const value = process.env[name];
	return value === undefined ? [] : [[name, value] as const];
});

/** Puts back the proxies that this machine uses. */
export function restoreProxies(): void {
	for (const [name, value] of FOUND) process.env[name] = value;
}
