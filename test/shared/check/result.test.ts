import { createFailedItem } from '../../../nodes/shared/check/balanceItem';
import { readCheckOptions } from '../../../nodes/shared/check/options';
import type { Check, PerformedCheck } from '../../../nodes/shared/check/performCheck';
import type { ItemContext, AskedPlan } from '../../../nodes/shared/check/plan';
import {
	concludeCheck,
	concludeUnasked,
	type CheckResult,
} from '../../../nodes/shared/check/result';
import { parseDecimal } from '../../../nodes/shared/decimal';
import {
	invalidRequest,
	unexpectedReply,
	vendorRefusal,
} from '../../../nodes/shared/failure/error';
import { createFailure, type Failure } from '../../../nodes/shared/failure/failure';
import type { Input } from '../../../nodes/shared/input/fields';
import { readCurrency } from '../../../nodes/shared/reply/money';
import { shareReply } from '../../../nodes/shared/reply/sharedReply';
import { parseForm } from '../../../nodes/shared/reply/text';
import { parseXml } from '../../../nodes/shared/reply/xml';
import type { BalanceRequest } from '../../../nodes/shared/request/request';
import { createScrubber, extendScrubber } from '../../../nodes/shared/secrets/scrubber';
import type { Reading, Reply, Vendor } from '../../../nodes/shared/vendor';

const ENDED = Date.parse('2026-11-21T08:00:00.000Z');

const FIRST = 'https://one.example/x';

const request: BalanceRequest = {
	account: '100045',
	method: 'GET',
	urls: [FIRST],
	query: [],
	body: { type: 'none' },
	allowUnauthorizedCerts: false,
};

