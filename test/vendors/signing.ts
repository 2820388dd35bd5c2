import { attempt } from '../../nodes/shared/failure/attempt';
import { readSecrets, type Input } from '../../nodes/shared/input/fields';
import type {
	BalanceRequest,
	JsonObject,
	OutgoingRequest,
	Parameter,
	RequestBody,
	SignedRequest,
} from '../../nodes/shared/request/request';
import type { Vendor } from '../../nodes/shared/vendor';

/** Cases by what they are about. */
type Table<Case> = Readonly<Record<string, Case>>;

type Words = readonly [summary: string, advice: string];

export const CHECK_FIELDS = 'Check the parameters of the node and the fields of the credential.';

export const OTHER_HOST: Words = [
	'The request goes to another host than the credential',
	'A credential is sent to the address that is entered in it and nowhere else.',
];

export const OTHER_BODY: Words = [
	'The credential cannot be added to this kind of body',
	'Send a form (Form Urlencoded), a JSON object, or a raw body that is one of the two.',
];

export const POST_ONLY: Words = [
	'The credential can only be used with POST, not with GET',
	'This vendor reads the credential from the body of a POST request. Choose the method POST.',
];

export const ODD_ENCODING: Words = [
	'The parameters are not plainly percent-encoded',
	'Servers may read them in different ways, so they are not signed. Enter each parameter by itself under Send Query Parameters or Send Body, and encode a semicolon as %3B.',
];

/** A request whose query or form stood there in a way that servers read differently. */
export function oddlyWritten(request: OutgoingRequest): Table<OutgoingRequest> {
	const written = (...asWritten: readonly string[]) => ({ ...request, asWritten });
	return {
		'a semicolon between parameters': written('a=1;b=2'),
		'a name escaped as JavaScript did': written('a=1&request%u005ftype=b'),
		'a line break': written('', 'a=1\nb=2'),
		'a NUL': written('a=1\u0000'),
		'a control character beyond ASCII': written('a=1\u0085'),
		'a percent sign without digits': written('a=100%'),
		'one with a single digit': written('a=%4'),
	};
}

export const NONE: RequestBody = { type: 'none' };
export const OTHER: RequestBody = { type: 'other' };
export const form = (...fields: readonly Parameter[]): RequestBody => ({ type: 'form', fields });
export const json = (value: JsonObject): RequestBody => ({ type: 'json', value });

export const OWN: Parameter = ['own', 'field'];
export const HEADERS = { 'X-Own': 'header' };

/** The whole request comes out as expected, again from itself, and what was given stays. */
export function signs(
	adapter: Vendor,
	credential: Input,
	table: Table<readonly [given: OutgoingRequest, changes: Partial<SignedRequest>]>,
): void {
	it.each(rowsOf(table))('signs %s', (_, [given, changes]) => {
		const before = structuredClone(given);
		const signed = adapter.sign(given, credential);
		expect(signed).toEqual({ ...before, confidential: [], ...changes });
		expect(adapter.sign(signed, credential)).toEqual(signed);
		expect(given).toEqual(before);
	});
}

export function refuses(
	adapter: Vendor,
	credential: Input,
	[summary, advice]: Words,
	table: Table<OutgoingRequest>,
): void {
	it.each(rowsOf(table))('does not sign %s', (_, given) => {
		expectRefused(() => adapter.sign(given, credential), summary, advice);
	});
}

/** What is missing in the credential is told before anything is asked, and before it is signed. */
export function needsFields(
	adapter: Vendor,
	credential: Input,
	given: OutgoingRequest,
	table: Table<Input>,
): void {
	it.each(rowsOf(table))('neither asks nor signs: %s', (summary, fields) => {
		const lacking = { ...credential, ...fields };
		expectRefused(() => adapter.request({}, lacking), summary, CHECK_FIELDS);
		expectRefused(() => adapter.sign(given, lacking), summary, CHECK_FIELDS);
	});
}

export function asks(
	adapter: Vendor,
	credential: Input,
	usual: BalanceRequest,
	table: Table<readonly [query: Input, fields: Input, changes: Partial<BalanceRequest>]>,
): void {
	it.each(rowsOf(table))('asks %s', (_, [query, fields, changes]) => {
		const asked = adapter.request(query, { ...credential, ...fields });
		expect(asked).toEqual({ ...usual, ...changes });
	});
}

export function keepsSecret(
	adapter: Vendor,
	rows: ReadonlyArray<readonly [credential: Input, secrets: readonly string[]]>,
): void {
	it.each(rows)('keeps secret what is in %j', (credential, secrets) => {
		expect(readSecrets(adapter.credentialFields, credential)).toEqual(secrets);
	});
}

function rowsOf<Case>(table: Table<Case>): Array<[what: string, each: Case]> {
	return Object.entries(table);
}

export function expectRefused(run: () => unknown, summary: string, advice: string): void {
	const failure = { kind: 'invalidRequest', summary, advice };
	expect(attempt(run)).toMatchObject({ ok: false, failure });
}
