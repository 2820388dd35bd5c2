import type { ICredentialDataDecryptedObject, INodeType } from 'n8n-workflow';
import { AccountBalance } from '../../nodes/AccountBalance/AccountBalance.node';
import { profileOf } from '../vendors/profiles';
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
	nodes = createAllNodes(),
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

/** Every node of the package. */
export function createAllNodes(): readonly INodeType[] {
	return [new AccountBalance(), ...ALL_VENDORS.map(({ createNode }) => createNode())];
}

/** The two ways in which the package asks a vendor: by the vendor's own node, or by the one for lists. */
export const NODES = { own: balanceWorkflow, mixed: mixedWorkflow } as const;

/**
 * The same workflow with the node for lists of any vendors, in which a row names its vendor: parameters
 * are those of the vendor's own node, and are put where this one has them.
 */
export function mixedWorkflow(
	vendorId: string,
	parameters: object = {},
	settings: Partial<NodeDocument> = {},
): WorkflowDocument {
	return balanceWorkflow(
		vendorId,
		{ vendor: `={{ "${vendorId}" }}`, ...toMixedParameters(vendorId, parameters) },
		{ type: `${PACKAGE_NAME}.accountBalance`, ...settings },
	);
}

/** The parameters of a vendor's own node as the one for lists has them. */
export function toMixedParameters(vendorId: string, parameters: object): object {
	const { contract } = profileOf(vendorId);
	// The cast: the parameters of a node are loosely typed.
	const { options = {}, ...others } = parameters as Readonly<Record<string, object>>;
	const top: Record<string, unknown> = {};
	const inOptions: Record<string, unknown> = {};
	const own = Object.keys({ ...contract.parameters, ...contract.options });
	for (const [name, value] of Object.entries({ ...others, ...options })) {
		const capitalized = name.charAt(0).toUpperCase() + name.slice(1);
		if (name === contract.shownInSubtitle) top['account'] = value;
		else if (own.includes(name)) inOptions[vendorId + capitalized] = value;
		else if (name in others) top[name] = value;
		else inOptions[name] = value;
	}
	return { ...top, options: inOptions };
}
