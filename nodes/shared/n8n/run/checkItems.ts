import { checkBatch, type NumberedPlan, type Settle } from '../../check/batch';
import { DEFAULT_CONCURRENCY } from '../../check/options';
import type { Transport } from '../../transport/transport';

/** Checks the planned items, as many at a time at one host as the first one that can be asked says. */
export async function checkItems(
	plans: readonly NumberedPlan[],
	transport: Transport,
	settle: Settle,
): Promise<void> {
	const asked = plans.flatMap(({ plan }) => (plan.type === 'asked' ? [plan] : []));
	const concurrency = asked[0]?.options.concurrency ?? DEFAULT_CONCURRENCY;
	await checkBatch(plans, { concurrency, transport, settle });
}
