import { attempt, type Result } from '../../../nodes/shared/failure/attempt';
import { unexpectedReply, vendorRefusal } from '../../../nodes/shared/failure/error';
import { interpretReply } from '../../../nodes/shared/reply/interpret';
import type { Reading, Reply, Vendor } from '../../../nodes/shared/vendor';

const reading: Reading = {
	account: null,
	balance: { text: '5' },
	currency: null,
	creditLimit: null,
	details: {},
	warnings: [],
};

const readPlain = () => reading;

const throwDocumented = () => {
	throw vendorRefusal({
		kind: 'notAllowed',
		code: 'D1',
		vendorWords: 'Documented words',
		advice: 'Do as documented.',
		isDocumented: true,
	});
};

const throwUndocumented = () => {
	throw vendorRefusal({ kind: 'refused', code: 'U1', vendorWords: 'Other words' });
};

const throwOfCredential = () => {
	throw vendorRefusal({ kind: 'authentication', isDocumented: true, isOfCredential: true });
};

const throwUnexpected = () => {
	throw unexpectedReply('is odd');
};

const throwTypeError = () => {
	throw new TypeError('hunter22');
};

function fail(): never {
	throw new Error("The test's own number is none");
}

const createVendor = (read: () => Reading): Vendor => ({
	id: 'tiny',
	name: 'Tiny',
	unit: 'money',
	accountNamedBy: { by: 'reply' },
	credentialFields: {},
	queryFields: {},
	request: fail,
	sign: fail,
	read,
});

const createReply = (status: number): Reply => ({
	status,
	text: 'any',
	isComplete: true,
	request: {
		method: 'GET',
		url: 'https://one.example',
		query: [],
		headers: {},
		body: { type: 'none' },
	},
});

const interpret = (status: number, read: () => Reading): Result<Reading> =>
	attempt(() => interpretReply(createVendor(read), createReply(status), {}));

/** A failure's kind, code and words, or the balance. */
function summarize(answer: Result<Reading>): string {
	if (answer.ok) return `balance ${answer.value.balance.text}`;
	const { kind, code, vendorWords } = answer.failure;
	return `${kind} ${code ?? '-'}${vendorWords === null ? '' : `, ${vendorWords}`}`;
}

const DOCUMENTED = 'notAllowed D1, Documented words';
const OTHERWISE = 'Other words';

