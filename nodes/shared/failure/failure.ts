import type { RefusalKind } from './kind';

/** A check that ended without a balance. */
export interface Refusal {
	readonly outcome: 'refused';
	readonly kind: RefusalKind;
	/** One short sentence of our own without a period, or null for the kind's own sentence. */
	readonly summary: string | null;
	/** The vendor's own code, an HTTP status or a network code. */
	readonly code: string | null;
	/** The HTTP status, where it is what decided. */
	readonly httpStatus: number | null;
	/** What the vendor said: word for word from a reader, scrubbed from `sharedReply` on. */
	readonly vendorWords: string | null;
	/** What to do next, in our words alone: it is not scrubbed. */
	readonly advice: string;
	/** Whether asking again later may help. */
	readonly retryable: boolean;
	/** Whether this run may ask again by itself; never for what may lock an account or cost a quota. */
	readonly askedAgain: boolean;
	/** Whether the vendor's document lists this answer: only then does it outweigh the HTTP status. */
	readonly documented: boolean;
	/** Whether the credential itself is refused, whatever account is asked about with it. */
	readonly ofCredential: boolean;
}

interface KindOfRefusal {
	readonly summary: (vendorName: string) => string;
	readonly advice: string;
	readonly retryable: boolean;
}

const KINDS: Readonly<Record<RefusalKind, KindOfRefusal>> = {
	authentication: {
		summary: (vendor) => `${vendor} did not accept the credential`,
		advice: 'Check the values in the credential; nothing is sent again by itself.',
		retryable: false,
	},
	invalidRequest: {
		summary: (vendor) => `${vendor} cannot be asked like this`,
		advice: 'Check the parameters of the node and the fields of the credential.',
		retryable: false,
	},
	notFound: {
		summary: (vendor) => `${vendor} does not know this account`,
		advice: 'Check the account in the node or in the credential.',
		retryable: false,
	},
	notAllowed: {
		summary: (vendor) => `${vendor} does not allow this request`,
		advice: 'Ask the vendor, or the administrator of the server, to allow it.',
		retryable: false,
	},
	rateLimited: {
		summary: (vendor) => `${vendor} is asked too often`,
		advice: 'Check less often, or lower the concurrency in the options.',
		retryable: true,
	},
	vendorUnavailable: {
		summary: (vendor) => `${vendor} is unavailable at the moment`,
		advice: 'Try again later; if it goes on, check the address in the credential.',
		retryable: true,
	},
	refused: {
		summary: (vendor) => `${vendor} refused the request`,
		advice: 'The answer is not among the documented ones; ask the vendor what it means.',
		retryable: false,
	},
	unexpectedReply: {
		summary: (vendor) => `${vendor} sent a reply that shows no plain balance`,
		advice:
			'Check the address in the credential, or ask the vendor whether the interface has changed.',
		retryable: false,
	},
	internal: {
		summary: (vendor) => `${vendor} could not be checked, because of a fault in this node`,
		advice:
			'It is not yours to put right: please report it to the maintainers of n8n-nodes-account-balance, with this code, the version of the package and what the node was set to.',
		retryable: false,
	},
};

/** What a reader knows of a refusal; the rest follows from its kind. */
export interface RefusalFacts {
	readonly kind: RefusalKind;
	readonly summary?: string;
	readonly code?: string | null;
	readonly httpStatus?: number;
	readonly vendorWords?: string | null;
	readonly advice?: string;
	/** False where it is retryable, but not by itself. */
	readonly askedAgain?: boolean;
	readonly documented?: boolean;
	readonly ofCredential?: boolean;
}

/** What one of a vendor's own codes or texts means. */
export type RefusalMeaning = Omit<
	RefusalFacts,
	'code' | 'httpStatus' | 'vendorWords' | 'documented'
>;

/** A refusal by the vendor's table of meanings; what the table does not list is `refused`. */
export function refusalByTable(
	meanings: Readonly<Record<string, RefusalMeaning>>,
	name: string,
	said: Required<Pick<RefusalFacts, 'code' | 'vendorWords'>>,
	unlisted: Omit<RefusalMeaning, 'kind'> = {},
): Refusal {
	const meaning = Object.hasOwn(meanings, name) ? meanings[name] : undefined;
	return refusal({
		...(meaning ?? { ...unlisted, kind: 'refused' }),
		...said,
		documented: meaning !== undefined,
	});
}

/** Fills in what a kind of refusal implies. */
export function refusal(facts: RefusalFacts): Refusal {
	const kind = KINDS[facts.kind];
	return {
		outcome: 'refused',
		kind: facts.kind,
		summary: facts.summary ?? null,
		code: facts.code ?? null,
		httpStatus: facts.httpStatus ?? null,
		vendorWords: facts.vendorWords ?? null,
		advice: facts.advice ?? kind.advice,
		retryable: kind.retryable,
		askedAgain: facts.askedAgain ?? kind.retryable,
		documented: facts.documented ?? false,
		ofCredential: facts.ofCredential ?? false,
	};
}

/** The short message of a refusal, e.g. "Acme did not accept the credential". */
export function summaryOf(refused: Refusal, vendorName: string): string {
	return refused.summary ?? KINDS[refused.kind].summary(vendorName);
}

/** Carries a refusal out of nested readers; everything that can end a check without a balance throws this. */
export class RefusalError extends Error {
	override readonly name = 'RefusalError';

	/** n8n shows an error's `description` below its message. */
	readonly description: string;

	constructor(readonly refusal: Refusal) {
		super(refusal.summary ?? refusal.kind);
		this.description = refusal.advice;
	}
}

/** Something that a person can put right before anything is sent. */
export function invalidRequest(summary: string, advice?: string): RefusalError {
	return new RefusalError(
		refusal({ kind: 'invalidRequest', summary, ...(advice === undefined ? {} : { advice }) }),
	);
}

/**
 * A reply that is not plainly what the vendor documents; `what` completes "The reply …", and what the
 * vendor said besides is shown with it.
 */
export function unexpectedReply(
	what: string,
	said: Pick<RefusalFacts, 'code' | 'vendorWords'> = {},
): RefusalError {
	return new RefusalError(
		refusal({
			...said,
			kind: 'unexpectedReply',
			advice: `The reply ${what}. Check the address in the credential, or ask the vendor whether the interface has changed.`,
		}),
	);
}

/**
 * Runs a part of a check and turns whatever it throws into a refusal, so that nothing else ever
 * escapes: what is not thrown as a `RefusalError` is a fault of our own.
 */
export function orRefusal<Result>(act: () => Result): Result | Refusal {
	try {
		return act();
	} catch (thrown) {
		return thrown instanceof RefusalError ? thrown.refusal : internalRefusal(thrown);
	}
}

/** A fault of our own. Of what was thrown only the class is told: its message may quote anything. */
export function internalRefusal(thrown: unknown): Refusal {
	const name = thrown instanceof Error ? thrown.name : '';
	return refusal({ kind: 'internal', code: BUILT_IN_ERRORS.has(name) ? name : null });
}

const BUILT_IN_ERRORS: ReadonlySet<string> = new Set([
	'Error',
	'EvalError',
	'RangeError',
	'ReferenceError',
	'SyntaxError',
	'TypeError',
	'URIError',
]);
