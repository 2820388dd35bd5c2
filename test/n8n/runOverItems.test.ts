/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the ban protects n8n's runtime; this is test code */
import type { IDataObject } from 'n8n-workflow';
import { balanceWorkflow, createBalanceEngine, storedCredential } from '../engine/accountBalance';
import type { Engine, EngineRun, RunOptions } from '../engine/engine';
import type { NodeDocument } from '../engine/workflowDocument';
import {
	kolmisoftM4SecretKey,
	startKolmisoftM4,
	type KolmisoftM4Account,
	type KolmisoftM4StandIn,
} from '../vendors/kolmisoftM4/standIn';

const USERS = Array.from({ length: 40 }, (_, number): KolmisoftM4Account => {
	return { username: `user${number}`, currency: 'EUR', balances: { EUR: `${number}.50` } };
});

let engine: Engine;
let server: KolmisoftM4StandIn;

beforeAll(async () => {
	engine = await createBalanceEngine();
});

beforeEach(async () => {
	server = await startKolmisoftM4({ accounts: USERS, systemCurrency: 'EUR' });
});

afterEach(async () => {
	await server.close();
});

function credential(data: Record<string, string | boolean> = {}) {
	return storedCredential('kolmisoftM4', {
		baseUrl: `${server.url}/billing`,
		defaultUsername: 'user0',
		signRequests: true,
		apiSecretKey: kolmisoftM4SecretKey,
		...data,
	});
}

async function run(
	input: readonly IDataObject[],
	parameters: object,
	settings: Partial<NodeDocument> = {},
	options: Partial<RunOptions> = {},
): Promise<EngineRun> {
	return await engine.run(balanceWorkflow('kolmisoftM4', parameters, settings), {
		credentials: [credential()],
		input,
		...options,
	});
}

function items(result: EngineRun, output = 0) {
	return result.outputs('Balance')[output] ?? [];
}

const USERNAME = { username: '={{ $json.user }}' };
const ERROR_OUTPUT = { onError: 'continueErrorOutput' };
const REGULAR_OUTPUT = { onError: 'continueRegularOutput' };

describe('items', () => {
	it('resolves expressions item by item and keeps input order and pairing', async () => {
		const input = ['user3', 'user1', 'user2'].map((user) => ({
			user,
			limit: user === 'user1' ? '2' : '',
		}));
		const result = await run(input, {
			...USERNAME,
			threshold: '={{ $json.limit }}',
			options: { label: '=Account of {{ $json.user }}' },
		});
		expect(
			items(result).map(({ json, pairedItem }) => [
				json['account'],
				json['balanceText'],
				json['low'],
				json['label'],
				pairedItem,
			]),
		).toEqual([
			['user3', '3.50', undefined, 'Account of user3', { item: 0 }],
			['user1', '1.50', true, 'Account of user1', { item: 1 }],
			['user2', '2.50', undefined, 'Account of user2', { item: 2 }],
		]);
	});

	it('keeps input order when replies come in another order', async () => {
		server.misbehave({ kind: 'delay', milliseconds: 150 }, 1);
		const result = await run([{ user: 'user1' }, { user: 'user2' }], USERNAME);
		expect(items(result).map(({ json }) => json['account'])).toEqual(['user1', 'user2']);
	});

	it('asks for the account of the credential where the field itself is empty', async () => {
		const result = await run([{}], { username: '' });
		expect(items(result)[0]?.json['account']).toBe('user0');
	});

	it.each([[undefined], [null], [''], ['  ']])(
		'refuses an expression that yields %p instead of showing another account',
		async (user) => {
			const result = await run([{ user }], USERNAME, REGULAR_OUTPUT);
			expect(items(result)[0]?.json).toEqual({
				error: 'Username is empty',
				details: expect.objectContaining({ kind: 'invalidRequest', account: null }),
			});
			expect(server.requests).toHaveLength(0);
		},
	);

	it('reads a credential with an expression for each item', async () => {
		const data = { defaultUsername: '={{ $json.user }}' };
		const result = await run(
			[{ user: 'user4' }, { user: 'user5' }],
			{},
			{},
			{ credentials: [credential(data)] },
		);
		expect(items(result).map(({ json }) => json['account'])).toEqual(['user4', 'user5']);
	});
});

