import './services';

import type { ICredentialDataDecryptedObject, INodeCredentialTestResult } from 'n8n-workflow';

import { builtInNodes } from './builtInNodes';
import { testCredential } from './credentialTest';
import { runWorkflow, type EngineRun, type RunOptions } from './execution';
import { loadPackage, type PackageSource } from './packageSource';
import { CredentialTypes, NodeTypes } from './typeRegistries';
import type { WorkflowDocument } from './workflowDocument';

export type { EngineRun, RunOptions } from './execution';
export type { PackageSource } from './packageSource';
export type { StoredCredential } from './storedCredentials';
export type { NodeDocument, WorkflowDocument } from './workflowDocument';

/** n8n's engine with one package installed. */
export interface Engine {
	readonly nodeTypes: NodeTypes;
	readonly credentialTypes: CredentialTypes;
	/** Runs a workflow from its trigger. Rejects where n8n refuses to start it. */
	run(workflow: WorkflowDocument, options: RunOptions): Promise<EngineRun>;
	/** Tests a credential as n8n does when a user saves it. */
	testCredential(
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<INodeCredentialTestResult>;
}

/** Installs a package beside n8n's own nodes: by default the imitations of `builtInNodes.ts`. */
export async function createEngine(
	source: PackageSource,
	ownNodes: PackageSource = builtInNodes(),
): Promise<Engine> {
	const packages = [await loadPackage(ownNodes), await loadPackage(source)];
	const nodeTypes = new NodeTypes(packages);
	const credentialTypes = new CredentialTypes(packages, nodeTypes);
	return {
		nodeTypes,
		credentialTypes,
		run: async (workflow, options) =>
			await runWorkflow(nodeTypes, credentialTypes, workflow, options),
		testCredential: async (type, data) =>
			await testCredential(nodeTypes, credentialTypes, type, data),
	};
}
