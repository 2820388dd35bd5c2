import type { TransportFailure } from '../../transport/transport';

/** n8n's own protection against requests to inner addresses, told by name (n8n-core 2.41.1). */
const PROTECTION: ReadonlySet<string> = new Set(['SsrfBlockedIpError', 'SsrfBlockedHostnameError']);

/** Node's codes for what is not the network's fault, and for its time-outs. */
const REASONS: ReadonlyArray<readonly [RegExp, TransportFailure['reason']]> = [
	[/^(?:ECONNABORTED|ETIMEDOUT)$/, 'timeout'],
	[/^(?:Z_|ERR_BROTLI|ERR__ERROR_FORMAT)/, 'compression'],
];

/**
 * What a rejected request says, reduced to the network's code. Nothing else of an HTTP client's
 * error may be kept: it carries the request, and with it the secrets.
 */
export function toTransportFailure(thrown: unknown): TransportFailure {
	const blocked = findInnermost(thrown, findProtectionName);
	if (blocked !== null) return { ok: false, reason: 'blocked', code: null };
	const code = findInnermost(thrown, findNetworkCode);
	const reason = REASONS.find(([pattern]) => pattern.test(code ?? ''))?.[1] ?? 'network';
	return { ok: false, reason, code: reason === 'timeout' ? null : code };
}

/** What is found deepest below an error's `cause`s, e.g. ECONNREFUSED below a wrapper's ERR_NETWORK. */
function findInnermost(
	thrown: unknown,
	find: (thrown: object) => string | null,
	depth = 0,
): string | null {
	if (typeof thrown !== 'object' || thrown === null || depth > 5) return null;
	const inner = 'cause' in thrown ? findInnermost(thrown.cause, find, depth + 1) : null;
	return inner ?? find(thrown);
}

/** A code in capitals. */
function findNetworkCode(thrown: object): string | null {
	const code = 'code' in thrown ? thrown.code : null;
	return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,50}$/.test(code) ? code : null;
}

function findProtectionName(thrown: object): string | null {
	const name = 'name' in thrown ? thrown.name : null;
	return typeof name === 'string' && PROTECTION.has(name) ? name : null;
}
