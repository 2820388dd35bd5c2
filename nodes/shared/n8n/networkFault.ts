import type { Undelivered } from '../core/delivery';

/**
 * What a rejected request says, reduced to the network's code. Nothing else of an HTTP client's
 * error may be kept: it carries the request, and with it the secrets.
 */
export function networkFault(thrown: unknown): Undelivered {
	const code = networkCode(thrown, 0);
	const reason = REASONS.find(([pattern]) => pattern.test(code ?? ''))?.[1] ?? 'network';
	return { outcome: 'undelivered', reason, code: reason === 'timeout' ? null : code };
}

/** Node's codes for what is not the network's fault, and for its time-outs. */
const REASONS: ReadonlyArray<readonly [RegExp, Undelivered['reason']]> = [
	[/^(?:ECONNABORTED|ETIMEDOUT)$/, 'timeout'],
	[/^(?:Z_|ERR_BROTLI|ERR__ERROR_FORMAT)/, 'compression'],
];

/** The innermost code in capitals, e.g. ECONNREFUSED below a wrapper's ERR_NETWORK. */
function networkCode(thrown: unknown, depth: number): string | null {
	if (typeof thrown !== 'object' || thrown === null || depth > 5) return null;
	const inner = 'cause' in thrown ? networkCode(thrown.cause, depth + 1) : null;
	if (inner !== null) return inner;
	const code = 'code' in thrown ? thrown.code : null;
	return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,50}$/.test(code) ? code : null;
}
