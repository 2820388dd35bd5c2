import { checkBatch, type NumberedPlan } from '../../../nodes/shared/check/batch';
import { readCheckOptions } from '../../../nodes/shared/check/options';
import type { Check } from '../../../nodes/shared/check/performCheck';
import type { CheckResult } from '../../../nodes/shared/check/result';
import { parseDecimal } from '../../../nodes/shared/decimal';
import { vendorRefusal } from '../../../nodes/shared/failure/error';
import { createFailure, type Failure } from '../../../nodes/shared/failure/failure';
import type { BalanceRequest } from '../../../nodes/shared/request/request';
import { createScrubber, extendScrubber } from '../../../nodes/shared/secrets/scrubber';
import type {
	SendOptions,
	Transport,
	TransportResponse,
} from '../../../nodes/shared/transport/transport';
import type { Vendor } from '../../../nodes/shared/vendor';

const NOW = Date.UTC(2026, 10, 21, 8, 0, 0);

const request: BalanceRequest = {
	account: '100045',
	method: 'POST',
	urls: ['https://one.example/x'],
	query: [['id', { generated: 'wholeNumber', below: 10 }]],
	body: { type: 'form', fields: [['a', '1']] },
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
	sign: (unsigned) => ({ ...unsigned, confidential: [] }),
	read: ({ text }, { amountUnit }) => {
		if (text === 'busy') throw vendorRefusal({ kind: 'rateLimited', isDocumented: true });
		const balance = parseDecimal(text);
		if (balance === null) throw vendorRefusal({ kind: 'refused' });
		return {
			account: null,
			balance,
			currency: null,
			creditLimit: null,
			details: amountUnit === undefined ? {} : { amountUnit: String(amountUnit) },
			warnings: [],
		};
	},
};

const credential = { key: 'hunter22', baseUrl: 'https://one.example' };

const createContext = (label: string) => ({
	vendor: tiny,
	label,
	credentialName: null,
	account: null,
});

function createPlan(itemIndex: number, changes: Partial<Check> = {}, label = 'any'): NumberedPlan {
	const check: Check = {
		vendor: tiny,
		query: {},
		credential,
		request,
		createScrubber: extendScrubber(createScrubber([])),
		timeout: 10_000,
		retries: 2,
		...changes,
	};
	return {
		itemIndex,
		plan: {
			type: 'asked',
			context: createContext(label),
			request: check.request,
			check,
			options: readCheckOptions({ label }),
			expectedAccount: null,
		},
	};
}

/** An item that cannot be asked. */
function refusePlan(itemIndex: number, failure: Failure): NumberedPlan {
	return {
		itemIndex,
		plan: {
			type: 'refused',
			context: createContext('refused'),
			request: null,
			failure,
		},
	};
}

/** A plan for each of these addresses, which share nothing. */
const createPlans = (count: number) =>
	Array.from({ length: count }, (_, index) =>
		createPlan(index, { request: { ...request, urls: [`https://one.example/${index}`] } }),
	);

const reply: TransportResponse = {
	ok: true,
	status: 200,
	contentType: null,
	retryAfter: null,
	bytes: new Uint8Array(),
	isComplete: true,
};

/** A network in which `send` says what comes of the request to an address. */
function createTransport(
	send: (url: string, options: SendOptions) => Promise<TransportResponse>,
): Transport {
	return {
		send: async ({ url }, options) => await send(findAddress(url), options),
		wait: async () => await Promise.resolve(),
		now: () => NOW,
		random: () => 0,
	};
}

/** Without the query string. */
function findAddress(url: string): string {
	return url.replace(/\?.*/, '');
}

const findKind = ({ result }: CheckResult) => (result.ok ? null : result.failure.kind);

/** Items by the request that they share, in the order in which they are asked and settled. */
async function groupItems(plans: readonly NumberedPlan[]): Promise<number[][]> {
	const groups: number[][] = [];
	const transport = createTransport(async () => {
		groups.push([]);
		return await Promise.resolve(reply);
	});
	const settle = (itemIndex: number) => groups.at(-1)?.push(itemIndex);
	await checkBatch(plans, { concurrency: 1, transport, settle });
	return groups;
}

