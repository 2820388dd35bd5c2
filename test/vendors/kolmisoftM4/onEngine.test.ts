import type { IDataObject } from 'n8n-workflow';
import {
	openSignedRequests,
	refusesRequests,
	sendForm,
	sendRaw,
	signsOptions,
	signsRequests,
} from '../../n8n/signedRequests';
import { openVendorOnEngine } from '../../n8n/vendorOnEngine';
import { selfSignedCertificate } from '../../standIns/certificates';
import { kolmisoftM4SecretKey, startKolmisoftM4 } from './standIn';

describe('Kolmisoft M4', () => {
	const { engine, keep, readBalance } = openVendorOnEngine('kolmisoftM4');

	it.each([
		['user', '', '60.7200', 'EUR', 'reply'],
		['system', '', '66.0000', null, undefined],
		['code', 'GBP', '52.1400', 'GBP', 'request'],
		['code', 'USER', '60.7200', null, undefined],
	])('reads in currency mode %s %s', async (currencyMode, currencyCode, text, currency, source) => {
		const { url } = await keep(startKolmisoftM4());
		const item = await readBalance(user(url), { currencyMode, currencyCode });
		expect(item).toMatchObject({ balanceText: text, currency });
		expect((item['details'] as IDataObject)['currencySource']).toBe(source);
	});

	it('reads another user, who is in debt', async () => {
		const { url } = await keep(startKolmisoftM4());
		const username = 'term&inator +1 é';
		const item = await readBalance(user(url), { username, currencyMode: 'system' });
		expect(item).toMatchObject({ account: username, balance: -349282.18 });
	});

	it('sends POST with a body, and GET only where asked', async () => {
		const server = await keep(startKolmisoftM4({ allowGet: true }));
		await readBalance(user(server.url));
		await readBalance(user(server.url), { options: { method: 'GET' } });
		const [post, get] = server.requests;
		expect([post?.method, post?.target]).toEqual(['POST', '/billing/api/user_balance_get']);
		expect([get?.method, get?.body]).toEqual(['GET', '']);
		expect(get?.target).toMatch(/\?username=wholesale_one&user_currency=1&hash=[0-9a-f]{40}$/);
	});

	it('leads to the setting where GET is disabled', async () => {
		const { url } = await keep(startKolmisoftM4());
		const item = await readBalance(user(url), { options: { method: 'GET' } });
		expect(item['details']).toMatchObject({
			kind: 'notAllowed',
			description: expect.stringContaining('Maintenance, Settings, API tab'),
		});
	});

	it('sends no hash where the credential says so', async () => {
		const server = await keep(startKolmisoftM4({ checkHash: false }));
		const unsigned = { ...user(server.url), signRequests: false, apiSecretKey: '' };
		expect(await readBalance(unsigned)).toHaveProperty('balance', 60.72);
		expect(server.requests[0]?.body).toBe('username=wholesale_one&user_currency=1');
	});

	it('verifies certificates unless the credential says otherwise, and then warns', async () => {
		const { url } = await keep(startKolmisoftM4({ tls: selfSignedCertificate() }));
		const refused = await readBalance(user(url), { options: { retries: 0 } });
		expect(refused['details']).toMatchObject({
			kind: 'vendorUnavailable',
			code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
		});
		const item = await readBalance({ ...user(url), allowUnauthorizedCerts: true });
		expect(item).toMatchObject({
			balance: 60.72,
			details: { warnings: [expect.stringContaining('certificate was not verified')] },
		});
		expect(
			await engine().testCredential('kolmisoftM4Api', {
				...user(url),
				allowUnauthorizedCerts: true,
			}),
		).toMatchObject({ status: 'OK' });
	});

	function user(url: string) {
		return {
			baseUrl: `${url}/billing/`,
			defaultUsername: 'wholesale_one',
			signRequests: true,
			apiSecretKey: kolmisoftM4SecretKey,
			allowUnauthorizedCerts: false,
		};
	}
});

describe('the credential', () => {
	const requests = openSignedRequests('kolmisoftM4');
	const { authenticate } = requests;
	const balance = '/billing/api/user_balance_get';

	signsRequests(requests, [
		[
			'a form',
			balance,
			sendForm({ username: 'wholesale_one', currency: 'GBP' }),
			{ data: expect.stringContaining('52.1400') },
		],
	]);

	refusesRequests(requests, [
		[
			'another call',
			'/billing/api/users_get',
			sendForm({ username: 'x' }),
			/signs the call \/api\/user_balance_get only/,
		],
		[
			'another parameter',
			balance,
			sendForm({ username: 'x', page: '1' }),
			/signs the parameters username, currency/,
		],
		[
			'a name behind a semicolon',
			balance,
			sendRaw('application/x-www-form-urlencoded', 'username=x;username=wholesale_one'),
			/not plainly percent-encoded/,
		],
		[
			'the same in the query',
			`${balance}?username=x;username=wholesale_one`,
			{},
			/not plainly percent-encoded/,
		],
	]);

	signsOptions(requests, [
		['a form', { path: balance, form: { username: 'x' } }],
		['a query', { path: balance, method: 'GET', qs: { username: 'x' } }],
	]);

	it('sends the query as we encode it, and nothing else', async () => {
		const path = `${balance}?username=%61%3bb`;
		const { url, qs, baseURL } = await authenticate({ path, method: 'GET' });
		expect(url?.split('?')[1]).toMatch(/^username=a%3Bb&hash=[0-9a-f]{40}$/);
		expect({ qs, baseURL }).toEqual({ qs: {}, baseURL: '' });
	});
});
