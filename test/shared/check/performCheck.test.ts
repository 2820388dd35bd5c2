import {
	findFailure,
	MAX_CHECK_DURATION,
	performCheck,
	type Check,
	type PerformedCheck,
} from '../../../nodes/shared/check/performCheck';
import { parseDecimal } from '../../../nodes/shared/decimal';
import {
	invalidRequest,
	unexpectedReply,
	vendorRefusal,
} from '../../../nodes/shared/failure/error';
import { findParameter } from '../../../nodes/shared/request/edit';
import type { BalanceRequest } from '../../../nodes/shared/request/request';
import type { WireRequest } from '../../../nodes/shared/request/wire';
import { createScrubber, extendScrubber } from '../../../nodes/shared/secrets/scrubber';
import type {
	SendOptions,
	Transport,
	TransportFailure,
	TransportResponse,
} from '../../../nodes/shared/transport/transport';
import type { Reading, Reply, Vendor } from '../../../nodes/shared/vendor';

const START = Date.UTC(2026, 10, 21, 8, 0, 0);

const FIRST = 'https://one.example/x';
const SECOND = 'https://two.example/x';

/** What the tiny vendor's replies say. */
function read(text: string): Reading {
	switch (text) {
		case 'limit':
			throw vendorRefusal({
				kind: 'rateLimited',
				code: '-42',
				isAskedAgain: false,
				isDocumented: true,
			});
		case 'login':
			throw vendorRefusal({ kind: 'authentication', code: 'login', isDocumented: true });
		case 'busy':
			throw vendorRefusal({ kind: 'rateLimited', code: 'busy', isDocumented: true });
		case 'down':
			throw vendorRefusal({ kind: 'vendorUnavailable', code: 'down', isDocumented: true });
		case 'nobody':
			throw vendorRefusal({ kind: 'notFound', code: 'nobody', isDocumented: true });
		case 'other':
			throw vendorRefusal({ kind: 'refused', code: 'other' });
		case 'broken':
			throw new TypeError('hunter22');
	}
	const balance = parseDecimal(text);
	if (balance === null) throw unexpectedReply('has no plain decimal');
	return {
		account: null,
		balance,
		currency: null,
		creditLimit: null,
		details: {},
		warnings: [],
	};
}

const request: BalanceRequest = {
	account: null,
	method: 'GET',
	urls: [FIRST],
	query: [],
	body: { type: 'none' },
	allowUnauthorizedCerts: false,
};

const tiny: Vendor = {
	id: 'tiny',
	name: 'Tiny',
	unit: 'money',
	accountNamedBy: { by: 'reply' },
	credentialFields: {},
	queryFields: {},
	request: () => request,
	sign: (unsigned) => ({
		...unsigned,
		headers: { Authorization: 'hunter22' },
		confidential: [`signature of ${findParameter(unsigned.query, 'id') ?? 'nothing'}`],
	}),
	read: (reply) => read(reply.text),
};

const createCheck = (changes: Partial<Check> = {}): Check => ({
	vendor: tiny,
	query: {},
	credential: {},
	request,
	createScrubber: extendScrubber(createScrubber(['hunter22'])),
	timeout: 10_000,
	retries: 2,
	...changes,
});

const bothAddresses: BalanceRequest = { ...request, urls: [FIRST, SECOND] };

/** What comes of a request, and the milliseconds that it takes. */
type Scripted = (TransportResponse | TransportFailure) & { readonly takes?: number };

const respond = (
	text: string,
	changes: Partial<TransportResponse> & { readonly takes?: number } = {},
): Scripted => ({
	ok: true,
	status: 200,
	contentType: null,
	retryAfter: null,
	bytes: Buffer.from(text),
	isComplete: true,
	...changes,
});

const fail = (code: string): Scripted => ({ ok: false, reason: 'network', code });

const tooLarge = respond('', { bytes: null, isComplete: false });

const respondTooLarge = (status: number) => respond('', { bytes: null, isComplete: false, status });