describe('shared requests', () => {
	it('sends one request for equal checks and gives each item its own copy', async () => {
		const input = [{ limit: 1 }, { limit: 100 }, { limit: null }];
		const result = await run(input, {
			username: 'user7',
			threshold: '={{ $json.limit }}',
			options: { label: '={{ "L" + $json.limit }}' },
		});
		expect(server.requests).toHaveLength(1);
		expect(items(result).map(({ json }) => [json['label'], json['low']])).toEqual([
			['L1', false],
			['L100', true],
			['Lnull', undefined],
		]);
		expect(items(result)[0]?.json['details']).not.toBe(items(result)[1]?.json['details']);
	});

	it('sends one request for a refusal that concerns several items', async () => {
		const result = await run([{}, {}, {}], { username: 'nobody' }, REGULAR_OUTPUT);
		expect(server.requests).toHaveLength(1);
		expect(items(result)).toHaveLength(3);
	});

	it('sends different requests for different accounts', async () => {
		await run([{ user: 'user1' }, { user: 'user2' }, { user: 'user1' }], USERNAME);
		expect(server.requests).toHaveLength(2);
	});
});

describe('concurrency', () => {
	it.each([1, 3])('has at most %i requests under way', async (concurrency) => {
		server.misbehave({ kind: 'delay', milliseconds: 20 });
		const input = USERS.slice(0, 12).map(({ username }) => ({ user: username }));
		const result = await run(input, { ...USERNAME, options: { concurrency } });
		expect(items(result)).toHaveLength(12);
		expect(server.mostAtOnce).toBe(concurrency);
	});

	it('has ten under way where nothing is said', async () => {
		server.misbehave({ kind: 'delay', milliseconds: 50 });
		await run(
			USERS.map(({ username }) => ({ user: username })),
			USERNAME,
		);
		expect(server.mostAtOnce).toBe(10);
	});
});

describe('On Error', () => {
	const input = [{ user: 'user1' }, { user: 'nobody' }, { user: 'user2' }];
	const refused = {
		error: 'Kolmisoft M4 does not know the account nobody',
		details: {
			vendor: 'kolmisoftM4',
			label: 'Kolmisoft M4 nobody',
			account: 'nobody',
			kind: 'notFound',
			code: null,
			description:
				'Kolmisoft M4 says: "User was not found". Check the username; capital letters matter.',
			retryable: false,
		},
	};

	it('continues on the regular output with every item in its place', async () => {
		const result = await run(input, USERNAME, REGULAR_OUTPUT);
		expect(items(result).map(({ json }) => json['account'] ?? json['error'])).toEqual([
			'user1',
			refused.error,
			'user2',
		]);
		expect(items(result)[1]).toEqual({ json: refused, pairedItem: { item: 1 } });
	});

	it('continues on the error output, where n8n adds the input', async () => {
		const result = await run(input, USERNAME, ERROR_OUTPUT);
		expect(items(result, 0).map(({ json }) => json['account'])).toEqual(['user1', 'user2']);
		expect(items(result, 0).map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 2 },
		]);
		expect(items(result, 1).map(({ json }) => json)).toEqual([{ user: 'nobody', ...refused }]);
	});

	it('stops the workflow with the item and the same words', async () => {
		const result = await run(input, USERNAME);
		expect(result.run.status).toBe('error');
		expect(result.run.data.resultData.error).toMatchObject({
			name: 'NodeApiError',
			message: refused.error,
			description: refused.details.description,
			context: { itemIndex: 1 },
		});
	});

	it('stops before anything is sent where an item cannot be asked for', async () => {
		const result = await run([{ user: 'user1' }, { user: '' }], USERNAME);
		expect(result.run.data.resultData.error).toMatchObject({
			message: 'Username is empty',
			context: { itemIndex: 1 },
		});
		expect(server.requests).toHaveLength(0);
	});

	it('names an account that n8n takes for a code of the network', async () => {
		const result = await run([{}], { username: 'keeperman' });
		const error = result.run.data.resultData.error;
		expect(error?.message).toBe('Kolmisoft M4 does not know the account keeperman');
		expect(error).toMatchObject({ messages: [] });
	});

	it('does not wait for the other items once one has stopped the run', async () => {
		server.misbehave({ kind: 'stall' }, 1);
		const result = await run([{ user: 'user1' }, { user: 'nobody' }], USERNAME);
		expect(result.run.data.resultData.error?.message).toBe(refused.error);
	});

	it.each([
		[
			'an expression that throws',
			{ username: '={{ $("Nowhere").first().json.user }}' },
			'The expression in Username cannot be evaluated',
		],
		[
			'a threshold whose expression throws',
			{ threshold: '={{ $("Nowhere").first().json.user }}' },
			'The expression in Threshold cannot be evaluated',
		],
		[
			'an option whose expression throws',
			{ options: { label: '={{ $("Nowhere").first().json.user }}' } },
			'The expression in Label cannot be evaluated',
		],
		[
			'a threshold that is no number',
			{ threshold: '=twenty' },
			'Threshold must be a number such as 20 or 19.50, not "twenty"',
		],
		['a currency mode without a code', { currencyMode: 'code' }, 'Currency Code is empty'],
		[
			'an impossible timeout',
			{ options: { timeout: 5 } },
			'Timeout must be a whole number from 100 to 60000, not "5"',
		],
	])('tells of %s before anything is sent', async (_, parameters, message) => {
		const result = await run([{}], parameters, ERROR_OUTPUT);
		expect(items(result, 0)).toEqual([]);
		expect(items(result, 1)[0]?.json).toMatchObject({
			error: message,
			details: { kind: 'invalidRequest' },
		});
		expect(server.requests).toHaveLength(0);
	});

	it.each([
		[
			'that cannot be decrypted',
			(): RunOptions['credentials'] => [{ ...credential(), unreadable: true }],
		],
		['that no longer exists', (): RunOptions['credentials'] => []],
	])(
		'tells of a credential %s, and never passes the input on as a success',
		async (_, credentials) => {
			const result = await run([{ balance: 1 }], {}, ERROR_OUTPUT, { credentials: credentials() });
			expect(items(result, 0)).toEqual([]);
			expect(items(result, 1)[0]?.json).toMatchObject({
				error: 'The credential cannot be read',
				details: { kind: 'invalidRequest', label: 'My credential' },
			});
		},
	);

	it('puts nothing of a balance into a failed item', async () => {
		const result = await run(
			[{}],
			{ username: 'nobody', threshold: '5', options: { includeRaw: true } },
			REGULAR_OUTPUT,
		);
		expect(Object.keys(items(result)[0]?.json ?? {})).toEqual(['error', 'details']);
	});
});

