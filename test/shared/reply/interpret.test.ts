import { readReply } from '../../../nodes/shared/reply/interpret';
import { refusal, unexpectedReply, type Refusal } from '../../../nodes/shared/failure/failure';
import type { Reading, Reply, Vendor } from '../../../nodes/shared/vendor';

const reading: Reading = {
	outcome: 'balance',
	account: null,
	balance: { text: '5' },
	currency: null,
	creditLimit: null,
	details: {},
	warnings: [],
};

const documented = refusal({
	kind: 'notAllowed',
	code: 'D1',
	vendorWords: 'Documented words',
	advice: 'Do as documented.',
	documented: true,
});

const undocumented = refusal({ kind: 'refused', code: 'U1', vendorWords: 'Other words' });

function fail(): never {
	throw new Error("The test's own number is none");
}

const vendorThat = (read: () => Reading | Refusal): Vendor => ({
	id: 'tiny',
	name: 'Tiny',
	unit: 'money',
	request: fail,
	sign: fail,
	read,
	secrets: () => [],
});

const replyOf = (status: number): Reply => ({
	status,
	text: 'any',
	complete: true,
	request: {
		method: 'GET',
		url: 'https://one.example',
		query: [],
		headers: {},
		body: { type: 'none' },
	},
});

const answerTo = (status: number, read: () => Reading | Refusal) =>
	readReply(vendorThat(read), replyOf(status), {});

/** A refusal's kind, code and words, or the balance. */
function inShort(answer: Reading | Refusal): string {
	if (answer.outcome === 'balance') return `balance ${answer.balance.text}`;
	return `${answer.kind} ${answer.code ?? '-'}${answer.vendorWords === null ? '' : `, ${answer.vendorWords}`}`;
}

const throwUnexpected = () => {
	throw unexpectedReply('is odd');
};

const throwTypeError = () => {
	throw new TypeError('hunter22');
};

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
		['a reading', () => reading, withReading],
		['a documented refusal', () => documented, withDocumented],
		['another refusal', () => undocumented, withUndocumented],
		['a reply that is neither', throwUnexpected, withNeither],
		[
			'a reader that breaks',
			throwTypeError,
			status >= 200 && status < 300 && status !== 206 ? 'internal TypeError' : withNeither,
		],
	])('with %s', (_, read, expected) => {
		expect(inShort(answerTo(status, read))).toBe(expected);
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
	for (const read of [() => undocumented, throwUnexpected]) {
		expect(answerTo(status, read)).toMatchObject({ askedAgain: expected, retryable: expected });
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
	const said = refusal({ kind, documented: true });
	expect(answerTo(status, () => said)).toMatchObject({ askedAgain: expected });
});

it('does not ask again what its document forbids to, whatever the HTTP status', () => {
	const said = refusal({ kind: 'rateLimited', documented: true, askedAgain: false });
	for (const status of [200, 401, 403, 429, 500, 503]) {
		expect(answerTo(status, () => said)).toMatchObject({ askedAgain: false });
	}
});

it.each([
	[300, /redirects to another address \(HTTP status 300\)/],
	[302, /redirects to another address \(HTTP status 302\), which is not followed/],
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
	const answer = answerTo(status, throwUnexpected);
	expect('advice' in answer ? answer.advice : '').toMatch(advice);
	expect(JSON.stringify(answer)).not.toMatch(/problem|failure|mistake/i);
});

it.each([
	[401, throwUnexpected, true],
	[401, () => undocumented, true],
	[401, () => documented, true],
	[403, throwUnexpected, false],
	[403, () => refusal({ kind: 'authentication', documented: true, ofCredential: true }), true],
	[500, throwUnexpected, false],
	[200, throwUnexpected, false],
])('after HTTP status %d the credential itself is refused or not', (status, read, ofCredential) => {
	expect(answerTo(status, read)).toMatchObject({ ofCredential });
});

it.each([
	[204, null],
	[206, 206],
	[302, 302],
	[404, 404],
	[503, 503],
])('names the HTTP status %d where it decided', (status, httpStatus) => {
	expect(answerTo(status, throwUnexpected)).toMatchObject({ httpStatus });
});

it("takes no code of the vendor's for an HTTP status", () => {
	const said = refusal({ kind: 'refused', code: '503', documented: true });
	expect(answerTo(200, () => said)).toMatchObject({ code: '503', httpStatus: null });
});

it('keeps the documented advice where only the status makes it a matter of the login', () => {
	expect(answerTo(401, () => documented)).toMatchObject({
		kind: 'authentication',
		advice: 'Do as documented. (HTTP status 401)',
	});
});

it('tells nothing of what a reader throws', () => {
	for (const status of [200, 401, 500]) {
		expect(JSON.stringify(answerTo(status, throwTypeError))).not.toContain('hunter22');
	}
});

it('gives the reader the reply and the query', () => {
	const seen: unknown[] = [];
	const vendor: Vendor = {
		...vendorThat(fail),
		read: (reply, query) => {
			seen.push(reply, query);
			return reading;
		},
	};
	const reply = replyOf(200);
	const query = { currencyMode: 'user' };
	expect(readReply(vendor, reply, query)).toBe(reading);
	expect(seen).toEqual([reply, query]);
});
