import type { IDataObject } from 'n8n-workflow';
import type { NodeDocument, WorkflowDocument } from '../engine/workflowDocument';
import { leakFinder } from '../faults/leakSearch';
import type { N8nClient } from '../server/n8nClient';
import { startKolmisoftM4, kolmisoftM4SecretKey } from '../vendors/kolmisoftM4/standIn';
import { profileOf } from '../vendors/profiles';
import { EXAMPLES, vendorsIn } from './examples';
import { itemsOf, runSavedByHand, withCredentials } from './execution';
import { startLanguageModel, type LanguageModel, type ToolArguments } from './languageModel';
import { learnUsage } from './learntUsage';
import { openSignedInStage, type Credentials, type SignedInStage } from './stage';

/** n8n's agents call a tool themselves up to version 2, and have the engine run it from version 3 on. */
const AGENT_VERSIONS = [1.9, 2.2, 3.1];

const EXAMPLE: WorkflowDocument = EXAMPLES['agent-which-account-runs-dry'];

const USERS = [
	{ username: 'wholesale_one', currency: 'EUR', balances: { EUR: '60.72' } },
	{ username: 'second', currency: 'EUR', balances: { EUR: '500.00' } },
];

/** What the first of them uses up. */
const A_DAY = 12;

let stage: SignedInStage;
let client: N8nClient;
let credentials: Credentials;
let staticData: IDataObject;
let m4: Awaited<ReturnType<typeof startKolmisoftM4>>;

beforeAll(async () => {
	stage = await openSignedInStage();
	m4 = await startKolmisoftM4({ accounts: USERS });
	({ client } = stage);
	const data = {
		baseUrl: `${m4.url}/billing`,
		defaultUsername: 'wholesale_one',
		signRequests: true,
		apiSecretKey: kolmisoftM4SecretKey,
	};
	const kolmisoftM4Api = await client.createCredential('M4', 'kolmisoftM4Api', data);
	credentials = { ...stage.credentials, kolmisoftM4Api };
	const { nodes } = withCredentials(EXAMPLE, credentials);
	const node = nodes.find(({ name }) => name === 'Kolmisoft M4');
	if (node === undefined) throw new Error('The example has no M4 node');
	staticData = await learnUsage({
		node,
		credential: { id: kolmisoftM4Api.id, type: 'kolmisoftM4Api', data },
		setBalance: (hoursAgo) => {
			const [first] = m4.accounts;
			if (first === undefined) throw new Error('No user');
			first.balances['EUR'] = (60.72 + (hoursAgo * A_DAY) / 24).toFixed(2);
		},
	});
});

afterAll(async () => {
	await stage.clear();
	await m4.close();
});

interface Asked {
	readonly model: LanguageModel;
	readonly answer: string;
	readonly workflowId: string;
}

/** Publishes the workflow and asks the agent of this version in the editor's chat, of a workflow that has watched for ten days. */
async function ask(
	document: WorkflowDocument,
	agentVersion: number,
	given: ToolArguments = {},
): Promise<Asked> {
	const model = await startLanguageModel(given);
	const openAiApi = await client.createCredential('OpenAI account', 'openAiApi', {
		apiKey: 'no-key-for-a-stand-in',
		url: model.url,
	});
	const nodes = document.nodes.map((node) =>
		node.name === 'Balance Agent' ? { ...node, typeVersion: agentVersion } : node,
	);
	const question = { action: 'sendMessage', chatInput: 'Which account runs dry first?' };
	const pinData = { 'When Asked': [{ json: { ...question, sessionId: 'test' } }] };
	const known = withCredentials({ ...document, nodes }, { ...credentials, openAiApi });
	const workflow = await client.importWorkflow({ ...known, pinData }, staticData);
	await client.activate(workflow);
	const { id: workflowId } = workflow;
	const execution = await runSavedByHand(client, workflowId, 'When Asked');
	await model.close();
	// Two published workflows cannot have the same chat.
	await client.deactivate(workflow);
	expect(execution.data.resultData.error).toBeUndefined();
	const [item] = itemsOf(execution, 'Balance Agent');
	return { model, answer: String(item?.['output']), workflowId };
}

