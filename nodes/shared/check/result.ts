import { attempt, type Result } from '../failure/attempt';
import type { BalanceItem } from '../item';
import type { Reading } from '../vendor';
import { isUnencryptedAndPublic } from '../input/webAddress';
import { createBalanceItem } from './balanceItem';
import type { PerformedCheck } from './performCheck';
import type { ItemContext, PlannedCheck } from './plan';

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
export function concludeCheck(
	performed: PerformedCheck,
	context: ItemContext,
	planned: PlannedCheck,
): CheckResult {
	const { reply, endedAt } = performed;
	if (!reply.ok) return { context, result: reply, endedAt };
	const { check, options } = planned;
	// Items may share a request and still read its reply differently.
	const reading = reply.value.interpret(check.query);
	if (!reading.ok) return { context, result: reading, endedAt };
	const result = attempt(() => ({
		item: createBalanceItem(context, {
			reading: reading.value,
			checkedAt: endedAt,
			warnings: findWarnings(performed, planned),
			threshold: options.threshold,
			raw: options.includeRaw ? reply.value.showRaw() : null,
		}),
		reading: reading.value,
	}));
	return { context, result, endedAt };
}

/** What is noteworthy about how the balance was fetched. */
function findWarnings({ askedUrls }: PerformedCheck, { check }: PlannedCheck): readonly string[] {
	const warnings: string[] = [];
	if (askedUrls.some(isUnencryptedAndPublic)) {
		warnings.push('The address begins with http://: what was sent could be read on its way.');
	}
	if (check.request.allowUnauthorizedCerts) {
		warnings.push('The certificate was not verified, as the credential allows.');
	}
	return warnings;
}
