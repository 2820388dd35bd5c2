import { unexpectedReply, vendorRefusal } from '../../../nodes/shared/failure/error';
import type { Failure, FailureFacts } from '../../../nodes/shared/failure/failure';
import type { Input } from '../../../nodes/shared/input/fields';
import { shareReply } from '../../../nodes/shared/reply/sharedReply';
import { createScrubber } from '../../../nodes/shared/secrets/scrubber';
import type { Span } from '../../../nodes/shared/secrets/search';
import type { Reading, Reply, Vendor } from '../../../nodes/shared/vendor';

const WITHHELD = '(not shown: a secret in the credential is too short to be removed from it)';

const fail = (): never => {
	throw new Error('This is not asked for here');
};

const NO_VENDOR: Vendor = {
	id: 'tiny',
	name: 'Tiny',
	unit: 'money',
	accountNamedBy: { by: 'reply' },
	credentialFields: {},
	queryFields: {},
	request: fail,
	sign: fail,
	read: fail,
};

const createReading = (changes: Partial<Reading> = {}): Reading => ({
	account: null,
	balance: { text: '5' },
	currency: null,
	creditLimit: null,
	details: {},
	warnings: [],
	...changes,
});

function createReply(text: string, status = 200): Reply {
	const request = { method: 'GET', url: 'https://one.example', query: [], headers: {} };
	return { status, text, isComplete: true, request: { ...request, body: { type: 'none' } } };
}

/** A reply, and the queries for which it was read. */
function share(
	read: (query: Input) => Reading,
	secrets: readonly string[] = ['hunter22'],
	reply = createReply('any'),
) {
	const queries: Input[] = [];
	const vendor: Vendor = {
		...NO_VENDOR,
		read: (_, query) => {
			queries.push(query);
			return read(query);
		},
	};
	return { queries, shared: shareReply(vendor, reply, createScrubber(secrets)) };
}

/** What is shown of a refusal. */
function refuse(said: Omit<FailureFacts, 'kind'>, secrets?: readonly string[]): Failure {
	const { shared } = share(() => {
		throw vendorRefusal({ ...said, kind: 'refused' });
	}, secrets);
	const result = shared.interpret({});
	if (result.ok) throw new Error('Nothing was refused');
	return result.failure;
}

function showWords(vendorWords: string | null, secrets?: readonly string[]): string | null {
	return refuse({ vendorWords }, secrets).vendorWords;
}

function showCode(code: string | null, secrets?: readonly string[]): string | null {
	return refuse({ code }, secrets).code;
}

describe('a shared reply', () => {
	it('is read once for equal queries, however many ask', () => {
		const { queries, shared } = share(() => createReading());
		const results = Array.from({ length: 100 }, () => shared.interpret({ unit: 'minor' }));
		expect(new Set(results).size).toBe(1);
		expect(queries).toEqual([{ unit: 'minor' }]);
	});

	it('is read for each of different queries', () => {
		const { shared } = share(({ unit }) => createReading({ details: { unit: String(unit) } }));
		expect([{ unit: 'minor' }, { unit: 'major' }].map((query) => shared.interpret(query))).toEqual([
			{ ok: true, value: createReading({ details: { unit: 'minor' } }) },
			{ ok: true, value: createReading({ details: { unit: 'major' } }) },
		]);
	});

	it('is weighed against its HTTP status for each query', () => {
		const { shared } = share(() => createReading(), [], createReply('any', 500));
		expect(shared.interpret({})).toMatchObject({
			ok: false,
			failure: { kind: 'vendorUnavailable', httpStatus: 500 },
		});
		expect(shared.interpret({ unit: 'minor' })).toMatchObject({
			ok: false,
			failure: { kind: 'vendorUnavailable' },
		});
	});

	it('is scrubbed once as a whole', () => {
		let looked = 0;
		const find = (): readonly Span[] => {
			looked++;
			return [[4, 12]];
		};
		const vendor = { ...NO_VENDOR, read: () => createReading() };
		const reply = createReply('key hunter22 of 5');
		const shared = shareReply(vendor, reply, { find, maxWriting: 100 });
		expect([shared.showRaw(), shared.showRaw()]).toEqual(['key *** of 5', 'key *** of 5']);
		expect(looked).toBe(1);
	});
});