/** Takes all the time that it is given. */
const timedOut: Scripted = {
	ok: false,
	reason: 'timeout',
	code: null,
	takes: Infinity,
};

interface World {
	readonly transport: Transport;
	readonly sent: Array<{ readonly request: WireRequest; readonly options: SendOptions }>;
	readonly waited: number[];
	now(): number;
}

/** A network that plays its script one part after the other, the last one for ever, with a clock of its own. */
function createWorld(...script: readonly [Scripted, ...Scripted[]]): World {
	let time = START;
	const sent: World['sent'] = [];
	const waited: number[] = [];
	const transport: Transport = {
		send: async (wire, options) => {
			const { takes = 0, ...ended } = script[sent.length] ?? script[script.length - 1] ?? script[0];
			sent.push({ request: wire, options });
			time += Math.min(takes, options.timeout);
			return await Promise.resolve(ended);
		},
		wait: async (milliseconds) => {
			waited.push(milliseconds);
			time += milliseconds;
			await Promise.resolve();
		},
		now: () => time,
		random: () => 0,
	};
	return { transport, sent, waited, now: () => time };
}

function summarize({ reply }: PerformedCheck): string {
	const result = reply.ok ? reply.value.interpret({}) : reply;
	const ended = result.ok ? result.value.balance.text : result.failure.kind;
	const code = result.ok ? null : result.failure.code;
	return `${reply.ok ? 'answered' : 'unanswered'}: ${ended}${code === null ? '' : ` ${code}`}`;
}

function showRaw({ reply }: PerformedCheck): string | null {
	return reply.ok ? reply.value.showRaw() : null;
}

const listAddresses = ({ sent }: World) => sent.map((each) => each.request.url);
const listTimeouts = ({ sent }: World) => sent.map((each) => each.options.timeout);

