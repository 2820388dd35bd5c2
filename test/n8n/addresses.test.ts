/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test of addresses; the ban protects n8n's runtime */
import { networkInterfaces } from 'node:os';
import { balanceWorkflow, createBalanceEngine, storedCredential } from '../engine/accountBalance';
import type { Engine } from '../engine/engine';
import { protectInnerAddresses } from '../engine/services';
import { nameLoopback } from '../standIns/hostName';
import { PROFILES } from '../vendors/profiles';
import { startVendor, type RunningVendor } from '../vendors/runningVendors';
import type { StandInOptions } from '../standIns/standIn';

let engine: Engine;
const running: RunningVendor[] = [];

beforeAll(async () => {
	engine = await createBalanceEngine();
});

afterEach(async () => {
	await Promise.all(running.splice(0).map(async ({ standIn }) => await standIn.close()));
});

const VENDOR_IDS = PROFILES.map(({ id }) => id);

async function start(id: string, options: StandInOptions = {}): Promise<RunningVendor> {
	const vendor = await startVendor(id, options);
	running.push(vendor);
	return vendor;
}

/** The json of the only item, and the answer of the credential test. */
async function ask({ id }: RunningVendor, credential: RunningVendor['credential']) {
	const result = await engine.run(
		balanceWorkflow(id, { options: { retries: 0 } }, { onError: 'continueRegularOutput' }),
		{ credentials: [storedCredential(id, credential)] },
	);
	const item = result.outputs('Balance')[0]?.[0]?.json ?? {};
	return { item, test: await engine.testCredential(`${id}Api`, credential) };
}

// A machine without IPv6 shows these as skipped.
const hasIpv6 = Object.values(networkInterfaces())
	.flat()
	.some((address) => address?.address === '::1');

(hasIpv6 ? describe : describe.skip)('an IPv6 literal with a port', () => {
	it.each(VENDOR_IDS)('works: %s', async (id) => {
		const vendor = await start(id, { host: '::1' });
		expect(vendor.credential['baseUrl']).toMatch(/^http:\/\/\[::1\]:\d+/);
		const { item, test } = await ask(vendor, vendor.credential);
		expect(item).toHaveProperty('balance');
		expect(item['details']).not.toHaveProperty('warnings');
		expect(test.status).toBe('OK');
		expect(vendor.standIn.requests[0]?.headers['host']).toMatch(/^\[::1\]:\d+$/);
	});
});

describe('a public host at an http:// address', () => {
	let forget: () => void;

	beforeAll(() => {
		forget = nameLoopback('balance.example.com');
	});

	afterAll(() => forget());

	it.each(VENDOR_IDS)('is asked, with a warning: %s', async (id) => {
		const vendor = await start(id);
		const baseUrl = String(vendor.credential['baseUrl']).replace(
			'127.0.0.1',
			'balance.example.com',
		);
		const { item, test } = await ask(vendor, { ...vendor.credential, baseUrl });
		expect(item).toMatchObject({
			balance: expect.any(Number) as unknown,
			details: { warnings: [expect.stringContaining('begins with http://')] as unknown },
		});
		expect(test.status).toBe('OK');
	});
});

describe('a user name or a password in the address', () => {
	it.each(VENDOR_IDS)('is refused in words, and not shown: %s', async (id) => {
		const vendor = await start(id);
		const baseUrl = String(vendor.credential['baseUrl']).replace('//', '//someone:h1dden-word@');
		const { item, test } = await ask(vendor, { ...vendor.credential, baseUrl });
		expect(item).toMatchObject({
			error: 'Base URL must not contain a user name or a password',
			details: { kind: 'invalidRequest' },
		});
		expect(test.status).toBe('Error');
		expect(JSON.stringify([item, test])).not.toMatch(/someone|h1dden/);
		expect(vendor.standIn.requests).toHaveLength(0);
	});
});

describe("n8n's protection of inner addresses", () => {
	let lift: () => void;

	beforeAll(() => {
		lift = protectInnerAddresses();
	});

	afterAll(() => {
		lift();
	});

	it.each(VENDOR_IDS)('is respected, and told as what it is: %s', async (id) => {
		const vendor = await start(id);
		const { item } = await ask(vendor, vendor.credential);
		expect(item).toMatchObject({
			error: expect.stringMatching(/^n8n does not let this workflow reach .*'s address$/),
			details: {
				kind: 'notAllowed',
				retryable: false,
				description: expect.stringMatching(
					/N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES/,
				),
			},
		});
		expect(vendor.standIn.requests).toEqual([]);
	});

	it.each(VENDOR_IDS)('makes a credential test red in the same words: %s', async (id) => {
		const vendor = await start(id);
		const { test } = await ask(vendor, vendor.credential);
		expect(test).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/^n8n does not let this workflow reach/),
		});
		expect(vendor.standIn.requests).toEqual([]);
	});
});
