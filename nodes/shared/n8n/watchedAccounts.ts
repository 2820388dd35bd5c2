import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { ANEW, rememberedState, writtenState, type Remembered } from '../core/watchMemory';
import type { WatchState } from '../core/watchState';

/** What one node remembers of the accounts that it watches. */
export interface WatchedAccounts {
	recall(key: string): Remembered;
	/** Remembers all of one run at once; no more than `MOST_ACCOUNTS`. */
	remember(accounts: readonly AccountToRemember[]): void;
	/** The key of the only account that is remembered, or null. */
	onlyKey(): string | null;
}

export interface AccountToRemember {
	readonly key: string;
	readonly state: WatchState;
	/** What is noteworthy and was not told. */
	readonly untold: readonly string[];
}

/** So many accounts are remembered by one node; those go that were not checked for the longest time. */
export const MOST_ACCOUNTS = 1000;

/** Of so many nodes one process knows when they remembered last. */
const MOST_NODES = 10_000;

const ACCOUNT = 'account ';
const OWNER = 'nodeId';
const NODE_NAME = 'n8n-nodes-account-balance: name of node ';

/**
 * The node's static data, which n8n saves after every run of a published workflow (n8n-core
 * 2.41.1). n8n keeps it by the node's name: so the node's id stands in it too, and the name
 * that belongs to the id in the workflow's own, to tell a renamed node from another one.
 */
export function watchedAccounts(context: IExecuteFunctions): WatchedAccounts {
	const data = context.getWorkflowStaticData('node');
	const lost = lostMemory(context, data);
	return {
		recall: (key) => {
			const written = lost.isOfAnother ? undefined : data[ACCOUNT + key];
			const { state, untold } = rememberedState(written);
			return { state, untold: state === null ? [...lost.notices, ...untold] : untold };
		},
		remember: (accounts) => {
			if (accounts.length > 0) takeOver(context, data, lost.isOfAnother);
			for (const { key, state, untold } of accounts) {
				// Written anew, it stands last: the first ones are those of the oldest checks.
				delete data[ACCOUNT + key];
				data[ACCOUNT + key] = writtenState(state, untold);
			}
			for (const oldest of accountKeys(data).slice(0, -MOST_ACCOUNTS)) delete data[oldest];
		},
		onlyKey: () => {
			const [key, ...others] = lost.isOfAnother ? [] : accountKeys(data);
			return key === undefined || others.length > 0 ? null : key.slice(ACCOUNT.length);
		},
	};
}

function accountKeys(data: IDataObject): readonly string[] {
	return Object.keys(data).filter((key) => key.startsWith(ACCOUNT));
}

/** What a new name, another node of the same name, or n8n itself makes of the memory. */
function lostMemory(context: IExecuteFunctions, data: IDataObject) {
	const { id, name } = context.getNode();
	const owner = data[OWNER];
	if (owner === undefined && hasForgotten(context)) {
		return { isOfAnother: false, notices: [FORGOTTEN] };
	}
	if (owner !== undefined && owner !== id) {
		const notice = `Another node was called "${name}" before, and what it remembered is not used: ${ANEW}`;
		return { isOfAnother: true, notices: [notice] };
	}
	const nameBefore = context.getWorkflowStaticData('global')[nameKeyOf(context)];
	if (owner === id || typeof nameBefore !== 'string' || nameBefore === name) {
		return { isOfAnother: false, notices: [] };
	}
	const notice = `This node was called "${nameBefore}" before, and n8n keeps what it remembered under that name: ${ANEW}`;
	return { isOfAnother: false, notices: [notice] };
}

/**
 * In which execution each node remembered last, in this process: for telling, never for judging.
 * A worker of n8n 2.41.1 saves static data but begins every run without it (seen in queue mode); in a
 * sub-workflow it has it.
 */
const LAST_EXECUTIONS = new Map<string, string>();

const FORGOTTEN =
	'n8n has not given back what this node remembered: alerts may come again with every check, and days left stay unknown. In queue mode, watch in a sub-workflow; the README says how.';

function nodeKeyOf(context: IExecuteFunctions): string {
	return `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
}

/** Whether an earlier execution had something to remember, of which there is nothing. */
function hasForgotten(context: IExecuteFunctions): boolean {
	const last = LAST_EXECUTIONS.get(nodeKeyOf(context));
	const isRenamed = context.getWorkflowStaticData('global')[nameKeyOf(context)] !== undefined;
	return last !== undefined && last !== context.getExecutionId() && !isRenamed;
}

function nameKeyOf(context: IExecuteFunctions): string {
	return NODE_NAME + context.getNode().id;
}

function takeOver(context: IExecuteFunctions, data: IDataObject, isOfAnother: boolean): void {
	const { id, name } = context.getNode();
	if (isOfAnother) for (const key of accountKeys(data)) delete data[key];
	data[OWNER] = id;
	const names = context.getWorkflowStaticData('global');
	if (names[nameKeyOf(context)] !== name) names[nameKeyOf(context)] = name;
	if (LAST_EXECUTIONS.size >= MOST_NODES) LAST_EXECUTIONS.clear();
	LAST_EXECUTIONS.set(nodeKeyOf(context), context.getExecutionId());
}
