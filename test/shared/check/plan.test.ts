import type { Fields } from '../../../nodes/shared/input/fields';
import { plannerFor, type Plan, type PlanInput } from '../../../nodes/shared/check/plan';
import { invalidRequest } from '../../../nodes/shared/failure/failure';
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
	request: ({ account }) => {
		if (account === 'refused') throw invalidRequest('Account must be a number');
		if (account === 'broken') throw new TypeError('hunter22');
		return request;
	},
	sign: unused,
	read: unused,
	secrets: (credential) => [String(credential['key'] ?? '')],
};

const credential: Fields = { key: 'hunter22' };

const input = (changes: Partial<PlanInput> = {}): PlanInput => ({
	query: {},
	options: {},
	credential,
	credentialName: 'My credential',
	unreadable: null,
	...changes,
});

const planOf = (changes: Partial<PlanInput> = {}) => plannerFor(tiny)(input(changes));

it('plans what is in order', () => {
	const query = { account: '5' };
	const options = { label: 'Main', timeout: '500', retries: 0, concurrency: 3, lowThreshold: '20' };
	const plan = planOf({ query, options });
	expect(plan).toMatchObject({
		outcome: 'planned',
		context: { label: 'Main', credentialName: 'My credential', account: '100045' },
		options: { label: 'Main', timeout: 500, retries: 0, concurrency: 3 },
		check: { vendor: tiny, query, credential, request, timeout: 500, retries: 0 },
	});
	expect('check' in plan && plan.check.query === query).toBe(true);
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
			unreadable: invalidRequest('The credential cannot be read').refusal,
		},
		'The credential cannot be read',
	],
])('refuses %s', (_, changes, summary) => {
	expect(planOf(changes)).toMatchObject({
		outcome: 'refused',
		refusal: { kind: 'invalidRequest', summary },
	});
});

it('refuses where building the request breaks, and tells nothing of it', () => {
	const plan = planOf({ query: { account: 'broken' } });
	expect(plan.outcome).toBe('refused');
	expect(JSON.stringify(plan)).not.toContain('hunter22');
});

it('asks nothing of the vendor where something cannot be read', () => {
	const vendor: Vendor = { ...tiny, request: unused };
	const { refusal: unreadable } = invalidRequest('The credential cannot be read');
	expect(plannerFor(vendor)(input({ credential: {}, unreadable }))).toMatchObject({
		outcome: 'refused',
		refusal: unreadable,
		context: { account: null },
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
	expect(planOf(changes).context).toMatchObject({
		label,
		account,
		credentialName: 'My credential',
	});
});

function scrubberOf(plan: Plan): Scrubber {
	if (plan.outcome === 'refused') throw new Error('This is planned');
	return plan.check.scrubber;
}

it('scrubs the secrets of each credential', () => {
	const plan = plannerFor(tiny);
	const first = scrubberOf(plan(input()));
	const second = scrubberOf(plan(input({ credential: { key: 'other-key' } })));
	const none = scrubberOf(plan(input({ credential: {} })));
	expect([first, second, none].map((scrubber) => scrub('hunter22 other-key', scrubber))).toEqual([
		'*** other-key',
		'hunter22 ***',
		'hunter22 other-key',
	]);
});

it('makes one scrubber for equal secrets', () => {
	const plan = plannerFor(tiny);
	const scrubbers = [credential, { ...credential }, { key: 'other-key' }].map((each) =>
		scrubberOf(plan(input({ credential: each }))),
	);
	expect(scrubbers[1]).toBe(scrubbers[0]);
	expect(scrubbers[2]).not.toBe(scrubbers[0]);
});

it.each([100, 10_000, 100_000])('plans with a secret of %d characters', (length) => {
	const key = 'key '.repeat(length / 4);
	const scrubber = scrubberOf(planOf({ credential: { key } }));
	expect(shownBy(() => scrub(`Bad key ${key}!`, scrubber))).not.toMatch(/key key|thrown/);
});

it.each([
	['asking', { request: () => broken() }],
	['naming its secrets', { secrets: () => broken() }],
])('tells a fault of our own in %s as one, and nothing of it', (_, changes) => {
	const plan = plannerFor({ ...tiny, ...changes })(input());
	expect(plan).toMatchObject({
		outcome: 'refused',
		refusal: { kind: 'internal', code: 'TypeError' },
	});
	expect(JSON.stringify(plan)).not.toContain('hunter22 is not');
});

function broken(): never {
	throw new TypeError('hunter22 is not a function');
}

/** Without what is thrown, which would print the whole regular expression. */
function shownBy(show: () => string): string {
	try {
		return show();
	} catch {
		return 'thrown';
	}
}