describe.each([
	// The HTTP status; with a reading; a documented refusal; another refusal; a reply that is neither.
	[200, 'balance 5', DOCUMENTED, `refused U1, ${OTHERWISE}`, 'unexpectedReply -'],
	[201, 'balance 5', DOCUMENTED, `refused U1, ${OTHERWISE}`, 'unexpectedReply -'],
	[204, 'balance 5', DOCUMENTED, `refused U1, ${OTHERWISE}`, 'unexpectedReply -'],
	[
		206,
		'unexpectedReply 206',
		DOCUMENTED,
		`unexpectedReply U1, ${OTHERWISE}`,
		'unexpectedReply 206',
	],
	[299, 'balance 5', DOCUMENTED, `refused U1, ${OTHERWISE}`, 'unexpectedReply -'],
	[
		100,
		'unexpectedReply 100',
		DOCUMENTED,
		`unexpectedReply U1, ${OTHERWISE}`,
		'unexpectedReply 100',
	],
	[
		199,
		'unexpectedReply 199',
		DOCUMENTED,
		`unexpectedReply U1, ${OTHERWISE}`,
		'unexpectedReply 199',
	],
	[
		300,
		'unexpectedReply 300',
		DOCUMENTED,
		`unexpectedReply U1, ${OTHERWISE}`,
		'unexpectedReply 300',
	],
	[
		301,
		'unexpectedReply 301',
		DOCUMENTED,
		`unexpectedReply U1, ${OTHERWISE}`,
		'unexpectedReply 301',
	],
	[
		302,
		'unexpectedReply 302',
		DOCUMENTED,
		`unexpectedReply U1, ${OTHERWISE}`,
		'unexpectedReply 302',
	],
	[
		304,
		'unexpectedReply 304',
		DOCUMENTED,
		`unexpectedReply U1, ${OTHERWISE}`,
		'unexpectedReply 304',
	],
	[
		307,
		'unexpectedReply 307',
		DOCUMENTED,
		`unexpectedReply U1, ${OTHERWISE}`,
		'unexpectedReply 307',
	],
	[
		400,
		'unexpectedReply 400',
		DOCUMENTED,
		`unexpectedReply U1, ${OTHERWISE}`,
		'unexpectedReply 400',
	],
	[
		401,
		'authentication 401',
		'authentication D1, Documented words',
		`authentication U1, ${OTHERWISE}`,
		'authentication 401',
	],
	[
		402,
		'unexpectedReply 402',
		DOCUMENTED,
		`unexpectedReply U1, ${OTHERWISE}`,
		'unexpectedReply 402',
	],
	[
		403,
		'authentication 403',
		'authentication D1, Documented words',
		`authentication U1, ${OTHERWISE}`,
		'authentication 403',
	],
	[
		404,
		'unexpectedReply 404',
		DOCUMENTED,
		`unexpectedReply U1, ${OTHERWISE}`,
		'unexpectedReply 404',
	],
	[
		408,
		'unexpectedReply 408',
		DOCUMENTED,
		`unexpectedReply U1, ${OTHERWISE}`,
		'unexpectedReply 408',
	],
	[429, 'rateLimited 429', DOCUMENTED, `rateLimited U1, ${OTHERWISE}`, 'rateLimited 429'],
	[
		499,
		'unexpectedReply 499',
		DOCUMENTED,
		`unexpectedReply U1, ${OTHERWISE}`,
		'unexpectedReply 499',
	],
	[
		500,
		'vendorUnavailable 500',
		DOCUMENTED,
		`vendorUnavailable U1, ${OTHERWISE}`,
		'vendorUnavailable 500',
	],
	[
		502,
		'vendorUnavailable 502',
		DOCUMENTED,
		`vendorUnavailable U1, ${OTHERWISE}`,
		'vendorUnavailable 502',
	],
	[
		503,
		'vendorUnavailable 503',
		DOCUMENTED,
		`vendorUnavailable U1, ${OTHERWISE}`,
		'vendorUnavailable 503',
	],
	[
		504,
		'vendorUnavailable 504',
		DOCUMENTED,
		`vendorUnavailable U1, ${OTHERWISE}`,
		'vendorUnavailable 504',
	],
	[
		599,
		'vendorUnavailable 599',
		DOCUMENTED,
		`vendorUnavailable U1, ${OTHERWISE}`,
		'vendorUnavailable 599',
	],
])('HTTP status %d', (status, withReading, withDocumented, withUndocumented, withNeither) => {
	it.each([
		['a reading', readPlain, withReading],
		['a documented refusal', throwDocumented, withDocumented],
		['another refusal', throwUndocumented, withUndocumented],
		['a reply that is neither', throwUnexpected, withNeither],
		[
			'a reader that breaks',
			throwTypeError,
			status >= 200 && status < 300 && status !== 206 ? 'internal TypeError' : withNeither,
		],
	])('with %s', (_, read, expected) => {
		expect(summarize(interpret(status, read))).toBe(expected);
	});
});

it.each([
	[429, true],
	[500, true],
	[503, true],
	[200, false],
	[302, false],
	[400, false],
	[401, false],
	[403, false],
	[404, false],
])('after HTTP status %d without a documented refusal is asked again: %s', (status, expected) => {
	for (const read of [throwUndocumented, throwUnexpected]) {
		expect(interpret(status, read)).toMatchObject({
			ok: false,
			failure: { isAskedAgain: expected, retryable: expected },
		});
	}
});

it.each([
	['authentication', 500, false],
	['authentication', 429, false],
	['notFound', 503, false],
	['vendorUnavailable', 400, true],
	['vendorUnavailable', 401, false],
	['rateLimited', 403, false],
] as const)('a documented %s with HTTP status %d is asked again: %s', (kind, status, expected) => {
	const refuse = () => {
		throw vendorRefusal({ kind, isDocumented: true });
	};
	expect(interpret(status, refuse)).toMatchObject({
		ok: false,
		failure: { isAskedAgain: expected },
	});
});

