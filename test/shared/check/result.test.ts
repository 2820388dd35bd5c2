import { checkOptions } from '../../../nodes/shared/check/options';
import { readCurrency } from '../../../nodes/shared/reply/currency';
import { parseDecimal } from '../../../nodes/shared/decimal';
import type { Check, Exchange } from '../../../nodes/shared/check/exchange';
import type { Fields } from '../../../nodes/shared/input/fields';
import { failedItem } from '../../../nodes/shared/check/balanceItem';
import { outcomeOf, type ItemOutcome } from '../../../nodes/shared/check/result';
import { createScrubber, joinScrubbers } from '../../../nodes/shared/secrets/scrubber';
import { shareReply } from '../../../nodes/shared/reply/sharedReply';
import { refusal, unexpectedReply, type Refusal } from '../../../nodes/shared/failure/failure';
import type { BalanceRequest } from '../../../nodes/shared/request/request';
import { formFieldsOf } from '../../../nodes/shared/reply/text';
import type { Reading, Reply, Vendor } from '../../../nodes/shared/vendor';
import { parseXml } from '../../../nodes/shared/reply/xml';

const FIRST = 'https://one.example/x';

const request: BalanceRequest = {
	account: '100045',
	method: 'GET',
	urls: [FIRST],
	query: [],
	body: { type: 'none' },
	allowUnauthorizedCerts: false,
};

function readingOf(text: string, changes: Partial<Reading> = {}): Reading {
	const balance = parseDecimal(text);
	if (balance === null) throw unexpectedReply('has no plain decimal');
	return {
		outcome: 'balance',
		account: null,
		balance,
		currency: null,
		creditLimit: null,
		details: {},
		warnings: [],
		...changes,
	};
}

const tiny: Vendor = {
	id: 'tiny',
	name: 'Tiny',
	unit: 'money',
	request: () => request,
	sign: (unsigned) => ({ ...unsigned, confidential: [] }),
	read: ({ text }, query) => readingOf(query['negate'] === true ? `-${text}` : text),
	secrets: () => [],
};

const query: Fields = {};

const check = (changes: Partial<Check> = {}): Check => ({
	vendor: tiny,
	query,
	credential: {},
	request,
	scrubber: createScrubber(['hunter22']),
	timeout: 10_000,
	retries: 2,
	...changes,
});

const context = {
	label: null,
	credentialName: null,
	account: '100045',
};

const itemOf = (its: Check, options: Fields = {}) => ({
	check: its,
	options: checkOptions(options),
	context,
});

const replyTo = (url: string, text: string, status = 200): Reply => ({
	status,
	text,
	complete: true,
	request: { method: 'GET', url, query: [], headers: {}, body: { type: 'none' } },
});

function answered(asked: Check, reply: Reply, confidential: readonly string[] = []): Exchange {
	const { urls } = asked.request;
	const scrubber = joinScrubbers(asked.scrubber, createScrubber(confidential));
	return {
		outcome: 'answered',
		reply: shareReply(asked.vendor, reply, scrubber),
		askedUrls: urls.slice(0, urls.indexOf(reply.request.url) + 1),
		arrivedAt: new Date('2026-11-21T08:00:00.000Z'),
	};
}

/** What n8n would put out, be it an item or a failure. */
function putOut(outcome: ItemOutcome) {
	return outcome.outcome === 'balance'
		? outcome.item
		: failedItem(tiny, outcome.context, outcome.refusal);
}

it('makes the item of a balance', () => {
	const asked = check();
	const outcome = outcomeOf(answered(asked, replyTo(FIRST, '5.00')), itemOf(asked));
	expect(outcome).toEqual({
		outcome: 'balance',
		reading: expect.objectContaining({ balance: { text: '5.00' } }),
		item: {
			vendor: 'tiny',
			label: 'Tiny 100045',
			account: '100045',
			balance: 5,
			balanceText: '5.00',
			unit: 'money',
			currency: null,
			available: 5,
			checkedAt: '2026-11-21T08:00:00.000Z',
			details: {},
		},
	});
});

it.each<[string, (asked: Check) => Exchange, Refusal]>([
	[
		'of a reply',
		(asked) => answered(asked, replyTo(FIRST, 'none')),
		unexpectedReply('has no plain decimal').refusal,
	],
	[
		'in place of a reply',
		() => ({
			outcome: 'unanswered',
			refusal: refusal({ kind: 'vendorUnavailable', code: 'EPIPE' }),
		}),
		refusal({ kind: 'vendorUnavailable', code: 'EPIPE' }),
	],
])('passes on the refusal %s', (_, exchangeOf, expected) => {
	const asked = check();
	expect(outcomeOf(exchangeOf(asked), itemOf(asked))).toEqual({
		outcome: 'refused',
		refusal: expected,
		context,
	});
});

it('gives every item of a shared reply its own threshold, label and text', () => {
	const asked = check();
	const shared = answered(asked, replyTo(FIRST, '15'));
	const items = [
		outcomeOf(shared, itemOf(asked, { lowThreshold: 20, label: 'Main' })),
		outcomeOf(shared, itemOf(asked, { lowThreshold: '10', includeRaw: true })),
		outcomeOf(shared, itemOf(asked)),
	].map(putOut);
	expect(items[0]).toMatchObject({ low: true, balance: 15 });
	expect(items[1]).toMatchObject({ low: false, raw: '15' });
	expect(items[0]).not.toHaveProperty('raw');
	expect(items[2]).not.toHaveProperty('low');
});

it('reads a shared reply for the query of each item', () => {
	const asked = check();
	const shared = answered(asked, replyTo(FIRST, '15'));
	const other = check({ query: { negate: true } });
	expect(putOut(outcomeOf(shared, itemOf(other)))).toMatchObject({ balanceText: '-15' });
	expect(putOut(outcomeOf(shared, itemOf(asked)))).toMatchObject({ balanceText: '15' });
});

