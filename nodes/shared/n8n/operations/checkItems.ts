import { checkBatch, type NumberedPlan, type Settle } from '../../check/batch';
import { DEFAULT_CONCURRENCY } from '../../check/options';
import type { Transport } from '../../transport/transport';

/** Checks the planned items, as many at a time as the first one that can be asked says. */
export async function checkItems(
	plans: readonly NumberedPlan[],
	transport: Transport,
	settle: Settle,
): Promise<void> {
	const planned = plans.flatMap(({ plan }) => (plan.result.ok ? [plan.result.value] : []));
	const concurrency = planned[0]?.options.concurrency ?? DEFAULT_CONCURRENCY;
	await checkBatch(plans, { concurrency, transport, settle });
}
