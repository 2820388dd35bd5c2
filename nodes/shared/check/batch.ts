import type { Failure } from '../failure/failure';
import { groupBy } from '../groupBy';
import type { Transport } from '../transport/transport';
import { findFailure, performCheck, type Check, type PerformedCheck } from './performCheck';
import type { AskedPlan, Plan } from './plan';
import { concludeCheck, concludeUnasked, type CheckResult } from './result';

/** Takes how an item ended, as soon as that is known. */
export type Settle = (itemIndex: number, result: CheckResult) => void;

export interface BatchOptions {
	/** Requests to one host at a time, at most. */
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
 * Checks many items, those that ask for the same thing by one request. What is not asked is settled
 * first, and every host has a queue of its own: one that hangs holds up nobody else. Once a credential
 * itself is refused, what was not sent yet with it is refused unsent: vendors lock accounts. Rejects when
 * the run was cancelled or when `settle` throws; the rest is not asked then.
 */
export async function checkBatch(
	plans: readonly NumberedPlan[],
	{ concurrency, transport, settle }: BatchOptions,
): Promise<void> {
	const checks = groupEqualChecks(settleUnasked(plans, transport, settle));
	const refusedCredentials = new Map<string, Failure>();
	const work = async (queue: Iterable<SharedCheck>): Promise<void> => {
		for (const { check, credentialKey, items } of queue) {
			const refused = refusedCredentials.get(credentialKey);
			const performed =
				refused === undefined
					? await performCheck(check, transport)
					: leaveUnsent(refused, transport);
			const failure = findFailure(performed, check);
			if (failure?.isOfCredential === true) refusedCredentials.set(credentialKey, failure);
			for (const { itemIndex, plan } of items) settle(itemIndex, concludeCheck(performed, plan));
		}
	};
	const queues = [...groupBy(checks, getHost).values()].map((ofHost) => {
		return { checks: iterate(ofHost), workers: Math.min(concurrency, ofHost.length) };
	});
	const workers = queues.flatMap((queue) => {
		return Array.from({ length: queue.workers }, async () => await work(queue.checks));
	});
	try {
		await Promise.all(workers);
	} finally {
		// Where the queue of one host broke off, the others do, too.
		for (const queue of queues) queue.checks.return();
	}
}

interface NumberedCheck {
	readonly itemIndex: number;
	readonly plan: AskedPlan;
}

/** Settles what is not asked, and returns the others. */
function settleUnasked(
	plans: readonly NumberedPlan[],
	transport: Transport,
	settle: Settle,
): readonly NumberedCheck[] {
	return plans.flatMap(({ itemIndex, plan }) => {
		if (plan.type === 'asked') return [{ itemIndex, plan }];
		settle(itemIndex, concludeUnasked(plan, transport.now()));
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
	const groups = groupBy(checks, ({ plan: { check } }) => {
		const { vendor, credential, request } = check;
		return JSON.stringify([vendor.id, credential, request]);
	});
	return [...groups.values()].map((items) => {
		const { check } = items[0].plan;
		return {
			items,
			credentialKey: JSON.stringify([check.vendor.id, check.credential]),
			check: {
				...check,
				timeout: Math.max(...items.map(({ plan }) => plan.check.timeout)),
				retries: Math.max(...items.map(({ plan }) => plan.check.retries)),
			},
		};
	});
}

/** Where a check is sent; one that has more than one address counts for its first. */
function getHost({ check }: SharedCheck): string {
	return new URL(check.request.urls[0]).host;
}

function leaveUnsent(failure: Failure, transport: Transport): PerformedCheck {
	return { reply: { ok: false, failure }, askedUrls: [], endedAt: transport.now() };
}

/** One queue for all workers of a host: each takes the next as soon as it is free; where one throws, it ends. */
function* iterate<Element>(elements: readonly Element[]): Generator<Element, void> {
	yield* elements;
}
