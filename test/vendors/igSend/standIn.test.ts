import { igSendAccounts, igSendKeys, startIgSend } from './standIn';
import type { IgSendAccount, IgSendOptions, IgSendStandIn } from './standIn';
import { rawExchange } from '../../standIns/rawExchange';

/** The document's sample reply, with the ordinary spaces that its page prints as no-break spaces. */
const sampleReply = [
	'\t{    ',
	'\t\t"coreRes": ',
	'\t\t{        ',
	'\t\t\t"status": 1,        ',
	'\t\t\t"Message": "Client Balance successfully retrieved.",        ',
	'\t\t\t"MessageID": 10010    ',
	'\t\t},    ',
	'\t\t"tableRes": ',
	'\t\t[        ',
	'\t\t\t{            ',
	'\t\t\t\t"ClientID": 100000,            ',
	'\t\t\t\t"AccountBalance": "1400000",            ',
	'\t\t\t\t"Status": "success",            ',
	'\t\t\t\t"Balance Currency": "GBP",            ',
	'\t\t\t\t"Balance State": "IN_CREDIT"        ',
	'\t\t\t}    ',
	'\t\t]',
	'\t}',
].join('\n');

const refusal = (message: string) =>
	[
		'\t{    ',
		'\t\t"coreRes": ',
		'\t\t{        ',
		'\t\t\t"status": 2,        ',
		`\t\t\t"Message": "${message}",        `,
		'\t\t\t"MessageID": 10009    ',
		'\t\t},    ',
		'\t\t"tableRes": ',
		'\t\t[',
		'\t\t]',
		'\t}',
	].join('\n');

const refusals = {
	wrongKeys: refusal('Security Unauthorised Access'),
	invalid: refusal('Data Validation Failed.'),
	unknownClient: refusal('Account Number was not available for this client.'),
};

const sampleKeys = { publicKey: '{Your public key}', privateKey: '{Your private key}' };

/** The clients of the document's sample request and of its sample reply. */
const sampleAccount: IgSendAccount = {
	...sampleKeys,
	clients: [100000, 123456].map((clientId) => ({
		clientId,
		accountBalance: '1400000',
		status: 'success',
		balanceCurrency: 'GBP',
		balanceState: 'IN_CREDIT',
	})),
};

let standIn: IgSendStandIn;

async function start(options: IgSendOptions): Promise<void> {
	standIn = await startIgSend(options);
}

afterEach(async () => {
	await standIn.close();
});

type Keys = Pick<IgSendAccount, 'publicKey' | 'privateKey'>;

const basic = ({ publicKey, privateKey }: Keys) =>
	`Basic ${Buffer.from(`${publicKey}:${privateKey}`, 'utf8').toString('base64')}`;

const get = (query: string, authorization = basic(sampleKeys)) =>
	rawExchange(standIn.url, {
		target: `/services/clientbalance/${query}`,
		headers: { authorization },
	});

describe("the document's sample request", () => {
	beforeEach(() => start({ accounts: [sampleAccount] }));

	it('gets the documented reply', async () => {
		const reply = await get('?ClientID=100000');
		expect(reply).toMatchObject({ status: 200, body: sampleReply });
		expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
	});

	it('gets it for the client that it asks for', async () => {
		await expect(get('?ClientID=123456')).resolves.toMatchObject({
			status: 200,
			body: sampleReply.replace('100000', '123456'),
		});
	});

	it('sends JSON with the documented members', async () => {
		expect(JSON.parse((await get('?ClientID=100000')).body)).toEqual({
			coreRes: {
				status: 1,
				Message: 'Client Balance successfully retrieved.',
				MessageID: 10010,
			},
			tableRes: [
				{
					ClientID: 100000,
					AccountBalance: '1400000',
					Status: 'success',
					'Balance Currency': 'GBP',
					'Balance State': 'IN_CREDIT',
				},
			],
		});
	});
});

