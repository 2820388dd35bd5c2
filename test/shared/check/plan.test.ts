import {
	createPlanner,
	isOfKnownVendor,
	type Plan,
	type PlanInput,
} from '../../../nodes/shared/check/plan';
import { invalidRequest } from '../../../nodes/shared/failure/error';
import type { Input } from '../../../nodes/shared/input/fields';
import { readOptionalText } from '../../../nodes/shared/input/readers';
import type { BalanceRequest } from '../../../nodes/shared/request/request';
import { scrub, type Scrubber } from '../../../nodes/shared/secrets/scrubber';
import type { Vendor } from '../../../nodes/shared/vendor';

const request: BalanceRequest = {
	account: '100045',
	method: 'GET',
	urls: ['https://one.example/x'],
	query: [],
	body: { type: 'none' },
	allowUnauthorizedCerts: false,
};

const unused = () => {
	throw new Error('Plans are made without asking');
};

const tiny: Vendor = {
	id: 'tiny',
	name: 'Tiny',
	unit: 'money',
	accountNamedBy: { by: 'reply' },
	credentialFields: {
		user: { label: 'User', read: readOptionalText },
		key: { label: 'Key', read: readOptionalText, isSecret: true },
	},
	queryFields: {},
	request: ({ account }) => {
		if (account === 'refused') throw invalidRequest('Account must be a number');
		if (account === 'broken') throw new TypeError('hunter22');
		return request;
	},
	sign: unused,
	read: unused,
};

const credential: Input = { key: 'hunter22' };

const createInput = (changes: Partial<PlanInput> = {}): PlanInput => ({
	query: {},
	options: {},
	credential,
	credentialName: 'My credential',
	unreadable: null,
	...changes,
});

const createPlan = (changes: Partial<PlanInput> = {}) => createPlanner(tiny)(createInput(changes));

it('plans what is in order', () => {
	const query = { account: '5' };
	const options = { label: 'Main', timeout: '500', retries: 0, concurrency: 3, threshold: '20' };
	const plan = createPlan({ query, options });
	expect(plan).toMatchObject({
		context: { vendor: tiny, label: 'Main', credentialName: 'My credential', account: '100045' },
		type: 'asked',
		request,
		options: { label: 'Main', timeout: 500, retries: 0, concurrency: 3 },
		check: { vendor: tiny, query, credential, request, timeout: 500, retries: 0 },
	});
	expect(plan.type === 'asked' && plan.check.query === query).toBe(true);
});

it.each<[string, Partial<PlanInput>, string | null]>([
	['a request', { query: { account: 'refused' } }, 'Account must be a number'],
	[
		'an option',
		{ options: { timeout: 5 } },
		'Timeout must be a whole number from 100 to 60000, not "5"',
	],
	['a label', { options: { label: [] } }, 'Label must be a text, not a list'],
	[
		'a request before an option',
		{ query: { account: 'refused' }, options: { timeout: 5 } },
		'Account must be a number',
	],
	[
		'what cannot be read before all else',
		{
			query: { account: 'refused' },
			options: { timeout: 5 },
			unreadable: invalidRequest('The credential cannot be read').failure,
		},
		'The credential cannot be read',
	],
])('refuses %s', (_, changes, summary) => {
	expect(createPlan(changes)).toMatchObject({
		type: 'refused',
		failure: { kind: 'invalidRequest', summary },
	});
});

it('refuses where building the request breaks, and tells nothing of it', () => {
	const plan = createPlan({ query: { account: 'broken' } });
	expect(plan.type).toBe('refused');
	expect(JSON.stringify(plan)).not.toContain('hunter22');
});

it('asks nothing of the vendor where something cannot be read', () => {
	const vendor: Vendor = { ...tiny, request: unused };
	const { failure: unreadable } = invalidRequest('The credential cannot be read');
	expect(createPlanner(vendor)(createInput({ credential: {}, unreadable }))).toMatchObject({
		context: { account: null },
		request: null,
		type: 'refused',
		failure: unreadable,
	});
});

it.each<[string, Partial<PlanInput>, string | null, string | null]>([
	['by a refused option', { options: { label: 'Main', timeout: 5 } }, 'Main', '100045'],
	[
		'by a refused request',
		{ options: { label: 'Main' }, query: { account: 'refused' } },
		'Main',
		null,
	],
	['by a refused label', { options: { label: [] } }, null, '100045'],
])('keeps label and account where they are not refused: %s', (_, changes, label, account) => {
	expect(createPlan(changes).context).toMatchObject({
		label,
		account,
		credentialName: 'My credential',
	});
});

it.each([
	['tiny', true],
	[null, false],
])('whose account it is is known of the vendor %j: %s', (id, isKnown) => {
	const vendor = { id, name: 'Tiny', unit: 'money' };
	const context = { vendor, label: null, credentialName: null, account: null };
	expect(isOfKnownVendor(context)).toBe(isKnown);
});