function createReading(text: string, changes: Partial<Reading> = {}): Reading {
	const balance = parseDecimal(text);
	if (balance === null) throw unexpectedReply('has no plain decimal');
	return {
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
	accountNamedBy: { by: 'reply' },
	credentialFields: {},
	queryFields: {},
	request: () => request,
	sign: (unsigned) => ({ ...unsigned, confidential: [] }),
	read: ({ text }, query) => createReading(query['negate'] === true ? `-${text}` : text),
};

const query: Input = {};

const createCheck = (changes: Partial<Check> = {}): Check => ({
	vendor: tiny,
	query,
	credential: {},
	request,
	createScrubber: extendScrubber(createScrubber(['hunter22'])),
	timeout: 10_000,
	retries: 2,
	...changes,
});

const context: ItemContext<string> = {
	vendor: tiny,
	label: null,
	credentialName: null,
	account: '100045',
};

const plan = (check: Check, options: Input = {}): AskedPlan => ({
	type: 'asked',
	context,
	request: check.request,
	check,
	options: readCheckOptions(options),
	expectedAccount: null,
});

const createReply = (url: string, text: string, status = 200): Reply => ({
	status,
	text,
	isComplete: true,
	request: { method: 'GET', url, query: [], headers: {}, body: { type: 'none' } },
});

function answer(asked: Check, reply: Reply, confidential: readonly string[] = []): PerformedCheck {
	const { urls } = asked.request;
	return {
		reply: { ok: true, value: shareReply(asked.vendor, reply, asked.createScrubber(confidential)) },
		askedUrls: urls.slice(0, urls.indexOf(reply.request.url) + 1),
		endedAt: ENDED,
	};
}

/** What n8n would put out, be it an item or a failure. */
function putOut({ context: its, result }: CheckResult) {
	return result.ok ? result.value.item : createFailedItem(its, result.failure);
}

it('makes the item of a balance', () => {
	const asked = createCheck();
	expect(concludeCheck(answer(asked, createReply(FIRST, '5.00')), plan(asked))).toEqual({
		context,
		result: {
			ok: true,
			value: {
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
			},
		},
		endedAt: ENDED,
	});
});

it.each<[string, (asked: Check) => PerformedCheck, Failure]>([
	[
		'of a reply',
		(asked) => answer(asked, createReply(FIRST, 'none')),
		unexpectedReply('has no plain decimal').failure,
	],
	[
		'in place of a reply',
		() => ({
			reply: {
				ok: false,
				failure: createFailure({ kind: 'vendorUnavailable', code: 'EPIPE' }),
			},
			askedUrls: [FIRST],
			endedAt: ENDED,
		}),
		createFailure({ kind: 'vendorUnavailable', code: 'EPIPE' }),
	],
])('passes on the failure %s', (_, perform, expected) => {
	const asked = createCheck();
	expect(concludeCheck(perform(asked), plan(asked))).toEqual({
		context,
		result: { ok: false, failure: expected },
		endedAt: ENDED,
	});
});

it('gives every item of a shared reply its own threshold, label and text', () => {
	const asked = createCheck();
	const shared = answer(asked, createReply(FIRST, '15'));
	const items = [
		concludeCheck(shared, plan(asked, { threshold: 20, label: 'Main' })),
		concludeCheck(shared, plan(asked, { threshold: '10', includeRaw: true })),
		concludeCheck(shared, plan(asked)),
	].map(putOut);
	expect(items[0]).toMatchObject({ low: true, balance: 15 });
	expect(items[1]).toMatchObject({ low: false, raw: '15' });
	expect(items[0]).not.toHaveProperty('raw');
	expect(items[2]).not.toHaveProperty('low');
});

it('reads a shared reply for the query of each item', () => {
	const asked = createCheck();
	const shared = answer(asked, createReply(FIRST, '15'));
	const other = createCheck({ query: { negate: true } });
	expect(putOut(concludeCheck(shared, plan(other)))).toMatchObject({ balanceText: '-15' });
	expect(putOut(concludeCheck(shared, plan(asked)))).toMatchObject({ balanceText: '15' });
});

it('weighs the HTTP status for the query of each item too', () => {
	const asked = createCheck();
	const shared = answer(asked, createReply(FIRST, '15', 500));
	const other = createCheck({ query: { negate: true } });
	expect(concludeCheck(shared, plan(other))).toMatchObject({
		result: { ok: false, failure: { kind: 'vendorUnavailable', code: '500' } },
	});
});

describe('an account that the item expects', () => {
	// What the item names stands in its context, too: it must not vouch for itself.
	const conclude = (expectedAccount: string, said: string | null, asked: string | null) => {
		const read = () => createReading('5', { account: said });
		const check = createCheck({
			vendor: { ...tiny, read },
			request: { ...request, account: asked },
		});
		const expecting = { ...plan(check), context: { ...context, account: '77' }, expectedAccount };
		return putOut(concludeCheck(answer(check, createReply(FIRST, '5')), expecting));
	};

	it.each([
		['by the reply', '77', null],
		['by the reply, whatever was asked about', '77', '100045'],
		['by the request', null, '77'],
		['by the request, with spaces as typed', null, ' 77 '],
	])('is believed where it is named %s', (_, said, asked) => {
		expect(conclude('77', said, asked)).toMatchObject({ account: '77', balance: 5 });
	});

	it.each([
		['another in the reply', '100045', null, '100045'],
		['another in the request', null, '100045', '100045'],
		['none', null, null, 'none that is named'],
	])('is refused beside %s', (_, said, asked, found) => {
		expect(conclude('77', said, asked)).toMatchObject({
			error: 'The credential is of another account',
			details: {
				account: '77',
				label: 'Tiny 77',
				description: expect.stringContaining(`that of the credential at Tiny is ${found}.`),
			},
		});
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
	const asked = createCheck({ request: { ...request, ...changes } });
	const item = putOut(concludeCheck(answer(asked, createReply(url, '5')), plan(asked)));
	expect('warnings' in item.details ? item.details.warnings : undefined).toEqual(warnings);
});

describe('no secret is put out', () => {
	const SECRET = 'hunter22';

	it.each<[string, string, (text: string) => Reading]>([
		['as the balance', SECRET, (text) => createReading(text)],
		[
			"in the vendor's words",
			SECRET,
			(text) => {
				throw vendorRefusal({ kind: 'refused', vendorWords: text });
			},
		],
		[
			'as a code',
			SECRET,
			(code) => {
				throw vendorRefusal({ kind: 'refused', code });
			},
		],
		[
			'as a code of an unexpected reply',
			SECRET,
			(code) => {
				throw unexpectedReply('is odd', { code });
			},
		],
		['as the account', SECRET, (account) => createReading('5', { account })],
		['in the details', SECRET, (text) => createReading('5', { details: { text } })],
		['in a warning', SECRET, (text) => createReading('5', { warnings: [text] })],
		[
			'as a currency',
			SECRET,
			(text) => {
				const { code, details, warnings } = readCurrency(text);
				return createReading('5', { currency: code, details, warnings });
			},
		],
		[
			'as the name of a doubled field',
			`${SECRET}=1&${SECRET}=2`,
			(text) => createReading(parseForm(text).get('x') ?? ''),
		],
		[
			'as the name of an element with mixed content',
			`<${SECRET}>1<x/></${SECRET}>`,
			(text) => createReading(parseXml(text).text),
		],
		[
			'in what breaks the reader',
			SECRET,
			(text) => {
				throw new TypeError(text);
			},
		],
	])('%s', (_, text, read) => {
		const asked = createCheck({ vendor: { ...tiny, read: (reply) => read(reply.text) } });
		for (const status of [200, 401, 404, 500]) {
			const result = answer(asked, createReply(FIRST, text, status));
			const item = putOut(concludeCheck(result, plan(asked, { includeRaw: true })));
			expect(JSON.stringify(item)).not.toContain(SECRET);
		}
	});

	it('nor what signing computed from it', () => {
		const asked = createCheck({
			vendor: { ...tiny, read: ({ text }) => createReading('5', { details: { echo: text } }) },
		});
		const reply = createReply(FIRST, 'hash 0123abcd of hunter22');
		const concluded = concludeCheck(
			answer(asked, reply, ['0123abcd']),
			plan(asked, { includeRaw: true }),
		);
		expect(putOut(concluded)).toMatchObject({
			details: { echo: 'hash *** of ***' },
			raw: 'hash *** of ***',
		});
	});

	it('nor that in a refusal', () => {
		const asked = createCheck({
			vendor: {
				...tiny,
				read: ({ text: vendorWords }) => {
					throw vendorRefusal({ kind: 'refused', vendorWords });
				},
			},
		});
		const reply = createReply(FIRST, 'hash 0123abcd of hunter22');
		expect(putOut(concludeCheck(answer(asked, reply, ['0123abcd']), plan(asked)))).toMatchObject({
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
	const asked = createCheck({
		vendor: {
			...tiny,
			read: () => createReading('5', { balance: notADecimal, creditLimit: notADecimal }),
		},
	});
	const concluded = concludeCheck(answer(asked, createReply(FIRST, '5')), plan(asked));
	expect(concluded).toMatchObject({ result: { ok: false, failure: { kind: 'internal' } } });
	expect(JSON.stringify(concluded)).not.toContain('hunter22');
});

describe('an item that nobody is asked about', () => {
	const reading = {
		account: null,
		balance: { text: '19.50' },
		currency: 'USD',
		creditLimit: null,
		details: {},
		warnings: [],
	};
	const options = readCheckOptions({ threshold: '20' });

	it('has the balance that came with the input', () => {
		const given = { type: 'given', context, request: null, reading, options } as const;
		const concluded = concludeUnasked(given, ENDED);
		expect(concluded).toMatchObject({ context, result: { value: { reading } }, endedAt: ENDED });
		expect(putOut(concluded)).toEqual({
			vendor: 'tiny',
			label: 'Tiny 100045',
			account: '100045',
			balance: 19.5,
			balanceText: '19.50',
			unit: 'money',
			currency: 'USD',
			available: 19.5,
			low: true,
			checkedAt: '2026-11-21T08:00:00.000Z',
			details: {},
		});
	});

	it('is refused as it was planned', () => {
		const { failure } = invalidRequest('Vendor is empty');
		const refused = { type: 'refused', context, request: null, failure } as const;
		expect(concludeUnasked(refused, ENDED)).toEqual({
			context,
			result: { ok: false, failure },
			endedAt: ENDED,
		});
	});
});
