import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { KolmisoftM4Api } from '../../credentials/KolmisoftM4Api.credentials';
import { kolmisoftM4 } from '../../nodes/KolmisoftM4/kolmisoftM4.vendor';
import type { Vendor } from '../../nodes/shared/vendor';
import { createCredentialTest } from '../../nodes/shared/n8n/credential/credentialTest';
import { runOperation } from '../../nodes/shared/n8n/operations/operations';
import { planForVendor } from '../../nodes/shared/n8n/plan/vendorItems';
import { balanceWorkflow, storedCredential } from '../engine/accountBalance';
import { createEngine, type Engine } from '../engine/engine';
import { leakFinder } from '../faults/leakSearch';
import {
	kolmisoftM4SecretKey,
	startKolmisoftM4,
	type KolmisoftM4StandIn,
} from '../vendors/kolmisoftM4/standIn';

const USERS = ['one', 'two', 'three'].map((username) => {
	return { username, currency: 'EUR', balances: { EUR: '5.00' } };
});

/** As careless as code can be: its words carry the secret. */
function crash(): never {
	throw new TypeError(`${kolmisoftM4SecretKey} is not a function`);
}

/** The vendor with a fault of ours in one of its members, which only the user "two" meets. */
const FAULTS: ReadonlyArray<readonly [where: string, broken: Vendor]> = [
	[
		'request',
		{
			...kolmisoftM4,
			request: (query, credential) =>
				query['username'] === 'two' ? crash() : kolmisoftM4.request(query, credential),
		},
	],
	[
		'sign',
		{
			...kolmisoftM4,
			sign: (request, credential) =>
				JSON.stringify(request.body).includes('two')
					? crash()
					: kolmisoftM4.sign(request, credential),
		},
	],
	[
		'read',
		{
			...kolmisoftM4,
			read: (reply, query) =>
				query['username'] === 'two' ? crash() : kolmisoftM4.read(reply, query),
		},
	],
];

function nodeOf(vendor: Vendor): INodeType {
	const description: INodeTypeDescription = {
		displayName: 'Broken',
		name: 'kolmisoftM4',
		group: ['input'],
		version: 1,
		description: 'Has a fault of its own',
		defaults: { name: 'Broken' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kolmisoftM4Api', required: true, testedBy: 'test' }],
		properties: ['operation', 'username', 'threshold'].map((name) => {
			return { displayName: name, name, type: 'string', default: '' };
		}),
	};
	return {
		description,
		methods: { credentialTest: { test: createCredentialTest(vendor) } },
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			return await runOperation(this, planForVendor(vendor));
		},
	};
}

const leaksIn = leakFinder([kolmisoftM4SecretKey]);

const REPORT = /please report it to the maintainers of n8n-nodes-account-balance/;

let server: KolmisoftM4StandIn;

beforeAll(async () => {
	server = await startKolmisoftM4({ accounts: USERS });
});

afterAll(async () => {
	await server.close();
});

function credentialData(username = 'one') {
	const key = { signRequests: true, apiSecretKey: kolmisoftM4SecretKey };
	return { baseUrl: `${server.url}/billing`, defaultUsername: username, ...key };
}

describe.each(FAULTS)('a fault of our own in %s', (where, broken) => {
	let engine: Engine;

	beforeAll(async () => {
		engine = await createEngine({
			kind: 'classes',
			packageName: 'n8n-nodes-account-balance',
			nodes: [nodeOf(broken)],
			credentials: [new KolmisoftM4Api()],
		});
	});

	async function run(parameters: object, onError: string, mode: 'manual' | 'trigger' = 'manual') {
		const all = { username: '={{ $json.user }}', ...parameters };
		return await engine.run(balanceWorkflow('kolmisoftM4', all, { onError }), {
			credentials: [storedCredential('kolmisoftM4', credentialData())],
			input: USERS.map(({ username }) => ({ user: username })),
			mode,
		});
	}

	it('is told as one, of its item alone, and leaks nothing', async () => {
		const before = server.requests.length;
		const result = await run({}, 'continueRegularOutput');
		const items = result.outputs('Balance')[0]?.map(({ json }) => json) ?? [];
		expect(items.map((json) => json['balanceText'])).toEqual(['5.00', undefined, '5.00']);
		expect(items[1]).toEqual({
			error: 'Kolmisoft M4 could not be checked, because of a fault in this node',
			details: {
				vendor: 'kolmisoftM4',
				label: 'Kolmisoft M4 two',
				account: 'two',
				kind: 'internal',
				code: 'TypeError',
				description: expect.stringMatching(REPORT),
				retryable: false,
			},
		});
		expect(server.requests.length - before).toBe(where === 'read' ? 3 : 2);
		expect(leaksIn([result.saved, result.logs].join('\n'))).toEqual([]);
	});

	it('stops the run in the same words where items stop it', async () => {
		const result = await run({}, 'stopWorkflow');
		const { error } = result.run.data.resultData;
		expect(error?.message).toBe(
			'Kolmisoft M4 could not be checked, because of a fault in this node',
		);
		expect(error?.description).toMatch(REPORT);
		expect(leaksIn([result.saved, result.logs].join('\n'))).toEqual([]);
	});

	it('is told by a watch at the first check, and asked again at the next', async () => {
		const watch = { operation: 'watchBalance', threshold: '1' };
		const first = await run(watch, 'stopWorkflow', 'trigger');
		expect(first.outputs('Balance')[0]?.map(({ json }) => json)).toMatchObject([
			{ event: 'checkFailing', details: { kind: 'internal', code: 'TypeError' } },
		]);
		const { staticData } = first;
		expect(leaksIn([first.saved, first.logs, JSON.stringify(staticData)].join('\n'))).toEqual([]);
		expect(JSON.stringify(staticData)).not.toMatch(/"notBefore\\*":\d/);
	});

	it('makes a credential test red in the same words', async () => {
		// A credential test asks for the credential's own user and has no parameters.
		const test = await engine.testCredential('kolmisoftM4Api', credentialData('two'));
		const expected = where === 'sign' ? 'Error' : 'OK';
		expect(test.status).toBe(expected);
		if (expected === 'Error') expect(test.message).toMatch(REPORT);
		expect(leaksIn(test.message)).toEqual([]);
	});
});
