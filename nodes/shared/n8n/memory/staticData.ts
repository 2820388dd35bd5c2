import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { openMemory, type MemoryChange, type WatchMemory } from '../../watch/memory';
import { describeLoss, findLoss, isStaticData, noteOwner } from './loss';

/** Where one watching node keeps what it remembers. */
export interface MemoryStore {
	readonly memory: WatchMemory;
	/** Stores what a run came to, all at once. */
	save(change: MemoryChange): void;
}

const ACCOUNT = 'account ';
const PAUSES = 'pauses';
const CROWDED_AT = 'crowdedAt';

const DAMAGED =
	'The static data of this workflow is damaged, so that this node cannot remember anything: its alerts come at every check. Duplicate the workflow, publish the copy, and delete this one.';

const NAMES_DAMAGED =
	'The static data of this workflow is damaged in part, so that this node does not notice that it was renamed: with another name, its history begins anew, and an alert may come again.';

/** The node's static data, which n8n saves after every run of a published workflow (n8n-core 2.41.1). */
export function openStaticData(context: IExecuteFunctions, now: number): MemoryStore {
	const data: unknown = context.getWorkflowStaticData('node');
	if (!isStaticData(data)) return openNothing(now);
	const loss = findLoss(context, data);
	const isOwn = loss !== 'otherNode';
	const stored = {
		accounts: new Map(isOwn ? listAccounts(data) : []),
		pauses: isOwn ? data[PAUSES] : undefined,
		crowdedAt: isOwn ? data[CROWDED_AT] : undefined,
		notices: [
			...(loss === null ? [] : [describeLoss(loss, context)]),
			...(isStaticData(context.getWorkflowStaticData('global')) ? [] : [NAMES_DAMAGED]),
		],
	};
	return {
		memory: openMemory(stored, now),
		save: (change) => {
			if (!isOwn) for (const name of Object.keys(data)) delete data[name];
			noteOwner(context, data);
			applyChange(data, change);
		},
	};
}

function openNothing(now: number): MemoryStore {
	const stored = {
		accounts: new Map(),
		pauses: undefined,
		crowdedAt: undefined,
		notices: [DAMAGED],
	};
	return { memory: openMemory(stored, now), save: () => {} };
}

function listAccounts(data: IDataObject): ReadonlyArray<readonly [string, unknown]> {
	return Object.entries(data).flatMap(([name, value]) =>
		name.startsWith(ACCOUNT) ? [[name.slice(ACCOUNT.length), value] as const] : [],
	);
}

function applyChange(data: IDataObject, change: MemoryChange): void {
	for (const [key, text] of change.accounts) {
		// Written anew, it stands last: the first ones are those of the oldest checks.
		delete data[ACCOUNT + key];
		data[ACCOUNT + key] = text;
	}
	for (const key of change.forgotten) delete data[ACCOUNT + key];
	if (change.pauses !== null) data[PAUSES] = change.pauses;
	else if (PAUSES in data) delete data[PAUSES];
	if (change.crowdedAt !== null) data[CROWDED_AT] = change.crowdedAt;
}
