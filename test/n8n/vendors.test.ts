import type { IDataObject } from 'n8n-workflow';
import { balanceWorkflow, createBalanceEngine, storedCredential } from '../engine/accountBalance';
import type { Engine } from '../engine/engine';
import { cloud9MobileDollarLogin, startCloud9Mobile } from '../vendors/cloud9Mobile/standIn';
import { igSendKeys, startIgSend } from '../vendors/igSend/standIn';
import { intelliSoftwareOtherKeys, startIntelliSoftware } from '../vendors/intelliSoftware/standIn';
import { kolmisoftM4SecretKey, startKolmisoftM4 } from '../vendors/kolmisoftM4/standIn';
import { sectigoDollarLogin, sectigoEuroLogin, startSectigo } from '../vendors/sectigo/standIn';
import { selfSignedCertificate } from '../standIns/certificates';
import type { StandIn } from '../standIns/standIn';

let engine: Engine;
const running: StandIn[] = [];

beforeAll(async () => {
	engine = await createBalanceEngine();
});

afterEach(async () => {
	await Promise.all(running.splice(0).map(async (standIn) => await standIn.close()));
});

async function started<Kind extends StandIn>(starting: Promise<Kind>): Promise<Kind> {
	const standIn = await starting;
	running.push(standIn);
	return standIn;
}

/** The json of the only item, with failures on the regular output. */
async function balanceOf(
	vendorId: string,
	credential: Record<string, string | boolean>,
	parameters: object = {},
): Promise<IDataObject> {
	const workflow = balanceWorkflow(vendorId, parameters, { onError: 'continueRegularOutput' });
	const result = await engine.run(workflow, {
		credentials: [storedCredential(vendorId, credential)],
	});
	const items = result.outputs('Balance')[0] ?? [];
	expect(items).toHaveLength(1);
	return items[0]?.json ?? {};
}

const aRecentTime: unknown = expect.stringMatching(/^20\d\d-\d\d-\d\dT[\d:.]{12}Z$/);

