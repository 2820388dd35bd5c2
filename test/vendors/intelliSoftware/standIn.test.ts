import {
	intelliSoftwareAccounts,
	intelliSoftwareKeys,
	intelliSoftwareOtherKeys,
	startIntelliSoftware,
} from './standIn';
import type { IntelliSoftwareStandIn } from './standIn';
import { rawExchange } from '../../standIns/rawExchange';

const jsonPath = '/api/json/getbalance.aspx';
const formPath = '/api/https/getbalance.aspx';

/** The document's samples, byte for byte. */
const sampleJson = String.raw`{
  "auth": {
    "authtype": "accesskey",
    "accesskey": "Yva$ER%Uhs\u002BUU[MzwEYe",
    "secretkey": "F{kQ^s\u0060wVpm!EU~Bx8yB^A$N$[l{pxJA"
  },
  "request_version": "1.0.0",
  "response_version": "1.0.3"
}`;
const sampleForm =
	'accesskey=Yva%24ER%25Uhs%2bUU%5bMzwEYe&secretkey=F%7bkQ%5es%60wVpm!EU%7eBx8yB%5eA%24N%24%5bl%7bpxJA';
const sampleSuccess = '{\n  "response_status": "ok",\n  "balance": "100.0"\n}';

const jsonFailure = (error: string, code: number) =>
	`{\n  "response_status": "failure",\n  "errors": [\n    {\n      "error": "${error}",\n      "error_code": ${code}\n    }\n  ]\n}`;

const failures = {
	login_invalid: jsonFailure('login_invalid', 11),
	internal_error: jsonFailure('internal_error', 12),
	auth_parameter_missing: jsonFailure('auth_parameter_missing', 20),
	auth_parameter_invalid: jsonFailure('auth_parameter_invalid', 21),
	connection_not_secure: jsonFailure('connection_not_secure', 22),
} as const;

const formFailures = {
	login_invalid: 'ERR:LOGIN_INVALID',
	internal_error: 'ERR:INTERNAL_ERROR',
	auth_parameter_missing: 'ERR:AUTH_PARAMETER_MISSING',
	auth_parameter_invalid: 'ERR:AUTH_PARAMETER_INVALID',
	connection_not_secure: 'ERR:CONNECTION_NOT_SECURE',
} as const;

let standIn: IntelliSoftwareStandIn;

beforeEach(async () => {
	standIn = await startIntelliSoftware();
});

afterEach(async () => {
	await standIn.close();
});

const postJson = (body: string, target = jsonPath) =>
	rawExchange(standIn.url, {
		method: 'POST',
		target,
		headers: { 'content-type': 'application/json' },
		body,
	});

const postForm = (body: string, target = formPath) =>
	rawExchange(standIn.url, {
		method: 'POST',
		target,
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body,
	});

/** The sample's text with one part of it replaced, which must be there. */
function altered(sample: string, part: string, replacement: string): string {
	if (!sample.includes(part)) throw new Error(`Not in the sample: ${part}`);
	return sample.replace(part, () => replacement);
}

describe("the document's sample requests", () => {
	it('get the documented balance from the JSON interface', async () => {
		const reply = await postJson(sampleJson);
		expect(reply).toMatchObject({ status: 200, body: sampleSuccess });
		expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
	});

	it('get the documented balance from the form interface', async () => {
		const reply = await postForm(sampleForm);
		expect(reply).toMatchObject({ status: 200, body: 'BALANCE:100.0' });
		expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
	});
});

