import { parseDecimal } from '../../../nodes/shared/decimal';
import type {
	Carrier,
	Delivered,
	Delivery,
	SendOptions,
} from '../../../nodes/shared/transport/transport';
import {
	exchange,
	LONGEST_CHECK,
	type Check,
	type Exchange,
} from '../../../nodes/shared/check/exchange';
import {
	invalidRequest,
	refusal,
	unexpectedReply,
	type Refusal,
} from '../../../nodes/shared/failure/failure';
import {
	valueOf,
	type BalanceRequest,
	type SignedRequest,
} from '../../../nodes/shared/request/request';
import { createScrubber } from '../../../nodes/shared/secrets/scrubber';
import type { Reading, Reply, Vendor } from '../../../nodes/shared/vendor';

const START = Date.UTC(2026, 10, 21, 8, 0, 0);

const FIRST = 'https://one.example/x';
const SECOND = 'https://two.example/x';

/** What the tiny vendor's replies say. */
function read(text: string): Reading | Refusal {
	switch (text) {
		case 'limit':
			return refusal({ kind: 'rateLimited', code: '-42', askedAgain: false, documented: true });
		case 'login':
			return refusal({ kind: 'authentication', code: 'login', documented: true });
		case 'busy':
			return refusal({ kind: 'rateLimited', code: 'busy', documented: true });
		case 'down':
			return refusal({ kind: 'vendorUnavailable', code: 'down', documented: true });
		case 'nobody':
			return refusal({ kind: 'notFound', code: 'nobody', documented: true });
		case 'other':
			return refusal({ kind: 'refused', code: 'other' });
		case 'broken':
			throw new TypeError('hunter22');
	}
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
	};
}

const tiny: Vendor = {
	id: 'tiny',
	name: 'Tiny',
	unit: 'money',
	request: () => request,
	sign: (unsigned) => ({
		...unsigned,
		headers: { Authorization: 'hunter22' },
		confidential: [`signature of ${valueOf(unsigned.query, 'id') ?? 'nothing'}`],
	}),
	read: (reply) => read(reply.text),
	secrets: () => ['hunter22'],
};

const request: BalanceRequest = {
	account: null,
	method: 'GET',
	urls: [FIRST],
	query: [],
	body: { type: 'none' },
	allowUnauthorizedCerts: false,
};

const check = (changes: Partial<Check> = {}): Check => ({
	vendor: tiny,
	query: {},
	credential: {},
	request,
	scrubber: createScrubber(['hunter22']),
	timeout: 10_000,
	retries: 2,
	...changes,
});

const bothAddresses: BalanceRequest = { ...request, urls: [FIRST, SECOND] };

/** A delivery and the milliseconds that it takes. */
type Scripted = Delivery & { readonly takes?: number };

const delivered = (
	text: string,
	changes: Partial<Delivered> & { readonly takes?: number } = {},
): Scripted => ({
	outcome: 'delivered',
	status: 200,
	contentType: null,
	retryAfter: null,
	bytes: Buffer.from(text),
	complete: true,
	arrivedAt: START,
	...changes,
});

const fault = (code: string): Scripted => ({ outcome: 'undelivered', reason: 'network', code });

const tooLarge = delivered('', { bytes: null, complete: false });

const tooLargeWith = (status: number) => delivered('', { bytes: null, complete: false, status });

/** Takes all the time that it is given. */
const timedOut: Scripted = {
	outcome: 'undelivered',
	reason: 'timeout',
	code: null,
	takes: Infinity,
};

interface World {
	readonly carrier: Carrier;
	readonly sent: Array<{ readonly request: SignedRequest; readonly options: SendOptions }>;
	readonly waited: number[];
	now(): number;
}

