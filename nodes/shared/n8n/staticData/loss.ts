import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { ANEW } from '../../watchMemory/serializeAccount';
import { isRecord } from '../../input/untrusted';
import { createLastExecutions } from './lastExecutions';

/** Why a node does not find what it remembered. */
type MemoryLoss = 'otherNode' | 'renamed' | 'notGivenBack';

/** n8n keeps static data by the node's name, so the node's id stands in it. */
const NODE_ID = 'nodeId';
/** In the workflow's own static data, the name that belongs to an id. */
const NODE_NAME = 'n8n-nodes-account-balance: name of node ';

/**
 * A worker of n8n 2.41.1 saves static data but begins every run without it (seen in queue mode); in a
 * sub-workflow it has it.
 */
const LAST_SAVED = createLastExecutions();

/** What to do about it. */
export const WAY_OUT = 'With Keep State In set to Data Table, nothing of this is lost.';

/** Why the node does not find what it remembered, or null where it does, or there was nothing. */
export function findLoss(context: IExecuteFunctions, data: IDataObject): MemoryLoss | null {
	const { id, name } = context.getNode();
	const owner = data[NODE_ID];
	if (owner !== undefined) return owner === id ? null : 'otherNode';
	const nameBefore = findNameBefore(context);
	if (nameBefore !== null) return nameBefore === name ? null : 'renamed';
	const last = LAST_SAVED.find(context);
	return last === undefined || last === context.getExecutionId() ? null : 'notGivenBack';
}

/** What to tell of it. */
export function describeLoss(loss: MemoryLoss, context: IExecuteFunctions): string {
	switch (loss) {
		case 'otherNode':
			return `Another node was called "${context.getNode().name}" before, and what it remembered is not used: ${ANEW}`;
		case 'renamed':
			return `This node was called "${findNameBefore(context) ?? ''}" before, and n8n keeps what it remembered under that name: ${ANEW} ${WAY_OUT}`;
		case 'notGivenBack':
			return `n8n has not given back what this node remembered: alerts may come again with every check, and days left stay unknown. ${WAY_OUT} In queue mode, a watch in a sub-workflow has it too.`;
	}
}

/** Notes whose memory this is. */
export function noteOwner(context: IExecuteFunctions, data: IDataObject): void {
	const { id, name } = context.getNode();
	data[NODE_ID] = id;
	const names: unknown = context.getWorkflowStaticData('global');
	// Where somebody has damaged it, a rename goes unnoticed; nothing else stands there.
	if (isStaticData(names) && names[NODE_NAME + id] !== name) names[NODE_NAME + id] = name;
	LAST_SAVED.note(context);
}

/** Whether n8n gave an object to write to: in a damaged workflow it gives what stands there. */
export function isStaticData(value: unknown): value is IDataObject {
	// Members of a list would not be saved.
	return isRecord(value);
}

function findNameBefore(context: IExecuteFunctions): string | null {
	const names: unknown = context.getWorkflowStaticData('global');
	const name = isStaticData(names) ? names[NODE_NAME + context.getNode().id] : null;
	return typeof name === 'string' ? name : null;
}