/** Milliseconds for each attempt where the vendor is always busy. */
async function listTimeouts(plans: readonly NumberedPlan[]): Promise<number[]> {
	const timeouts: number[] = [];
	const transport = createTransport(async (_, { timeout }) => {
		timeouts.push(timeout);
		return await Promise.resolve({ ...reply, bytes: Buffer.from('busy') });
	});
	await checkBatch(plans, { concurrency: 1, transport, settle: () => {} });
	return timeouts;
}

/** Keeps count of what is asked, and of how much is asked at a time. */
function createCountingTransport() {
	const counts = { sent: 0, atOnce: 0, mostAtOnce: 0 };
	const transport = createTransport(async () => {
		counts.sent += 1;
		counts.atOnce += 1;
		counts.mostAtOnce = Math.max(counts.mostAtOnce, counts.atOnce);
		await passTurn();
		counts.atOnce -= 1;
		return reply;
	});
	return { transport, counts };
}

describe('equal checks', () => {
	it.each<[string, Partial<Check>]>([
		['the very same', {}],
		['equal copies', { credential: { ...credential }, request: structuredClone(request) }],
		['another query that asks for the same', { query: { amountUnit: 'minor' } }],
		['another timeout', { timeout: 500 }],
		['other retries', { retries: 0 }],
	])('share one request: %s', async (_, changes) => {
		expect(await groupItems([createPlan(0), createPlan(1, changes)])).toEqual([[0, 1]]);
	});

	it.each<[string, Partial<Check>]>([
		['another key', { credential: { ...credential, key: 'other' } }],
		['another case of the key', { credential: { ...credential, key: 'Hunter22' } }],
		['white space in the key', { credential: { ...credential, key: 'hunter22 ' } }],
		['a number for a key', { credential: { ...credential, key: 22 } }],
		['another address in the credential', { credential: { ...credential, baseUrl: 'https://x' } }],
		['one more field in the credential', { credential: { ...credential, more: '' } }],
		['another account', { request: { ...request, account: '100046' } }],
		['no account', { request: { ...request, account: null } }],
		['another method', { request: { ...request, method: 'GET' } }],
		['another address', { request: { ...request, urls: ['https://one.example/y'] } }],
		['one more address', { request: { ...request, urls: ['https://one.example/x', 'https://y'] } }],
		['another query string', { request: { ...request, query: [['id', '5']] } }],
		[
			'another generated value',
			{ request: { ...request, query: [['id', { generated: 'utcDateTime' }]] } },
		],
		['another body', { request: { ...request, body: { type: 'form', fields: [['a', '2']] } } }],
		[
			'another order in the body',
			{
				request: {
					...request,
					body: {
						type: 'form',
						fields: [
							['b', ''],
							['a', '1'],
						],
					},
				},
			},
		],
		[
			'another kind of body',
			{ request: { ...request, body: { type: 'json', value: { a: '1' } } } },
		],
		['another view of certificates', { request: { ...request, allowUnauthorizedCerts: true } }],
	])('are not those with: %s', async (_, changes) => {
		expect(await groupItems([createPlan(0), createPlan(1, changes)])).toEqual([[0], [1]]);
	});

	it('keep the order of the items, in the groups and among them', async () => {
		const other = { credential: { ...credential, key: 'other' } };
		const plans = [
			createPlan(3),
			createPlan(5, other),
			createPlan(6),
			createPlan(8),
			createPlan(9, other),
		];
		expect(await groupItems(plans)).toEqual([
			[3, 6, 8],
			[5, 9],
		]);
	});

	it('leave every item its own label', async () => {
		const labels: Array<string | null> = [];
		const { transport, counts } = createCountingTransport();
		await checkBatch([createPlan(0, {}, 'first'), createPlan(1, {}, 'second')], {
			concurrency: 1,
			transport,
			settle: (_, { context }) => labels.push(context.label),
		});
		expect(labels).toEqual(['first', 'second']);
		expect(counts.sent).toBe(1);
	});

	it('leave every item its own reading of the shared reply', async () => {
		const details: unknown[] = [];
		let sent = 0;
		const transport = createTransport(async () => {
			sent += 1;
			return await Promise.resolve({ ...reply, bytes: Buffer.from('5') });
		});
		await checkBatch([createPlan(0), createPlan(1, { query: { amountUnit: 'minor' } })], {
			concurrency: 1,
			transport,
			settle: (_, { result }) => details.push(result.ok && result.value.item.details),
		});
		expect(details).toEqual([{}, { amountUnit: 'minor' }]);
		expect(sent).toBe(1);
	});

	it.each([
		[[100, 5], [200, 1], 200, 5],
		[[200, 1], [100, 5], 200, 5],
		[[100, 0], [100, 0], 100, 0],
		[[60_000, 0], [100, 2], 60_000, 2],
	] as const)(
		'are as patient as the most patient: %j and %j',
		async (first, second, timeout, retries) => {
			const timeouts = await listTimeouts([
				createPlan(0, { timeout: first[0], retries: first[1] }),
				createPlan(1, { timeout: second[0], retries: second[1] }),
			]);
			expect(timeouts).toEqual(Array.from({ length: 1 + retries }, () => timeout));
		},
	);

	it('are not made impatient or patient by others', async () => {
		const other = { credential: { ...credential, key: 'other' } };
		const timeouts = await listTimeouts([
			createPlan(0, { timeout: 100, retries: 0 }),
			createPlan(1, { ...other, timeout: 60_000, retries: 5 }),
		]);
		expect(timeouts).toEqual([100, ...Array.from({ length: 6 }, () => 60_000)]);
	});

	it('are none where there are no items', async () => {
		expect(await groupItems([])).toEqual([]);
	});

	it('are 10,000 that share one request', async () => {
		const plans = Array.from({ length: 10_000 }, (_, index) => createPlan(index));
		expect(await groupItems(plans)).toEqual([plans.map((_, index) => index)]);
	});
});