describe('retries', () => {
	const unavailable = { kind: 'answer', answer: { status: 503, body: 'busy' } } as const;

	it('asks again while the vendor is unavailable', async () => {
		server.misbehave(unavailable, 2);
		const result = await run([{}], {});
		expect(items(result)[0]?.json['balanceText']).toBe('0.50');
		expect(server.requests).toHaveLength(3);
	});

	it('ends with the last refusal when the retries are used up', async () => {
		server.misbehave(unavailable);
		const result = await run([{}], { options: { retries: 1 } }, REGULAR_OUTPUT);
		expect(items(result)[0]?.json).toMatchObject({
			error: 'Kolmisoft M4 is unavailable at the moment',
			details: { kind: 'vendorUnavailable', code: '503', retryable: true },
		});
		expect(server.requests).toHaveLength(2);
	});

	it.each([
		['an authentication refusal', 'incorrectHash', 'authentication'],
		['a disabled feature', 'featureDisabled', 'notAllowed'],
	] as const)('sends %s once', async (_, refusal, kind) => {
		server.settings.refusal = refusal;
		const result = await run([{}], { options: { retries: 5 } }, REGULAR_OUTPUT);
		expect(items(result)[0]?.json).toMatchObject({ details: { kind } });
		expect(server.requests).toHaveLength(1);
	});

	it('sends HTTP 401 once, though n8n has a helper that repeats it', async () => {
		server.misbehave({ kind: 'answer', answer: { status: 401, body: '' } });
		const result = await run([{}], { options: { retries: 5 } }, REGULAR_OUTPUT);
		expect(items(result)[0]?.json).toMatchObject({
			details: { kind: 'authentication', code: '401' },
		});
		expect(server.requests).toHaveLength(1);
	});
});

