import { WorkflowExecute } from 'n8n-core';
import {
	deepCopy,
	UnexpectedError,
	Workflow,
	type ExecuteWorkflowData,
	type IExecuteWorkflowInfo,
	type INodeExecutionData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { startExecution } from './startExecution';
import type { NodeTypes } from './typeRegistries';

const START = 'n8n-nodes-base.executeWorkflowTrigger';

/** Runs a workflow that a node has made, as n8n 2.41.1 does (`workflow-execute-additional-data.js`). */
export async function runSubWorkflow(
	nodeTypes: NodeTypes,
	additionalData: IWorkflowExecuteAdditionalData,
	{ code }: IExecuteWorkflowInfo,
	inputData: readonly INodeExecutionData[] = [{ json: {} }],
): Promise<ExecuteWorkflowData> {
	const start = code?.nodes.find(({ type }) => type === START);
	if (code === undefined || start === undefined) {
		throw new UnexpectedError('Only workflows in code with their trigger are imitated here');
	}
	const workflow = new Workflow({ ...code, nodeTypes });
	const run = await startExecution(
		new WorkflowExecute({ ...additionalData }, 'integrated'),
		workflow,
		start,
		{ [start.name]: deepCopy([...inputData]) },
	);
	const { lastNodeExecuted, error, runData: runs } = run.data.resultData;
	if (error !== undefined) throw new Error(error.message);
	const last = runs[lastNodeExecuted ?? '']?.at(-1);
	return { executionId: 'sub', data: last?.data?.['main'] ?? [null] };
}
