import type { Carrier } from '../transport/transport';
import { exchange, refusalIn, type Check, type Exchange } from './exchange';
import type { PlannedCheck } from './plan';
import type { Refusal } from '../failure/failure';

/** A planned check and where its item stands in the run. */
export interface NumberedCheck {
	readonly itemIndex: number;
	readonly planned: PlannedCheck;
}

/** Items that ask for the same thing and share one request. */
export interface SharedCheck {
	readonly check: Check;
	/** Equal for checks with equal credentials. */
	readonly credentialKey: string;
	readonly items: readonly NumberedCheck[];
}

/**
 * Groups the items that ask for the same thing: same credential, same request before generated
 * values. A group is as patient as its most patient item.
 */
export function shareEqualChecks(checks: readonly NumberedCheck[]): readonly SharedCheck[] {
	const groups = new Map<string, [NumberedCheck, ...NumberedCheck[]]>();
	for (const numbered of checks) {
		const { credential, request } = numbered.planned.check;
		const key = JSON.stringify([credential, request]);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [numbered]);
		else group.push(numbered);
	}
	return [...groups.values()].map((items) => ({
		items,
		credentialKey: JSON.stringify(items[0].planned.check.credential),
		check: {
			...items[0].planned.check,
			timeout: Math.max(...items.map(({ planned }) => planned.check.timeout)),
			retries: Math.max(...items.map(({ planned }) => planned.check.retries)),
		},
	}));
}

/**
 * Asks for every group, at most `concurrency` at a time, and hands each result over as soon as it
 * is there. Once a credential itself is refused, what was not sent yet with it is refused unsent:
 * vendors lock accounts. Rejects when the run was cancelled or when `settle` throws; the rest is not asked then.
 */
export async function runChecks(
	groups: readonly SharedCheck[],
	concurrency: number,
	carrier: Carrier,
	settle: (group: SharedCheck, result: Exchange) => void,
): Promise<void> {
	const queue = queueOf(groups);
	const refusedCredentials = new Map<string, Refusal>();
	const work = async () => {
		for (const group of queue) {
			const known = refusedCredentials.get(group.credentialKey);
			const result = known === undefined ? await exchange(group.check, carrier) : unsent(known);
			const refused = refusalIn(result, group.check);
			if (refused?.ofCredential === true) refusedCredentials.set(group.credentialKey, refused);
			settle(group, result);
		}
	};
	const workers = Array.from({ length: Math.min(concurrency, groups.length) }, work);
	await Promise.all(workers);
}

function unsent(refused: Refusal): Exchange {
	return { outcome: 'unanswered', refusal: refused };
}

/** One queue for all workers: each takes the next as soon as it is free; where one throws, it ends. */
function* queueOf<Element>(elements: readonly Element[]): Generator<Element, void> {
	yield* elements;
}
