import { createHash } from 'node:crypto';

import { kolmisoftM4Accounts, kolmisoftM4SecretKey, startKolmisoftM4 } from './standIn';
import type { KolmisoftM4Account, KolmisoftM4Options, KolmisoftM4StandIn } from './standIn';
import { rawExchange } from '../../standIns/rawExchange';

const formType = { 'content-type': 'application/x-www-form-urlencoded' };
const path = '/billing/api/user_balance_get';

/** "We have username=USERNAME, API Secret Key = secret", and the placeholders of the document's replies. */
const sampleAccount: KolmisoftM4Account = {
	username: 'USERNAME',
	currency: ' user currency ',
	balances: { USD: ' user balance ', ' user currency ': ' user balance ' },
};
const sampleSecretKey = 'secret';

/** SHA1 of USERNAMEsecret: the hashes printed in the document are only illustrative. */
const sampleHash = '092a5ce23f76cfe5c72802cfbc75542de437c94e';

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');

const balance = (text: string) =>
	`<?xml version="1.0" encoding="UTF-8"?>\n<page>\n  <balance>${text}</balance>\n</page>`;
const balanceAndCurrency = (text: string, currency: string) =>
	`<?xml version="1.0" encoding="UTF-8"?>\n<page>\n  <balance>${text}</balance>\n  <currency>${currency}</currency>\n</page>`;
const statusError = (text: string) =>
	`<?xml version="1.0" encoding="UTF-8"?>\n<status>\n  <error>${text}</error>\n</status>`;
const pageError = (text: string) =>
	`<?xml version="1.0" encoding="UTF-8"?>\n<page>\n  <error>${text}</error>\n</page>`;

let standIn: KolmisoftM4StandIn;

async function start(options: KolmisoftM4Options): Promise<KolmisoftM4StandIn> {
	standIn = await startKolmisoftM4(options);
	return standIn;
}

const startSample = (options: KolmisoftM4Options = {}) =>
	start({ accounts: [sampleAccount], apiSecretKey: sampleSecretKey, ...options });

afterEach(async () => {
	await standIn.close();
});

/** The three ways in which the parameters can travel. */
const interfaces = {
	'POST, form': (parameters: string) =>
		rawExchange(standIn.url, { method: 'POST', target: path, headers: formType, body: parameters }),
	'POST, address': (parameters: string) =>
		rawExchange(standIn.url, { method: 'POST', target: `${path}?${parameters}` }),
	GET: (parameters: string) => rawExchange(standIn.url, { target: `${path}?${parameters}` }),
} as const;

const interfaceNames = ['POST, form', 'POST, address', 'GET'] as const;

const post = interfaces['POST, form'];

describe.each(interfaceNames)("the document's sample request by %s", (name) => {
	const ask = interfaces[name];

	beforeEach(() => startSample({ allowGet: true }));

	it('gets the documented balance', async () => {
		const reply = await ask(`username=USERNAME&hash=${sampleHash}`);
		expect(reply).toMatchObject({ status: 200, body: balance(' user balance ') });
		expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
	});

	it.each([
		['USER', sha1('USERNAMEUSERsecret')],
		['EUR', sha1('USERNAMEEURsecret')],
	])('gets it with currency=%s too', async (currency, hash) => {
		await expect(ask(`username=USERNAME&currency=${currency}&hash=${hash}`)).resolves.toMatchObject(
			{ body: balance(' user balance ') },
		);
	});

	it("gets the user's currency with user_currency=1", async () => {
		await expect(
			ask(`username=USERNAME&user_currency=1&hash=${sampleHash}`),
		).resolves.toMatchObject({
			status: 200,
			body: balanceAndCurrency(' user balance ', ' user currency '),
		});
	});

	it.each([
		['the hash printed in the document', '79e75e75f9cd6821e7b661250a45294b4579f262'],
		['a hash with another key', sha1('USERNAMESecret')],
		['a hash of another user', sha1('OTHERsecret')],
		['a hash in capitals', sampleHash.toUpperCase()],
		['an empty hash', ''],
		['a hash that covers a currency not sent', sha1('USERNAMEUSERsecret')],
	])('is refused with %s', async (_what, hash) => {
		await expect(ask(`username=USERNAME&hash=${hash}`)).resolves.toMatchObject({
			status: 200,
			body: statusError('Incorrect hash'),
		});
	});

	it.each([
		['no hash', 'username=USERNAME'],
		['no username', `hash=${sampleHash}`],
		[
			'a currency that the hash does not cover',
			`username=USERNAME&currency=EUR&hash=${sampleHash}`,
		],
		['a parameter too many', `username=USERNAME&hash=${sampleHash}&extra=1`],
		['an empty parameter too many', `username=USERNAME&hash=${sampleHash}&extra=`],
		[
			'a hash that covers user_currency',
			`username=USERNAME&user_currency=1&hash=${sha1('USERNAME1secret')}`,
		],
	])('is refused with %s', async (_what, parameters) => {
		await expect(ask(parameters)).resolves.toMatchObject({
			status: 200,
			body: statusError('Incorrect hash'),
		});
	});

	it.each([
		['OTHER', sha1('OTHERsecret')],
		['username', sha1('usernamesecret')],
		['', sha1('secret')],
	])('is refused for the unknown user "%s" with a right hash', async (username, hash) => {
		await expect(ask(`username=${username}&hash=${hash}`)).resolves.toMatchObject({
			status: 200,
			body: pageError('User was not found'),
		});
	});
});

