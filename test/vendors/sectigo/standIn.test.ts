import { rawExchange } from '../../standIns/rawExchange';
import {
	sectigoAccounts,
	sectigoDollarLogin,
	sectigoEuroLogin,
	sectigoLogin,
	startSectigo,
} from './standIn';
import type { SectigoAccount, SectigoStandIn } from './standIn';

const formType = { 'content-type': 'application/x-www-form-urlencoded' };
const target = '/products/!getAccountBalance';

/** The login and the reply of the document's samples. */
const sampleAccount: SectigoAccount = {
	loginName: 'login_name',
	loginPassword: 'login_password',
	accountId: '1111111111',
	currencyCode: 'GBP',
	amount: '111111',
	hardCreditLimit: '11',
};

const sampleForm = 'loginName=login_name&loginPassword=login_password';

const contentTypes = {
	'0': 'text/plain',
	'1': 'application/x-www-form-urlencoded',
	'2': 'application/json',
} as const;

let standIn: SectigoStandIn;

beforeEach(async () => {
	standIn = await startSectigo({ accounts: [sampleAccount, ...sectigoAccounts] });
});

afterEach(async () => {
	await standIn.close();
});

const post = (body: string, headers: Readonly<Record<string, string>> = formType) =>
	rawExchange(standIn.url, { method: 'POST', target, headers, body });

describe("the document's sample request", () => {
	const newline = '0\n1111111111\nGBP\n111111\n11';

	it.each([
		['', 'text/plain', newline],
		['&responseFormat=0', 'text/plain', newline],
		[
			'&responseFormat=1',
			'application/x-www-form-urlencoded',
			'errorCode=0&accountID=1111111111&currencyCode=GBP&amount=111111&hardCreditLimit=11',
		],
		[
			'&responseFormat=2',
			'application/json',
			'{\n    "errorCode": 0,\n    "accountID": "1111111111",\n    "currencyCode": "GBP",\n    "amount": "111111",\n    "hardCreditLimit": "11"\n}',
		],
	])('gets the documented reply with "%s" added', async (added, contentType, body) => {
		const reply = await post(sampleForm + added);
		expect(reply).toMatchObject({ status: 200, body });
		expect(reply.headers['content-type']).toBe(contentType);
	});
});

interface RefusedForm {
	readonly what: string;
	readonly form: string;
	readonly code: number;
	readonly message: string;
	readonly encodedMessage: string;
}

const refusedForms: readonly RefusedForm[] = [
	{
		what: 'no loginName',
		form: 'loginPassword=login_password',
		code: -3,
		message: "The 'loginName' argument is missing!",
		encodedMessage: 'The+%27loginName%27+argument+is+missing%21',
	},
	{
		what: 'an empty loginName',
		form: 'loginName=&loginPassword=login_password',
		code: -3,
		message: "The 'loginName' argument is missing!",
		encodedMessage: 'The+%27loginName%27+argument+is+missing%21',
	},
	{
		what: 'no loginPassword',
		form: 'loginName=login_name',
		code: -3,
		message: "The 'loginPassword' argument is missing!",
		encodedMessage: 'The+%27loginPassword%27+argument+is+missing%21',
	},
	{
		what: 'another loginName',
		form: 'loginName=login_nam&loginPassword=login_password',
		code: -16,
		message: 'Permission denied!',
		encodedMessage: 'Permission+denied%21',
	},
	{
		what: 'the loginName in another case',
		form: 'loginName=Login_name&loginPassword=login_password',
		code: -16,
		message: 'Permission denied!',
		encodedMessage: 'Permission+denied%21',
	},
	{
		what: 'the loginPassword in another case',
		form: 'loginName=login_name&loginPassword=Login_password',
		code: -16,
		message: 'Permission denied!',
		encodedMessage: 'Permission+denied%21',
	},
	{
		what: "another account's loginPassword",
		form: `loginName=login_name&loginPassword=${encodeURIComponent(sectigoLogin.loginPassword)}`,
		code: -16,
		message: 'Permission denied!',
		encodedMessage: 'Permission+denied%21',
	},
	{
		what: 'a loginName of more than 64 characters',
		form: `loginName=${'x'.repeat(65)}&loginPassword=login_password`,
		code: -4,
		message: "The value of the 'loginName' argument is invalid!",
		encodedMessage: 'The+value+of+the+%27loginName%27+argument+is+invalid%21',
	},
	{
		what: 'a loginPassword of more than 128 characters',
		form: `loginName=login_name&loginPassword=${'x'.repeat(129)}`,
		code: -4,
		message: "The value of the 'loginPassword' argument is invalid!",
		encodedMessage: 'The+value+of+the+%27loginPassword%27+argument+is+invalid%21',
	},
	{
		what: 'a loginName twice',
		form: `${sampleForm}&loginName=login_name`,
		code: -4,
		message: "The value of the 'loginName' argument is invalid!",
		encodedMessage: 'The+value+of+the+%27loginName%27+argument+is+invalid%21',
	},
	{
		what: 'an argument too many',
		form: `${sampleForm}&includeTier2Accounts=Y`,
		code: -2,
		message: "'includeTier2Accounts' is an unrecognised argument!",
		encodedMessage: '%27includeTier2Accounts%27+is+an+unrecognised+argument%21',
	},
];