describe('an account that the item expects', () => {
	it.each<[string, Partial<PlanInput>]>([
		['that is not the one of the request', {}],
		['beside a refused option', { options: { timeout: 5 } }],
		['beside a refused request', { query: { account: 'refused' } }],
	])('names its item: %s', (_, changes) => {
		expect(createPlan({ expectedAccount: '77', ...changes })).toMatchObject({
			type: 'refused',
			context: { account: '77' },
		});
	});

	it('is asked about where it is the one of the request', () => {
		expect(createPlan({ expectedAccount: '100045' })).toMatchObject({
			type: 'asked',
			context: { account: '100045' },
			expectedAccount: '100045',
		});
	});
});

describe('an account that a parameter names', () => {
	const user: Vendor = {
		...tiny,
		accountNamedBy: { by: 'parameter', parameter: 'user' },
		queryFields: { user: { label: 'User', read: readOptionalText } },
		request: unused,
	};
	const { failure: unreadable } = invalidRequest('The credential cannot be read');

	it.each<[string, unknown, string | null]>([
		['a text', 'somebody', 'somebody'],
		['a number', 77, '77'],
		['blank', ' ', null],
		['left empty', undefined, null],
		['a list', ['somebody'], null],
		['an object', { toString: unused }, null],
	])('is kept where nobody can be asked: %s', (_, value, account) => {
		const plan = createPlanner(user);
		expect(plan(createInput({ query: { user: value }, unreadable })).context.account).toBe(account);
		expect(plan(createInput({ query: { user: value } })).context.account).toBe(account);
	});

	it("is the request's where there is one", () => {
		const plan = createPlanner({ ...user, request: () => request });
		expect(plan(createInput({ query: { user: '0100045' } })).context.account).toBe('100045');
	});

	it('is no other parameter', () => {
		expect(createPlan({ query: { user: 'somebody', account: 'refused' } }).context.account).toBe(
			null,
		);
	});
});

function findScrubber(plan: Plan): Scrubber {
	if (plan.type !== 'asked') throw new Error('This is not planned');
	return plan.check.createScrubber([]);
}

it.each<[string, Partial<PlanInput>, BalanceRequest | null]>([
	['what would be asked where an option is refused', { options: { timeout: 5 } }, request],
	['nothing to ask where the request is refused', { query: { account: 'refused' } }, null],
	['nothing to ask where building the request breaks', { query: { account: 'broken' } }, null],
])('knows %s', (_, changes, expected) => {
	expect(createPlan(changes).request).toBe(expected);
});

it('scrubs nothing but what is secret', () => {
	const scrubber = findScrubber(createPlan({ credential: { ...credential, user: 'somebody' } }));
	expect(scrub('hunter22 somebody', scrubber)).toBe('*** somebody');
});

it('scrubs the secrets of each credential', () => {
	const plan = createPlanner(tiny);
	const first = findScrubber(plan(createInput()));
	const second = findScrubber(plan(createInput({ credential: { key: 'other-key' } })));
	const none = findScrubber(plan(createInput({ credential: {} })));
	expect([first, second, none].map((scrubber) => scrub('hunter22 other-key', scrubber))).toEqual([
		'*** other-key',
		'hunter22 ***',
		'hunter22 other-key',
	]);
});

it('makes one scrubber for equal secrets', () => {
	const plan = createPlanner(tiny);
	const scrubbers = [credential, { ...credential }, { key: 'other-key' }].map((each) =>
		findScrubber(plan(createInput({ credential: each }))),
	);
	expect(scrubbers[1]).toBe(scrubbers[0]);
	expect(scrubbers[2]).not.toBe(scrubbers[0]);
});

it.each([100, 10_000, 100_000])('plans with a secret of %d characters', (length) => {
	const key = 'key '.repeat(length / 4);
	const scrubber = findScrubber(createPlan({ credential: { key } }));
	expect(show(() => scrub(`Bad key ${key}!`, scrubber))).not.toMatch(/key key|thrown/);
});

it.each<[string, Partial<Vendor>, Input]>([
	['asking', { request: breakDown }, credential],
	['naming its secrets', {}, { key: { toString: breakDown } }],
])('tells a fault of our own in %s as one, and nothing of it', (_, changes, broken) => {
	const plan = createPlanner({ ...tiny, ...changes })(createInput({ credential: broken }));
	expect(plan).toMatchObject({
		type: 'refused',
		failure: { kind: 'internal', code: 'TypeError' },
	});
	expect(JSON.stringify(plan)).not.toContain('hunter22 is not');
});

function breakDown(): never {
	throw new TypeError('hunter22 is not a function');
}

/** Without what is thrown, which would print the whole regular expression. */
function show(read: () => string): string {
	try {
		return read();
	} catch {
		return 'thrown';
	}
}
