import { CheckError } from './error';
import { createFailure, type Failure } from './failure';

/** How a part of a check ended. */
export type Result<Value> =
	| { readonly ok: true; readonly value: Value }
	| { readonly ok: false; readonly failure: Failure };

const BUILT_IN_ERRORS: ReadonlySet<string> = new Set([
	'Error',
	'EvalError',
	'RangeError',
	'ReferenceError',
	'SyntaxError',
	'TypeError',
	'URIError',
]);

/** Why it failed, whatever was thrown. Of a fault of our own only the class is told: its message may quote anything. */
export function toFailure(thrown: unknown): Failure {
	if (thrown instanceof CheckError) return thrown.failure;
	const name = thrown instanceof Error ? thrown.name : '';
	return createFailure({ kind: 'internal', code: BUILT_IN_ERRORS.has(name) ? name : null });
}

/**
 * Runs a part of one item's check and turns whatever it throws into a failure: a `CheckError` into its
 * own, anything else, which is a fault of ours, into `internal`. So one bad item never spoils the others.
 */
export function attempt<Value>(act: () => Value): Result<Value> {
	try {
		return { ok: true, value: act() };
	} catch (thrown) {
		return { ok: false, failure: toFailure(thrown) };
	}
}