function failureBodies({
	code,
	message,
	encodedMessage,
}: Pick<RefusedForm, 'code' | 'message' | 'encodedMessage'>) {
	return [
		['0', `${code}\n${message}`],
		['1', `errorCode=${code}&errorMessage=${encodedMessage}`],
		['2', `{\n    "errorCode": ${code},\n    "errorMessage": "${message}"\n}`],
	] as const;
}

describe.each(refusedForms)('a form with $what', (refused) => {
	it.each(failureBodies(refused))('is refused in format %s', async (format, body) => {
		const reply = await post(`${refused.form}&responseFormat=${format}`);
		expect(reply).toMatchObject({ status: 200, body });
		expect(reply.headers['content-type']).toBe(contentTypes[format]);
	});

	it('is refused in format 0 without responseFormat', async () => {
		const reply = await post(refused.form);
		expect(reply).toMatchObject({ status: 200, body: `${refused.code}\n${refused.message}` });
		expect(reply.headers['content-type']).toBe('text/plain');
	});
});

describe('an altered request', () => {
	it.each(['3', '', '00', 'json'])('is refused for the responseFormat "%s"', async (format) => {
		await expect(post(`${sampleForm}&responseFormat=${format}`)).resolves.toMatchObject({
			status: 200,
			body: "-4\nThe value of the 'responseFormat' argument is invalid!",
		});
	});

	it('is refused for what is missing before what is invalid', async () => {
		await expect(post('loginName=login_name&responseFormat=3')).resolves.toMatchObject({
			body: "-3\nThe 'loginPassword' argument is missing!",
		});
	});

	const getRefusal = {
		code: -17,
		message: 'Request used GET rather than POST!',
		encodedMessage: 'Request+used+GET+rather+than+POST%21',
	};
	it.each(failureBodies(getRefusal))('is refused with GET in format %s', async (format, body) => {
		const query = `${sampleForm}&responseFormat=${format}`;
		await expect(rawExchange(standIn.url, { target: `${target}?${query}` })).resolves.toMatchObject(
			{ status: 200, body },
		);
	});

	it('is refused where an argument stands in the address', async () => {
		await expect(
			rawExchange(standIn.url, {
				method: 'POST',
				target: `${target}?loginName=login_name`,
				headers: formType,
				body: sampleForm,
			}),
		).resolves.toMatchObject({ body: "-2\n'loginName' is an unrecognised argument!" });
	});

	it('has no arguments where the body is not declared as a form', async () => {
		await expect(post(sampleForm, { 'content-type': 'text/plain' })).resolves.toMatchObject({
			body: "-3\nThe 'loginName' argument is missing!",
		});
	});

	it.each(['/products/getAccountBalance', '/products/!getAccountBalance/', '/'])(
		'finds nothing at %s',
		async (path) => {
			await expect(
				rawExchange(standIn.url, {
					method: 'POST',
					target: path,
					headers: formType,
					body: sampleForm,
				}),
			).resolves.toMatchObject({ status: 404, headers: { 'content-type': 'text/html' } });
		},
	);

	it('is refused by the web server with another method', async () => {
		await expect(
			rawExchange(standIn.url, { method: 'PUT', target, headers: formType, body: sampleForm }),
		).resolves.toMatchObject({ status: 405 });
	});
});

