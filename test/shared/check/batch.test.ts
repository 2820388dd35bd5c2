import { checkOptions } from '../../../nodes/shared/check/options';
import type { Carrier, Delivery } from '../../../nodes/shared/transport/transport';
import { refusalIn, type Check } from '../../../nodes/shared/check/exchange';
import type { PlannedCheck } from '../../../nodes/shared/check/plan';
import { refusal, type Refusal } from '../../../nodes/shared/failure/failure';
import type { BalanceRequest } from '../../../nodes/shared/request/request';
import {
	runChecks,
	shareEqualChecks,
	type NumberedCheck,
	type SharedCheck,
} from '../../../nodes/shared/check/batch';
import { createScrubber } from '../../../nodes/shared/secrets/scrubber';
import type { Vendor } from '../../../nodes/shared/vendor';

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
	request: () => request,
	sign: (unsigned) => ({ ...unsigned, confidential: [] }),
	read: () => refusal({ kind: 'refused' }),
	secrets: () => [],
};

const credential = { key: 'hunter22', baseUrl: 'https://one.example' };

function numbered(itemIndex: number, changes: Partial<Check> = {}, label = 'any'): NumberedCheck {
	const check: Check = {
		vendor: tiny,
		query: {},
		credential,
		request,
		scrubber: createScrubber([]),
		timeout: 10_000,
		retries: 2,
		...changes,
	};
	const planned: PlannedCheck = {
		outcome: 'planned',
		context: { label, credentialName: null, account: null },
		options: checkOptions({ label }),
		check,
	};
	return { itemIndex, planned };
}

/** A group for each of these addresses. */
const groupsOf = (count: number) =>
	shareEqualChecks(
		Array.from({ length: count }, (_, index) =>
			numbered(index, { request: { ...request, urls: [`https://one.example/${index}`] } }),
		),
	);

const indexesOf = (groups: readonly SharedCheck[]) =>
	groups.map(({ items }) => items.map(({ itemIndex }) => itemIndex));

describe('shareEqualChecks', () => {
	it.each<[string, Partial<Check>]>([
		['the very same', {}],
		['equal copies', { credential: { ...credential }, request: structuredClone(request) }],
		['another query that asks for the same', { query: { amountUnit: 'minor' } }],
		['another timeout', { timeout: 500 }],
		['other retries', { retries: 0 }],
	])('shares one request: %s', (_, changes) => {
		expect(indexesOf(shareEqualChecks([numbered(0), numbered(1, changes)]))).toEqual([[0, 1]]);
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
		['another address', { request: { ...request, urls: ['https://two.example/x'] } }],
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
	])('keeps apart: %s', (_, changes) => {
		expect(indexesOf(shareEqualChecks([numbered(0), numbered(1, changes)]))).toEqual([[0], [1]]);
	});

	it('keeps the order of the items, in the groups and among them', () => {
		const other = { credential: { ...credential, key: 'other' } };
		const checks = [numbered(3), numbered(5, other), numbered(6), numbered(8), numbered(9, other)];
		expect(indexesOf(shareEqualChecks(checks))).toEqual([
			[3, 6, 8],
			[5, 9],
		]);
	});

	it('leaves every item its own label', () => {
		const [group] = shareEqualChecks([numbered(0, {}, 'first'), numbered(1, {}, 'second')]);
		expect(group?.items.map(({ planned }) => planned.context.label)).toEqual(['first', 'second']);
	});

	it.each([
		[[100, 5], [200, 1], 200, 5],
		[[200, 1], [100, 5], 200, 5],
		[[100, 0], [100, 0], 100, 0],
		[[60_000, 0], [100, 2], 60_000, 2],
	] as const)('is as patient as the most patient: %j and %j', (first, second, timeout, retries) => {
		const groups = shareEqualChecks([
			numbered(0, { timeout: first[0], retries: first[1] }),
			numbered(1, { timeout: second[0], retries: second[1] }),
		]);
		expect(groups).toHaveLength(1);
		expect(groups[0]?.check).toMatchObject({ timeout, retries });
	});

	it('is not made impatient or patient by other groups', () => {
		const other = { credential: { ...credential, key: 'other' } };
		const groups = shareEqualChecks([
			numbered(0, { timeout: 100, retries: 0 }),
			numbered(1, { ...other, timeout: 60_000, retries: 5 }),
		]);
		expect(groups[0]?.check).toMatchObject({ timeout: 100, retries: 0 });
	});

	it('makes nothing of nothing', () => {
		expect(shareEqualChecks([])).toEqual([]);
	});

	it('shares 10,000 equal checks', () => {
		const checks = Array.from({ length: 10_000 }, (_, index) => numbered(index));
		expect(indexesOf(shareEqualChecks(checks))).toEqual([checks.map((_, index) => index)]);
	});
});

const reply: Delivery = {
	outcome: 'delivered',
	status: 200,
	contentType: null,
	retryAfter: null,
	bytes: new Uint8Array(),
	complete: true,
	arrivedAt: 0,
};

/** A network in which `deliver` says what comes of the request to an address. */
function carrierOf(deliver: (url: string) => Promise<Delivery>): Carrier {
	return {
		send: async ({ url }) => await deliver(url),
		wait: async () => await Promise.resolve(),
		now: () => 0,
		random: () => 0,
	};
}

/** Keeps count of what is asked, and of how much is asked at a time. */
function countingCarrier() {
	const counts = { sent: 0, atOnce: 0, mostAtOnce: 0 };
	const carrier = carrierOf(async () => {
		counts.sent += 1;
		counts.atOnce += 1;
		counts.mostAtOnce = Math.max(counts.mostAtOnce, counts.atOnce);
		await nextTurn();
		counts.atOnce -= 1;
		return reply;
	});
	return { carrier, counts };
}

