import type { ICredentialDataDecryptedObject, INodeType } from 'n8n-workflow';
import { ALL_VENDORS } from '../vendors/registry';
import { builtInNodes } from './builtInNodes';
import type { DataTables } from './dataTableNode';
import { createEngine, type Engine, type StoredCredential } from './engine';
import type { NodeDocument, WorkflowDocument } from './workflowDocument';

const PACKAGE_NAME = 'n8n-nodes-account-balance';

/** What is installed on an engine. */
export interface BalanceEngineSetup {
	/** By default all of this package's. */
	readonly nodes?: readonly INodeType[];
	/** Those of n8n, which has none by default. */
	readonly dataTables?: DataTables | undefined;
}

/** n8n's engine with this package's sources installed. */
export async function createBalanceEngine({
	nodes = ALL_VENDORS.map(({ createNode }) => createNode()),
	dataTables,
}: BalanceEngineSetup = {}): Promise<Engine> {
	return await createEngine(
		{
			kind: 'classes',
			packageName: PACKAGE_NAME,
			nodes,
			credentials: ALL_VENDORS.map(({ createCredential }) => createCredential()),
		},
		builtInNodes(dataTables),
	);
}

/** The credential that the workflows of `balanceWorkflow` use. */
export function storedCredential(
	vendorId: string,
	data: ICredentialDataDecryptedObject,
): StoredCredential {
	return { id: '1', name: 'My credential', type: `${vendorId}Api`, data };
}

/** A workflow in which a trigger feeds one Get Balance node, named "Balance". */
export function balanceWorkflow(
	vendorId: string,
	parameters: object = {},
	settings: Partial<NodeDocument> = {},
): WorkflowDocument {
	const trigger = { name: 'Trigger', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 };
	return {
		nodes: [
			{ ...trigger, position: [0, 0], parameters: {} },
			{
				name: 'Balance',
				type: `${PACKAGE_NAME}.${vendorId}`,
				typeVersion: 1,
				position: [200, 0],
				parameters: { operation: 'getBalance', ...parameters },
				credentials: { [`${vendorId}Api`]: { id: '1', name: 'My credential' } },
				...settings,
			},
		],
		connections: { Trigger: { main: [[{ node: 'Balance', type: 'main', index: 0 }]] } },
	};
}