/** A network that plays its deliveries one after the other, the last one for ever, with a clock of its own. */
function worldOf(...script: readonly [Scripted, ...Scripted[]]): World {
	let time = START;
	const sent: World['sent'] = [];
	const waited: number[] = [];
	const carrier: Carrier = {
		send: async (signed, options) => {
			const { takes = 0, ...delivery } =
				script[sent.length] ?? script[script.length - 1] ?? script[0];
			sent.push({ request: signed, options });
			time += Math.min(takes, options.timeout);
			return await Promise.resolve(delivery);
		},
		wait: async (milliseconds) => {
			waited.push(milliseconds);
			time += milliseconds;
			await Promise.resolve();
		},
		now: () => time,
		random: () => 0,
	};
	return { carrier, sent, waited, now: () => time };
}

function inShort(result: Exchange): string {
	const answer = result.outcome === 'answered' ? result.reply.answerTo({}) : result.refusal;
	const ended = answer.outcome === 'balance' ? answer.balance.text : answer.kind;
	const code = answer.outcome === 'balance' ? null : answer.code;
	return `${result.outcome}: ${ended}${code === null ? '' : ` ${code}`}`;
}

function rawOf(result: Exchange): string | null {
	return result.outcome === 'answered' ? result.reply.raw() : null;
}

const addressesOf = ({ sent }: World) => sent.map((each) => each.request.url);
const timeoutsOf = ({ sent }: World) => sent.map((each) => each.options.timeout);

describe('how often it is sent', () => {
	it.each<[string, Scripted, string, number]>([
		['a balance', delivered('5'), 'answered: 5', 1],
		['a balance of nothing', delivered('0'), 'answered: 0', 1],
		['a refused login', delivered('login'), 'answered: authentication login', 1],
		['HTTP status 401', delivered('', { status: 401 }), 'answered: authentication 401', 1],
		['HTTP status 403', delivered('', { status: 403 }), 'answered: authentication 403', 1],
		[
			'HTTP status 401 with a busy vendor',
			delivered('busy', { status: 401 }),
			'answered: authentication busy',
			1,
		],
		[
			'HTTP status 500 with a refused login',
			delivered('login', { status: 500 }),
			'answered: authentication login',
			1,
		],
		[
			'HTTP status 503 with a refused login',
			delivered('login', { status: 503, retryAfter: '1' }),
			'answered: authentication login',
			1,
		],
		['a used-up limit', delivered('limit'), 'answered: rateLimited -42', 1],
		[
			'a used-up limit with HTTP status 429',
			delivered('limit', { status: 429 }),
			'answered: rateLimited -42',
			1,
		],
		[
			'a used-up limit with HTTP status 503',
			delivered('limit', { status: 503 }),
			'answered: rateLimited -42',
			1,
		],
		['an unknown account', delivered('nobody'), 'answered: notFound nobody', 1],
		['an undocumented refusal', delivered('other'), 'answered: refused other', 1],
		['an unexpected reply', delivered('<html>'), 'answered: unexpectedReply', 1],
		['an empty reply', delivered(''), 'answered: unexpectedReply', 1],
		['a reply that breaks the reader', delivered('broken'), 'answered: internal TypeError', 1],
		['a redirect', delivered('5', { status: 302 }), 'answered: unexpectedReply 302', 1],
		['HTTP status 404', delivered('5', { status: 404 }), 'answered: unexpectedReply 404', 1],
		[
			'a reply in no known encoding',
			delivered('', { bytes: Uint8Array.of(0x35, 0xa3) }),
			'unanswered: unexpectedReply',
			1,
		],
		['a reply without end', tooLarge, 'unanswered: unexpectedReply', 1],
		['a busy vendor', delivered('busy'), 'answered: rateLimited busy', 3],
		['a vendor that is down', delivered('down'), 'answered: vendorUnavailable down', 3],
		['HTTP status 429', delivered('', { status: 429 }), 'answered: rateLimited 429', 3],
		['HTTP status 500', delivered('', { status: 500 }), 'answered: vendorUnavailable 500', 3],
		[
			'HTTP status 503 with a balance',
			delivered('5', { status: 503 }),
			'answered: vendorUnavailable 503',
			3,
		],
		[
			'HTTP status 502 in no known encoding',
			delivered('', { status: 502, bytes: Uint8Array.of(0xa3) }),
			'answered: vendorUnavailable 502',
			3,
		],
		[
			'HTTP status 300 in no known encoding',
			delivered('', { status: 300, bytes: Uint8Array.of(0xa3) }),
			'answered: unexpectedReply 300',
			1,
		],
		[
			'a refused connection',
			fault('ECONNREFUSED'),
			'unanswered: vendorUnavailable ECONNREFUSED',
			3,
		],
		['a broken connection', fault('ECONNRESET'), 'unanswered: vendorUnavailable ECONNRESET', 3],
		['a timeout', timedOut, 'unanswered: vendorUnavailable ETIMEDOUT', 3],
	])('%s', async (_, delivery, expected, count) => {
		const world = worldOf(delivery);
		expect(inShort(await exchange(check(), world.carrier))).toBe(expected);
		expect(world.sent).toHaveLength(count);
		expect(world.waited).toHaveLength(count - 1);
	});

	it.each([0, 1, 2, 5])('%d retries are so many attempts after the first', async (retries) => {
		const world = worldOf(delivered('busy'));
		await exchange(check({ retries }), world.carrier);
		expect(world.sent).toHaveLength(retries + 1);
	});

	it.each<[string, [Scripted, ...Scripted[]], string, number]>([
		['a balance after a fault', [fault('ECONNRESET'), delivered('5')], 'answered: 5', 2],
		[
			'a balance at last',
			[fault('ECONNRESET'), delivered('busy'), delivered('5')],
			'answered: 5',
			3,
		],
		[
			'a balance too late',
			[delivered('busy'), delivered('busy'), delivered('down'), delivered('5')],
			'answered: vendorUnavailable down',
			3,
		],
		[
			'a refused login after a fault',
			[fault('ECONNRESET'), delivered('login'), delivered('5')],
			'answered: authentication login',
			2,
		],
		[
			'an unexpected reply after a fault',
			[timedOut, delivered('<html>'), delivered('5')],
			'answered: unexpectedReply',
			2,
		],
	])('it ends with %s', async (_, script, expected, count) => {
		const world = worldOf(...script);
		expect(inShort(await exchange(check(), world.carrier))).toBe(expected);
		expect(world.sent).toHaveLength(count);
	});
});