describe('how often it is sent', () => {
	it.each<[string, Scripted, string, number]>([
		['a balance', respond('5'), 'answered: 5', 1],
		['a balance of nothing', respond('0'), 'answered: 0', 1],
		['a refused login', respond('login'), 'answered: authentication login', 1],
		['HTTP status 401', respond('', { status: 401 }), 'answered: authentication 401', 1],
		['HTTP status 403', respond('', { status: 403 }), 'answered: authentication 403', 1],
		[
			'HTTP status 401 with a busy vendor',
			respond('busy', { status: 401 }),
			'answered: authentication busy',
			1,
		],
		[
			'HTTP status 500 with a refused login',
			respond('login', { status: 500 }),
			'answered: authentication login',
			1,
		],
		[
			'HTTP status 503 with a refused login',
			respond('login', { status: 503, retryAfter: '1' }),
			'answered: authentication login',
			1,
		],
		['a used-up limit', respond('limit'), 'answered: rateLimited -42', 1],
		[
			'a used-up limit with HTTP status 429',
			respond('limit', { status: 429 }),
			'answered: rateLimited -42',
			1,
		],
		[
			'a used-up limit with HTTP status 503',
			respond('limit', { status: 503 }),
			'answered: rateLimited -42',
			1,
		],
		['an unknown account', respond('nobody'), 'answered: notFound nobody', 1],
		['an undocumented refusal', respond('other'), 'answered: refused other', 1],
		['an unexpected reply', respond('<html>'), 'answered: unexpectedReply', 1],
		['an empty reply', respond(''), 'answered: unexpectedReply', 1],
		['a reply that breaks the reader', respond('broken'), 'answered: internal TypeError', 1],
		['a redirect', respond('5', { status: 302 }), 'answered: unexpectedReply 302', 1],
		['HTTP status 404', respond('5', { status: 404 }), 'answered: unexpectedReply 404', 1],
		[
			'a reply in no known encoding',
			respond('', { bytes: Uint8Array.of(0x35, 0xa3) }),
			'unanswered: unexpectedReply',
			1,
		],
		['a reply without end', tooLarge, 'unanswered: unexpectedReply', 1],
		['a busy vendor', respond('busy'), 'answered: rateLimited busy', 3],
		['a vendor that is down', respond('down'), 'answered: vendorUnavailable down', 3],
		['HTTP status 429', respond('', { status: 429 }), 'answered: rateLimited 429', 3],
		['HTTP status 500', respond('', { status: 500 }), 'answered: vendorUnavailable 500', 3],
		[
			'HTTP status 503 with a balance',
			respond('5', { status: 503 }),
			'answered: vendorUnavailable 503',
			3,
		],
		[
			'HTTP status 502 in no known encoding',
			respond('', { status: 502, bytes: Uint8Array.of(0xa3) }),
			'answered: vendorUnavailable 502',
			3,
		],
		[
			'HTTP status 300 in no known encoding',
			respond('', { status: 300, bytes: Uint8Array.of(0xa3) }),
			'answered: unexpectedReply 300',
			1,
		],
		['a refused connection', fail('ECONNREFUSED'), 'unanswered: vendorUnavailable ECONNREFUSED', 3],
		['a broken connection', fail('ECONNRESET'), 'unanswered: vendorUnavailable ECONNRESET', 3],
		['a timeout', timedOut, 'unanswered: vendorUnavailable ETIMEDOUT', 3],
	])('%s', async (_, scripted, expected, count) => {
		const world = createWorld(scripted);
		expect(summarize(await performCheck(createCheck(), world.transport))).toBe(expected);
		expect(world.sent).toHaveLength(count);
		expect(world.waited).toHaveLength(count - 1);
	});

	it.each([0, 1, 2, 5])('%d retries are so many attempts after the first', async (retries) => {
		const world = createWorld(respond('busy'));
		await performCheck(createCheck({ retries }), world.transport);
		expect(world.sent).toHaveLength(retries + 1);
	});

	it.each<[string, [Scripted, ...Scripted[]], string, number]>([
		['a balance after a fault', [fail('ECONNRESET'), respond('5')], 'answered: 5', 2],
		['a balance at last', [fail('ECONNRESET'), respond('busy'), respond('5')], 'answered: 5', 3],
		[
			'a balance too late',
			[respond('busy'), respond('busy'), respond('down'), respond('5')],
			'answered: vendorUnavailable down',
			3,
		],
		[
			'a refused login after a fault',
			[fail('ECONNRESET'), respond('login'), respond('5')],
			'answered: authentication login',
			2,
		],
		[
			'an unexpected reply after a fault',
			[timedOut, respond('<html>'), respond('5')],
			'answered: unexpectedReply',
			2,
		],
	])('it ends with %s', async (_, script, expected, count) => {
		const world = createWorld(...script);
		expect(summarize(await performCheck(createCheck(), world.transport))).toBe(expected);
		expect(world.sent).toHaveLength(count);
	});
});

