import type { ExactDecimal } from '../../nodes/shared/decimal';
import { readBaseUrl } from '../../nodes/shared/input/baseUrl';
import type { Input } from '../../nodes/shared/input/fields';
import { readInteger, readOptionalText, readText } from '../../nodes/shared/input/readers';
import type { OutgoingRequest } from '../../nodes/shared/request/request';
import { defineVendor, type Adapter, type Reading, type Reply } from '../../nodes/shared/vendor';
import { catchFailure } from './failure/catchFailure';

const CREDENTIAL = {
	baseUrl: { label: 'Base URL', read: readBaseUrl },
	password: { label: 'Password', read: readText, isSecret: true },
};

const QUERY = {
	account: { label: 'Account', read: readOptionalText },
	count: { label: 'Count', read: readInteger({ min: 0, max: 9 }, 3) },
};

const credential: Input = { baseUrl: 'https://one.example/api/', password: 22 };
const credentialValues = { baseUrl: 'https://one.example/api', password: '22' };
const query: Input = { account: ' ', count: '7', other: 'x' };
const queryValues = { account: null, count: 7 };

const balance: ExactDecimal = { text: '5' };

const reading: Reading = {
	account: null,
	balance,
	currency: null,
	creditLimit: null,
	details: {},
	warnings: [],
};

const unsigned: OutgoingRequest = {
	method: 'GET',
	url: 'https://one.example/api/balance',
	query: [],
	headers: {},
	body: { type: 'none' },
};

const reply: Reply = { status: 200, text: '5', isComplete: true, request: unsigned };

const SECOND_ADDRESS = 'https://two.example';

/** A vendor, and every call of its adapter in order, but for its addresses. */
function createTiny() {
	const calls: Array<readonly [name: string, ...given: unknown[]]> = [];
	const adapter: Adapter<typeof CREDENTIAL, typeof QUERY> = {
		id: 'tiny',
		name: 'Tiny',
		unit: 'credits',
		accountNamedBy: { by: 'reply' },
		credential: CREDENTIAL,
		query: QUERY,
		addresses: ({ baseUrl }) => [baseUrl, SECOND_ADDRESS],
		request: (...given) => {
			calls.push(['request', ...given]);
			return {
				account: '100045',
				method: 'POST',
				path: '/balance',
				query: [['a', '1']],
				body: { type: 'form', fields: [['b', '2']] },
				allowUnauthorizedCerts: true,
			};
		},
		sign: (request, ...given) => {
			calls.push(['sign', request, ...given]);
			return { ...request, headers: { Authorization: 'x' }, confidential: ['y'] };
		},
		read: (...given) => {
			calls.push(['read', ...given]);
			return reading;
		},
	};
	return { vendor: defineVendor(adapter), calls };
}

it('tells who it is and what it asks for', () => {
	const { vendor } = createTiny();
	expect(vendor).toMatchObject({ id: 'tiny', name: 'Tiny', unit: 'credits' });
	expect(vendor.credentialFields).toBe(CREDENTIAL);
	expect(vendor.queryFields).toBe(QUERY);
});

describe('request', () => {
	it('joins the path to every address, and leaves the rest as it is', () => {
		expect(createTiny().vendor.request(query, credential)).toStrictEqual({
			account: '100045',
			method: 'POST',
			urls: ['https://one.example/api/balance', 'https://two.example/balance'],
			query: [['a', '1']],
			body: { type: 'form', fields: [['b', '2']] },
			allowUnauthorizedCerts: true,
		});
	});

	it('hands over what was read, not what was filled in', () => {
		const { vendor, calls } = createTiny();
		vendor.request(query, credential);
		expect(calls).toStrictEqual([['request', queryValues, credentialValues]]);
	});

	it.each<[string, Input, Input, string]>([
		['credential', query, { ...credential, password: '' }, 'Password is empty'],
		['credential', query, { ...credential, baseUrl: 'x' }, 'Base URL is not a web address'],
		[
			'query',
			{ ...query, count: 10 },
			credential,
			'Count must be a whole number from 0 to 9, not "10"',
		],
	])(
		'asks the adapter nothing where a field of the %s cannot be read',
		(_, asked, own, summary) => {
			const { vendor, calls } = createTiny();
			expect(catchFailure(() => vendor.request(asked, own))).toMatchObject({
				kind: 'invalidRequest',
				summary,
			});
			expect(calls).toEqual([]);
		},
	);
});

describe('sign', () => {
	it.each([
		'https://one.example/api/balance',
		'https://ONE.example:443/other',
		'https://two.example/balance',
	])('signs a request to %s with what was read', (url) => {
		const { vendor, calls } = createTiny();
		const request = { ...unsigned, url };
		expect(vendor.sign(request, credential)).toStrictEqual({
			...request,
			headers: { Authorization: 'x' },
			confidential: ['y'],
		});
		expect(calls).toStrictEqual([['sign', request, credentialValues]]);
	});

	it.each([
		'http://one.example/api/balance',
		'https://one.example:8443/api/balance',
		'https://one.example.evil.example/api/balance',
		'https://evil.example/balance',
		'',
	])('shows the adapter no request to %j', (url) => {
		const { vendor, calls } = createTiny();
		expect(catchFailure(() => vendor.sign({ ...unsigned, url }, credential))).toMatchObject({
			kind: 'invalidRequest',
			summary: 'The request goes to another host than the credential',
		});
		expect(calls).toEqual([]);
	});

	it('signs nothing where a field cannot be read', () => {
		const { vendor, calls } = createTiny();
		expect(
			catchFailure(() => vendor.sign(unsigned, { ...credential, password: ' ' })).summary,
		).toBe('Password is empty');
		expect(calls).toEqual([]);
	});
});

describe('read', () => {
	it('hands over the reply and what was read, and returns the reading', () => {
		const { vendor, calls } = createTiny();
		expect(vendor.read(reply, query)).toBe(reading);
		expect(calls).toStrictEqual([['read', reply, queryValues]]);
	});

	it('reads nothing where a field cannot be read', () => {
		const { vendor, calls } = createTiny();
		expect(catchFailure(() => vendor.read(reply, { count: 'x' })).kind).toBe('invalidRequest');
		expect(calls).toEqual([]);
	});
});
