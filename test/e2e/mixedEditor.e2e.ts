import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { AccountBalance } from '../../nodes/AccountBalance/AccountBalance.node';
import { CUSTOM } from '../../nodes/AccountBalance/rowVendor';
import { VENDORS } from '../../nodes/AccountBalance/vendors';
import { toRecord } from '../../nodes/shared/input/untrusted';
import type { NodeDocument } from '../engine/workflowDocument';
import { isProperty } from '../package/descriptionEntries';
import { signIn, type N8nClient } from '../server/n8nClient';
import { startN8n, type N8nServer } from '../server/n8nServer';
import { openEditor, type Editor } from './editor';
import { accountBalance, listWorkflow } from './mixedWorkflow';
import { openStage, type Stage } from './stage';
import { until, type SavedWorkflow } from './tableWatch';

/** A machine may have more to do than to draw an editor. */
const MILLISECONDS_TO_ACT = 60_000;

let stage: Stage;
let server: N8nServer;
let client: N8nClient;
let editor: Editor;

beforeAll(async () => {
	stage = await openStage();
	server = await startN8n(stage.installation, { userFolder: stage.userFolder });
	client = await signIn(server.url);
	editor = await openEditor(server.url);
	editor.page.setDefaultTimeout(MILLISECONDS_TO_ACT);
}, 240_000);

afterAll(async () => {
	await editor.close();
	await server.stop();
	await stage.clear();
}, 120_000);

/** Every field that there is, none of them left as it was; the editor saves no others. */
const EVERYTHING = {
	vendor: '={{ $json.vendor }}',
	operation: 'watchBalance',
	account: '={{ $json.account }}',
	customBalance: {
		service: '={{ $json.service }}',
		balance: '={{ $json.balance }}',
		creditLimit: '50',
		currency: 'EUR',
		unit: 'kWh',
	},
	alertWhen: 'above',
	threshold: '={{ $json.threshold }}',
	criticalThreshold: '5',
	daysLeftThreshold: '7',
	alertOptions: {
		checksBeforeAlert: 2,
		combineEvents: true,
		failuresBeforeAlert: 4,
		stateStorage: 'dataTable',
		notifyOnRecovery: false,
		outputEveryCheck: true,
		recoverAt: '120',
		remindEvery: 12,
		sampleEvent: 'low',
		snoozeUntil: '2026-01-01T00:00:00',
	},
	options: {
		cloud9MobileTransactionId: 'monitoring',
		concurrency: 5,
		igSendAmountUnit: 'minor',
		includeRaw: true,
		intelliSoftwareInterface: 'form',
		label: '={{ $json.label }}',
		kolmisoftM4CurrencyCode: 'USD',
		kolmisoftM4CurrencyMode: 'code',
		kolmisoftM4Method: 'GET',
		retries: 1,
		sectigoResponseFormat: '2',
		timeout: 5000,
	},
};

const ROWS = [
	{ vendor: 'custom', account: 'main', service: 'Telephony', balance: '3.50', threshold: 5 },
	{ vendor: 'sectigo', account: '', threshold: 300 },
];

async function openWith(node: NodeDocument): Promise<string> {
	const { id } = await client.createWorkflow(listWorkflow(ROWS, [node], { everySeconds: 3600 }));
	await editor.open(`/workflow/${id}`);
	return id;
}

async function countSlots(): Promise<number> {
	return await editor.page.getByTestId('node-parameters').getByTestId('credentials-label').count();
}

it('every field that the node has is filled in here', () => {
	// Those of tools are not there in a workflow's own node.
	const properties = new AccountBalance().description.properties.filter(
		({ displayOptions }) => displayOptions?.show?.['@tool'] === undefined,
	);
	expect(listLeftOut(properties, EVERYTHING)).toEqual([]);
});

it.each([...VENDORS.map(({ vendor: { id } }) => [id, 1] as const), [CUSTOM, 0] as const])(
	'where the vendor is %s, credential slots: %i',
	async (vendor, slots) => {
		await openWith(accountBalance({ vendor }));
		await editor.openNode('Watch');
		await editor.page.getByTestId('parameter-input-account').waitFor();
		await until(async () => (await countSlots()) === slots);
		await editor.closeNode();
	},
);

describe('with an expression for the vendor', () => {
	let id: string;

	beforeAll(async () => {
		id = await openWith(accountBalance(EVERYTHING));
		await editor.executeWorkflow();
		await editor.openNode('Watch');
	}, 240_000);

	async function enterVendor(expression: string): Promise<void> {
		const { page } = editor;
		const input = page.getByTestId('parameter-input-vendor').locator('.cm-content');
		await input.click();
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.insertText(expression);
		await page.getByTestId('parameter-input-account').locator('.cm-content').click();
	}

	async function readSaved(): Promise<object | undefined> {
		const { nodes } = await client.call<SavedWorkflow>('GET', `/workflows/${id}`);
		return nodes.find(({ name }) => name === 'Watch')?.parameters;
	}

	/** Saves the workflow, and waits until n8n has it with this vendor. */
	async function save(vendor: string): Promise<IDataObject> {
		await editor.page.keyboard.press('ControlOrMeta+s');
		await until(async () => JSON.stringify(await readSaved()).includes(JSON.stringify(vendor)));
		return { ...(await readSaved()) };
	}

	it('has a slot for every vendor', async () => {
		await until(async () => (await countSlots()) === VENDORS.length);
	});

	it.each([...VENDORS.map(({ vendor }) => vendor.id), CUSTOM])(
		'loses no field by way of %s and back',
		async (vendor) => {
			await enterVendor(`{{ "${vendor}" }}`);
			const away = `={{ "${vendor}" }}`;
			expect(await save(away)).toEqual({ ...EVERYTHING, vendor: away });
			await enterVendor('{{ $json.vendor }}');
			expect(await save(EVERYTHING.vendor)).toEqual(EVERYTHING);
			expect(await countSlots()).toBe(VENDORS.length);
		},
		240_000,
	);
});

/** The fields that are as n8n would set them. */
function listLeftOut(
	properties: readonly INodeProperties[],
	filledIn: Readonly<Record<string, unknown>>,
): readonly string[] {
	return properties.flatMap(({ name, type, default: untouched, options = [] }) => {
		const value = filledIn[name];
		if (type === 'collection') return listLeftOut(options.filter(isProperty), toRecord(value));
		if (type === 'hidden') return [];
		return value === undefined || value === untouched ? [name] : [];
	});
}
