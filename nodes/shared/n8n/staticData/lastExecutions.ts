import type { IExecuteFunctions } from 'n8n-workflow';

/** In which execution each node remembered last, in this process: for telling, never for judging. */
export interface LastExecutions {
	/** Notes that the node of this run remembers in its execution. */
	note(context: IExecuteFunctions): void;
	/** The execution in which the node of this run remembered last, or undefined. */
	find(context: IExecuteFunctions): string | undefined;
}

/** With more nodes than this, a process forgets all of them and starts again. */
const MAX_NODES = 10_000;

/** Nothing is noted yet. */
export function createLastExecutions(): LastExecutions {
	const executions = new Map<string, string>();
	return {
		note: (context) => {
			if (executions.size >= MAX_NODES) executions.clear();
			executions.set(describePlace(context), context.getExecutionId());
		},
		find: (context) => executions.get(describePlace(context)),
	};
}

function describePlace(context: IExecuteFunctions): string {
	return `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
}
