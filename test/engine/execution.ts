import { externalSecretsProxy } from './services';

import { stringify } from 'flatted';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	deepCopy,
	UnexpectedError,
	UserError,
	Workflow,
	type ICredentialsHelper,
	type IDataObject,
	type INodeExecutionData,
	type IPinData,
	type IRun,
	type IRunExecutionData,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { startRecording } from './recorder';
import { startExecution } from './startExecution';
import { StoredCredentials, type StoredCredential } from './storedCredentials';
import { runSubWorkflow } from './subWorkflow';
import type { CredentialTypes, NodeTypes } from './typeRegistries';
import { toWorkflowBase, type WorkflowDocument } from './workflowDocument';

/** How a workflow is run. */
export interface RunOptions {
	/** What the credentials of the workflow's nodes refer to, by id. */
	credentials: readonly StoredCredential[];
	/** The json of the items that the trigger emits, pinned on it. Default: one empty item. */
	input?: readonly IDataObject[];
	/** `manual`: the editor's button, the default. `trigger`: an activated workflow. */
	mode?: 'manual' | 'trigger';
	/** Cancels the execution when aborted, as n8n's stop button does. */
	cancel?: AbortSignal;
	/** The static data that earlier runs left behind; it is not changed, see `EngineRun`. */
	staticData?: IDataObject;
	/** n8n's number of the execution; by default all have one. */
	executionId?: string;
	/** What n8n has of other executions, by their numbers. */
	executions?: ReadonlyMap<string, IRunExecutionData>;
}

/** What became of a run. */
export interface EngineRun {
	run: IRun;
	/** Per output of the node's last run, the items; empty when it did not run or stopped the run. */
	outputs: (nodeName: string) => INodeExecutionData[][];
	/** What n8n's database holds of the run's data. Values are JSON text, so quotes are escaped. */
	saved: string;
	/** All that was logged, at every level, and printed during the run. */
	logs: string;
	/** The static data after the run. n8n saves it only where `mode` is not `manual`. */
	staticData: IDataObject;
	/** Whether n8n would save the static data: it was changed, in a run that is not manual. */
	staticDataIsSaved: boolean;
	/** How often credentials were decrypted. */
	decryptions: number;
}

/** Runs a workflow on n8n's engine. Rejects where n8n refuses to start it. */
export async function runWorkflow(
	nodeTypes: NodeTypes,
	credentialTypes: CredentialTypes,
	document: WorkflowDocument,
	options: RunOptions,
): Promise<EngineRun> {
	const prepared = await prepareWorkflow(nodeTypes, credentialTypes, document, options);
	const { workflow, credentials } = prepared;
	const recording = startRecording();
	let run: IRun;
	let logs = '';
	try {
		run = await prepared.execute();
	} finally {
		logs = recording.stop();
	}
	return {
		run,
		outputs: (nodeName) => outputsOf(run, nodeName),
		saved: stringify(run.data),
		logs,
		staticData: deepCopy(workflow.staticData),
		staticDataIsSaved: prepared.mode !== 'manual' && workflow.staticData['__dataChanged'] === true,
		decryptions: credentials.decryptions,
	};
}

/** A workflow about to be run, with nothing watching it. */
export interface PreparedWorkflow {
	readonly mode: NonNullable<RunOptions['mode']>;
	readonly workflow: Workflow;
	readonly credentials: StoredCredentials;
	execute(): Promise<IRun>;
}

/** Makes what n8n has before a run starts: the workflow from its database, the credentials. */
export async function prepareWorkflow(
	nodeTypes: NodeTypes,
	credentialTypes: CredentialTypes,
	document: WorkflowDocument,
	options: RunOptions,
): Promise<PreparedWorkflow> {
	const mode = options.mode ?? 'manual';
	const base = toWorkflowBase(document, options.staticData);
	const workflow = new Workflow({ ...base, nodeTypes });
	const credentials = new StoredCredentials(credentialTypes, nodeTypes);
	await credentials.save(options.credentials);
	const additionalData = createAdditionalData(nodeTypes, credentials, base, mode, options);
	return {
		mode,
		workflow,
		credentials,
		execute: async () => await execute(workflow, additionalData, options),
	};
}

/** What n8n hands to every node of a run besides the workflow. */
export function createAdditionalData(
	nodeTypes: NodeTypes,
	credentialsHelper: ICredentialsHelper,
	workflow: IWorkflowBase,
	mode: 'manual' | 'trigger' | 'internal',
	{ executionId = '1', executions = new Map() }: Partial<RunOptions> = {},
): IWorkflowExecuteAdditionalData {
	// Nothing listens there; the addresses must be real ones, since n8n-core parses them.
	const instanceBaseUrl = 'http://localhost:5678/';
	const refuse = (what: string) => async () => {
		throw new UnexpectedError(`${what} is not imitated here`);
	};
	return {
		credentialsHelper,
		hooks: new ExecutionLifecycleHooks(mode, executionId, workflow),
		externalSecretsProxy,
		executionId,
		currentNodeExecutionIndex: 0,
		executeWorkflow: async (info, data, { inputData }) =>
			await runSubWorkflow(nodeTypes, data, info, inputData),
		getRunExecutionData: async (id) => executions.get(id),
		getRuntimeCredential: refuse('A runtime credential'),
		startRunnerTask: refuse('A task runner'),
		logAiEvent: () => undefined,
		setExecutionStatus: () => undefined,
		variables: {},
		instanceBaseUrl,
		restApiUrl: `${instanceBaseUrl}rest`,
		formBaseUrl: `${instanceBaseUrl}form`,
		formWaitingBaseUrl: `${instanceBaseUrl}form-waiting`,
		formTestBaseUrl: `${instanceBaseUrl}form-test`,
		webhookBaseUrl: `${instanceBaseUrl}webhook`,
		webhookWaitingBaseUrl: `${instanceBaseUrl}webhook-waiting`,
		webhookTestBaseUrl: `${instanceBaseUrl}webhook-test`,
		mcpBaseUrl: `${instanceBaseUrl}mcp`,
		mcpTestBaseUrl: `${instanceBaseUrl}mcp-test`,
	};
}

async function execute(
	workflow: Workflow,
	additionalData: IWorkflowExecuteAdditionalData,
	{ mode = 'manual', input, cancel }: RunOptions,
): Promise<IRun> {
	const startNode = workflow.getStartNode();
	if (!startNode) throw new UserError('The workflow has no trigger');
	// Data pinned in the editor is ignored by the runs of an activated workflow.
	const pinData: IPinData = mode === 'manual' ? { ...workflow.pinData } : {};
	if (input) pinData[startNode.name] = input.map((json) => ({ json: deepCopy(json) }));
	const execution = startExecution(
		new WorkflowExecute(additionalData, mode),
		workflow,
		startNode,
		pinData,
	);
	const stop = () => execution.cancel();
	cancel?.addEventListener('abort', stop, { once: true });
	if (cancel?.aborted) stop();
	try {
		return await execution;
	} finally {
		cancel?.removeEventListener('abort', stop);
	}
}

/** Per output of the node's last run, the items. */
export function outputsOf(run: IRun, nodeName: string): INodeExecutionData[][] {
	const lastRun = run.data.resultData.runData[nodeName]?.at(-1);
	return (lastRun?.data?.['main'] ?? []).map((items) => items ?? []);
}