describe('a refused credential', () => {
	const ROWS = Array.from({ length: 1000 }, (_, number) => ({ user: `user${number}` }));

	it.each([1, 10, 50])('is sent no more once it is refused: %i at a time', async (concurrency) => {
		server.settings.refusal = 'incorrectHash';
		const result = await run(ROWS, { ...USERNAME, options: { concurrency } }, REGULAR_OUTPUT);
		expect(server.requests.length).toBeGreaterThan(0);
		expect(server.requests.length).toBeLessThanOrEqual(concurrency);
		const all = items(result).map(({ json }) => json);
		expect(all).toHaveLength(1000);
		const words = all.map(({ error, details }) => {
			const { kind, code, description } = details as IDataObject;
			return JSON.stringify({ error, kind, code, description });
		});
		expect([...new Set(words)]).toEqual([expect.stringContaining('says: \\"Incorrect hash\\"')]);
		expect(all[999]).toMatchObject({ details: { account: 'user999', kind: 'authentication' } });
	});

	it('is another matter than a refused user', async () => {
		server.settings.refusal = 'badLogin';
		await run(ROWS.slice(0, 20), USERNAME, REGULAR_OUTPUT);
		expect(server.requests).toHaveLength(20);
	});
});

describe('the threshold', () => {
	it.each([
		['get', '0', false],
		['get', '0.51', true],
		['get', '0.5', false],
		['watch', '0.51', undefined],
	])('of the operation %s at %s makes the item low: %p', async (operation, threshold, low) => {
		const options = { alertOptions: { outputEveryCheck: true } };
		const result = await run([{}], { operation: `${operation}Balance`, threshold, ...options });
		expect(items(result)).toMatchObject([{ json: { balanceText: '0.50' } }]);
		expect(items(result)[0]?.json['low']).toBe(low);
	});
});

describe('options as one expression', () => {
	it('are refused in words, and nothing is sent', async () => {
		const row = { set: { label: 'Mine', retries: 5 } };
		const result = await run([row, row], { options: '={{ $json.set }}' }, REGULAR_OUTPUT);
		expect(items(result).map(({ json }) => json)).toMatchObject([
			{ error: 'Options cannot be one expression', details: { kind: 'invalidRequest' } },
			{ error: 'Options cannot be one expression', details: { kind: 'invalidRequest' } },
		]);
		expect(server.requests).toHaveLength(0);
	});

	it('are refused in the words of their own collection', async () => {
		const watch = { operation: 'watchBalance', threshold: '5' };
		const result = await run([{}], { ...watch, alertOptions: '={{ $json.set }}' });
		expect(result.run.data.resultData.error).toMatchObject({
			message: 'Alert Options cannot be one expression',
			description:
				'Add each option by itself: all but Combine Events, Keep State In and Sample Event take an expression of their own.',
		});
		expect(server.requests).toHaveLength(0);
	});

	it('are told from options that are left alone', async () => {
		const result = await run([{}], { options: {}, alertOptions: {} });
		expect(items(result)[0]?.json).toMatchObject({ balanceText: '0.50' });
	});
});

describe('an operation that the node does not know', () => {
	it('is refused in words, and not run as another one', async () => {
		const result = await run([{}], { operation: 'payOut' }, REGULAR_OUTPUT);
		expect(result.run.data.resultData.error).toMatchObject({
			message: 'This node does not know its operation',
			description: 'Open the node and choose Get Balance or Watch Balance under Operation.',
		});
		expect(server.requests).toHaveLength(0);
	});
});

describe('the HTTP status of a stopped run', () => {
	async function stoppedWith(answer: { status: number; body: string }) {
		server.misbehave({ kind: 'answer', answer });
		const result = await run([{}], { options: { retries: 0 } });
		const error = result.run.data.resultData.error;
		return error !== undefined && 'httpCode' in error ? error.httpCode : undefined;
	}

	it('is the one that decided', async () => {
		expect(await stoppedWith({ status: 404, body: '' })).toBe('404');
	});

	it("is no number that stands in the vendor's words", async () => {
		const body = '<page><error>503</error></page>';
		expect(await stoppedWith({ status: 200, body })).not.toBe('503');
	});
});

describe('cancelling', () => {
	it.each([
		['while a reply stalls', { kind: 'stall' } as const],
		['while a body stalls', { kind: 'stallInBody' } as const],
		[
			'while a retry waits',
			{ kind: 'answer', answer: { status: 503, headers: { 'retry-after': '50' } } } as const,
		],
	])('ends the run at once %s', async (_, behaviour) => {
		server.misbehave(behaviour);
		const stop = new AbortController();
		const running = run([{}], { options: { timeout: 60000 } }, REGULAR_OUTPUT, {
			cancel: stop.signal,
		});
		await until(() => server.requests.length === 1);
		stop.abort();
		expect((await running).run.status).toBe('canceled');
		expect(server.requests).toHaveLength(1);
	});
});

async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
