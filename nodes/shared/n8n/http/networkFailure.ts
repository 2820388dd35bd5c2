import type { Undelivered } from '../../transport/transport';

/**
 * What a rejected request says, reduced to the network's code. Nothing else of an HTTP client's
 * error may be kept: it carries the request, and with it the secrets.
 */
export function networkFault(thrown: unknown): Undelivered {
	const blocked = innermost(thrown, protectionName);
	if (blocked !== null) return { outcome: 'undelivered', reason: 'blocked', code: null };
	const code = innermost(thrown, networkCode);
	const reason = REASONS.find(([pattern]) => pattern.test(code ?? ''))?.[1] ?? 'network';
	return { outcome: 'undelivered', reason, code: reason === 'timeout' ? null : code };
}

/** Node's codes for what is not the network's fault, and for its time-outs. */
const REASONS: ReadonlyArray<readonly [RegExp, Undelivered['reason']]> = [
	[/^(?:ECONNABORTED|ETIMEDOUT)$/, 'timeout'],
	[/^(?:Z_|ERR_BROTLI|ERR__ERROR_FORMAT)/, 'compression'],
];

/** What is found deepest below an error's `cause`s, e.g. ECONNREFUSED below a wrapper's ERR_NETWORK. */
function innermost(
	thrown: unknown,
	find: (thrown: object) => string | null,
	depth = 0,
): string | null {
	if (typeof thrown !== 'object' || thrown === null || depth > 5) return null;
	const inner = 'cause' in thrown ? innermost(thrown.cause, find, depth + 1) : null;
	return inner ?? find(thrown);
}

/** A code in capitals. */
function networkCode(thrown: object): string | null {
	const code = 'code' in thrown ? thrown.code : null;
	return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,50}$/.test(code) ? code : null;
}

/** n8n's own protection against requests to inner addresses, told by name (n8n-core 2.41.1). */
function protectionName(thrown: object): string | null {
	const name = 'name' in thrown ? thrown.name : null;
	return typeof name === 'string' && PROTECTION.has(name) ? name : null;
}

const PROTECTION: ReadonlySet<string> = new Set(['SsrfBlockedIpError', 'SsrfBlockedHostnameError']);