describe('what is sent', () => {
	it('is the signed request, with generated values made anew each time', async () => {
		const fractions = [0.1, 0.2, 0.3];
		const last = respond('It was signature of 3 with hunter22.');
		const world = createWorld(respond('busy'), respond('busy'), last);
		const seen: Reply[] = [];
		const vendor: Vendor = {
			...tiny,
			read: (reply) => {
				seen.push(reply);
				return read(reply.text);
			},
		};
		const generating: BalanceRequest = {
			...request,
			query: [
				['id', { generated: 'wholeNumber', below: 10 }],
				['time', { generated: 'utcDateTime' }],
			],
		};
		// Half of each delay is random too.
		const random = () =>
			world.sent.length === world.waited.length ? (fractions.shift() ?? 0) : 0.5;
		const asked = createCheck({ vendor, request: generating });
		const result = await performCheck(asked, { ...world.transport, random });
		expect(summarize(result)).toBe('answered: unexpectedReply');
		expect(listAddresses(world)).toEqual([
			`${FIRST}?id=1&time=2026-11-21%2008:00:00`,
			`${FIRST}?id=2&time=2026-11-21%2008:00:00`,
			`${FIRST}?id=3&time=2026-11-21%2008:00:01`,
		]);
		expect(world.waited).toEqual([375, 750]);
		expect(world.sent.map((each) => each.request.headers)).toEqual(
			Array.from({ length: 3 }, () => ({
				Authorization: 'hunter22',
				'Accept-Encoding': 'identity',
			})),
		);
		expect(seen.at(-1)?.request).toMatchObject({
			query: [
				['id', '3'],
				['time', '2026-11-21 08:00:01'],
			],
			headers: {},
		});
		expect(showRaw(result)).toBe('It was *** with ***.');
		expect(JSON.stringify(result)).not.toContain('hunter22');
	});

	it.each([true, false])('carries along whether any certificate will do: %s', async (allowed) => {
		const world = createWorld(respond('5'));
		const allowing = { ...request, allowUnauthorizedCerts: allowed };
		await performCheck(createCheck({ request: allowing, timeout: 1234 }), world.transport);
		expect(world.sent[0]?.options).toEqual({ timeout: 1234, allowUnauthorizedCerts: allowed });
	});

	it.each([
		['a failure', invalidRequest('The credential signs nothing else'), 'invalidRequest'],
		['anything else', new TypeError('hunter22'), 'internal'],
	])('is nothing where signing throws %s', async (_, thrown, kind) => {
		const world = createWorld(respond('5'));
		const sign = () => {
			throw thrown;
		};
		const result = await performCheck(
			createCheck({ vendor: { ...tiny, sign }, request: bothAddresses }),
			world.transport,
		);
		expect(result).toMatchObject({ reply: { ok: false, failure: { kind } }, askedUrls: [] });
		expect(JSON.stringify(result)).not.toContain('hunter22');
		expect(world.sent).toEqual([]);
		expect(world.waited).toEqual([]);
	});
});

describe('what comes back', () => {
	it('is the reply as text, when it arrived, and what it says', async () => {
		const world = createWorld(
			respond('', {
				bytes: Uint8Array.of(0xff, 0xfe, 0x35, 0),
				isComplete: false,
				takes: 42,
			}),
		);
		const seen: Reply[] = [];
		const vendor: Vendor = {
			...tiny,
			read: (reply) => {
				seen.push(reply);
				return read(reply.text);
			},
		};
		const result = await performCheck(createCheck({ vendor }), world.transport);
		expect(result).toMatchObject({
			reply: { ok: true },
			askedUrls: [FIRST],
			endedAt: START + 42,
		});
		expect(showRaw(result)).toBe('5');
		expect(summarize(result)).toBe('answered: 5');
		expect(seen).toEqual([
			{
				status: 200,
				text: '5',
				isComplete: false,
				request: { method: 'GET', url: FIRST, query: [], headers: {}, body: { type: 'none' } },
			},
		]);
	});

	it('decodes by the content type', async () => {
		const world = createWorld(
			respond('', { bytes: Uint8Array.of(0, 0x35), contentType: 'text/plain; charset=utf-16be' }),
		);
		expect(summarize(await performCheck(createCheck(), world.transport))).toBe('answered: 5');
	});

	it.each([
		[200, 'unanswered: unexpectedReply'],
		[401, 'answered: authentication 401'],
		[404, 'answered: unexpectedReply 404'],
		[503, 'answered: vendorUnavailable 503'],
	])('is judged by the HTTP status %d where it is too long', async (status, expected) => {
		const world = createWorld(respondTooLarge(status));
		const performed = await performCheck(createCheck({ retries: 0 }), world.transport);
		expect(summarize(performed)).toBe(expected);
		// Nothing of it is read, whatever is said of the status.
		expect(showRaw(performed)).toBe(performed.reply.ok ? '' : null);
	});

	it('says how long is too long', async () => {
		const result = await performCheck(createCheck(), createWorld(tooLarge).transport);
		expect(result).toMatchObject({
			reply: {
				ok: false,
				failure: {
					advice: expect.stringMatching(/^The reply is longer than 64 KiB and was not/),
				},
			},
		});
	});

	it('is a fault of our own where a reader throws anything else', async () => {
		const vendor: Vendor = {
			...tiny,
			read: () => {
				throw new TypeError('hunter22');
			},
		};
		const world = createWorld(respond('5'));
		expect(summarize(await performCheck(createCheck({ vendor }), world.transport))).toBe(
			'answered: internal TypeError',
		);
		expect(world.sent).toHaveLength(1);
	});

	it('is read with the query of the check', async () => {
		const seen: unknown[] = [];
		const vendor: Vendor = {
			...tiny,
			read: ({ text }, query) => {
				seen.push(query);
				return read(text);
			},
		};
		const query = { currencyMode: 'code' };
		await performCheck(createCheck({ vendor, query }), createWorld(respond('5')).transport);
		expect(seen).toEqual([query]);
	});
});

