import type { Failure } from '../failure/failure';
import type { Transport } from '../transport/transport';
import { findFailure, performCheck, type Check, type PerformedCheck } from './performCheck';
import type { ItemContext, Plan, PlannedCheck } from './plan';
import { concludeCheck, type CheckResult } from './result';

/** Takes how an item ended, as soon as that is known. */
export type Settle = (itemIndex: number, result: CheckResult) => void;

export interface BatchOptions {
	/** Requests at a time, at most. */
	readonly concurrency: number;
	readonly transport: Transport;
	readonly settle: Settle;
}

/** An input item, and what it asks for. */
export interface NumberedPlan {
	readonly itemIndex: number;
	readonly plan: Plan;
}

/**
 * Checks many items, those that ask for the same thing by one request. What cannot be asked is settled
 * first. Once a credential itself is refused, what was not sent yet with it is refused unsent: vendors
 * lock accounts. Rejects when the run was cancelled or when `settle` throws; the rest is not asked then.
 */
export async function checkBatch(
	plans: readonly NumberedPlan[],
	{ concurrency, transport, settle }: BatchOptions,
): Promise<void> {
	const groups = groupEqualChecks(settleUnplanned(plans, transport, settle));
	const queue = iterate(groups);
	const refusedCredentials = new Map<string, Failure>();
	const work = async () => {
		for (const { check, credentialKey, items } of queue) {
			const refused = refusedCredentials.get(credentialKey);
			const performed =
				refused === undefined
					? await performCheck(check, transport)
					: leaveUnsent(refused, transport);
			const failure = findFailure(performed, check);
			if (failure?.isOfCredential === true) refusedCredentials.set(credentialKey, failure);
			for (const { itemIndex, context, planned } of items) {
				settle(itemIndex, concludeCheck(performed, context, planned));
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(concurrency, groups.length) }, work));
}

interface NumberedCheck {
	readonly itemIndex: number;
	readonly context: ItemContext;
	readonly planned: PlannedCheck;
}

/** Settles what cannot be asked, and returns the others. */
function settleUnplanned(
	plans: readonly NumberedPlan[],
	transport: Transport,
	settle: Settle,
): readonly NumberedCheck[] {
	return plans.flatMap(({ itemIndex, plan: { context, result } }) => {
		if (result.ok) return [{ itemIndex, context, planned: result.value }];
		settle(itemIndex, { context, result, endedAt: transport.now() });
		return [];
	});
}

/** Items that ask for the same thing and share one request. */
interface SharedCheck {
	readonly check: Check;
	/** Equal for checks with equal credentials. */
	readonly credentialKey: string;
	readonly items: readonly NumberedCheck[];
}

/**
 * Groups the items that ask for the same thing: same credential, same request before generated
 * values. A group is as patient as its most patient item.
 */
function groupEqualChecks(checks: readonly NumberedCheck[]): readonly SharedCheck[] {
	const groups = new Map<string, [NumberedCheck, ...NumberedCheck[]]>();
	for (const numbered of checks) {
		const { credential, request } = numbered.planned.check;
		const key = JSON.stringify([credential, request]);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [numbered]);
		else group.push(numbered);
	}
	return [...groups.values()].map((items) => {
		const { check } = items[0].planned;
		return {
			items,
			credentialKey: JSON.stringify(check.credential),
			check: {
				...check,
				timeout: Math.max(...items.map(({ planned }) => planned.check.timeout)),
				retries: Math.max(...items.map(({ planned }) => planned.check.retries)),
			},
		};
	});
}

function leaveUnsent(failure: Failure, transport: Transport): PerformedCheck {
	return { reply: { ok: false, failure }, askedUrls: [], endedAt: transport.now() };
}

/** One queue for all workers: each takes the next as soon as it is free; where one throws, it ends. */
function* iterate<Element>(elements: readonly Element[]): Generator<Element, void> {
	yield* elements;
}