it('weighs the HTTP status for the query of each item too', () => {
	const asked = check();
	const shared = answered(asked, replyTo(FIRST, '15', 500));
	const other = check({ query: { negate: true } });
	expect(outcomeOf(shared, itemOf(other))).toMatchObject({
		outcome: 'refused',
		refusal: { kind: 'vendorUnavailable', code: '500' },
	});
});

const UNENCRYPTED = 'The address begins with http://: what was sent could be read on its way.';
const UNVERIFIED = 'The certificate was not verified, as the credential allows.';

it.each<[string, Partial<BalanceRequest>, string, readonly string[] | undefined]>([
	['https', {}, FIRST, undefined],
	['http', { urls: ['http://one.example/x'] }, 'http://one.example/x', [UNENCRYPTED]],
	[
		'http within the network',
		{ urls: ['http://127.0.0.1:8080/x'] },
		'http://127.0.0.1:8080/x',
		undefined,
	],
	['any certificate', { allowUnauthorizedCerts: true }, FIRST, [UNVERIFIED]],
	[
		'http that answers in place of https',
		{ urls: [FIRST, 'http://two.example/x'] },
		'http://two.example/x',
		[UNENCRYPTED],
	],
	[
		'http that has failed before https answers',
		{ urls: ['http://two.example/x', FIRST] },
		FIRST,
		[UNENCRYPTED],
	],
	['http that was never asked', { urls: [FIRST, 'http://two.example/x'] }, FIRST, undefined],
	[
		'both',
		{ urls: ['http://one.example/x'], allowUnauthorizedCerts: true },
		'http://one.example/x',
		[UNENCRYPTED, UNVERIFIED],
	],
])('warns about how it was asked: %s', (_, changes, url, warnings) => {
	const asked = check({ request: { ...request, ...changes } });
	const item = putOut(outcomeOf(answered(asked, replyTo(url, '5')), itemOf(asked)));
	expect('warnings' in item.details ? item.details.warnings : undefined).toEqual(warnings);
});

describe('no secret is put out', () => {
	const SECRET = 'hunter22';

	it.each<[string, string, (text: string) => Reading | Refusal]>([
		['as the balance', SECRET, (text) => readingOf(text)],
		['in the vendor’s words', SECRET, (text) => refusal({ kind: 'refused', vendorWords: text })],
		['as a code', SECRET, (code) => refusal({ kind: 'refused', code })],
		[
			'as a code of an unexpected reply',
			SECRET,
			(code) => {
				throw unexpectedReply('is odd', { code });
			},
		],
		['as the account', SECRET, (account) => readingOf('5', { account })],
		['in the details', SECRET, (text) => readingOf('5', { details: { text } })],
		['in a warning', SECRET, (text) => readingOf('5', { warnings: [text] })],
		[
			'as a currency',
			SECRET,
			(text) => {
				const { code, details, warnings } = readCurrency(text);
				return readingOf('5', { currency: code, details, warnings });
			},
		],
		[
			'as the name of a doubled field',
			`${SECRET}=1&${SECRET}=2`,
			(text) => readingOf(formFieldsOf(text).get('x') ?? ''),
		],
		[
			'as the name of an element with mixed content',
			`<${SECRET}>1<x/></${SECRET}>`,
			(text) => readingOf(parseXml(text).text),
		],
		[
			'in what breaks the reader',
			SECRET,
			(text) => {
				throw new TypeError(text);
			},
		],
	])('%s', (_, text, read) => {
		const asked = check({ vendor: { ...tiny, read: (reply) => read(reply.text) } });
		for (const status of [200, 401, 404, 500]) {
			const result = answered(asked, replyTo(FIRST, text, status));
			const item = putOut(outcomeOf(result, itemOf(asked, { includeRaw: true })));
			expect(JSON.stringify(item)).not.toContain(SECRET);
		}
	});

	it('nor what signing computed from it', () => {
		const asked = check({
			vendor: { ...tiny, read: ({ text }) => readingOf('5', { details: { echo: text } }) },
		});
		const reply = replyTo(FIRST, 'hash 0123abcd of hunter22');
		const outcome = outcomeOf(
			answered(asked, reply, ['0123abcd']),
			itemOf(asked, { includeRaw: true }),
		);
		expect(putOut(outcome)).toMatchObject({
			details: { echo: 'hash *** of ***' },
			raw: 'hash *** of ***',
		});
	});

	it('nor that in a refusal', () => {
		const asked = check({
			vendor: {
				...tiny,
				read: ({ text: vendorWords }) => refusal({ kind: 'refused', vendorWords }),
			},
		});
		const reply = replyTo(FIRST, 'hash 0123abcd of hunter22');
		expect(putOut(outcomeOf(answered(asked, reply, ['0123abcd']), itemOf(asked)))).toMatchObject({
			details: {
				description:
					'Tiny says: "hash *** of ***". The answer is not among the documented ones; ask the vendor what it means.',
			},
		});
	});
});

it('tells a fault of our own in making the item as one', () => {
	// What only a fault of ours could bring about.
	const notADecimal = { text: 'hunter22' };
	const asked = check({
		vendor: {
			...tiny,
			read: () => readingOf('5', { balance: notADecimal, creditLimit: notADecimal }),
		},
	});
	const outcome = outcomeOf(answered(asked, replyTo(FIRST, '5')), itemOf(asked));
	expect(outcome).toMatchObject({ outcome: 'refused', refusal: { kind: 'internal' } });
	expect(JSON.stringify(outcome)).not.toContain('hunter22');
});
