import {
	cloud9MobileAccounts,
	cloud9MobileDollarLogin,
	cloud9MobileEuroLogin,
	cloud9MobileLogin,
	startCloud9Mobile,
} from './standIn';
import type { Cloud9MobileAccount, Cloud9MobileOptions, Cloud9MobileStandIn } from './standIn';
import { rawExchange } from '../../standIns/rawExchange';

/** The document's sample request, in one line, and its sample reply. */
const sampleTarget =
	'/api.cgi?transaction_id=1001&request_type=check_balance&carrier_id=1&password=test&timestamp=2007-03-08%2023:43:43';
const sampleReply = `<?xml version="1.0" ?>

<Wire9_data>

<STATUS_Response>

<BALANCE>1000.00</BALANCE>

<CURRENCY>Pounds</CURRENCY>

<REQUEST_STATUS>1</REQUEST_STATUS>

<TIME_STAMP>2007-03-08 23:43:43</TIME_STAMP>

<TRANSACTION_ID>1000</TRANSACTION_ID>

</STATUS_Response>

</Wire9_data>`;

const sampleAccount: Cloud9MobileAccount = {
	carrierId: '1',
	password: 'test',
	balance: '1000.00',
	currency: 'Pounds',
};

const refusal = (words: string) => `<? xml version="1.0" ?>

<Error>

 <Error_Message>Error: ${words} </Error_Message>
</Error>`;

let standIn: Cloud9MobileStandIn;

async function start(options: Cloud9MobileOptions = {}): Promise<void> {
	standIn = await startCloud9Mobile({
		accounts: [sampleAccount, ...cloud9MobileAccounts],
		...options,
	});
}

afterEach(async () => {
	await standIn.close();
});

const get = (target: string) => rawExchange(standIn.url, { target });

/** The text with one part of it replaced, which must be there. */
function altered(text: string, part: string, replacement: string): string {
	if (!text.includes(part)) throw new Error(`Not in the text: ${part}`);
	return text.replace(part, () => replacement);
}

describe("the document's sample request", () => {
	const ownId = altered(sampleReply, '1000<', '1001<');

	it('gets the documented reply, with its own transaction', async () => {
		await start();
		const reply = await get(sampleTarget);
		expect(reply).toMatchObject({ status: 200, body: ownId });
		expect(reply.headers['content-type']).toBe('text/xml');
	});

	it("gets the document's very reply, with another's transaction, where set so", async () => {
		await start({ echoTransactionId: '1000' });
		await expect(get(sampleTarget)).resolves.toMatchObject({ status: 200, body: sampleReply });
		standIn.settings.echoTransactionId = null;
		await expect(get(sampleTarget)).resolves.toMatchObject({ body: ownId });
	});

	it('gets the same reply with REQUEST_STATUS 0, where set so', async () => {
		await start({ requestStatus: 0 });
		await expect(get(sampleTarget)).resolves.toMatchObject({
			status: 200,
			body: altered(ownId, '<REQUEST_STATUS>1<', '<REQUEST_STATUS>0<'),
		});
		standIn.settings.requestStatus = 1;
		await expect(get(sampleTarget)).resolves.toMatchObject({ body: ownId });
	});
});