it('does not ask again what its document forbids to, whatever the HTTP status', () => {
	const refuse = () => {
		throw vendorRefusal({ kind: 'rateLimited', isDocumented: true, isAskedAgain: false });
	};
	for (const status of [200, 401, 403, 429, 500, 503]) {
		expect(interpret(status, refuse)).toMatchObject({
			ok: false,
			failure: { isAskedAgain: false },
		});
	}
});

it.each([
	[100, /HTTP status 100\. Check the address/],
	[199, /HTTP status 199\. Check the address/],
	[
		206,
		/sent only a part of its reply \(HTTP status 206\)\. Check the address .*, and whether a proxy/,
	],
	[300, /redirects to another address \(HTTP status 300\)/],
	[
		302,
		/redirects to another address \(HTTP status 302\), which is not followed, since .* alone\. Enter the final address/,
	],
	[399, /redirects to another address \(HTTP status 399\)/],
	[400, /HTTP status 400\. Check the address/],
	[401, /HTTP status 401\. Check the values in the credential/],
	[
		403,
		/HTTP status 403\. Check the values in the credential, and whether the address of this server/,
	],
	[404, /HTTP status 404\. Check the address/],
	[418, /HTTP status 418\. Check the address/],
	[429, /HTTP status 429\. Check less often/],
	[499, /HTTP status 499\. Check the address/],
	[500, /HTTP status 500\. Try again later/],
	[503, /HTTP status 503\. Try again later/],
])('advises after HTTP status %d', (status, advice) => {
	const answer = interpret(status, throwUnexpected);
	if (answer.ok) throw new Error('Nothing was refused');
	expect(answer.failure.advice).toMatch(advice);
	expect(JSON.stringify(answer.failure)).not.toMatch(/problem|failure|mistake/i);
});

it.each([
	[401, throwUnexpected, true],
	[401, throwUndocumented, true],
	[401, throwDocumented, true],
	[403, throwUnexpected, false],
	[403, throwOfCredential, true],
	[500, throwUnexpected, false],
	[200, throwUnexpected, false],
])(
	'after HTTP status %d the credential itself is refused or not',
	(status, read, isOfCredential) => {
		expect(interpret(status, read)).toMatchObject({ ok: false, failure: { isOfCredential } });
	},
);

it.each([
	[204, null],
	[206, 206],
	[302, 302],
	[404, 404],
	[503, 503],
])('names the HTTP status %d where it decided', (status, httpStatus) => {
	expect(interpret(status, throwUnexpected)).toMatchObject({ ok: false, failure: { httpStatus } });
});

it("takes no code of the vendor's for an HTTP status", () => {
	const refuse = () => {
		throw vendorRefusal({ kind: 'refused', code: '503', isDocumented: true });
	};
	expect(interpret(200, refuse)).toMatchObject({
		ok: false,
		failure: { code: '503', httpStatus: null },
	});
});

it('keeps the documented advice where only the status makes it a matter of the login', () => {
	expect(interpret(401, throwDocumented)).toMatchObject({
		ok: false,
		failure: { kind: 'authentication', advice: 'Do as documented. (HTTP status 401)' },
	});
});

it('tells nothing of what a reader throws', () => {
	for (const status of [200, 401, 500]) {
		expect(JSON.stringify(interpret(status, throwTypeError))).not.toContain('hunter22');
	}
});

it('gives the reader the reply and the query', () => {
	const seen: unknown[] = [];
	const vendor: Vendor = {
		...createVendor(fail),
		read: (reply, query) => {
			seen.push(reply, query);
			return reading;
		},
	};
	const reply = createReply(200);
	const query = { currencyMode: 'user' };
	expect(interpretReply(vendor, reply, query)).toBe(reading);
	expect(seen).toEqual([reply, query]);
});