describe('what is sent', () => {
	it('is the signed request, with generated values made anew each time', async () => {
		const fractions = [0.1, 0.2, 0.3];
		const last = delivered('It was signature of 3 with hunter22.');
		const world = worldOf(delivered('busy'), delivered('busy'), last);
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
		const asked = check({ vendor, request: generating });
		const result = await exchange(asked, { ...world.carrier, random });
		expect(inShort(result)).toBe('answered: unexpectedReply');
		expect(world.sent.map((each) => each.request.query)).toEqual([
			[
				['id', '1'],
				['time', '2026-11-21 08:00:00'],
			],
			[
				['id', '2'],
				['time', '2026-11-21 08:00:00'],
			],
			[
				['id', '3'],
				['time', '2026-11-21 08:00:01'],
			],
		]);
		expect(world.waited).toEqual([375, 750]);
		expect(world.sent.map((each) => each.request.headers)).toEqual(
			Array.from({ length: 3 }, () => ({ Authorization: 'hunter22' })),
		);
		expect(seen.at(-1)?.request).toMatchObject({
			query: [
				['id', '3'],
				['time', '2026-11-21 08:00:01'],
			],
			headers: {},
		});
		expect(rawOf(result)).toBe('It was *** with ***.');
		expect(JSON.stringify(result)).not.toContain('hunter22');
	});

	it.each([true, false])('carries along whether any certificate will do: %s', async (allowed) => {
		const world = worldOf(delivered('5'));
		const allowing = { ...request, allowUnauthorizedCerts: allowed };
		await exchange(check({ request: allowing, timeout: 1234 }), world.carrier);
		expect(world.sent[0]?.options).toEqual({ timeout: 1234, allowUnauthorizedCerts: allowed });
	});

	it.each([
		['a refusal', invalidRequest('The credential signs nothing else'), 'invalidRequest'],
		['anything else', new TypeError('hunter22'), 'internal'],
	])('is nothing where signing throws %s', async (_, thrown, kind) => {
		const world = worldOf(delivered('5'));
		const sign = () => {
			throw thrown;
		};
		const result = await exchange(
			check({ vendor: { ...tiny, sign }, request: bothAddresses }),
			world.carrier,
		);
		expect(result).toMatchObject({ outcome: 'unanswered', refusal: { kind } });
		expect(JSON.stringify(result)).not.toContain('hunter22');
		expect(world.sent).toEqual([]);
		expect(world.waited).toEqual([]);
	});
});