describe('runChecks', () => {
	it.each([
		[0, 10, 0],
		[1, 10, 1],
		[5, 1, 1],
		[5, 2, 2],
		[5, 5, 5],
		[5, 100, 5],
		[250, 10, 10],
	])('%d groups at most %d at a time: %d', async (count, concurrency, mostAtOnce) => {
		const { carrier, counts } = countingCarrier();
		const settled: SharedCheck[] = [];
		const groups = groupsOf(count);
		await runChecks(groups, concurrency, carrier, (group) => settled.push(group));
		expect(counts).toEqual({ sent: count, atOnce: 0, mostAtOnce });
		expect(settled).toHaveLength(count);
		expect(new Set(settled)).toEqual(new Set(groups));
	});

	it('hands each result over as soon as it is there, and waits for the slowest', async () => {
		const settled: string[] = [];
		let release = () => {};
		const slowest = new Promise<void>((resolve) => {
			release = resolve;
		});
		const carrier = carrierOf(async (url) => {
			if (url.endsWith('/0')) await slowest;
			return reply;
		});
		await runChecks(groupsOf(5), 2, carrier, ({ check }) => {
			settled.push(check.request.urls[0].slice(-1));
			if (settled.length === 4) release();
		});
		expect(settled).toEqual(['1', '2', '3', '4', '0']);
	});

	it('hands over what belongs to each group', async () => {
		const results: Array<readonly [string, string | undefined]> = [];
		const carrier = carrierOf(async (url) => {
			return await Promise.resolve({ ...reply, status: url.endsWith('/1') ? 401 : 200 });
		});
		await runChecks(groupsOf(3), 3, carrier, ({ check }, result) => {
			results.push([check.request.urls[0], refusalIn(result, check)?.kind]);
		});
		expect(results).toEqual([
			['https://one.example/0', 'refused'],
			['https://one.example/1', 'authentication'],
			['https://one.example/2', 'refused'],
		]);
	});

	describe('a credential that is refused', () => {
		/** Runs checks with two credentials by turns; the first one is refused with this status. */
		async function runBoth(status: number, concurrency: number, rows = 40) {
			const credentials = [credential, { ...credential, key: 'other' }];
			const groups = shareEqualChecks(
				Array.from({ length: rows }, (_, index) =>
					numbered(index, {
						credential: credentials[index % 2] ?? {},
						request: { ...request, urls: [`https://one.example/${index % 2}/${index}`] },
					}),
				),
			);
			const sent: string[] = [];
			const refused: Array<Refusal | null> = [];
			const carrier = carrierOf(async (url) => {
				sent.push(url);
				return await Promise.resolve({ ...reply, status: url.includes('/0/') ? status : 200 });
			});
			await runChecks(groups, concurrency, carrier, ({ check }, result) => {
				refused.push(refusalIn(result, check));
			});
			const ofFirst = sent.filter((url) => url.includes('/0/')).length;
			return { refused, ofFirst, ofSecond: sent.length - ofFirst };
		}

		it.each([
			[1, 1],
			[2, 1],
			[10, 5],
		])('is sent no more: %d at a time', async (concurrency, most) => {
			const { refused, ofFirst, ofSecond } = await runBoth(401, concurrency);
			expect(ofFirst).toBeGreaterThan(0);
			expect(ofFirst).toBeLessThanOrEqual(most);
			expect(ofSecond).toBe(20);
			expect(refused).toHaveLength(40);
			const words = refused.filter((each) => each?.kind === 'authentication');
			expect(words).toHaveLength(20);
			expect(new Set(words.map((each) => JSON.stringify(each))).size).toBe(1);
		});

		it.each([403, 404, 429, 500])('is not what HTTP status %d says', async (status) => {
			const { ofFirst } = await runBoth(status, 1, 6);
			expect(ofFirst).toBeGreaterThanOrEqual(3);
		});
	});

	it.each([
		[1, 1],
		[2, 2],
		[5, 5],
	])('asks nothing more where handing over throws: %d at a time', async (concurrency, sent) => {
		const { carrier, counts } = countingCarrier();
		const thrown = new Error('thrown');
		const running = runChecks(groupsOf(20), concurrency, carrier, () => {
			throw thrown;
		});
		await expect(running).rejects.toBe(thrown);
		await everythingElse();
		expect(counts.sent).toBe(sent);
	});

	it('asks nothing more where one of several is handed over in vain', async () => {
		const { carrier, counts } = countingCarrier();
		const running = runChecks(groupsOf(20), 2, carrier, ({ check }) => {
			if (check.request.urls[0].endsWith('/0')) throw new Error('thrown');
		});
		await expect(running).rejects.toThrow('thrown');
		await everythingElse();
		// The second one was under way, and may have made room for one more before the first threw.
		expect(counts.sent).toBeLessThanOrEqual(3);
	});

	it.each([
		[1, 1],
		[3, 3],
	])('asks nothing more where the run is cancelled: %d at a time', async (concurrency, sent) => {
		const cancelled = new Error('cancelled');
		let count = 0;
		const carrier = carrierOf(async () => {
			count += 1;
			await nextTurn();
			throw cancelled;
		});
		const settled: unknown[] = [];
		const running = runChecks(groupsOf(20), concurrency, carrier, (group) => settled.push(group));
		await expect(running).rejects.toBe(cancelled);
		await everythingElse();
		expect(count).toBe(sent);
		expect(settled).toEqual([]);
	});
});

/** Lets everything that is under way come to its end: nothing here waits for more than a turn. */
async function everythingElse(): Promise<void> {
	for (let turn = 0; turn < 1000; turn++) await nextTurn();
}

async function nextTurn(): Promise<void> {
	await Promise.resolve();
}