describe('the second address', () => {
	it.each<[string, [Scripted, ...Scripted[]], string, readonly string[]]>([
		['is not asked after a balance', [respond('5')], 'answered: 5', [FIRST]],
		['is not asked after a refusal', [respond('login')], 'answered: authentication login', [FIRST]],
		[
			'is not asked after HTTP status 500',
			[respond('', { status: 500 })],
			'answered: vendorUnavailable 500',
			[FIRST],
		],
		['is not asked after a busy vendor', [respond('busy')], 'answered: rateLimited busy', [FIRST]],
		[
			'is not asked after an unexpected reply',
			[respond('<html>')],
			'answered: unexpectedReply',
			[FIRST],
		],
		['is not asked after a reply without end', [tooLarge], 'unanswered: unexpectedReply', [FIRST]],
		[
			'is not asked where n8n protects the first one',
			[{ ok: false, reason: 'blocked', code: null }, respond('5')],
			'unanswered: notAllowed',
			[FIRST],
		],
		[
			'is not asked after a reply that cannot be unpacked',
			[{ ok: false, reason: 'compression', code: 'Z_DATA_ERROR' }, respond('5')],
			'unanswered: unexpectedReply Z_DATA_ERROR',
			[FIRST],
		],
		[
			'is asked after a fault',
			[fail('ECONNREFUSED'), respond('5')],
			'answered: 5',
			[FIRST, SECOND],
		],
		['is asked after a timeout', [timedOut, respond('5')], 'answered: 5', [FIRST, SECOND]],
		[
			'has the last word where it answers',
			[fail('ECONNREFUSED'), respond('login')],
			'answered: authentication login',
			[FIRST, SECOND],
		],
		[
			'has the last word where its reply has no end',
			[fail('ECONNREFUSED'), tooLarge],
			'unanswered: unexpectedReply',
			[FIRST, SECOND],
		],
		[
			'leaves the first fault where it fails as well',
			[fail('ECONNREFUSED'), fail('ENOTFOUND')],
			'unanswered: vendorUnavailable ECONNREFUSED',
			[FIRST, SECOND],
		],
		[
			'leaves the first timeout where it fails as well',
			[timedOut, fail('ENOTFOUND')],
			'unanswered: vendorUnavailable ETIMEDOUT',
			[FIRST, SECOND],
		],
	])('%s', async (_, script, expected, addresses) => {
		const world = createWorld(...script);
		const result = await performCheck(
			createCheck({ request: bothAddresses, retries: 0 }),
			world.transport,
		);
		expect(summarize(result)).toBe(expected);
		expect(listAddresses(world)).toEqual(addresses);
		expect(world.waited).toEqual([]);
	});

	it('is asked anew in each attempt, and the last attempt counts', async () => {
		const world = createWorld(
			fail('ECONNREFUSED'),
			fail('ENOTFOUND'),
			fail('EPIPE'),
			fail('ECONNRESET'),
		);
		const result = await performCheck(
			createCheck({ request: bothAddresses, retries: 1 }),
			world.transport,
		);
		expect(listAddresses(world)).toEqual([FIRST, SECOND, FIRST, SECOND]);
		expect(summarize(result)).toBe('unanswered: vendorUnavailable EPIPE');
		expect(world.waited).toHaveLength(1);
		expect(result.askedUrls).toEqual([FIRST, SECOND, FIRST, SECOND]);
	});

	it('is named behind the first one, which was asked too', async () => {
		const world = createWorld(fail('ECONNREFUSED'), respond('5'));
		const result = await performCheck(createCheck({ request: bothAddresses }), world.transport);
		expect(result).toMatchObject({ askedUrls: [FIRST, SECOND] });
	});

	it('is not named where it was not asked', async () => {
		const world = createWorld(respond('5'));
		const result = await performCheck(createCheck({ request: bothAddresses }), world.transport);
		expect(result).toMatchObject({ askedUrls: [FIRST] });
	});

	it('is not named where no time was left to ask it', async () => {
		const world = createWorld(timedOut);
		const patient = createCheck({ request: bothAddresses, timeout: 60_000 });
		const result = await performCheck(patient, world.transport);
		expect(listAddresses(world)).toEqual([FIRST]);
		expect(result).toMatchObject({ askedUrls: [FIRST] });
	});

	it('is not named where it could not be signed for', async () => {
		const world = createWorld(fail('ECONNREFUSED'));
		const sign: Vendor['sign'] = (unsigned, credential) => {
			if (unsigned.url === SECOND) throw invalidRequest('The credential signs nothing else');
			return tiny.sign(unsigned, credential);
		};
		const asked = createCheck({ vendor: { ...tiny, sign }, request: bothAddresses });
		const result = await performCheck(asked, world.transport);
		expect(result).toMatchObject({
			reply: { ok: false, failure: { kind: 'invalidRequest' } },
			askedUrls: [FIRST],
		});
	});
});

