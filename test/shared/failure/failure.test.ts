import {
	invalidRequest,
	orRefusal,
	refusal,
	refusalByTable,
	RefusalError,
	summaryOf,
	unexpectedReply,
} from '../../../nodes/shared/failure/failure';
import type { RefusalKind } from '../../../nodes/shared/failure/kind';

const KINDS: ReadonlyArray<readonly [RefusalKind, string, boolean]> = [
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
	const refused = refusal({ kind });
	expect(summaryOf(refused, 'Tiny')).toBe(summary);
	expect(refused).toEqual({
		outcome: 'refused',
		kind,
		summary: null,
		code: null,
		httpStatus: null,
		vendorWords: null,
		advice: refused.advice,
		retryable,
		askedAgain: retryable,
		documented: false,
		ofCredential: false,
	});
	expect(refused.advice).toMatch(/^[A-Z].*\.$/);
	// n8n's guidelines: these words frighten and do not help.
	expect(`${summary} ${refused.advice}`).not.toMatch(/error|problem|failure|mistake/i);
});

it('keeps every fact that a reader knows', () => {
	const facts = {
		kind: 'rateLimited',
		summary: 'Come back tomorrow',
		code: '-42',
		httpStatus: 429,
		vendorWords: 'Limit reached',
		advice: 'Wait.',
		askedAgain: false,
		documented: true,
		ofCredential: true,
	} as const;
	expect(refusal(facts)).toEqual({ outcome: 'refused', ...facts, retryable: true });
	expect(summaryOf(refusal(facts), 'Tiny')).toBe('Come back tomorrow');
});

it('takes a code and words of null for none', () => {
	expect(refusal({ kind: 'refused', code: null, vendorWords: null })).toMatchObject({
		code: null,
		vendorWords: null,
	});
});

describe('refusalByTable', () => {
	const meanings = {
		'-16': { kind: 'authentication', advice: 'Check the login.' },
		'-42': { kind: 'rateLimited', summary: 'The limit is used up', askedAgain: false },
	} as const;

	const said = { code: 'the code', vendorWords: 'the words' };

	it.each(['-16', '-42'] as const)('knows %s', (name) => {
		expect(refusalByTable(meanings, name, said)).toEqual(
			refusal({ ...meanings[name], ...said, documented: true }),
		);
	});

	it.each(['', '-1', '16', '-16 ', 'toString', 'constructor', '__proto__', 'hasOwnProperty'])(
		'takes %j, which is not listed, for a refusal that no document knows',
		(name) => {
			expect(refusalByTable(meanings, name, said)).toEqual(refusal({ kind: 'refused', ...said }));
			expect(refusalByTable(meanings, name, said, { advice: 'Ask.' })).toEqual(
				refusal({ kind: 'refused', ...said, advice: 'Ask.' }),
			);
		},
	);

	it('keeps its own advice from what is listed', () => {
		expect(refusalByTable(meanings, '-16', said, { advice: 'Ask.' }).advice).toBe(
			'Check the login.',
		);
	});

	it('takes no code and no words for none', () => {
		const silent = { code: null, vendorWords: null };
		expect(refusalByTable(meanings, '-16', silent)).toMatchObject(silent);
	});
});

describe('RefusalError', () => {
	it.each([
		['Base URL is empty', 'Base URL is empty'],
		[undefined, 'notFound'],
	])('with the summary %s has the message %s', (summary, message) => {
		const refused = refusal({ kind: 'notFound', ...(summary === undefined ? {} : { summary }) });
		const thrown = new RefusalError(refused);
		expect(thrown).toBeInstanceOf(Error);
		expect(thrown.name).toBe('RefusalError');
		expect(thrown.message).toBe(message);
		expect(thrown.description).toBe(refused.advice);
		expect(thrown.refusal).toBe(refused);
	});

	it('is made for what a person can put right', () => {
		expect(invalidRequest('A is empty').refusal).toEqual(
			refusal({ kind: 'invalidRequest', summary: 'A is empty' }),
		);
		expect(invalidRequest('A is empty', 'Fill it in.').refusal.advice).toBe('Fill it in.');
	});

	it('is made for a reply that is not what the document says', () => {
		expect(unexpectedReply('has no end').refusal).toEqual(
			refusal({
				kind: 'unexpectedReply',
				advice:
					'The reply has no end. Check the address in the credential, or ask the vendor whether the interface has changed.',
			}),
		);
		expect(
			unexpectedReply('has no end', { code: '7', vendorWords: 'Locked' }).refusal,
		).toMatchObject({ code: '7', vendorWords: 'Locked' });
	});
});

describe('orRefusal', () => {
	it.each([[5], [null], [undefined], ['text'], [{ outcome: 'balance' }]])('returns %j', (value) => {
		expect(orRefusal(() => value)).toBe(value);
	});

	it('returns the refusal that is thrown', () => {
		const refused = refusal({ kind: 'notFound', vendorWords: 'Nobody' });
		expect(
			orRefusal(() => {
				throw new RefusalError(refused);
			}),
		).toBe(refused);
	});

	it.each([
		['a TypeError', new TypeError('hunter22'), 'TypeError'],
		['a RangeError', new RangeError('hunter22'), 'RangeError'],
		[
			'an error with a description',
			Object.assign(new Error('x'), { description: 'hunter22' }),
			'Error',
		],
		['an error with a name of its own', Object.assign(new Error('x'), { name: 'hunter22' }), null],
		['a text', 'hunter22', null],
		['null', null, null],
		['a look-alike', { refusal: { outcome: 'refused', advice: 'hunter22' } }, null],
	])('takes %s for a fault of our own, and tells its class alone', (_, thrown, code) => {
		const result = orRefusal(() => AbortSignal.abort(thrown).throwIfAborted());
		expect(result).toEqual(refusal({ kind: 'internal', code }));
		expect(JSON.stringify(result)).not.toContain('hunter22');
	});
});
