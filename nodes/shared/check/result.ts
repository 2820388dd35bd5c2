import { attempt, type Result } from '../failure/attempt';
import type { BalanceItem } from '../item';
import type { Reading } from '../vendor';
import { isUnencryptedAndPublic } from '../input/webAddress';
import { createBalanceItem } from './balanceItem';
import { assertExpected } from './expectedAccount';
import type { Check, PerformedCheck } from './performCheck';
import type { AskedPlan, GivenPlan, ItemContext, RefusedPlan } from './plan';

/** How one item of the run ended. */
export interface CheckResult {
	readonly context: ItemContext;
	readonly result: Result<CheckedBalance>;
	/** In milliseconds since 1970. */
	readonly endedAt: number;
}

export interface CheckedBalance {
	readonly item: BalanceItem;
	readonly reading: Reading;
}

/** One item's own copy of a shared result, with its own label, threshold and reading. Never throws. */
export function concludeCheck(performed: PerformedCheck, plan: AskedPlan): CheckResult {
	const { reply, endedAt } = performed;
	const { context, check, options, expectedAccount } = plan;
	if (!reply.ok) return { context, result: reply, endedAt };
	// Items may share a request and still read its reply differently.
	const interpreted = reply.value.interpret(check.query);
	if (!interpreted.ok) return { context, result: interpreted, endedAt };
	const { value: reading } = interpreted;
	const result = attempt(() => {
		const item = createBalanceItem(context, {
			reading,
			checkedAt: endedAt,
			warnings: findWarnings(performed, check),
			threshold: options.threshold,
			raw: options.includeRaw ? reply.value.showRaw() : null,
		});
		if (expectedAccount !== null) {
			// Not the item's: that is the expected one where the reply names none.
			const account = reading.account ?? check.request.account;
			assertExpected(check.vendor.name, account, expectedAccount);
		}
		return { item, reading };
	});
	return { context, result, endedAt };
}

/** How an item ends whose balance came with the input, or for which there is none. Never throws. */
export function concludeUnasked(plan: GivenPlan | RefusedPlan, endedAt: number): CheckResult {
	const { context } = plan;
	if (plan.type === 'refused') {
		return { context, result: { ok: false, failure: plan.failure }, endedAt };
	}
	const { reading, options } = plan;
	const { threshold } = options;
	const facts = { reading, checkedAt: endedAt, warnings: [], threshold, raw: null };
	const result = attempt(() => ({ item: createBalanceItem(plan.context, facts), reading }));
	return { context, result, endedAt };
}

/** What is noteworthy about how the balance was fetched. */
function findWarnings({ askedUrls }: PerformedCheck, check: Check): readonly string[] {
	const warnings: string[] = [];
	if (askedUrls.some(isUnencryptedAndPublic)) {
		warnings.push('The address begins with http://: what was sent could be read on its way.');
	}
	if (check.request.allowUnauthorizedCerts) {
		warnings.push('The certificate was not verified, as the credential allows.');
	}
	return warnings;
}