describe('when it ended', () => {
	it.each<[string, [Scripted, ...Scripted[]], number]>([
		['the reply arrived', [respond('5', { takes: 42 })], 42],
		['the last reply arrived', [respond('busy', { takes: 100 })], 100 + 250 + 100 + 500 + 100],
		[
			'the last attempt failed, where there is no time to wait for another',
			[respond('busy', { takes: 42, retryAfter: '60' })],
			42,
		],
		['nothing came back', [{ ...fail('ECONNREFUSED'), takes: 7 }], 7 + 250 + 7 + 500 + 7],
	])('is when %s', async (_, script, after) => {
		const { transport } = createWorld(...script);
		expect((await performCheck(createCheck(), transport)).endedAt).toBe(START + after);
	});
});

describe('findFailure', () => {
	it.each<[string, Scripted, object | null]>([
		['a balance', respond('5'), null],
		['what the reply says', respond('login'), { kind: 'authentication', code: 'login' }],
		['what its status says', respond('5', { status: 404 }), { kind: 'unexpectedReply' }],
		['why there is no reply', timedOut, { kind: 'vendorUnavailable', code: 'ETIMEDOUT' }],
	])('knows %s', async (_, scripted, expected) => {
		const asked = createCheck({ retries: 0 });
		const failure = findFailure(await performCheck(asked, createWorld(scripted).transport), asked);
		if (expected === null) expect(failure).toBeNull();
		else expect(failure).toMatchObject(expected);
	});

	it('reads the reply for the query of the check', async () => {
		const vendor: Vendor = {
			...tiny,
			read: (_, { says }) => read(String(says)),
		};
		const [asked, other] = ['5', 'login'].map((says) => createCheck({ vendor, query: { says } }));
		if (asked === undefined || other === undefined) throw new Error('There are two');
		const performed = await performCheck(asked, createWorld(respond('any')).transport);
		expect(findFailure(performed, asked)).toBeNull();
		expect(findFailure(performed, other)).toMatchObject({ code: 'login' });
	});
});

