import {
	CheckError,
	invalidRequest,
	listedRefusal,
	unexpectedReply,
	vendorRefusal,
} from '../../../nodes/shared/failure/error';
import { createFailure } from '../../../nodes/shared/failure/failure';

describe('CheckError', () => {
	it.each([
		['Base URL is empty', 'Base URL is empty'],
		[undefined, 'notFound'],
	])('with the summary %s has the message %s', (summary, message) => {
		const failure = createFailure({ kind: 'notFound', summary });
		const thrown = new CheckError(failure);
		expect(thrown).toBeInstanceOf(Error);
		expect(thrown.name).toBe('CheckError');
		expect(thrown.message).toBe(message);
		expect(thrown.description).toBe(failure.advice);
		expect(thrown.failure).toBe(failure);
	});

	it('is made for what a person can put right', () => {
		expect(invalidRequest('A is empty').failure).toEqual(
			createFailure({ kind: 'invalidRequest', summary: 'A is empty' }),
		);
		expect(invalidRequest('A is empty', 'Fill it in.').failure.advice).toBe('Fill it in.');
	});

	it('is made for a reply that is not what the document says', () => {
		expect(unexpectedReply('has no end').failure).toEqual(
			createFailure({
				kind: 'unexpectedReply',
				advice:
					'The reply has no end. Check the address in the credential, or ask the vendor whether the interface has changed.',
			}),
		);
		expect(
			unexpectedReply('has no end', { code: '7', vendorWords: 'Locked' }).failure,
		).toMatchObject({ code: '7', vendorWords: 'Locked' });
	});

	it("is made for the vendor's own refusal", () => {
		const facts = { kind: 'notFound', code: '404', vendorWords: 'Nobody' } as const;
		const refusal = vendorRefusal(facts);
		expect(refusal).toBeInstanceOf(CheckError);
		expect(refusal.failure).toEqual(createFailure(facts));
	});
});

describe('listedRefusal', () => {
	const meanings = {
		'-16': { kind: 'authentication', advice: 'Check the login.' },
		'-42': { kind: 'rateLimited', summary: 'The limit is used up', isAskedAgain: false },
	} as const;

	const said = { code: 'the code', vendorWords: 'the words' };

	it.each(['-16', '-42'] as const)('knows %s', (name) => {
		const refusal = listedRefusal(meanings, name, said);
		expect(refusal).toBeInstanceOf(CheckError);
		expect(refusal.failure).toEqual(
			createFailure({ ...meanings[name], ...said, isDocumented: true }),
		);
	});

	it.each(['', '-1', '16', '-16 ', 'toString', 'constructor', '__proto__', 'hasOwnProperty'])(
		'takes %j, which is not listed, for a refusal that no document knows',
		(name) => {
			expect(listedRefusal(meanings, name, said).failure).toEqual(
				createFailure({ kind: 'refused', ...said }),
			);
			expect(listedRefusal(meanings, name, said, { advice: 'Ask.' }).failure).toEqual(
				createFailure({ kind: 'refused', ...said, advice: 'Ask.' }),
			);
		},
	);

	it('keeps its own advice from what is listed', () => {
		expect(listedRefusal(meanings, '-16', said, { advice: 'Ask.' }).failure.advice).toBe(
			'Check the login.',
		);
	});

	it('takes no code and no words for none', () => {
		const silent = { code: null, vendorWords: null };
		expect(listedRefusal(meanings, '-16', silent).failure).toMatchObject(silent);
	});
});