/** Vectors published for the hash of this family of servers, as requests. */
it.each([
	['123', '100', '456789', 'b1bef44691c237b574263e09b2838ad1e658e507'],
	['123', '1252454580answered', 'Very Sercet Key', 'b93c35d5c6183288322122561a3da7e09abb63b7'],
])('accepts the published hash of %s, %s and %s', async (username, currency, key, hash) => {
	await start({
		accounts: [{ username, currency: 'USD', balances: { USD: '66.0000' } }],
		apiSecretKey: key,
	});
	await expect(
		post(`username=${username}&currency=${currency}&hash=${hash}`),
	).resolves.toMatchObject({ body: balance('66.0000') });
});

describe('currencies', () => {
	beforeEach(() => start({ checkHash: false }));

	it.each([
		['', balance('66.0000')],
		['&currency=USD', balance('66.0000')],
		['&currency=EUR', balance('60.7200')],
		['&currency=GBP', balance('52.1400')],
		['&currency=USER', balance('60.7200')],
		['&currency=XXX', balance('66.0000')],
		['&currency=eur', balance('66.0000')],
		['&currency=constructor', balance('66.0000')],
		['&currency=', balance('66.0000')],
		['&user_currency=1', balanceAndCurrency('60.7200', 'EUR')],
		['&user_currency=1&currency=GBP', balanceAndCurrency('60.7200', 'EUR')],
		['&user_currency=0&currency=GBP', balance('52.1400')],
	])('"%s" added gets its balance', async (added, body) => {
		await expect(post(`username=wholesale_one${added}`)).resolves.toMatchObject({ body });
	});

	it('takes another currency for the system', async () => {
		standIn.settings.systemCurrency = 'GBP';
		await expect(post('username=wholesale_one')).resolves.toMatchObject({
			body: balance('52.1400'),
		});
	});

	it('leaves currency out of the hash where user_currency makes it ignored', async () => {
		standIn.settings.checkHash = true;
		const hash = sha1(`wholesale_one${kolmisoftM4SecretKey}`);
		await expect(
			post(`username=wholesale_one&currency=GBP&user_currency=1&hash=${hash}`),
		).resolves.toMatchObject({ body: balanceAndCurrency('60.7200', 'EUR') });
	});
});

describe('the default accounts', () => {
	beforeEach(() => start({}));

	it.each(kolmisoftM4Accounts.map(({ username, balances }) => [username, balances['USD'] ?? '']))(
		'reads %s, with the awkward characters of its secret key',
		async (username, expected) => {
			const hash = sha1(`${username}${kolmisoftM4SecretKey}`);
			const body = balance(expected);
			const percentEncoded = `username=${encodeURIComponent(username)}&hash=${hash}`;
			const formEncoded = new URLSearchParams({ username, hash }).toString();
			await expect(post(percentEncoded)).resolves.toMatchObject({ body });
			await expect(post(formEncoded)).resolves.toMatchObject({ body });
		},
	);

	it('can be changed while the server runs, for that server alone', async () => {
		const [account] = standIn.accounts;
		if (account === undefined) throw new Error('No account');
		account.balances['USD'] = '';
		const hash = sha1(`wholesale_one${kolmisoftM4SecretKey}`);
		await expect(post(`username=wholesale_one&hash=${hash}`)).resolves.toMatchObject({
			body: balance(''),
		});
		expect(kolmisoftM4Accounts[0]?.balances['USD']).toBe('66.0000');
	});
});

