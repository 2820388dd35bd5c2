import {
	openSignedRequests,
	refusesRequests,
	sendForm,
	sendRaw,
	signsOptions,
	signsRequests,
} from '../../n8n/signedRequests';
import { aRecentTime, openVendorOnEngine } from '../../n8n/vendorOnEngine';
import { htmlPage, startServer } from '../../standIns/standIn';
import { sectigoDollarLogin, sectigoEuroLogin, sectigoLogin, startSectigo } from './standIn';

/** What the stand-in replies to a request that is signed. */
const SUCCESS = { errorCode: 0, accountID: '1000482915' };

const ENCODED_LOGIN =
	'loginName=Reseller%2Bcerts%40example.co.uk&loginPassword=p%26ss%3Dw%2Brd%20%2541%C3%A9%22%5C%3Cx';
const FORM_HEADERS = { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };

describe('Sectigo', () => {
	const { keep, readBalance } = openVendorOnEngine('sectigo');

	it.each(['0', '1', '2'])('reads funds and credit limit in format %s', async (responseFormat) => {
		const { url } = await keep(startSectigo());
		const item = await readBalance(
			{ ...sectigoDollarLogin, baseUrl: url },
			{ threshold: '347.6', options: { responseFormat, includeRaw: true } },
		);
		const { raw, ...rest } = item;
		expect(rest).toEqual({
			vendor: 'sectigo',
			label: 'Sectigo 1000730064',
			account: '1000730064',
			balance: -152.4,
			balanceText: '-152.40',
			unit: 'money',
			currency: 'USD',
			creditLimit: 500,
			available: 347.6,
			low: false,
			checkedAt: aRecentTime,
			details: {},
		});
		expect(raw).toContain('-152.40');
	});

	it('leaves an unnamed credit limit absent, with a warning', async () => {
		const { url } = await keep(startSectigo());
		const item = await readBalance({ ...sectigoEuroLogin, baseUrl: url });
		expect(item).not.toHaveProperty('creditLimit');
		expect(item).toMatchObject({ available: 1250.75, details: { warnings: [expect.any(String)] } });
	});

	it('is not asked again once its call limit is reached', async () => {
		const server = await keep(startSectigo({ refusal: -42 }));
		const item = await readBalance({ ...sectigoEuroLogin, baseUrl: server.url });
		expect(item['details']).toMatchObject({ kind: 'rateLimited', code: '-42', retryable: true });
		expect(server.requests).toHaveLength(1);
	});
});

describe('the credential', () => {
	const requests = openSignedRequests('sectigo');
	const { vendor, send, authenticate } = requests;
	const balance = '/products/!getAccountBalance';

	signsRequests(requests, [
		['a form', balance, sendForm({ responseFormat: '2' }), SUCCESS],
		[
			'a raw form',
			balance,
			sendRaw('application/x-www-form-urlencoded', 'responseFormat=2'),
			SUCCESS,
		],
	]);

	refusesRequests(requests, [
		['GET', balance, {}, /only be used with POST/],
		[
			'another host',
			'http://localhost:1/products/',
			sendForm({}),
			/another host than the credential/,
		],
	]);

	it('follows no redirect', async () => {
		const target = await startServer(() => htmlPage(404));
		const headers = { location: `${target.url}/services/` };
		vendor().standIn.misbehave({ kind: 'answer', answer: { status: 307, headers } }, 1);
		await send(balance, sendForm({}));
		await target.close();
		expect(target.requests).toHaveLength(0);
	});

	it.each<[string, object, object]>([
		['a legacy form', { form: { own: 'field' } }, { form: { ...sectigoLogin, own: 'field' } }],
		[
			'a JSON object',
			{ body: { own: { nested: [1, true] } } },
			{ body: { ...sectigoLogin, own: { nested: [1, true] } } },
		],
		[
			'an object that is sent as a form',
			{ body: { own: 1 }, ...FORM_HEADERS },
			{ body: { ...sectigoLogin, own: '1' } },
		],
		['a raw form', { body: 'own=a%26b' }, { body: `${ENCODED_LOGIN}&own=a%26b` }],
		['raw JSON', { body: '{"own":[1]}' }, { body: JSON.stringify({ ...sectigoLogin, own: [1] }) }],
	])('keeps what %s has of its own', async (_, options, expected) => {
		expect(await authenticate(options)).toMatchObject(expected);
	});

	it('leaves URLSearchParams what they are', async () => {
		const { body } = await authenticate({ body: new URLSearchParams({ own: 'a b' }) });
		expect(body).toEqual(new URLSearchParams(`${ENCODED_LOGIN}&own=a%20b`));
	});

	it('gives a body to options without one', async () => {
		const legacy = await authenticate({ url: undefined, uri: vendor().standIn.url });
		expect(Object.keys(legacy.form ?? {})).toHaveLength(2);
		const plain = await authenticate({});
		expect(plain.body).toBeInstanceOf(URLSearchParams);
	});

	signsOptions(requests, [
		['a legacy form', { form: { own: 'field' } }],
		['a raw form', { body: 'own=field' }],
	]);

	it('judges options with two addresses by the one that is asked', async () => {
		const { url } = vendor().standIn;
		const elsewhere = { url: 'http://127.0.0.1:1/', uri: url, form: {} };
		await expect(authenticate(elsewhere)).rejects.toThrow(/another host/);
	});
});