describe('IntelliSoftware', () => {
	it.each(['json', 'form'])('reads the credits over the %s interface', async (chosen) => {
		const { url } = await started(startIntelliSoftware());
		const item = await balanceOf(
			'intelliSoftware',
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
		const { url } = await started(startIntelliSoftware());
		const keys = { ...intelliSoftwareOtherKeys, secretKey: 'something else', baseUrl: url };
		const item = await balanceOf('intelliSoftware', keys, { options: { interface: chosen } });
		expect(item['details']).toMatchObject({ kind: 'authentication', code: 'login_invalid' });
	});

	describe('with a backup address', () => {
		it.each(['reset', 'closeBeforeReply', 'cutBody'] as const)(
			'asks it after a transport fault (%s)',
			async (kind) => {
				const [first, backup] = await startPair();
				first.misbehave({ kind });
				const item = await balanceOf('intelliSoftware', keysFor(first, backup));
				expect(item['balanceText']).toBe('2417.5');
				expect([first.requests.length, backup.requests.length]).toEqual([1, 1]);
			},
		);

		it('asks it where nothing listens on the first', async () => {
			const [first, backup] = await startPair();
			await first.close();
			const item = await balanceOf('intelliSoftware', keysFor(first, backup));
			expect(item['balanceText']).toBe('2417.5');
		});

		it.each([500, 503, 401, 404, 302])('does not ask it after HTTP status %i', async (status) => {
			const [first, backup] = await startPair();
			first.misbehave({ kind: 'answer', answer: { status, body: 'no' } });
			const item = await balanceOf('intelliSoftware', keysFor(first, backup), {
				options: { retries: 0 },
			});
			expect(item['details']).toMatchObject({ code: String(status) });
			expect(backup.requests).toHaveLength(0);
		});

		it('does not ask it after a refusal', async () => {
			const [first, backup] = await startPair();
			const keys = { ...keysFor(first, backup), secretKey: 'something else' };
			expect(await balanceOf('intelliSoftware', keys)).toHaveProperty('error');
			expect(backup.requests).toHaveLength(0);
		});

		it('tells of the first fault where both fail', async () => {
			const [first, backup] = await startPair();
			first.misbehave({ kind: 'reset' });
			await backup.close();
			const item = await balanceOf('intelliSoftware', keysFor(first, backup), {
				options: { retries: 0 },
			});
			expect(item['details']).toMatchObject({ kind: 'vendorUnavailable', code: 'ECONNRESET' });
		});

		async function startPair() {
			return [
				await started(startIntelliSoftware()),
				await started(startIntelliSoftware()),
			] as const;
		}

		function keysFor(first: StandIn, backup: StandIn) {
			return { ...intelliSoftwareOtherKeys, baseUrl: first.url, backupBaseUrl: backup.url };
		}
	});
});

describe('Sectigo', () => {
	it.each(['0', '1', '2'])('reads funds and credit limit in format %s', async (responseFormat) => {
		const { url } = await started(startSectigo());
		const item = await balanceOf(
			'sectigo',
			{ ...sectigoDollarLogin, baseUrl: url },
			{ options: { responseFormat, lowThreshold: '347.6', includeRaw: true } },
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
		const { url } = await started(startSectigo());
		const item = await balanceOf('sectigo', { ...sectigoEuroLogin, baseUrl: url });
		expect(item).not.toHaveProperty('creditLimit');
		expect(item).toMatchObject({ available: 1250.75, details: { warnings: [expect.any(String)] } });
	});

	it('is not asked again once its call limit is reached', async () => {
		const server = await started(startSectigo({ refusal: -42 }));
		const item = await balanceOf('sectigo', { ...sectigoEuroLogin, baseUrl: server.url });
		expect(item['details']).toMatchObject({ kind: 'rateLimited', code: '-42', retryable: true });
		expect(server.requests).toHaveLength(1);
	});
});

describe('iGsend', () => {
	it.each([
		['major', '1400000', 1400000],
		['minor', '14000.00', 14000],
	])('takes the amount as %s units', async (amountUnit, balanceText, balance) => {
		const { url } = await started(startIgSend());
		const item = await balanceOf('igSend', keys(url), { options: { amountUnit } });
		expect(item).toMatchObject({
			account: '100000',
			balance,
			balanceText,
			currency: 'GBP',
			details: { balanceState: 'IN_CREDIT', environment: 'custom' },
		});
	});

	it('reads another client with the same keys', async () => {
		const { url } = await started(startIgSend());
		const item = await balanceOf('igSend', keys(url), { clientId: '={{ 100045 }}' });
		expect(item).toMatchObject({ account: '100045', balanceText: '763.97', currency: 'EUR' });
	});

	it('tells of a client that these keys may not read', async () => {
		const { url } = await started(startIgSend());
		const item = await balanceOf('igSend', keys(url), { clientId: '200311' });
		expect(item['details']).toMatchObject({ kind: 'notFound', code: '10009' });
	});

	it('needs the keys of the environment', async () => {
		const { url } = await started(startIgSend({ environment: 'sandbox' }));
		const item = await balanceOf('igSend', keys(url));
		expect(item['details']).toMatchObject({
			kind: 'authentication',
			description: expect.stringContaining('live and sandbox differ'),
		});
	});

	function keys(url: string) {
		return { ...igSendKeys.live, clientId: '100000', environment: 'custom', baseUrl: url };
	}
});

describe('Kolmisoft M4', () => {
	it.each([
		['user', '', '60.7200', 'EUR', 'reply'],
		['system', '', '66.0000', null, undefined],
		['code', 'GBP', '52.1400', 'GBP', 'request'],
		['code', 'USER', '60.7200', null, undefined],
	])('reads in currency mode %s %s', async (currencyMode, currencyCode, text, currency, source) => {
		const { url } = await started(startKolmisoftM4());
		const item = await balanceOf('kolmisoftM4', user(url), { currencyMode, currencyCode });
		expect(item).toMatchObject({ balanceText: text, currency });
		expect((item['details'] as IDataObject)['currencySource']).toBe(source);
	});

	it('reads another user, who is in debt', async () => {
		const { url } = await started(startKolmisoftM4());
		const username = 'term&inator +1 é';
		const item = await balanceOf('kolmisoftM4', user(url), { username, currencyMode: 'system' });
		expect(item).toMatchObject({ account: username, balance: -349282.18 });
	});

	it('sends POST with a body, and GET only where asked', async () => {
		const server = await started(startKolmisoftM4({ allowGet: true }));
		await balanceOf('kolmisoftM4', user(server.url));
		await balanceOf('kolmisoftM4', user(server.url), { options: { method: 'GET' } });
		const [post, get] = server.requests;
		expect([post?.method, post?.target]).toEqual(['POST', '/billing/api/user_balance_get']);
		expect([get?.method, get?.body]).toEqual(['GET', '']);
		expect(get?.target).toMatch(/\?username=wholesale_one&user_currency=1&hash=[0-9a-f]{40}$/);
	});

	it('leads to the setting where GET is disabled', async () => {
		const { url } = await started(startKolmisoftM4());
		const item = await balanceOf('kolmisoftM4', user(url), { options: { method: 'GET' } });
		expect(item['details']).toMatchObject({
			kind: 'notAllowed',
			description: expect.stringContaining('Maintenance, Settings, API tab'),
		});
	});

	it('sends no hash where the credential says so', async () => {
		const server = await started(startKolmisoftM4({ checkHash: false }));
		const unsigned = { ...user(server.url), signRequests: false, apiSecretKey: '' };
		expect(await balanceOf('kolmisoftM4', unsigned)).toHaveProperty('balance', 60.72);
		expect(server.requests[0]?.body).toBe('username=wholesale_one&user_currency=1');
	});

	it('verifies certificates unless the credential says otherwise, and then warns', async () => {
		const { url } = await started(startKolmisoftM4({ tls: selfSignedCertificate() }));
		const refused = await balanceOf('kolmisoftM4', user(url), { options: { retries: 0 } });
		expect(refused['details']).toMatchObject({
			kind: 'vendorUnavailable',
			code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
		});
		const item = await balanceOf('kolmisoftM4', { ...user(url), allowUnauthorizedCerts: true });
		expect(item).toMatchObject({
			balance: 60.72,
			details: { warnings: [expect.stringContaining('certificate was not verified')] },
		});
		expect(
			await engine.testCredential('kolmisoftM4Api', { ...user(url), allowUnauthorizedCerts: true }),
		).toMatchObject({ status: 'OK' });
	});

	function user(url: string) {
		return {
			baseUrl: `${url}/billing/`,
			username: 'wholesale_one',
			signRequests: true,
			apiSecretKey: kolmisoftM4SecretKey,
			allowUnauthorizedCerts: false,
		};
	}
});

describe('Cloud9 Mobile', () => {
	it('reads the balance and the echoes', async () => {
		const server = await started(startCloud9Mobile());
		const item = await balanceOf(
			'cloud9Mobile',
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
		const server = await started(startCloud9Mobile());
		const credentials = [
			storedCredential('cloud9Mobile', { ...cloud9MobileDollarLogin, baseUrl: server.url }),
		];
		const result = await engine.run(balanceWorkflow('cloud9Mobile'), {
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
		const { url } = await started(startCloud9Mobile({ echoTransactionId: '1000' }));
		const item = await balanceOf(
			'cloud9Mobile',
			{ ...cloud9MobileDollarLogin, baseUrl: url },
			{ options: { transactionId: 1001 } },
		);
		expect(item).toMatchObject({ balance: 18.35, details: { transactionId: '1000' } });
		expect((item['details'] as IDataObject)['warnings']).toHaveLength(1);
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
