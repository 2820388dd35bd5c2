import { isUnencryptedAndPublic } from '../request/address';
import { balanceItem, type ItemContext } from './balanceItem';
import type { CheckOptions } from './options';
import type { Answered, Check, Exchange } from './exchange';
import type { BalanceItem } from '../item';
import { orRefusal, type Refusal } from '../failure/failure';
import type { Reading } from '../vendor';

/** How one item of the run ended. */
export type ItemOutcome =
	| { readonly outcome: 'balance'; readonly item: BalanceItem; readonly reading: Reading }
	| { readonly outcome: 'refused'; readonly refusal: Refusal; readonly context: ItemContext };

interface CheckedItem {
	readonly check: Check;
	readonly options: CheckOptions;
	readonly context: ItemContext;
}

/** One item's own copy of a shared result, with its own label, threshold and reading. Never throws. */
export function outcomeOf(result: Exchange, item: CheckedItem): ItemOutcome {
	const { context } = item;
	if (result.outcome === 'unanswered') {
		return { outcome: 'refused', refusal: result.refusal, context };
	}
	// Items may share a request and still read its reply differently.
	const answer = result.reply.answerTo(item.check.query);
	if (answer.outcome === 'refused') return { outcome: 'refused', refusal: answer, context };
	const made = orRefusal(() => itemOf(answer, result, item));
	return 'outcome' in made
		? { outcome: 'refused', refusal: made, context }
		: { outcome: 'balance', item: made, reading: answer };
}

function itemOf(
	reading: Reading,
	result: Answered,
	{ check, options, context }: CheckedItem,
): BalanceItem {
	return balanceItem(check.vendor, context, {
		reading,
		checkedAt: result.arrivedAt,
		warnings: warningsAbout(check, result),
		lowThreshold: options.lowThreshold,
		raw: options.includeRaw ? result.reply.raw() : null,
	});
}

/** What is noteworthy about how the balance was fetched. */
function warningsAbout({ request }: Check, { askedUrls }: Answered): readonly string[] {
	const warnings: string[] = [];
	if (askedUrls.some(isUnencryptedAndPublic)) {
		warnings.push('The address begins with http://: what was sent could be read on its way.');
	}
	if (request.allowUnauthorizedCerts) {
		warnings.push('The certificate was not verified, as the credential allows.');
	}
	return warnings;
}