describe('an altered request', () => {
	beforeEach(() => start({ accounts: [sampleAccount, ...igSendAccounts.live] }));

	it.each([
		['no client', ''],
		['an empty query', '?'],
		['an empty client', '?ClientID='],
		['client 0', '?ClientID=0'],
		['client 00', '?ClientID=00'],
		['null', '?ClientID=null'],
		['a negative client', '?ClientID=-123456'],
		['a fraction', '?ClientID=123456.0'],
		['letters', '?ClientID=12345a'],
		['a space behind the client', '?ClientID=123456%20'],
		['a client beyond an Int', '?ClientID=2147483648'],
		['a client far beyond an Int', '?ClientID=99999999999999999999'],
		['the client twice', '?ClientID=123456&ClientID=123456'],
		['a parameter too many', '?ClientID=123456&extra=1'],
		['another parameter instead', '?AccountID=123456'],
		['the parameter in another case', '?clientid=123456'],
	])('with %s fails validation', async (_what, query) => {
		const reply = await get(query);
		expect(reply).toMatchObject({ status: 200, body: refusals.invalid });
		expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
		expect(JSON.parse(reply.body)).toEqual({
			coreRes: { status: 2, Message: 'Data Validation Failed.', MessageID: 10009 },
			tableRes: [],
		});
	});

	it.each([
		['a client that does not exist', '?ClientID=123457'],
		['the greatest Int', '?ClientID=2147483647'],
		["another account's client", '?ClientID=200311'],
	])('with %s finds no account number', async (_what, query) => {
		await expect(get(query)).resolves.toMatchObject({
			status: 200,
			body: refusals.unknownClient,
		});
	});

	const wrongAuthorizations = [
		['another public key', basic({ ...sampleKeys, publicKey: 'x' })],
		['another private key', basic({ ...sampleKeys, privateKey: 'x' })],
		['a key in another case', basic({ ...sampleKeys, publicKey: '{your public key}' })],
		[
			'the private key of another account',
			basic({ ...igSendKeys.live, publicKey: sampleKeys.publicKey }),
		],
		['empty keys', basic({ publicKey: '', privateKey: '' })],
		['the keys of the other environment', basic(igSendKeys.sandbox)],
		['the keys not encoded', `Basic ${sampleKeys.publicKey}:${sampleKeys.privateKey}`],
		['the keys as a bearer', basic(sampleKeys).replace('Basic', 'Bearer')],
		['no keys', ''],
	] as const;

	it.each(wrongAuthorizations)('with %s is unauthorised', async (_what, authorization) => {
		await expect(get('?ClientID=123456', authorization)).resolves.toMatchObject({
			status: 200,
			body: refusals.wrongKeys,
		});
	});

	it.each(wrongAuthorizations)('with %s is HTTP 401 where set so', async (_what, authorization) => {
		standIn.settings.wrongKeysStatus = 401;
		await expect(get('?ClientID=123456', authorization)).resolves.toMatchObject({
			status: 401,
			body: refusals.wrongKeys,
		});
		await expect(get('?ClientID=123456')).resolves.toMatchObject({ status: 200 });
	});

	it('without an Authorization header is unauthorised, whatever the client', async () => {
		await expect(
			rawExchange(standIn.url, { target: '/services/clientbalance/?ClientID=0' }),
		).resolves.toMatchObject({ status: 200, body: refusals.wrongKeys });
	});

	it.each(['/services/clientbalance?ClientID=123456', '/clientbalance/?ClientID=123456', '/'])(
		'finds nothing at %s',
		async (target) => {
			await expect(
				rawExchange(standIn.url, { target, headers: { authorization: basic(sampleKeys) } }),
			).resolves.toMatchObject({ status: 404 });
		},
	);

	it.each(['POST', 'PUT'])('with %s is not allowed', async (method) => {
		await expect(
			rawExchange(standIn.url, {
				method,
				target: '/services/clientbalance/?ClientID=123456',
				headers: { authorization: basic(sampleKeys) },
			}),
		).resolves.toMatchObject({ status: 405 });
	});
});

describe('the default accounts', () => {
	const balances = ({ body }: { readonly body: string }) =>
		/"AccountBalance": "([^"]*)"/u.exec(body)?.[1];

	it('are the live ones, whose first key pair reads two clients', async () => {
		await start({});
		const keys = basic(igSendKeys.live);
		expect(balances(await get('?ClientID=100000', keys))).toBe('1400000');
		expect(balances(await get('?ClientID=100045', keys))).toBe('763.97');
		expect(balances(await get('?ClientID=200311', basic(igSendKeys.liveOther)))).toBe('-120.50');
	});

	it('are others in the sandbox, with other keys', async () => {
		await start({ environment: 'sandbox' });
		expect(balances(await get('?ClientID=100000', basic(igSendKeys.sandbox)))).toBe('5000.00');
		expect(balances(await get('?ClientID=200311', basic(igSendKeys.sandboxOther)))).toBe('0.00');
		for (const keys of [igSendKeys.live, igSendKeys.liveOther]) {
			await expect(get('?ClientID=100000', basic(keys))).resolves.toMatchObject({
				body: refusals.wrongKeys,
			});
		}
	});

	it('can be changed while the server runs, for that server alone', async () => {
		await start({});
		const client = standIn.accounts[0]?.clients[0];
		if (client === undefined) throw new Error('No client');
		client.accountBalance = '19.99';
		expect(balances(await get('?ClientID=100000', basic(igSendKeys.live)))).toBe('19.99');
		expect(igSendAccounts.live[0]?.clients[0]?.accountBalance).toBe('1400000');
	});

	it('are refused with HTTP 401 where the option says so', async () => {
		await start({ wrongKeysStatus: 401 });
		await expect(get('?ClientID=100000')).resolves.toMatchObject({ status: 401 });
	});
});
