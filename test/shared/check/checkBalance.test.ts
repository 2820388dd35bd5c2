import { checkBalance } from '../../../nodes/shared/check/checkBalance';
import type { PlanInput } from '../../../nodes/shared/check/plan';
import { invalidRequest, vendorRefusal } from '../../../nodes/shared/failure/error';
import { readOneOf, readText } from '../../../nodes/shared/input/readers';
import { readAmount } from '../../../nodes/shared/reply/money';
import { setHeader } from '../../../nodes/shared/request/edit';
import type { WireRequest } from '../../../nodes/shared/request/wire';
import type { SendOptions, Transport } from '../../../nodes/shared/transport/transport';
import { defineVendor } from '../../../nodes/shared/vendor';

const START = Date.UTC(2026, 10, 21, 8, 0, 0);

const CREDENTIAL = { key: { label: 'Key', read: readText, isSecret: true } };

const QUERY = {
	account: { label: 'Account', read: readText },
	sign: { label: 'Sign', read: readOneOf(['plus', 'minus']) },
};

const tiny = defineVendor({
	id: 'tiny',
	name: 'Tiny',
	unit: 'credits',
	accountNamedBy: { by: 'reply' },
	credential: CREDENTIAL,
	query: QUERY,
	addresses: () => ['https://one.example'],
	request: ({ account }) => ({
		account,
		method: 'GET',
		path: '/balance',
		query: [['account', account]],
		body: { type: 'none' },
		allowUnauthorizedCerts: false,
	}),
	sign: (request, { key }) => ({
		...request,
		headers: setHeader(request.headers, 'Authorization', key),
		confidential: [],
	}),
	read: ({ text }, { sign }) => {
		if (text.startsWith('busy')) {
			throw vendorRefusal({ kind: 'rateLimited', vendorWords: text, isDocumented: true });
		}
		return {
			account: null,
			balance: readAmount(sign === 'minus' ? `-${text}` : text, 'balance'),
			currency: null,
			creditLimit: null,
			details: {},
			warnings: [],
		};
	},
});

const createInput = (changes: Partial<PlanInput> = {}): PlanInput => ({
	query: { account: '100045' },
	options: {},
	credential: { key: 'hunter22' },
	credentialName: 'My credential',
	unreadable: null,
	...changes,
});

/** A vendor that always says this, after 42 milliseconds. */
function createWorld(text: string) {
	let time = START;
	const sent: Array<{ readonly request: WireRequest; readonly options: SendOptions }> = [];
	const transport: Transport = {
		send: async (request, options) => {
			sent.push({ request, options });
			time += 42;
			return await Promise.resolve({
				ok: true,
				status: 200,
				contentType: null,
				retryAfter: null,
				bytes: Buffer.from(text),
				isComplete: true,
			});
		},
		wait: async (milliseconds) => {
			time += milliseconds;
			await Promise.resolve();
		},
		now: () => time,
		random: () => 0,
	};
	return { transport, sent };
}

it('goes the whole way from what was filled in to the item', async () => {
	const { transport, sent } = createWorld('5.00');
	const query = { account: '100045', sign: 'minus' };
	const options = { threshold: '20', includeRaw: true, timeout: '500' };
	expect(await checkBalance(tiny, createInput({ query, options }), transport)).toEqual({
		context: {
			vendor: tiny,
			label: null,
			credentialName: 'My credential',
			account: '100045',
		},
		result: {
			ok: true,
			value: {
				reading: expect.objectContaining({ balance: { text: '-5.00' } }),
				item: {
					vendor: 'tiny',
					label: 'Tiny 100045',
					account: '100045',
					balance: -5,
					balanceText: '-5.00',
					unit: 'credits',
					currency: null,
					available: -5,
					low: true,
					checkedAt: '2026-11-21T08:00:00.042Z',
					details: {},
					raw: '5.00',
				},
			},
		},
		endedAt: START + 42,
	});
	expect(sent).toEqual([
		{
			request: {
				method: 'GET',
				url: 'https://one.example/balance?account=100045',
				headers: { Authorization: 'hunter22', 'Accept-Encoding': 'identity' },
				body: null,
			},
			options: { timeout: 500, allowUnauthorizedCerts: false },
		},
	]);
});

it.each<[string, Partial<PlanInput>, string]>([
	['a parameter', { query: {} }, 'Account is empty'],
	['a field of the credential', { credential: {} }, 'Key is empty'],
	['an option', { options: { retries: 9 } }, 'Retries must be a whole number from 0 to 5, not "9"'],
	[
		'what cannot be read',
		{ unreadable: invalidRequest('The credential cannot be read').failure },
		'The credential cannot be read',
	],
])('sends nothing where it refuses %s', async (_, changes, summary) => {
	const { transport, sent } = createWorld('5');
	expect(await checkBalance(tiny, createInput(changes), transport)).toMatchObject({
		context: { credentialName: 'My credential' },
		result: { ok: false, failure: { kind: 'invalidRequest', summary } },
		endedAt: START,
	});
	expect(sent).toEqual([]);
});

it('asks as often as it may, and ends with the failure, without secrets', async () => {
	const { transport, sent } = createWorld('busy with hunter22');
	const checked = await checkBalance(tiny, createInput({ options: { retries: 1 } }), transport);
	expect(checked).toMatchObject({
		result: { ok: false, failure: { kind: 'rateLimited', vendorWords: 'busy with ***' } },
		endedAt: START + 42 + 250 + 42,
	});
	expect(sent).toHaveLength(2);
	expect(JSON.stringify(checked)).not.toContain('hunter22');
});

describe('a run that was cancelled', () => {
	const cancelled = new Error('cancelled');

	it('rejects where sending rejects', async () => {
		const { transport } = createWorld('5');
		const send: Transport['send'] = async () => await Promise.reject(cancelled);
		const running = checkBalance(tiny, createInput(), { ...transport, send });
		await expect(running).rejects.toBe(cancelled);
	});

	it('rejects where waiting rejects, and sends nothing more', async () => {
		const { transport, sent } = createWorld('busy');
		const wait: Transport['wait'] = async () => await Promise.reject(cancelled);
		const running = checkBalance(tiny, createInput(), { ...transport, wait });
		await expect(running).rejects.toBe(cancelled);
		expect(sent).toHaveLength(1);
	});
});