describe('what cannot be asked', () => {
	const failure = createFailure({ kind: 'invalidRequest', summary: 'Account is empty' });

	it('is settled before anything is sent, with its own failure and context', async () => {
		const settled: Array<readonly [number, CheckResult]> = [];
		const sentAfter: number[] = [];
		const transport = createTransport(async () => {
			sentAfter.push(settled.length);
			return await Promise.resolve(reply);
		});
		await checkBatch([createPlan(0), refusePlan(1, failure), refusePlan(4, failure)], {
			concurrency: 10,
			transport,
			settle: (itemIndex, result) => settled.push([itemIndex, result]),
		});
		const refused = {
			context: createContext('refused'),
			result: { ok: false, failure },
			endedAt: NOW,
		};
		expect(settled.slice(0, 2)).toEqual([
			[1, refused],
			[4, refused],
		]);
		expect(settled.map(([itemIndex]) => itemIndex)).toEqual([1, 4, 0]);
		expect(sentAfter).toEqual([2]);
	});

	it('is settled where there is nothing else', async () => {
		const { transport, counts } = createCountingTransport();
		const settled: number[] = [];
		await checkBatch([refusePlan(7, failure)], {
			concurrency: 10,
			transport,
			settle: (itemIndex) => settled.push(itemIndex),
		});
		expect(settled).toEqual([7]);
		expect(counts.sent).toBe(0);
	});

	it('refuses no credential for the others', async () => {
		const { transport, counts } = createCountingTransport();
		const refused = createFailure({ kind: 'authentication', isOfCredential: true });
		await checkBatch([refusePlan(0, refused), createPlan(1)], {
			concurrency: 1,
			transport,
			settle: () => {},
		});
		expect(counts.sent).toBe(1);
	});

	it('lets nothing be asked where it is settled in vain', async () => {
		const { transport, counts } = createCountingTransport();
		const thrown = new Error('thrown');
		const running = checkBatch([createPlan(0), refusePlan(1, failure)], {
			concurrency: 10,
			transport,
			settle: () => {
				throw thrown;
			},
		});
		await expect(running).rejects.toBe(thrown);
		await passEverything();
		expect(counts.sent).toBe(0);
	});
});

