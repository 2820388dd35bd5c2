import {
	openSignedRequests,
	refusesRequests,
	sendRaw,
	signsOptions,
	signsRequests,
} from '../../n8n/signedRequests';
import { aRecentTime, openVendorOnEngine } from '../../n8n/vendorOnEngine';
import type { StandIn } from '../../standIns/standIn';
import { intelliSoftwareOtherKeys, startIntelliSoftware } from './standIn';

describe('IntelliSoftware', () => {
	const { keep, readBalance } = openVendorOnEngine('intelliSoftware');

	it.each(['json', 'form'])('reads the credits over the %s interface', async (chosen) => {
		const { url } = await keep(startIntelliSoftware());
		const item = await readBalance(
			{ ...intelliSoftwareOtherKeys, baseUrl: `${url}/` },
			{ options: { interface: chosen, label: 'SMS' } },
		);
		expect(item).toEqual({
			vendor: 'intelliSoftware',
			label: 'SMS',
			account: null,
			balance: 2417.5,
			balanceText: '2417.5',
			unit: 'credits',
			currency: null,
			available: 2417.5,
			checkedAt: aRecentTime,
			details: {},
		});
	});

	it.each(['json', 'form'])('has the same code on the %s interface', async (chosen) => {
		const { url } = await keep(startIntelliSoftware());
		const keys = { ...intelliSoftwareOtherKeys, secretKey: 'something else', baseUrl: url };
		const item = await readBalance(keys, { options: { interface: chosen } });
		expect(item['details']).toMatchObject({ kind: 'authentication', code: 'login_invalid' });
	});

	describe('with a backup address', () => {
		it.each(['reset', 'closeBeforeReply', 'cutBody'] as const)(
			'asks it after a transport fault (%s)',
			async (kind) => {
				const [first, backup] = await startPair();
				first.misbehave({ kind });
				const item = await readBalance(keysFor(first, backup));
				expect(item['balanceText']).toBe('2417.5');
				expect([first.requests.length, backup.requests.length]).toEqual([1, 1]);
			},
		);

		it('asks it where nothing listens on the first', async () => {
			const [first, backup] = await startPair();
			await first.close();
			const item = await readBalance(keysFor(first, backup));
			expect(item['balanceText']).toBe('2417.5');
		});

		it.each([500, 503, 401, 404, 302])('does not ask it after HTTP status %i', async (status) => {
			const [first, backup] = await startPair();
			first.misbehave({ kind: 'answer', answer: { status, body: 'no' } });
			const item = await readBalance(keysFor(first, backup), {
				options: { retries: 0 },
			});
			expect(item['details']).toMatchObject({ code: String(status) });
			expect(backup.requests).toHaveLength(0);
		});

		it('does not ask it after a refusal', async () => {
			const [first, backup] = await startPair();
			const keys = { ...keysFor(first, backup), secretKey: 'something else' };
			expect(await readBalance(keys)).toHaveProperty('error');
			expect(backup.requests).toHaveLength(0);
		});

		it('tells of the first fault where both fail', async () => {
			const [first, backup] = await startPair();
			first.misbehave({ kind: 'reset' });
			await backup.close();
			const item = await readBalance(keysFor(first, backup), {
				options: { retries: 0 },
			});
			expect(item['details']).toMatchObject({ kind: 'vendorUnavailable', code: 'ECONNRESET' });
		});

		async function startPair() {
			return [await keep(startIntelliSoftware()), await keep(startIntelliSoftware())] as const;
		}

		function keysFor(first: StandIn, backup: StandIn) {
			return { ...intelliSoftwareOtherKeys, baseUrl: first.url, backupBaseUrl: backup.url };
		}
	});
});

describe('the credential', () => {
	const requests = openSignedRequests('intelliSoftware');
	const { vendor, authenticate } = requests;
	const balance = '/api/json/getbalance.aspx';
	const versions = '{"request_version":"1.0.0","response_version":"1.0.3"}';

	signsRequests(requests, [
		[
			'JSON',
			balance,
			{
				method: 'POST',
				sendBody: true,
				contentType: 'json',
				specifyBody: 'json',
				jsonBody: versions,
			},
			{ response_status: 'ok' },
		],
		['raw JSON', balance, sendRaw('application/json', versions), { response_status: 'ok' }],
		[
			'no body at all on the form interface',
			'/api/https/getbalance.aspx',
			{ method: 'POST' },
			{ data: expect.stringContaining('BALANCE:100.0') },
		],
	]);

	refusesRequests(requests, [
		['XML', '/api/json/', sendRaw('text/xml', '<a/>'), /cannot be added to this kind of body/],
	]);

	it('gives a body to options without one', async () => {
		const legacy = await authenticate({ url: undefined, uri: vendor().standIn.url });
		expect(Object.keys(legacy.form ?? {})).toHaveLength(2);
		const plain = await authenticate({});
		expect(plain.body).toBeInstanceOf(URLSearchParams);
	});

	signsOptions(requests, [
		['a JSON object', { body: { request_version: '1.0.0', own: { nested: 1 } } }],
	]);
});