describe('settings', () => {
	const sample = `username=USERNAME&hash=${sampleHash}`;

	it('refuses GET unless it is allowed', async () => {
		await startSample();
		const ask = interfaces.GET;
		await expect(ask(sample)).resolves.toMatchObject({
			status: 200,
			body: statusError('GET Requests are disabled'),
		});
		standIn.settings.allowGet = true;
		await expect(ask(sample)).resolves.toMatchObject({ body: balance(' user balance ') });
	});

	it('refuses everything without a secret key, unless hashes are not checked', async () => {
		await startSample({ apiSecretKey: '' });
		const parameters = `username=USERNAME&hash=${sha1('USERNAME')}`;
		await expect(post(parameters)).resolves.toMatchObject({
			status: 200,
			body: statusError('API must have Secret Key'),
		});
		standIn.settings.checkHash = false;
		await expect(post(parameters)).resolves.toMatchObject({ body: balance(' user balance ') });
	});

	it.each(['username=USERNAME', 'username=USERNAME&hash=wrong', 'username=USERNAME&extra=1'])(
		'reads "%s" where hashes are not checked',
		async (parameters) => {
			await startSample({ checkHash: false });
			await expect(post(parameters)).resolves.toMatchObject({ body: balance(' user balance ') });
		},
	);

	it.each([
		['incorrectHash', statusError('Incorrect hash')],
		['requestsDisabled', statusError('API Requests are disabled')],
		['getDisabled', statusError('GET Requests are disabled')],
		['noSecretKey', statusError('API must have Secret Key')],
		['badLogin', statusError('Bad login')],
		['noSuchApi', statusError('There is no such API')],
		['userNotFound', pageError('User was not found')],
		['featureDisabled', pageError('Feature disabled')],
	] as const)('refusal = %s refuses a right request, until taken back', async (refusal, body) => {
		await startSample({ refusal });
		await expect(post(sample)).resolves.toMatchObject({ status: 200, body });
		standIn.settings.refusal = null;
		await expect(post(sample)).resolves.toMatchObject({ body: balance(' user balance ') });
	});

	it('speaks another language where the server does', async () => {
		await startSample({
			texts: { userNotFound: 'Vartotojas nerastas', featureDisabled: 'Funkcija išjungta' },
		});
		await expect(post(`username=OTHER&hash=${sha1('OTHERsecret')}`)).resolves.toMatchObject({
			body: pageError('Vartotojas nerastas'),
		});
		standIn.settings.refusal = 'featureDisabled';
		await expect(post(sample)).resolves.toMatchObject({ body: pageError('Funkcija išjungta') });
		standIn.settings.refusal = 'incorrectHash';
		await expect(post(sample)).resolves.toMatchObject({ body: statusError('Incorrect hash') });
	});
});

describe('other addresses and methods', () => {
	beforeEach(() => startSample());

	it.each(['user_balance_update', 'user_balance_get/', ''])(
		'there is no API "%s"',
		async (name) => {
			await expect(
				rawExchange(standIn.url, {
					method: 'POST',
					target: `/billing/api/${name}`,
					headers: formType,
					body: `username=USERNAME&hash=${sampleHash}`,
				}),
			).resolves.toMatchObject({ status: 200, body: statusError('There is no such API') });
		},
	);

	it.each(['/api/user_balance_get', '/billing/user_balance_get', '/'])(
		'there is no page %s',
		async (target) => {
			await expect(rawExchange(standIn.url, { method: 'POST', target })).resolves.toMatchObject({
				status: 404,
			});
		},
	);

	it('there is no other method', async () => {
		await expect(rawExchange(standIn.url, { method: 'PUT', target: path })).resolves.toMatchObject({
			status: 405,
		});
	});

	it('reads no parameters from a body that is not declared as a form', async () => {
		await expect(
			rawExchange(standIn.url, {
				method: 'POST',
				target: path,
				headers: { 'content-type': 'application/json' },
				body: `username=USERNAME&hash=${sampleHash}`,
			}),
		).resolves.toMatchObject({ body: statusError('Incorrect hash') });
	});
});
