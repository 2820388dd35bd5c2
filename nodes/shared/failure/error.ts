import { createFailure, type Failure, type FailureFacts } from './failure';

/** The one class that ends a check without a balance, thrown from wherever that is found. */
export class CheckError extends Error {
	override readonly name = 'CheckError';

	/** n8n shows an error's `description` below its message. */
	readonly description: string;

	constructor(readonly failure: Failure) {
		super(failure.summary ?? failure.kind);
		this.description = failure.advice;
	}
}

/** Something that a person can put right before anything is sent. */
export function invalidRequest(summary: string, advice?: string): CheckError {
	return new CheckError(createFailure({ kind: 'invalidRequest', summary, advice }));
}

/** What the vendor said, as far as it said anything. */
export type Quote = Pick<FailureFacts, 'code' | 'vendorWords'>;

/**
 * A reply that is not plainly what the vendor documents; `what` completes "The reply …", and what the
 * vendor said besides is shown with it.
 */
export function unexpectedReply(what: string, said: Quote = {}): CheckError {
	return new CheckError(
		createFailure({
			...said,
			kind: 'unexpectedReply',
			advice: `The reply ${what}. Check the address in the credential, or ask the vendor whether the interface has changed.`,
		}),
	);
}

/** The vendor's own refusal. */
export function vendorRefusal(facts: FailureFacts): CheckError {
	return new CheckError(createFailure(facts));
}

/** What one of a vendor's own codes or texts means. */
export type RefusalMeaning = Omit<
	FailureFacts,
	'code' | 'httpStatus' | 'vendorWords' | 'isDocumented'
>;

/** A refusal by the vendor's table of meanings; what the table does not list is `refused`. */
export function listedRefusal(
	meanings: Readonly<Record<string, RefusalMeaning>>,
	name: string,
	said: Required<Quote>,
	unlisted: Omit<RefusalMeaning, 'kind'> = {},
): CheckError {
	const meaning = Object.hasOwn(meanings, name) ? meanings[name] : undefined;
	const known = meaning ?? { ...unlisted, kind: 'refused' as const };
	return vendorRefusal({ ...known, ...said, isDocumented: meaning !== undefined });
}