describe.each(AGENT_VERSIONS)('an agent of version %s', (version) => {
	it('answers which account runs dry first, and reads any user by a tool', async () => {
		const { model, answer } = await ask(EXAMPLE, version, {
			M4_User: { account: 'second' },
		});
		const accounts = saidBy(model, 'All_Accounts');
		for (const id of vendorsIn(EXAMPLE).filter((each) => each !== 'kolmisoftM4')) {
			const { balanceText } = profileOf(id).firstBalance;
			expect(accounts).toContainEqual(expect.objectContaining({ vendor: id, balanceText }));
		}
		const daysLeft: unknown = expect.closeTo(60.72 / A_DAY, 0);
		const text: unknown = expect.stringContaining('About 5 days left, until ');
		expect(accounts).toContainEqual(
			expect.objectContaining({
				label: 'Kolmisoft M4 wholesale_one',
				status: 'low',
				daysLeft,
				text,
			}),
		);
		expect(saidBy(model, 'M4_User')).toMatchObject([{ account: 'second', available: 500 }]);
		// Left out: the default client.
		expect(saidBy(model, 'iGsend_Client')).toMatchObject([{ account: '100000' }]);
		expect(answer).toContain('About 5 days left');
	});

	it('is told what each tool does and what comes out, and may leave the account out', async () => {
		const { model } = await ask(EXAMPLE, version);
		expect([...model.tools.keys()].sort()).toEqual(['All_Accounts', 'M4_User', 'iGsend_Client']);
		expect(model.tools.get('All_Accounts')?.description).toContain('"daysLeft"');
		const user = model.tools.get('M4_User');
		expect(user?.description).toMatch(/^Reads the balance .* at Kolmisoft M4\. .*"available"/);
		const description: unknown = expect.stringContaining('leave it out for the default user');
		expect(user?.parameters.properties['account']).toMatchObject({
			type: 'string',
			description,
		});
		expect(user?.parameters.required ?? []).toEqual([]);
		expect(saidBy(model, 'M4_User')).toMatchObject([{ account: 'wholesale_one' }]);
	});

	it('is told no secret', async () => {
		const { model } = await ask(EXAMPLE, version);
		const secrets = stage.vendors.flatMap(({ id, credential }) => {
			const { credentialFields } = profileOf(id).contract;
			return Object.entries(credential).flatMap(([name, value]) =>
				credentialFields[name]?.masked === true ? [String(value)] : [],
			);
		});
		expect(secrets.length).toBeGreaterThanOrEqual(stage.vendors.length);
		const heard = model.heard.join('\n');
		expect(heard).toContain('1000482915');
		expect(leakFinder(secrets)(heard)).toEqual([]);
	});

	it('gets the state from a watch each time it asks, and nothing is remembered', async () => {
		const nodes = EXAMPLE.nodes.map((node) => (node.name === 'M4 User' ? toWatch(node) : node));
		const { model, workflowId } = await ask({ ...EXAMPLE, nodes }, version);
		expect(saidBy(model, 'M4_User')).toMatchObject([{ event: 'low', status: 'low' }]);
		expect(model.tools.get('M4_User')?.description).toMatch(/^Tells how .* stands now\./);
		const saved = await client.call<object>('GET', `/workflows/${workflowId}`);
		expect(JSON.stringify(saved)).toContain('node:Kolmisoft M4');
		expect(JSON.stringify(saved)).not.toContain('node:M4 User');
	});
});

/** The items of a tool's answer. */
function saidBy({ said }: LanguageModel, tool: string): unknown {
	return JSON.parse(said.get(tool) ?? 'null');
}

function toWatch(node: NodeDocument): NodeDocument {
	return {
		...node,
		parameters: { ...node.parameters, operation: 'watchBalance', threshold: '100' },
	};
}
