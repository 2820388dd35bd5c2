import type { Transport } from '../transport/transport';
import type { Vendor } from '../vendor';
import { checkBatch } from './batch';
import { createPlanner, type PlanInput } from './plan';
import type { CheckResult } from './result';

/**
 * Checks one balance from what was filled in to the item or the failure: a batch of one. Whoever checks
 * many brings one planner along, which remembers the credentials' scrubbers. Rejects only when the
 * transport does.
 */
export async function checkBalance(
	vendor: Vendor,
	input: PlanInput,
	transport: Transport,
	planner = createPlanner(vendor),
): Promise<CheckResult> {
	const plan = planner(input);
	return await new Promise((resolve, reject) => {
		const settle = (_: number, result: CheckResult) => resolve(result);
		checkBatch([{ itemIndex: 0, plan }], { concurrency: 1, transport, settle }).catch(reject);
	});
}
