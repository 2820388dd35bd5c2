import type { CheckOptions } from './checkOptions';
import { isUnencryptedAndPublic } from './address';
import type { Check, Exchange } from './exchange';
import { balanceItem, type ItemContext } from './balanceItem';
import type { BalanceItem } from './item';
import { readReply } from './readReply';
import type { Refusal } from './refusal';
import { joinScrubbers } from './scrub';
import type { Reading, Reply } from './vendor';

/** How one item of the run ended; the context scrubs what signing computed as well. */
export type ItemOutcome =
	| { readonly outcome: 'balance'; readonly item: BalanceItem; readonly reading: Reading }
	| { readonly outcome: 'refused'; readonly refusal: Refusal; readonly context: ItemContext };

/** One item's own copy of a shared result, with its own label, threshold and reading. */
export function outcomeOf(
	result: Exchange,
	shared: Check,
	item: { readonly check: Check; readonly options: CheckOptions; readonly context: ItemContext },
): ItemOutcome {
	const { check, options } = item;
	const scrubber = joinScrubbers(item.context.scrubber, result.scrubber);
	const context = { ...item.context, scrubber };
	if (result.outcome === 'unanswered') {
		return { outcome: 'refused', refusal: result.refusal, context };
	}
	const answer = answerFor(result, shared, check);
	if (answer.outcome === 'refused') return { outcome: 'refused', refusal: answer, context };
	return {
		outcome: 'balance',
		reading: answer,
		item: balanceItem(check.vendor, context, {
			reading: answer,
			checkedAt: result.arrivedAt,
			warnings: warningsAbout(check, result.reply),
			lowThreshold: options.lowThreshold,
			raw: options.includeRaw ? result.reply.text : null,
		}),
	};
}

/** Items may share a request and still read its reply differently. */
function answerFor(
	{ reply, answer }: Extract<Exchange, { outcome: 'answered' }>,
	shared: Check,
	{ vendor, query }: Check,
): Reading | Refusal {
	return query === shared.query ? answer : readReply(vendor, reply, query);
}

/** What is noteworthy about how the balance was fetched. */
function warningsAbout({ request }: Check, reply: Reply): readonly string[] {
	const warnings: string[] = [];
	// Addresses are asked in their order, so those before the one that answered were asked too.
	const asked = request.urls.slice(0, request.urls.indexOf(reply.request.url) + 1);
	if (asked.some(isUnencryptedAndPublic)) {
		warnings.push('The address begins with http://: what was sent could be read on its way.');
	}
	if (request.allowUnauthorizedCerts) {
		warnings.push('The certificate was not verified, as the credential allows.');
	}
	return warnings;
}