it('leaves no secret in what the vendor said', () => {
	const { shared } = share(() =>
		createReading({
			account: 'hunter22',
			details: { currencyText: 'hunter22 pounds' },
			warnings: ['The word "hunter22" is odd.'],
		}),
	);
	expect(shared.interpret({})).toEqual({
		ok: true,
		value: createReading({
			account: '***',
			details: { currencyText: '*** pounds' },
			warnings: ['The word "***" is odd.'],
		}),
	});
});

it('cuts every text of the vendor at 300 characters', () => {
	const long = 'x'.repeat(60_000);
	const { shared } = share(() =>
		createReading({ account: long, details: { text: long }, warnings: [long] }),
	);
	const cut = 'x'.repeat(300);
	expect(shared.interpret({})).toEqual({
		ok: true,
		value: createReading({ account: cut, details: { text: cut }, warnings: [cut] }),
	});
});

describe("a vendor's words", () => {
	it.each([
		[null, null],
		['', null],
		[' \r\n', null],
		['Bad login', 'Bad login'],
		['  Bad\r\n\tlogin  of   you  ', 'Bad login of you'],
	])('%j are shown as %j', (words, shown) => {
		expect(showWords(words)).toBe(shown);
	});

	it.each([299, 300])('are shown up to %d characters', (length) => {
		expect(showWords('x'.repeat(length))).toBe('x'.repeat(length));
	});

	it.each([301, 100_000])('of %d characters are cut at 300', (length) => {
		expect(showWords('x'.repeat(length))).toBe('x'.repeat(300));
	});

	it.each([290, 293, 296, 299])('show nothing of a secret from character %d on', (from) => {
		expect(showWords(`${'x'.repeat(from)}hunter22`)).toBe(`${'x'.repeat(from)}***`);
	});

	it.each(['hunter22 ', ' hunter22', 'hunter22\n', '\thunter22\r\n'])(
		'show nothing of a secret with white space at its ends: %j',
		(secret) => {
			for (const words of [`Bad key ${secret}`, `${secret} is bad`, secret, 'Bad key: hunter22']) {
				expect(showWords(words, [secret])).not.toContain('hunter22');
			}
		},
	);

	it('are withheld where a secret is short, and only where there are any', () => {
		expect(showWords('Bad key abc', ['abc'])).toBe(WITHHELD);
		expect(showWords(null, ['abc'])).toBeNull();
		expect(showWords('  ', ['abc'])).toBeNull();
	});
});

describe("a vendor's code", () => {
	it.each(['hunter22', 'bad key hunter22', 'aHVudGVyMjI='])('is scrubbed: %s', (code) => {
		expect(showCode(code) ?? '').not.toMatch(/hunter22|aHVud/);
	});

	it.each(['two words', '<html>', 'a\nb', '', 'x'.repeat(65), '£5'])(
		'is nothing but a short word: %j',
		(code) => {
			expect(showCode(code)).toBeNull();
		},
	);

	it('is not shown where a secret is short', () => {
		expect(showCode('abc_def', ['abc'])).toBeNull();
	});

	it.each(['0', 'login_invalid', '-16', '503', 'ECONNREFUSED', null])('stays: %s', (code) => {
		expect(showCode(code)).toBe(code);
	});

	it('is that of what a reader throws, too', () => {
		const { shared } = share(() => {
			throw unexpectedReply('is odd', { code: 'hunter22', vendorWords: 'It was hunter22' });
		});
		expect(shared.interpret({})).toMatchObject({
			ok: false,
			failure: { code: null, vendorWords: 'It was ***' },
		});
	});
});
