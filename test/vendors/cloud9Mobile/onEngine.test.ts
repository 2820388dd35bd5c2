import type { IDataObject } from 'n8n-workflow';
import { balanceWorkflow, storedCredential } from '../../engine/accountBalance';
import {
	openSignedRequests,
	refusesRequests,
	sendQuery,
	signsOptions,
	signsRequests,
} from '../../n8n/signedRequests';
import { openVendorOnEngine } from '../../n8n/vendorOnEngine';
import { cloud9MobileDollarLogin, cloud9MobileLogin, startCloud9Mobile } from './standIn';

describe('Cloud9 Mobile', () => {
	const { engine, keep, readBalance } = openVendorOnEngine('cloud9Mobile');

	it('reads the balance and the echoes', async () => {
		const server = await keep(startCloud9Mobile());
		const item = await readBalance(
			{ ...cloud9MobileDollarLogin, baseUrl: server.url },
			{ options: { transactionId: '0' } },
		);
		const sent = /timestamp=([^&]+)/.exec(server.requests[0]?.target ?? '')?.[1] ?? '';
		expect(item).toMatchObject({
			account: '2077',
			balanceText: '18.35',
			currency: 'USD',
			details: { transactionId: '0', vendorTimestamp: decodeURIComponent(sent) },
		});
		expect(item['details']).not.toHaveProperty('warnings');
		expect(sent).toEqual(sentNow(item));
	});

	it('generates a transaction ID that the vendor accepts, and shares the request all the same', async () => {
		const server = await keep(startCloud9Mobile());
		const credentials = [
			storedCredential('cloud9Mobile', { ...cloud9MobileDollarLogin, baseUrl: server.url }),
		];
		const result = await engine().run(balanceWorkflow('cloud9Mobile'), {
			credentials,
			input: [{}, {}, {}],
		});
		expect(result.outputs('Balance')[0]).toHaveLength(3);
		expect(server.requests).toHaveLength(1);
		expect(server.requests[0]?.target).toMatch(
			/\?transaction_id=\d{1,6}&request_type=check_balance/,
		);
	});

	it('warns of an echo that differs', async () => {
		const { url } = await keep(startCloud9Mobile({ echoTransactionId: '1000' }));
		const item = await readBalance(
			{ ...cloud9MobileDollarLogin, baseUrl: url },
			{ options: { transactionId: 1001 } },
		);
		expect(item).toMatchObject({ balance: 18.35, details: { transactionId: '1000' } });
		expect((item['details'] as IDataObject)['warnings']).toHaveLength(1);
	});

	it('has a credential test that is red for REQUEST_STATUS 0, which is a whole reply with a balance in it', async () => {
		const { url } = await keep(startCloud9Mobile({ requestStatus: 0 }));
		const credential = { ...cloud9MobileLogin, baseUrl: url };
		const result = await engine().testCredential('cloud9MobileApi', credential);
		expect(result).toEqual({ status: 'Error', message: expect.stringContaining('Request Failed') });
	});

	/** The second in which the reply arrived, as the request writes it: both fall into the same or the one before. */
	function sentNow({ checkedAt }: IDataObject): unknown {
		const arrived = Date.parse(String(checkedAt));
		const [same, before] = [arrived, arrived - 1000].map((time) =>
			new Date(time).toISOString().slice(0, 19).replace('T', '%20'),
		);
		return expect.stringMatching(new RegExp(`^(?:${same}|${before})$`));
	}
});

describe('the credential', () => {
	const requests = openSignedRequests('cloud9Mobile');
	const { authenticate } = requests;
	const overOldLogin = {
		path: '/api.cgi?password=old',
		method: 'GET',
		qs: { request_type: 'check_balance', carrier_id: 'old-carrier' },
	};

	signsRequests(requests, [
		[
			'a query',
			'/api.cgi',
			sendQuery({
				transaction_id: '7',
				request_type: 'check_balance',
				timestamp: '2026-11-21 08:00:00',
			}),
			{ data: expect.stringContaining('<BALANCE>1000.00</BALANCE>') },
		],
	]);

	refusesRequests(requests, [
		[
			'a transfer',
			'/api.cgi',
			sendQuery({ request_type: 'update_user_balance' }),
			/signs check_balance requests only/,
		],
		[
			'two request types',
			'/api.cgi?request_type=update_user_balance',
			sendQuery({ request_type: 'check_balance' }),
			/signs check_balance requests only/,
		],
		[
			'a transfer that a server may split off at semicolons',
			'/api.cgi?transaction_id=1;request_type=update_user_balance;amount=100&request_type=check_balance',
			{},
			/not plainly percent-encoded/,
		],
		[
			'a parameter that a server may decode',
			'/api.cgi?request_type=check_balance&request%u005ftype=update_user_balance',
			{},
			/not plainly percent-encoded/,
		],
		[
			'a line break between parameters',
			'/api.cgi?request_type=check_balance\n&amount=100',
			{},
			/not plainly percent-encoded/,
		],
		[
			'an amount',
			'/api.cgi',
			sendQuery({ request_type: 'check_balance', amount: '100' }),
			/signs check_balance requests only/,
		],
	]);

	signsOptions(requests, [['a query over an old login', overOldLogin]]);

	it('sends the query as we encode it, and nothing else', async () => {
		const path = '/api.cgi?timestamp=2026-11-21+08:00:00&request_type=check%5fbalance';
		const { url, qs, baseURL } = await authenticate({ path, method: 'GET' });
		expect(url?.split('?')[1]).toBe(
			'request_type=check_balance&carrier_id=1024&password=p%26ss%3Dw%2Brd%20%2541%C3%A9%22%5C%3Cx~%5E%24&timestamp=2026-11-21%2008:00:00',
		);
		expect({ qs, baseURL }).toEqual({ qs: {}, baseURL: '' });
	});

	it('leaves no other value of a signed parameter', async () => {
		const signed = await authenticate(overOldLogin);
		expect(JSON.stringify(signed)).not.toMatch(/old-carrier|password=old/);
	});
});