describe('an altered JSON request', () => {
	const accessKeyLine = String.raw`    "accesskey": "Yva$ER%Uhs\u002BUU[MzwEYe",` + '\n';
	const accessKey = String.raw`"Yva$ER%Uhs\u002BUU[MzwEYe"`;
	const secretKey = String.raw`"F{kQ^s\u0060wVpm!EU~Bx8yB^A$N$[l{pxJA"`;
	const versions = '  "request_version": "1.0.0",\n  "response_version": "1.0.3"\n';

	it.each([
		['another access key', 'login_invalid', accessKey, '"Yva$ER%Uhs UU[MzwEYe"'],
		['the access key in another case', 'login_invalid', 'Yva', 'yva'],
		['another secret key', 'login_invalid', secretKey, '"F{kQ^s"'],
		[
			'the secret key of another account',
			'login_invalid',
			secretKey,
			JSON.stringify(intelliSoftwareOtherKeys.secretKey),
		],
		['an access key with a space behind it', 'login_invalid', 'MzwEYe"', 'MzwEYe "'],
		['no access key', 'auth_parameter_missing', accessKeyLine, ''],
		['an empty access key', 'auth_parameter_missing', accessKey, '""'],
		['no secret key', 'auth_parameter_missing', `,\n    "secretkey": ${secretKey}`, ''],
		['an empty secret key', 'auth_parameter_missing', secretKey, '""'],
		['null as the secret key', 'auth_parameter_missing', secretKey, 'null'],
		['no authtype', 'auth_parameter_missing', '    "authtype": "accesskey",\n', ''],
		['no request_version', 'auth_parameter_missing', '  "request_version": "1.0.0",\n', ''],
		['no response_version', 'auth_parameter_missing', ',\n  "response_version": "1.0.3"', ''],
		['no versions', 'auth_parameter_missing', `,\n${versions}`, '\n'],
		['a number as the access key', 'auth_parameter_invalid', accessKey, '12345'],
		['a list as the secret key', 'auth_parameter_invalid', secretKey, `[${secretKey}]`],
		[
			'another authtype',
			'auth_parameter_invalid',
			'"authtype": "accesskey"',
			'"authtype": "password"',
		],
		[
			'the authtype in another case',
			'auth_parameter_invalid',
			'"authtype": "accesskey"',
			'"authtype": "AccessKey"',
		],
		['another request_version', 'auth_parameter_invalid', '"1.0.0"', '"1.0.1"'],
		['another response_version', 'auth_parameter_invalid', '"1.0.3"', '"1.0.0"'],
		['a number as a version', 'auth_parameter_invalid', '"1.0.3"', '1'],
		['a field too many', 'auth_parameter_invalid', '"1.0.3"', '"1.0.3",\n  "extra": ""'],
		[
			'a field too many in auth',
			'auth_parameter_invalid',
			'"authtype"',
			'"extra": 1,\n    "authtype"',
		],
		['no end', 'auth_parameter_invalid', versions + '}', ''],
		[
			'the access key beside auth',
			'auth_parameter_missing',
			sampleJson,
			altered(sampleJson, accessKeyLine, '').replace('{', `{ "auth.accesskey": ${accessKey},`),
		],
	] as const)('with %s is refused as %s', async (_what, refusal, part, replacement) => {
		const reply = await postJson(altered(sampleJson, part, replacement));
		expect(reply).toMatchObject({ status: 200, body: failures[refusal] });
		expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
	});

	it.each([
		['', 'auth_parameter_missing'],
		['{}', 'auth_parameter_missing'],
		['{"auth":"accesskey"}', 'auth_parameter_missing'],
		['[]', 'auth_parameter_invalid'],
		['null', 'auth_parameter_invalid'],
		[sampleForm, 'auth_parameter_invalid'],
	] as const)('with the body "%s" is refused as %s', async (body, refusal) => {
		await expect(postJson(body)).resolves.toMatchObject({ status: 200, body: failures[refusal] });
	});

	it('with a parameter in the address is refused', async () => {
		await expect(postJson(sampleJson, `${jsonPath}?accesskey=1`)).resolves.toMatchObject({
			status: 200,
			body: failures.auth_parameter_invalid,
		});
	});
});

describe('an altered form', () => {
	const [accessKey = '', secretKey = ''] = sampleForm.split('&');

	it.each([
		['another access key', 'login_invalid', `accesskey=Yva&${secretKey}`],
		['the access key in another case', 'login_invalid', sampleForm.replace('Yva', 'yva')],
		[
			'an access key whose plus sign became a space',
			'login_invalid',
			sampleForm.replace('%2b', '+'),
		],
		['another secret key', 'login_invalid', `${accessKey}&secretkey=F`],
		['no access key', 'auth_parameter_missing', secretKey],
		['an empty access key', 'auth_parameter_missing', `accesskey=&${secretKey}`],
		['no secret key', 'auth_parameter_missing', accessKey],
		['an empty secret key', 'auth_parameter_missing', `${accessKey}&secretkey=`],
		['nothing in it', 'auth_parameter_missing', ''],
		['a field too many', 'auth_parameter_invalid', `${sampleForm}&extra=1`],
		['the access key twice', 'auth_parameter_invalid', `${sampleForm}&${accessKey}`],
	] as const)('with %s is refused as %s', async (_what, refusal, form) => {
		const reply = await postForm(form);
		expect(reply).toMatchObject({ status: 200, body: formFailures[refusal] });
		expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
	});

	it('with a parameter in the address is refused', async () => {
		await expect(postForm(sampleForm, `${formPath}?${accessKey}`)).resolves.toMatchObject({
			body: formFailures.auth_parameter_invalid,
		});
	});

	it('that is not declared as one has no parameters', async () => {
		await expect(postJson(sampleForm, formPath)).resolves.toMatchObject({
			body: formFailures.auth_parameter_missing,
		});
	});
});

