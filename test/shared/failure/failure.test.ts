import {
	createFailure,
	describeFailure,
	summarizeFailure,
} from '../../../nodes/shared/failure/failure';
import type { FailureKind } from '../../../nodes/shared/failure/kinds';

const KINDS: ReadonlyArray<readonly [FailureKind, string, boolean]> = [
	['authentication', 'Tiny did not accept the credential', false],
	['invalidRequest', 'Tiny cannot be asked like this', false],
	['notFound', 'Tiny does not know this account', false],
	['notAllowed', 'Tiny does not allow this request', false],
	['rateLimited', 'Tiny is asked too often', true],
	['vendorUnavailable', 'Tiny is unavailable at the moment', true],
	['refused', 'Tiny refused the request', false],
	['unexpectedReply', 'Tiny sent a reply that shows no plain balance', false],
	['internal', 'Tiny could not be checked, because of a fault in this node', false],
];

it.each(KINDS)('%s: %s; retryable: %s', (kind, summary, retryable) => {
	const failure = createFailure({ kind });
	expect(summarizeFailure(failure, 'Tiny', null)).toBe(summary);
	expect(failure).toEqual({
		kind,
		summary: null,
		code: null,
		httpStatus: null,
		vendorWords: null,
		advice: failure.advice,
		retryable,
		isAskedAgain: retryable,
		isDocumented: false,
		isOfCredential: false,
	});
	expect(failure.advice).toMatch(/^[A-Z].*\.$/);
	// n8n's guidelines: these words frighten and do not help.
	expect(`${summary} ${failure.advice}`).not.toMatch(/error|problem|failure|mistake/i);
});

it('keeps every fact that is known', () => {
	const facts = {
		kind: 'rateLimited',
		summary: 'Come back tomorrow',
		code: '-42',
		httpStatus: 429,
		vendorWords: 'Limit reached',
		advice: 'Wait.',
		isAskedAgain: false,
		isDocumented: true,
		isOfCredential: true,
	} as const;
	expect(createFailure(facts)).toEqual({ ...facts, retryable: true });
	expect(summarizeFailure(createFailure(facts), 'Tiny', 'acme')).toBe('Come back tomorrow');
});

it('takes a code and words of null for none', () => {
	expect(createFailure({ kind: 'refused', code: null, vendorWords: null })).toMatchObject({
		code: null,
		vendorWords: null,
	});
});

it.each([
	['acme', 'acme'],
	['a\tb\r\nc', 'a b  c'],
	['a\u202eb\u0000c', 'a b c'],
	['x'.repeat(60), 'x'.repeat(60)],
	['x'.repeat(61), 'x'.repeat(60)],
	['€'.repeat(10_000), '€'.repeat(60)],
	['💷'.repeat(61), '💷'.repeat(60)],
])('an account %j that is not known is called %j', (account, called) => {
	const failure = createFailure({ kind: 'notFound' });
	expect(summarizeFailure(failure, 'Tiny', account)).toBe(
		`Tiny does not know the account ${called}`,
	);
});

describe('describeFailure', () => {
	it.each([
		[null, 'Do this.'],
		['Bad login', 'Tiny says: "Bad login". Do this.'],
		['a "quoted" word', 'Tiny says: "a "quoted" word". Do this.'],
	])('of %j', (vendorWords, description) => {
		const failure = createFailure({ kind: 'refused', vendorWords, advice: 'Do this.' });
		expect(describeFailure(failure, 'Tiny')).toBe(description);
	});
});