describe('the time of a check', () => {
	it.each<[string, Partial<Check>, Scripted, readonly number[]]>([
		['one attempt of all the time', { timeout: 60_000, retries: 5 }, timedOut, [60_000]],
		[
			'a second address without time',
			{ timeout: 60_000, retries: 5, request: bothAddresses },
			timedOut,
			[60_000],
		],
		[
			'a second address with less time',
			{ timeout: 40_000, retries: 5, request: bothAddresses },
			timedOut,
			[40_000, 20_000],
		],
		// 250 ms lie between the first two attempts.
		[
			'a second attempt with less time',
			{ timeout: 30_000, retries: 5 },
			timedOut,
			[30_000, 29_750],
		],
		// 250 and 500 ms.
		[
			'a third attempt with less time',
			{ timeout: 25_000, retries: 5 },
			timedOut,
			[25_000, 25_000, 9250],
		],
		[
			'attempts that are all short',
			{ timeout: 100, retries: 5 },
			timedOut,
			[100, 100, 100, 100, 100, 100],
		],
		[
			'slow replies',
			{ timeout: 30_000, retries: 5 },
			respond('busy', { takes: 29_000 }),
			[30_000, 30_000, 1250],
		],
	])('is never exceeded: %s', async (_, changes, scripted, timeouts) => {
		const world = createWorld(scripted);
		const result = await performCheck(createCheck(changes), world.transport);
		expect(listTimeouts(world)).toEqual(timeouts);
		expect(world.now() - START).toBeLessThanOrEqual(MAX_CHECK_DURATION);
		expect(summarize(result)).not.toContain('answered: 5');
	});

	it('tells the time that the first attempt had', async () => {
		const result = await performCheck(
			createCheck({ timeout: 1500, retries: 0 }),
			createWorld(timedOut).transport,
		);
		expect(result).toMatchObject({
			reply: { ok: false, failure: { summary: 'Tiny did not answer within 1500 ms' } },
		});
	});

	it('is a minute', () => {
		expect(MAX_CHECK_DURATION).toBe(60_000);
	});
});

describe('Retry-After', () => {
	it.each<[string | null, readonly number[]]>([
		['2', [2000, 2000]],
		['0', [250, 500]],
		['nonsense', [250, 500]],
		[null, [250, 500]],
		['29', [29_000, 29_000]],
		// Twice 30 s would be the whole minute.
		['30', [30_000]],
		['59', [59_000]],
		['60', []],
		['3600', []],
		['Sat, 21 Nov 2026 08:00:20 GMT', [20_000, 500]],
		['Sat, 21 Nov 2026 08:00:59 GMT', [59_000, 500]],
		['Sat, 21 Nov 2026 08:01:00 GMT', []],
		['Sat, 21 Nov 2026 07:00:00 GMT', [250, 500]],
	])('%s: waits %j', async (retryAfter, waited) => {
		for (const text of ['busy', 'down']) {
			const world = createWorld(respond(text, { retryAfter }));
			await performCheck(createCheck(), world.transport);
			expect(world.waited).toEqual(waited);
			expect(world.sent).toHaveLength(waited.length + 1);
		}
	});

	it('does not make anything be asked again', async () => {
		const world = createWorld(respond('login', { retryAfter: '1' }));
		await performCheck(createCheck(), world.transport);
		expect(world.sent).toHaveLength(1);
	});
});

describe('a run that was cancelled', () => {
	const cancelled = new Error('cancelled');

	it('rejects where sending rejects', async () => {
		const { transport } = createWorld(respond('5'));
		const send = async () => await Promise.reject<TransportFailure>(cancelled);
		await expect(
			performCheck(createCheck({ request: bothAddresses }), { ...transport, send }),
		).rejects.toBe(cancelled);
	});

	it('rejects where waiting rejects, and sends nothing more', async () => {
		const world = createWorld(respond('busy'));
		const wait = async () => await Promise.reject<void>(cancelled);
		await expect(performCheck(createCheck(), { ...world.transport, wait })).rejects.toBe(cancelled);
		expect(world.sent).toHaveLength(1);
	});
});