describe('an altered request', () => {
	beforeEach(() => start());

	it.each([
		['transaction_id=1001&', '', 'Missing transaction_id'],
		['request_type=check_balance&', '', 'Missing request_type'],
		['carrier_id=1&', '', 'Missing carrier_id'],
		['password=test&', '', 'Missing password'],
		['&timestamp=2007-03-08%2023:43:43', '', 'Missing timestamp'],
		['transaction_id=1001', 'transaction_id=', 'Invalid transaction_id'],
		['transaction_id=1001', 'transaction_id', 'Invalid transaction_id'],
		['transaction_id=1001', 'transaction_id=1000000', 'Invalid transaction_id'],
		['transaction_id=1001', 'transaction_id=-1', 'Invalid transaction_id'],
		['transaction_id=1001', 'transaction_id=1e3', 'Invalid transaction_id'],
		['transaction_id=1001', 'transaction_id=1&transaction_id=2', 'Invalid transaction_id'],
		['request_type=check_balance', 'request_type=', 'Invalid request_type'],
		['check_balance', 'update_user_balance', 'Unknown request type'],
		['check_balance', 'CHECK_BALANCE', 'Unknown request type'],
		['carrier_id=1', 'carrier_id=', 'Invalid carrier_id'],
		['carrier_id=1', 'carrier_id=2', 'Unknown user'],
		['carrier_id=1', 'carrier_id=1024', 'Unknown user'],
		['carrier_id=1', 'carrier_id=01', 'Unknown user'],
		['password=test', 'password=', 'Invalid password'],
		['password=test', 'password=Test', 'Unknown user'],
		['password=test', 'password=test%20', 'Unknown user'],
		['password=test', 'password=te+st', 'Invalid password'],
		['password=test', 'password=te%st', 'Invalid password'],
		['password=test', 'password=te%FFst', 'Invalid password'],
		['%2023', '+23', 'Invalid timestamp'],
		['%2023', '%2B23', 'Invalid timestamp'],
		['%2023', 'T23', 'Invalid timestamp'],
		['2007-03-08', '2007-02-29', 'Invalid timestamp'],
		['2007-03-08', '2007-13-08', 'Invalid timestamp'],
		['2007-03-08', '07-03-08', 'Invalid timestamp'],
		['23:43:43', '24:00:00', 'Invalid timestamp'],
		['23:43:43', '23:43', 'Invalid timestamp'],
		['23:43:43', '23:43:43Z', 'Invalid timestamp'],
		['timestamp=', 'extra=1&timestamp=', 'Unknown parameter'],
		['carrier_id', 'CARRIER_ID', 'Unknown parameter'],
		['?', '?&', 'Unknown parameter'],
	])('with "%s" as "%s" is refused: %s', async (part, replacement, words) => {
		const reply = await get(altered(sampleTarget, part, replacement));
		expect(reply).toMatchObject({ status: 200, body: refusal(words) });
		expect(reply.headers['content-type']).toBe('text/xml');
	});

	it.each([
		['23:43:43', '23%3A43%3A43', '23:43:43'],
		['2007-03-08', '2008-02-29', '2008-02-29'],
		['transaction_id=1001', 'transaction_id=0', '<TRANSACTION_ID>0<'],
		['transaction_id=1001', 'transaction_id=999999', '<TRANSACTION_ID>999999<'],
		['password=test', 'password=%74es%74', '<BALANCE>1000.00<'],
	])('with "%s" as "%s" is right', async (part, replacement, expected) => {
		expect((await get(altered(sampleTarget, part, replacement))).body).toContain(expected);
	});

	it('may have its variables in another order', async () => {
		const [path = '', query = ''] = sampleTarget.split('?');
		const reversed = query.split('&').reverse().join('&');
		await expect(get(`${path}?${reversed}`)).resolves.toMatchObject({
			body: altered(sampleReply, '1000<', '1001<'),
		});
	});

	it('without a query is refused for the first variable', async () => {
		await expect(get('/api.cgi')).resolves.toMatchObject({
			body: refusal('Missing transaction_id'),
		});
	});

	it.each(['/api', '/api.cgi/', '/'])('finds nothing at %s', async (target) => {
		await expect(get(altered(sampleTarget, '/api.cgi', target))).resolves.toMatchObject({
			status: 404,
		});
	});

	it('with POST is not allowed', async () => {
		await expect(
			rawExchange(standIn.url, { method: 'POST', target: sampleTarget }),
		).resolves.toMatchObject({ status: 405 });
	});
});

describe('the default accounts', () => {
	beforeEach(() => start());

	const target = ({ carrierId, password }: typeof cloud9MobileLogin) =>
		altered(
			sampleTarget,
			'carrier_id=1&password=test',
			`carrier_id=${encodeURIComponent(carrierId)}&password=${encodeURIComponent(password)}`,
		);

	it.each([
		[cloud9MobileLogin, '<BALANCE>1000.00</BALANCE>\n\n<CURRENCY>Pounds</CURRENCY>'],
		[cloud9MobileDollarLogin, '<BALANCE>18.35</BALANCE>\n\n<CURRENCY>Dollars</CURRENCY>'],
		[cloud9MobileEuroLogin, '<BALANCE>-12.50</BALANCE>\n\n<CURRENCY>Euros</CURRENCY>'],
	])('reads %j', async (login, expected) => {
		expect((await get(target(login))).body).toContain(expected);
	});

	it('can be changed while the server runs, for that server alone', async () => {
		const [account] = standIn.accounts;
		if (account === undefined) throw new Error('No account');
		account.balance = '0.00';
		expect((await get(sampleTarget)).body).toContain('<BALANCE>0.00<');
		expect(sampleAccount.balance).toBe('1000.00');
	});
});
