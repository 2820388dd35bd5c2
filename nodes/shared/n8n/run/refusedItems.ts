import type { IExecuteFunctions } from 'n8n-workflow';
import type { NumberedPlan } from '../../check/batch';
import type { FailureKind } from '../../failure/kinds';
import { toRefusedError } from './failures';

/**
 * Stops a run before anything is sent, where items cannot be checked: for whatever reason, or for one of
 * this kind. Throws a `NodeApiError`.
 */
export function assertCheckable(
	context: IExecuteFunctions,
	items: readonly NumberedPlan[],
	kind: FailureKind | null = null,
): void {
	const [first, ...others] = items.flatMap(({ itemIndex, plan }) => {
		const isRefused = plan.type === 'refused' && (kind === null || plan.failure.kind === kind);
		return isRefused ? [{ itemIndex, plan }] : [];
	});
	if (first !== undefined) throw toRefusedError(context, [first, ...others]);
}
