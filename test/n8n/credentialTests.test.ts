import { createBalanceEngine } from '../engine/accountBalance';
import type { Engine } from '../engine/engine';
import { PROFILES, profileOf } from '../vendors/profiles';
import { startAllVendors, type RunningVendor } from '../vendors/runningVendors';
import type { Misbehaviour } from '../standIns/standIn';
import { VENDORS } from '../vendors/registry';
import { sendRequest } from './signedRequests';

let engine: Engine;
let vendors: RunningVendor[];

beforeAll(async () => {
	engine = await createBalanceEngine();
});

beforeEach(async () => {
	vendors = await startAllVendors();
});

afterEach(async () => {
	await Promise.all(vendors.map(async ({ standIn }) => await standIn.close()));
});

function vendor(id: string): RunningVendor {
	const found = vendors.find((candidate) => candidate.id === id);
	if (found === undefined) throw new Error(`No stand-in for ${id}`);
	return found;
}

async function test({ id }: RunningVendor, data: RunningVendor['credential']) {
	return await engine.testCredential(`${id}Api`, data);
}

const IDS = PROFILES.map(({ id }) => id);

it('knows every vendor', () => {
	expect([...IDS].sort()).toEqual(VENDORS.map(({ adapter }) => adapter.id).sort());
});

describe.each(IDS)('%s', (id) => {
	it('is green with the balance, read with one request', async () => {
		const { status, message } = await test(vendor(id), vendor(id).credential);
		expect(status).toBe('OK');
		expect(message.split(': ')[1]).toBe(profileOf(id).shownBalance);
		expect(vendor(id).standIn.requests).toHaveLength(1);
	});

	it("is red with the vendor's own words, which come with HTTP 200", async () => {
		const { status, message } = await test(vendor(id), vendor(id).wrongCredential);
		expect(status).toBe('Error');
		expect(message).toContain(`says: "${vendor(id).refusalWords}`);
		expect(message).not.toContain('wrong-secret-of-the-demo');
		expect(vendor(id).standIn.requests).toHaveLength(1);
	});

	it('is red for a missing field before anything is sent', async () => {
		const empty = Object.fromEntries(
			Object.entries(vendor(id).credential).map(([name, value]) => [
				name,
				typeof value === 'string' && !isList(id, name) ? '' : value,
			]),
		);
		const { status, message } = await test(vendor(id), empty);
		expect({ status, message }).toEqual({
			status: 'Error',
			message: expect.stringMatching(/ is empty\. /),
		});
		expect(vendor(id).standIn.requests).toHaveLength(0);
	});

	it.each<[string, Misbehaviour, RegExp]>([
		['a page instead of a reply', page(200), /reply that shows no plain balance/],
		[
			'an empty reply',
			{ kind: 'answer', answer: { body: '' } },
			/reply that shows no plain balance/,
		],
		['a redirect', page(302, { location: 'http://127.0.0.1:9/' }), /redirects to another address/],
		['HTTP 401', page(401), /did not accept the credential/],
		['HTTP 500', page(500), /unavailable/],
		['a broken connection', { kind: 'reset' }, /connection .* broke/],
		['a cut body', { kind: 'cutBody' }, /connection .* broke/],
	])('is red for %s', async (_, behaviour, words) => {
		vendor(id).standIn.misbehave(behaviour);
		const { status, message } = await test(vendor(id), vendor(id).credential);
		expect({ status, message }).toEqual({ status: 'Error', message: expect.stringMatching(words) });
	});

	it('signs a request for something else, or refuses it in words', async () => {
		const { path, parameters, outcome } = profileOf(id).otherCall;
		const { message } = await sendRequest(engine, vendor(id), path, parameters);
		const { requests } = vendor(id).standIn;
		if (outcome.kind === 'refused') expect(message).toContain(outcome.words);
		const expected = outcome.kind === 'signed' ? [true] : [];
		expect(
			requests.map((request) => outcome.kind === 'signed' && outcome.isSigned(request)),
		).toEqual(expected);
	});

	it('is red where nothing listens', async () => {
		const { credential, standIn } = vendor(id);
		await standIn.close();
		const { status, message } = await test(vendor(id), credential);
		expect(status).toBe('Error');
		expect(message).toMatch(/server refused the connection/);
		vendors = vendors.filter((candidate) => candidate.id !== id);
	});
});

/** Nobody can empty a list. */
function isList(id: string, field: string): boolean {
	return profileOf(id).contract.credentialFields[field]?.choices !== undefined;
}

function page(status: number, headers: Record<string, string> = {}): Misbehaviour {
	const body = '<html><body>Something else</body></html>';
	return {
		kind: 'answer',
		answer: { status, headers: { 'content-type': 'text/html', ...headers }, body },
	};
}
