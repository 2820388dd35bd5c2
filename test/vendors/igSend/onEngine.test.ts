import {
	openSignedRequests,
	refusesRequests,
	sendQuery,
	signsOptions,
	signsRequests,
} from '../../n8n/signedRequests';
import { openVendorOnEngine } from '../../n8n/vendorOnEngine';
import { igSendKeys, startIgSend } from './standIn';

describe('iGsend', () => {
	const { keep, readBalance } = openVendorOnEngine('igSend');

	it.each([
		['major', '1400000', 1400000],
		['minor', '14000.00', 14000],
	])('takes the amount as %s units', async (amountUnit, balanceText, balance) => {
		const { url } = await keep(startIgSend());
		const item = await readBalance(keys(url), { options: { amountUnit } });
		expect(item).toMatchObject({
			account: '100000',
			balance,
			balanceText,
			currency: 'GBP',
			details: { balanceState: 'IN_CREDIT', environment: 'custom' },
		});
	});

	it('reads another client with the same keys', async () => {
		const { url } = await keep(startIgSend());
		const item = await readBalance(keys(url), { clientId: '={{ 100045 }}' });
		expect(item).toMatchObject({ account: '100045', balanceText: '763.97', currency: 'EUR' });
	});

	it('tells of a client that these keys may not read', async () => {
		const { url } = await keep(startIgSend());
		const item = await readBalance(keys(url), { clientId: '200311' });
		expect(item['details']).toMatchObject({ kind: 'notFound', code: '10009' });
	});

	it('needs the keys of the environment', async () => {
		const { url } = await keep(startIgSend({ environment: 'sandbox' }));
		const item = await readBalance(keys(url));
		expect(item['details']).toMatchObject({
			kind: 'authentication',
			description: expect.stringContaining('live and sandbox differ'),
		});
	});

	function keys(url: string) {
		return { ...igSendKeys.live, defaultClientId: '100000', environment: 'custom', baseUrl: url };
	}
});

describe('the credential', () => {
	const requests = openSignedRequests('igSend');
	const { authenticate } = requests;
	const overOldKeys = {
		method: 'GET',
		qs: { ClientID: 5 },
		headers: { authorization: 'Bearer old' },
	};

	signsRequests(requests, [
		[
			'a query',
			'/services/clientbalance/',
			sendQuery({ ClientID: '100045' }),
			{ coreRes: { status: 1 } },
		],
	]);

	refusesRequests(requests, [
		['another port', 'http://127.0.0.1:1/', {}, /another host than the credential/],
	]);

	signsOptions(requests, [['a query over old keys', overOldKeys]]);

	it('leaves no other value of the header', async () => {
		const signed = await authenticate(overOldKeys);
		expect(JSON.stringify(signed)).not.toContain('Bearer');
	});
});