describe('what comes back', () => {
	it('is the reply as text, when it arrived, and what it says', async () => {
		const world = worldOf(
			delivered('', {
				bytes: Uint8Array.of(0xff, 0xfe, 0x35, 0),
				complete: false,
				arrivedAt: START + 42,
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
		const result = await exchange(check({ vendor }), world.carrier);
		expect(result).toMatchObject({
			outcome: 'answered',
			askedUrls: [FIRST],
			arrivedAt: new Date(START + 42),
		});
		expect(rawOf(result)).toBe('5');
		expect(inShort(result)).toBe('answered: 5');
		expect(seen).toEqual([
			{
				status: 200,
				text: '5',
				complete: false,
				request: { method: 'GET', url: FIRST, query: [], headers: {}, body: { type: 'none' } },
			},
		]);
	});

	it('decodes by the content type', async () => {
		const world = worldOf(
			delivered('', { bytes: Uint8Array.of(0, 0x35), contentType: 'text/plain; charset=utf-16be' }),
		);
		expect(inShort(await exchange(check(), world.carrier))).toBe('answered: 5');
	});

	it.each([
		[200, 'unanswered: unexpectedReply'],
		[401, 'answered: authentication 401'],
		[404, 'answered: unexpectedReply 404'],
		[503, 'answered: vendorUnavailable 503'],
	])('is judged by the HTTP status %d where it is too long', async (status, expected) => {
		const world = worldOf(tooLargeWith(status));
		expect(inShort(await exchange(check({ retries: 0 }), world.carrier))).toBe(expected);
	});

	it('says how long is too long', async () => {
		const result = await exchange(check(), worldOf(tooLarge).carrier);
		expect(result).toMatchObject({
			refusal: { advice: expect.stringMatching(/^The reply is longer than 64 KiB and was not/) },
		});
	});

	it('is a fault of our own where a reader throws anything else', async () => {
		const vendor: Vendor = {
			...tiny,
			read: () => {
				throw new TypeError('hunter22');
			},
		};
		const world = worldOf(delivered('5'));
		expect(inShort(await exchange(check({ vendor }), world.carrier))).toBe(
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
		await exchange(check({ vendor, query }), worldOf(delivered('5')).carrier);
		expect(seen).toEqual([query]);
	});
});

describe('the second address', () => {
	it.each<[string, [Scripted, ...Scripted[]], string, readonly string[]]>([
		['is not asked after a balance', [delivered('5')], 'answered: 5', [FIRST]],
		[
			'is not asked after a refusal',
			[delivered('login')],
			'answered: authentication login',
			[FIRST],
		],
		[
			'is not asked after HTTP status 500',
			[delivered('', { status: 500 })],
			'answered: vendorUnavailable 500',
			[FIRST],
		],
		[
			'is not asked after a busy vendor',
			[delivered('busy')],
			'answered: rateLimited busy',
			[FIRST],
		],
		[
			'is not asked after an unexpected reply',
			[delivered('<html>')],
			'answered: unexpectedReply',
			[FIRST],
		],
		['is not asked after a reply without end', [tooLarge], 'unanswered: unexpectedReply', [FIRST]],
		[
			'is asked after a fault',
			[fault('ECONNREFUSED'), delivered('5')],
			'answered: 5',
			[FIRST, SECOND],
		],
		['is asked after a timeout', [timedOut, delivered('5')], 'answered: 5', [FIRST, SECOND]],
		[
			'has the last word where it answers',
			[fault('ECONNREFUSED'), delivered('login')],
			'answered: authentication login',
			[FIRST, SECOND],
		],
		[
			'has the last word where its reply has no end',
			[fault('ECONNREFUSED'), tooLarge],
			'unanswered: unexpectedReply',
			[FIRST, SECOND],
		],
		[
			'leaves the first fault where it fails as well',
			[fault('ECONNREFUSED'), fault('ENOTFOUND')],
			'unanswered: vendorUnavailable ECONNREFUSED',
			[FIRST, SECOND],
		],
		[
			'leaves the first timeout where it fails as well',
			[timedOut, fault('ENOTFOUND')],
			'unanswered: vendorUnavailable ETIMEDOUT',
			[FIRST, SECOND],
		],
	])('%s', async (_, script, expected, addresses) => {
		const world = worldOf(...script);
		const result = await exchange(check({ request: bothAddresses, retries: 0 }), world.carrier);
		expect(inShort(result)).toBe(expected);
		expect(addressesOf(world)).toEqual(addresses);
		expect(world.waited).toEqual([]);
	});

	it('is asked anew in each attempt, and the last attempt counts', async () => {
		const world = worldOf(
			fault('ECONNREFUSED'),
			fault('ENOTFOUND'),
			fault('EPIPE'),
			fault('ECONNRESET'),
		);
		const result = await exchange(check({ request: bothAddresses, retries: 1 }), world.carrier);
		expect(addressesOf(world)).toEqual([FIRST, SECOND, FIRST, SECOND]);
		expect(inShort(result)).toBe('unanswered: vendorUnavailable EPIPE');
		expect(world.waited).toHaveLength(1);
	});

	it('is named behind the first one, which was asked too', async () => {
		const world = worldOf(fault('ECONNREFUSED'), delivered('5'));
		const result = await exchange(check({ request: bothAddresses }), world.carrier);
		expect(result).toMatchObject({ askedUrls: [FIRST, SECOND] });
	});

	it('is not named where it was not asked', async () => {
		const world = worldOf(delivered('5'));
		const result = await exchange(check({ request: bothAddresses }), world.carrier);
		expect(result).toMatchObject({ askedUrls: [FIRST] });
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
			delivered('busy', { takes: 29_000 }),
			[30_000, 30_000, 1250],
		],
	])('is never exceeded: %s', async (_, changes, delivery, timeouts) => {
		const world = worldOf(delivery);
		const result = await exchange(check(changes), world.carrier);
		expect(timeoutsOf(world)).toEqual(timeouts);
		expect(world.now() - START).toBeLessThanOrEqual(LONGEST_CHECK);
		expect(inShort(result)).not.toContain('answered: 5');
	});

	it('tells the time that the first attempt had', async () => {
		const result = await exchange(check({ timeout: 1500, retries: 0 }), worldOf(timedOut).carrier);
		expect(result).toMatchObject({ refusal: { summary: 'Tiny did not answer within 1500 ms' } });
	});

	it('is a minute', () => {
		expect(LONGEST_CHECK).toBe(60_000);
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
			const world = worldOf(delivered(text, { retryAfter }));
			await exchange(check(), world.carrier);
			expect(world.waited).toEqual(waited);
			expect(world.sent).toHaveLength(waited.length + 1);
		}
	});

	it('does not make anything be asked again', async () => {
		const world = worldOf(delivered('login', { retryAfter: '1' }));
		await exchange(check(), world.carrier);
		expect(world.sent).toHaveLength(1);
	});
});

describe('a run that was cancelled', () => {
	const cancelled = new Error('cancelled');

	it('rejects where sending rejects', async () => {
		const { carrier } = worldOf(delivered('5'));
		const send = async () => await Promise.reject<Delivery>(cancelled);
		await expect(exchange(check({ request: bothAddresses }), { ...carrier, send })).rejects.toBe(
			cancelled,
		);
	});

	it('rejects where waiting rejects, and sends nothing more', async () => {
		const world = worldOf(delivered('busy'));
		const wait = async () => await Promise.reject<void>(cancelled);
		await expect(exchange(check(), { ...world.carrier, wait })).rejects.toBe(cancelled);
		expect(world.sent).toHaveLength(1);
	});
});
