import { FAILURE_KINDS, type FailureKind } from './kinds';

/** So many characters of a name stand in a message. */
const LONGEST_NAME = 60;

/** Why a check ended without a balance. */
export interface Failure {
	readonly kind: FailureKind;
	/** One short sentence of our own without a period, or null for the kind's own sentence. */
	readonly summary: string | null;
	/** The vendor's own code, an HTTP status or a network code. */
	readonly code: string | null;
	/** The HTTP status, where it is what decided. */
	readonly httpStatus: number | null;
	/** What the vendor said: word for word from an adapter, scrubbed from `reply/sharedReply` on. */
	readonly vendorWords: string | null;
	/** What to do next, in our words alone: it is not scrubbed. */
	readonly advice: string;
	/** Whether asking again later may help. */
	readonly retryable: boolean;
	/** Whether this run may ask again by itself; never for what may lock an account or cost a quota. */
	readonly isAskedAgain: boolean;
	/** Whether the vendor's document lists this answer: only then does it outweigh the HTTP status. */
	readonly isDocumented: boolean;
	/** Whether the credential itself is refused, whatever account is asked about with it. */
	readonly isOfCredential: boolean;
}

/** What is known of a failure where it is found; the rest follows from its kind. */
export interface FailureFacts {
	readonly kind: FailureKind;
	readonly summary?: string | undefined;
	readonly code?: string | null;
	readonly httpStatus?: number;
	readonly vendorWords?: string | null;
	readonly advice?: string | undefined;
	/** False where it is retryable, but not by itself. */
	readonly isAskedAgain?: boolean;
	readonly isDocumented?: boolean;
	readonly isOfCredential?: boolean;
}

/** Fills in what a kind of failure implies. */
export function createFailure(facts: FailureFacts): Failure {
	const { advice, retryable } = FAILURE_KINDS[facts.kind];
	return {
		kind: facts.kind,
		summary: facts.summary ?? null,
		code: facts.code ?? null,
		httpStatus: facts.httpStatus ?? null,
		vendorWords: facts.vendorWords ?? null,
		advice: facts.advice ?? advice,
		retryable,
		isAskedAgain: facts.isAskedAgain ?? retryable,
		isDocumented: facts.isDocumented ?? false,
		isOfCredential: facts.isOfCredential ?? false,
	};
}

/** The short message of a failure, e.g. "Acme did not accept the credential". */
export function summarizeFailure(
	{ kind, summary }: Failure,
	vendorName: string,
	account: string | null,
): string {
	const shown = account === null ? null : shortenName(account);
	return summary ?? FAILURE_KINDS[kind].summary(shortenName(vendorName), shown);
}

/** What a person filled in as a name, cut, on one line, and without control or direction characters. */
export function shortenName(name: string): string {
	const characters = [...name.slice(0, 2 * LONGEST_NAME)];
	return characters
		.slice(0, LONGEST_NAME)
		.join('')
		.replace(/[\s\p{Cc}\p{Cf}]/gu, ' ');
}

/** The vendor's words, and what to do next. */
export function describeFailure({ vendorWords, advice }: Failure, vendorName: string): string {
	return vendorWords === null
		? advice
		: `${shortenName(vendorName)} says: "${vendorWords}". ${advice}`;
}