describe.each([
	{
		code: -1,
		message: 'Request was not made over https!',
		encodedMessage: 'Request+was+not+made+over+https%21',
	},
	{
		code: -14,
		message: 'An unknown error occurred!',
		encodedMessage: 'An+unknown+error+occurred%21',
	},
	{
		code: -19,
		message: 'Only for CCM accounts!',
		encodedMessage: 'Only+for+CCM+accounts%21',
	},
	{ code: -42, message: 'Call limit reached!', encodedMessage: 'Call+limit+reached%21' },
] as const)('the setting refusal = $code', (refused) => {
	it.each(failureBodies(refused))(
		'refuses a right request in format %s, until taken back',
		async (format, body) => {
			const form = `${sampleForm}&responseFormat=${format}`;
			standIn.settings.refusal = refused.code;
			await expect(post(form)).resolves.toMatchObject({ status: 200, body });
			standIn.settings.refusal = null;
			expect((await post(form)).body).toContain('1111111111');
		},
	);

	it('can be an option', async () => {
		await standIn.close();
		standIn = await startSectigo({ refusal: refused.code });
		await expect(post(sampleForm)).resolves.toMatchObject({
			body: `${refused.code}\n${refused.message}`,
		});
	});
});

describe('the default accounts', () => {
	const formEncoded = (login: typeof sectigoLogin) => new URLSearchParams(login).toString();
	const percentEncoded = (login: typeof sectigoLogin) =>
		Object.entries(login)
			.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
			.join('&');

	it.each([
		[sectigoLogin, '0\n1000482915\nGBP\n210.00\n0.00'],
		[sectigoDollarLogin, '0\n1000730064\nUSD\n-152.40\n500.00'],
		[sectigoEuroLogin, '0\n1000915377\nEUR\n1250.75'],
	])('reads %j in either encoding of a space', async (login, body) => {
		await expect(post(formEncoded(login))).resolves.toMatchObject({ body });
		await expect(post(percentEncoded(login))).resolves.toMatchObject({ body });
	});

	it('refuses a password whose awkward characters were not encoded', async () => {
		const { loginName, loginPassword } = sectigoLogin;
		const form = `loginName=${encodeURIComponent(loginName)}&loginPassword=${loginPassword}`;
		expect((await post(form)).body).toMatch(/^-(?:2|16)\n/u);
	});

	it.each([
		['1', 'errorCode=0&accountID=1000915377&currencyCode=EUR&amount=1250.75'],
		[
			'2',
			'{\n    "errorCode": 0,\n    "accountID": "1000915377",\n    "currencyCode": "EUR",\n    "amount": "1250.75"\n}',
		],
	])('leaves out a hard credit limit that there is not, in format %s too', async (format, body) => {
		await expect(
			post(`${formEncoded(sectigoEuroLogin)}&responseFormat=${format}`),
		).resolves.toMatchObject({ body });
	});

	it('can be changed while the server runs, for that server alone', async () => {
		const [account] = standIn.accounts;
		if (account === undefined) throw new Error('No account');
		account.amount = '-0.01';
		await expect(post(sampleForm)).resolves.toMatchObject({
			body: '0\n1111111111\nGBP\n-0.01\n11',
		});
		expect(sampleAccount.amount).toBe('111111');
	});
});
