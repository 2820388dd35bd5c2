import { attempt, type Result } from '../../nodes/shared/failure/attempt';
import type { Failure } from '../../nodes/shared/failure/failure';
import type { Input } from '../../nodes/shared/input/fields';
import type { OutgoingRequest } from '../../nodes/shared/request/request';
import type { Reading, Reply, Vendor } from '../../nodes/shared/vendor';

/** Cases by what they are about. */
type Table<Case> = Readonly<Record<string, Case>>;

export const REQUEST: OutgoingRequest = {
	method: 'GET',
	url: 'https://www.example.com/',
	query: [],
	headers: {},
	body: { type: 'none' },
};

export const READING: Reading = {
	account: null,
	balance: { text: '100.0' },
	currency: null,
	creditLimit: null,
	details: {},
	warnings: [],
};

export const REFUSAL: Failure = {
	kind: 'refused',
	summary: null,
	code: null,
	httpStatus: null,
	vendorWords: null,
	advice: 'The answer is not among the documented ones; ask the vendor what it means.',
	retryable: false,
	isAskedAgain: false,
	isDocumented: false,
	isOfCredential: false,
};

export const unexpected = (
	what: string,
	said: Partial<Pick<Failure, 'code' | 'vendorWords'>> = {},
): Failure => ({
	...REFUSAL,
	...said,
	kind: 'unexpectedReply',
	advice: `The reply ${what}. Check the address in the credential, or ask the vendor whether the interface has changed.`,
});

export const UNKNOWN_END = unexpected('does not show whether it is complete');

interface Circumstances {
	readonly query?: Input;
	readonly request?: OutgoingRequest;
	readonly complete?: boolean;
}

export type Reads = readonly [
	text: string,
	answer: Reading | Failure,
	circumstances?: Circumstances,
];

/** Declares the tests of one adapter's reader, whose replies answer this request. */
export function readerOf(adapter: Vendor, usual: OutgoingRequest) {
	const answerTo = (text: string, circumstances: Circumstances): Result<Reading> => {
		const { query = {}, request = usual, complete = true } = circumstances;
		const reply: Reply = { status: 200, text, isComplete: complete, request };
		return attempt(() => adapter.read(reply, query));
	};
	return (how: string, table: Table<Reads>): void => {
		it.each(Object.entries(table))(`reads ${how} %s`, (_, [text, answer, circumstances = {}]) => {
			expect(answerTo(text, circumstances)).toEqual(toResult(answer));
		});
	};
}

function toResult(answer: Reading | Failure): Result<Reading> {
	return 'kind' in answer ? { ok: false, failure: answer } : { ok: true, value: answer };
}

/** A case for each of these texts. */
export function casesOf(texts: readonly string[], caseOf: (text: string) => Reads): Table<Reads> {
	return Object.fromEntries(texts.map((text) => [JSON.stringify(text), caseOf(text)]));
}