describe('other addresses and methods', () => {
	it.each([
		'/api/json/getbalance',
		'/api/JSON/getbalance.aspx',
		'/smsgateway/getbalance.aspx',
		'/',
	])('there is no page %s', async (target) => {
		await expect(postJson(sampleJson, target)).resolves.toMatchObject({
			status: 404,
			headers: { 'content-type': 'text/html' },
		});
	});

	it.each([
		['GET', jsonPath],
		['GET', `${formPath}?${sampleForm}`],
		['PUT', jsonPath],
	])('%s %s is not allowed', async (method, target) => {
		await expect(
			rawExchange(standIn.url, { method, target, body: method === 'PUT' ? sampleJson : '' }),
		).resolves.toMatchObject({ status: 405, headers: { 'content-type': 'text/html' } });
	});
});

describe('settings', () => {
	it.each([
		'login_invalid',
		'internal_error',
		'auth_parameter_missing',
		'auth_parameter_invalid',
		'connection_not_secure',
	] as const)('refusal = %s refuses right requests, until taken back', async (refusal) => {
		standIn.settings.refusal = refusal;
		await expect(postJson(sampleJson)).resolves.toMatchObject({
			status: 200,
			body: failures[refusal],
		});
		await expect(postForm(sampleForm)).resolves.toMatchObject({
			status: 200,
			body: formFailures[refusal],
		});
		standIn.settings.refusal = null;
		await expect(postJson(sampleJson)).resolves.toMatchObject({ body: sampleSuccess });
		await expect(postForm(sampleForm)).resolves.toMatchObject({ body: 'BALANCE:100.0' });
	});

	it('can be options, with a description where there is a place for it', async () => {
		await standIn.close();
		standIn = await startIntelliSoftware({
			refusal: 'internal_error',
			errorDescription: 'Try "later"',
		});
		await expect(postJson(sampleJson)).resolves.toMatchObject({
			body: altered(
				failures.internal_error,
				'12',
				String.raw`12,` + '\n' + String.raw`      "error_description": "Try \"later\""`,
			),
		});
		await expect(postForm(sampleForm)).resolves.toMatchObject({
			body: formFailures.internal_error,
		});
	});
});

describe('the default accounts', () => {
	const form = ({ accessKey, secretKey }: typeof intelliSoftwareKeys) => ({
		accesskey: accessKey,
		secretkey: secretKey,
	});

	it.each([
		[intelliSoftwareKeys, '100.0'],
		[intelliSoftwareOtherKeys, '2417.5'],
	])('reads %j by every interface and encoding', async (keys, balance) => {
		const json = JSON.stringify({
			response_version: '1.0.3',
			request_version: '1.0.0',
			auth: { ...form(keys), authtype: 'accesskey' },
		});
		const percentEncoded = Object.entries(form(keys))
			.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
			.join('&');
		await expect(postJson(json)).resolves.toMatchObject({
			body: altered(sampleSuccess, '100.0', balance),
		});
		for (const encoded of [percentEncoded, new URLSearchParams(form(keys)).toString()]) {
			await expect(postForm(encoded)).resolves.toMatchObject({ body: `BALANCE:${balance}` });
		}
	});

	it('can be changed while the server runs, for that server alone', async () => {
		const [account] = standIn.accounts;
		if (account === undefined) throw new Error('No account');
		account.balance = '0';
		await expect(postForm(sampleForm)).resolves.toMatchObject({ body: 'BALANCE:0' });
		expect(intelliSoftwareAccounts[0]?.balance).toBe('100.0');
	});
});