describe('what is asked', () => {
	it.each([
		[0, 10, 0],
		[1, 10, 1],
		[5, 1, 1],
		[5, 2, 2],
		[5, 5, 5],
		[5, 100, 5],
		[250, 10, 10],
	])('is %d requests, at most %d at a time: %d', async (count, concurrency, mostAtOnce) => {
		const { transport, counts } = createCountingTransport();
		const settled: number[] = [];
		const plans = createPlans(count);
		const settle = (itemIndex: number) => settled.push(itemIndex);
		await checkBatch(plans, { concurrency, transport, settle });
		expect(counts).toEqual({ sent: count, atOnce: 0, mostAtOnce });
		expect(settled).toHaveLength(count);
		expect(new Set(settled)).toEqual(new Set(plans.map(({ itemIndex }) => itemIndex)));
	});

	it('counts for each host: one that hangs holds up nobody else', async () => {
		let release = () => {};
		const hanging = new Promise<void>((resolve) => {
			release = resolve;
		});
		const transport = createTransport(async (url) => {
			if (url.startsWith('https://dead.example/')) await hanging;
			return reply;
		});
		const dead = Array.from({ length: 10 }, (_, index) =>
			createPlan(index, { request: { ...request, urls: [`https://dead.example/${index}`] } }),
		);
		const alive = createPlans(90).map((each) => ({ ...each, itemIndex: each.itemIndex + 10 }));
		const settled: number[] = [];
		await checkBatch([...dead, ...alive], {
			concurrency: 10,
			transport,
			settle: (itemIndex) => {
				settled.push(itemIndex);
				// The dead host answers after the last of the others: who waits for it never ends.
				if (settled.length === 90) release();
			},
		});
		expect(settled.slice(0, 90).every((itemIndex) => itemIndex >= 10)).toBe(true);
		expect(settled).toHaveLength(100);
	});

	it('is nothing more at any host where settling throws at one', async () => {
		const { transport, counts } = createCountingTransport();
		const other = createPlan(99, { request: { ...request, urls: ['https://two.example/x'] } });
		const running = checkBatch([other, ...createPlans(20)], {
			concurrency: 1,
			transport,
			settle: (itemIndex) => {
				if (itemIndex === 99) throw new Error('thrown');
			},
		});
		await expect(running).rejects.toThrow('thrown');
		await passEverything();
		// One was under way at the other host, and may have made room for one more before this threw.
		expect(counts.sent).toBeLessThanOrEqual(3);
	});

	it('is settled as soon as a result is there, and waits for the slowest', async () => {
		const settled: number[] = [];
		let release = () => {};
		const slowest = new Promise<void>((resolve) => {
			release = resolve;
		});
		const transport = createTransport(async (url) => {
			if (url.endsWith('/0')) await slowest;
			return reply;
		});
		await checkBatch(createPlans(5), {
			concurrency: 2,
			transport,
			settle: (itemIndex) => {
				settled.push(itemIndex);
				if (settled.length === 4) release();
			},
		});
		expect(settled).toEqual([1, 2, 3, 4, 0]);
	});

	it('settles each item with what belongs to it', async () => {
		const results: Array<readonly [number, string | null]> = [];
		const transport = createTransport(async (url) => {
			return await Promise.resolve({ ...reply, status: url.endsWith('/1') ? 401 : 200 });
		});
		await checkBatch(createPlans(3), {
			concurrency: 3,
			transport,
			settle: (itemIndex, result) => results.push([itemIndex, findKind(result)]),
		});
		expect(results).toEqual([
			[0, 'refused'],
			[1, 'authentication'],
			[2, 'refused'],
		]);
	});

	describe('with a credential that is refused', () => {
		/** Checks with two credentials by turns; the first one is refused with this status. */
		async function checkBoth(status: number, concurrency: number, rows = 40) {
			const credentials = [credential, { ...credential, key: 'other' }];
			const plans = Array.from({ length: rows }, (_, index) =>
				createPlan(index, {
					credential: credentials[index % 2] ?? {},
					request: { ...request, urls: [`https://one.example/${index % 2}/${index}`] },
				}),
			);
			const sent: string[] = [];
			const failures: Array<Failure | null> = [];
			const transport = createTransport(async (url) => {
				sent.push(url);
				return await Promise.resolve({ ...reply, status: url.includes('/0/') ? status : 200 });
			});
			await checkBatch(plans, {
				concurrency,
				transport,
				settle: (_, { result }) => failures.push(result.ok ? null : result.failure),
			});
			const ofFirst = sent.filter((url) => url.includes('/0/')).length;
			return { failures, ofFirst, ofSecond: sent.length - ofFirst };
		}

		it.each([
			[1, 1],
			[2, 1],
			[10, 5],
		])('is sent no more: %d at a time', async (concurrency, most) => {
			const { failures, ofFirst, ofSecond } = await checkBoth(401, concurrency);
			expect(ofFirst).toBeGreaterThan(0);
			expect(ofFirst).toBeLessThanOrEqual(most);
			expect(ofSecond).toBe(20);
			expect(failures).toHaveLength(40);
			const words = failures.filter((each) => each?.kind === 'authentication');
			expect(words).toHaveLength(20);
			expect(new Set(words.map((each) => JSON.stringify(each))).size).toBe(1);
		});

		it.each([403, 404, 429, 500])('is not what HTTP status %d says', async (status) => {
			const { ofFirst } = await checkBoth(status, 1, 6);
			expect(ofFirst).toBeGreaterThanOrEqual(3);
		});
	});

	it.each([
		[1, 1],
		[2, 2],
		[5, 5],
	])('is nothing more where settling throws: %d at a time', async (concurrency, sent) => {
		const { transport, counts } = createCountingTransport();
		const thrown = new Error('thrown');
		const running = checkBatch(createPlans(20), {
			concurrency,
			transport,
			settle: () => {
				throw thrown;
			},
		});
		await expect(running).rejects.toBe(thrown);
		await passEverything();
		expect(counts.sent).toBe(sent);
	});

	it('is nothing more where one of several is settled in vain', async () => {
		const { transport, counts } = createCountingTransport();
		const running = checkBatch(createPlans(20), {
			concurrency: 2,
			transport,
			settle: (itemIndex) => {
				if (itemIndex === 0) throw new Error('thrown');
			},
		});
		await expect(running).rejects.toThrow('thrown');
		await passEverything();
		// The second one was under way, and may have made room for one more before the first threw.
		expect(counts.sent).toBeLessThanOrEqual(3);
	});

	it.each([
		[1, 1],
		[3, 3],
	])('is nothing more where the run is cancelled: %d at a time', async (concurrency, sent) => {
		const cancelled = new Error('cancelled');
		let count = 0;
		const transport = createTransport(async () => {
			count += 1;
			await passTurn();
			throw cancelled;
		});
		const settled: unknown[] = [];
		const running = checkBatch(createPlans(20), {
			concurrency,
			transport,
			settle: (itemIndex) => settled.push(itemIndex),
		});
		await expect(running).rejects.toBe(cancelled);
		await passEverything();
		expect(count).toBe(sent);
		expect(settled).toEqual([]);
	});
});

/** Lets everything that is under way come to its end: nothing here waits for more than a turn. */
async function passEverything(): Promise<void> {
	for (let turn = 0; turn < 1000; turn++) await passTurn();
}

async function passTurn(): Promise<void> {
	await Promise.resolve();
}
