import type { Fields } from '../../../nodes/shared/input/fields';
import { refusal, unexpectedReply, type Refusal } from '../../../nodes/shared/failure/failure';
import { createScrubber } from '../../../nodes/shared/secrets/scrubber';
import { shareReply } from '../../../nodes/shared/reply/sharedReply';
import type { Reading, Reply, Vendor } from '../../../nodes/shared/vendor';

const WITHHELD = '(not shown: a secret in the credential is too short to be removed from it)';

const fail = (): never => {
	throw new Error('This is not asked for here');
};

const reading = (changes: Partial<Reading> = {}): Reading => ({
	outcome: 'balance',
	account: null,
	balance: { text: '5' },
	currency: null,
	creditLimit: null,
	details: {},
	warnings: [],
	...changes,
});

function replyOf(text: string, status = 200): Reply {
	const request = { method: 'GET', url: 'https://one.example', query: [], headers: {} };
	return { status, text, complete: true, request: { ...request, body: { type: 'none' } } };
}

/** A reply, and the queries for which it was read. */
function share(
	read: (query: Fields) => Reading | Refusal,
	secrets: readonly string[] = ['hunter22'],
	reply = replyOf('any'),
) {
	const queries: Fields[] = [];
	const vendor: Vendor = {
		id: 'tiny',
		name: 'Tiny',
		unit: 'money',
		request: fail,
		sign: fail,
		read: (_, query) => {
			queries.push(query);
			return read(query);
		},
		secrets: fail,
	};
	return { queries, shared: shareReply(vendor, reply, createScrubber(secrets)) };
}

function wordsShown(vendorWords: string | null, secrets?: readonly string[]): string | null {
	const answer = share(() => refusal({ kind: 'refused', vendorWords }), secrets).shared.answerTo(
		{},
	);
	return answer.outcome === 'refused' ? answer.vendorWords : null;
}

function codeShown(code: string | null, secrets?: readonly string[]): string | null {
	const answer = share(() => refusal({ kind: 'refused', code }), secrets).shared.answerTo({});
	return answer.outcome === 'refused' ? answer.code : null;
}

describe('a shared reply', () => {
	it('is read once for equal queries, however many ask', () => {
		const { queries, shared } = share(() => reading());
		const answers = Array.from({ length: 100 }, () => shared.answerTo({ unit: 'minor' }));
		expect(new Set(answers).size).toBe(1);
		expect(queries).toEqual([{ unit: 'minor' }]);
	});

	it('is read for each of different queries', () => {
		const { shared } = share(({ unit }) => reading({ details: { unit: String(unit) } }));
		expect([{ unit: 'minor' }, { unit: 'major' }].map((query) => shared.answerTo(query))).toEqual([
			reading({ details: { unit: 'minor' } }),
			reading({ details: { unit: 'major' } }),
		]);
	});

	it('is weighed against its HTTP status for each query', () => {
		const { shared } = share(() => reading(), [], replyOf('any', 500));
		expect(shared.answerTo({})).toMatchObject({ kind: 'vendorUnavailable', httpStatus: 500 });
		expect(shared.answerTo({ unit: 'minor' })).toMatchObject({ kind: 'vendorUnavailable' });
	});

	it('is scrubbed once as a whole', () => {
		let looked = 0;
		const find = () => {
			looked++;
			return [[4, 12] as const];
		};
		const vendor = { ...NO_VENDOR, read: () => reading() };
		const reply = replyOf('key hunter22 of 5');
		const shared = shareReply(vendor, reply, { find, longestWriting: 100 });
		expect([shared.raw(), shared.raw()]).toEqual(['key *** of 5', 'key *** of 5']);
		expect(looked).toBe(1);
	});
});

const NO_VENDOR: Vendor = {
	id: 'tiny',
	name: 'Tiny',
	unit: 'money',
	request: fail,
	sign: fail,
	read: fail,
	secrets: fail,
};

it('leaves no secret in what the vendor said', () => {
	const { shared } = share(() =>
		reading({
			account: 'hunter22',
			details: { currencyText: 'hunter22 pounds' },
			warnings: ['The word "hunter22" is odd.'],
		}),
	);
	expect(shared.answerTo({})).toEqual(
		reading({
			account: '***',
			details: { currencyText: '*** pounds' },
			warnings: ['The word "***" is odd.'],
		}),
	);
});

it('cuts every text of the vendor at 300 characters', () => {
	const long = 'x'.repeat(60_000);
	const { shared } = share(() =>
		reading({ account: long, details: { text: long }, warnings: [long] }),
	);
	const cut = 'x'.repeat(300);
	expect(shared.answerTo({})).toEqual(
		reading({ account: cut, details: { text: cut }, warnings: [cut] }),
	);
});

describe("a vendor's words", () => {
	it.each([
		[null, null],
		['', null],
		[' \r\n', null],
		['Bad login', 'Bad login'],
		['  Bad\r\n\tlogin  of   you  ', 'Bad login of you'],
	])('%j are shown as %j', (words, shown) => {
		expect(wordsShown(words)).toBe(shown);
	});

	it.each([299, 300])('are shown up to %d characters', (length) => {
		expect(wordsShown('x'.repeat(length))).toBe('x'.repeat(length));
	});

	it.each([301, 100_000])('of %d characters are cut at 300', (length) => {
		expect(wordsShown('x'.repeat(length))).toBe('x'.repeat(300));
	});

	it.each([290, 293, 296, 299])('show nothing of a secret from character %d on', (from) => {
		expect(wordsShown(`${'x'.repeat(from)}hunter22`)).toBe(`${'x'.repeat(from)}***`);
	});

	it.each(['hunter22 ', ' hunter22', 'hunter22\n', '\thunter22\r\n'])(
		'show nothing of a secret with white space at its ends: %j',
		(secret) => {
			for (const words of [`Bad key ${secret}`, `${secret} is bad`, secret, 'Bad key: hunter22']) {
				expect(wordsShown(words, [secret])).not.toContain('hunter22');
			}
		},
	);

	it('are withheld where a secret is short, and only where there are any', () => {
		expect(wordsShown('Bad key abc', ['abc'])).toBe(WITHHELD);
		expect(wordsShown(null, ['abc'])).toBeNull();
		expect(wordsShown('  ', ['abc'])).toBeNull();
	});
});

describe("a vendor's code", () => {
	it.each(['hunter22', 'bad key hunter22', 'aHVudGVyMjI='])('is scrubbed: %s', (code) => {
		expect(codeShown(code) ?? '').not.toMatch(/hunter22|aHVud/);
	});

	it.each(['two words', '<html>', 'a\nb', '', 'x'.repeat(65), '£5'])(
		'is nothing but a short word: %j',
		(code) => {
			expect(codeShown(code)).toBeNull();
		},
	);

	it('is not shown where a secret is short', () => {
		expect(codeShown('abc_def', ['abc'])).toBeNull();
	});

	it.each(['0', 'login_invalid', '-16', '503', 'ECONNREFUSED', null])('stays: %s', (code) => {
		expect(codeShown(code)).toBe(code);
	});

	it('is that of what a reader throws, too', () => {
		const { shared } = share(() => {
			throw unexpectedReply('is odd', { code: 'hunter22', vendorWords: 'It was hunter22' });
		});
		expect(shared.answerTo({})).toMatchObject({ code: null, vendorWords: 'It was ***' });
	});
});
