import { attempt } from '../../../nodes/shared/failure/attempt';
import type { Failure } from '../../../nodes/shared/failure/failure';

/** The failure of a check in which this ends; a fault of our own is none. */
export function catchFailure(act: () => unknown): Failure {
	const result = attempt(act);
	if (result.ok) throw new Error('Nothing failed');
	if (result.failure.kind === 'internal')
		throw new Error(`A fault of our own: ${result.failure.code}`);
	return result.failure;
}
