import type { WorkflowExecute } from 'n8n-core';
import type { INode, IPinData, Workflow } from 'n8n-workflow';

/** Starts at a node, whose items are pinned on it. `run` takes one object since n8n-core 2; before, its parameters came one by one. */
export function startExecution(
	execute: WorkflowExecute,
	workflow: Workflow,
	startNode: INode,
	pinData: IPinData,
) {
	if (execute.run.length === 1) return execute.run({ workflow, startNode, pinData });
	// The cast: the types are those of the newest n8n-core.
	const run = execute.run.bind(execute) as unknown as PositionalRun;
	return run(workflow, startNode, undefined, pinData);
}

type PositionalRun = (
	workflow: Workflow,
	startNode: INode,
	destinationNode: undefined,
	pinData: IPinData,
) => ReturnType<WorkflowExecute['run']>;
