import type { Transport } from './transport';

/** Milliseconds before the first retry, at most. */
const FIRST_DELAY = 500;

/**
 * Milliseconds to wait before the next attempt: doubling, half of it random, so that many
 * workflows do not come back at the same moment; at least what `Retry-After` asks for (RFC 9110,
 * section 10.2.3: seconds or an HTTP date).
 */
export function computeRetryDelay(
	attempt: number,
	retryAfter: string | null,
	transport: Pick<Transport, 'now' | 'random'>,
): number {
	const max = FIRST_DELAY * 2 ** attempt;
	const delay = max / 2 + (max / 2) * transport.random();
	return Math.max(delay, parseRetryAfter(retryAfter, transport.now()));
}

function parseRetryAfter(retryAfter: string | null, now: number): number {
	const text = retryAfter?.trim() ?? '';
	if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
	// Only the date's own form: `Date.parse` also takes many things that are none.
	const date = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(text)
		? Date.parse(text)
		: NaN;
	return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}
