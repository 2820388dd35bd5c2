import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { parseState, serializeState, type RememberedAccount } from '../../watch/memory';
import type { WatchState } from '../../watch/state';
import { describeLoss, findLoss, noteOwner } from './loss';

/** What one node remembers of the accounts that it watches. */
export interface AccountMemory {
	recall(key: string): RememberedAccount;
	/** Remembers all of one run at once; no more than `MAX_ACCOUNTS`. */
	remember(accounts: readonly AccountUpdate[]): void;
	/** The key of the only account that is remembered, or null. */
	findOnlyKey(): string | null;
}

export interface AccountUpdate {
	readonly key: string;
	readonly state: WatchState;
	/** What is noteworthy and was not told. */
	readonly pendingNotices: readonly string[];
}

/** So many accounts are remembered by one node; those go that were not checked for the longest time. */
export const MAX_ACCOUNTS = 1000;

const ACCOUNT = 'account ';

/** The node's static data, which n8n saves after every run of a published workflow (n8n-core 2.41.1). */
export function openStaticData(context: IExecuteFunctions): AccountMemory {
	const data = context.getWorkflowStaticData('node');
	const loss = findLoss(context, data);
	const isOwn = loss !== 'otherNode';
	const notices = loss === null ? [] : [describeLoss(loss, context)];
	return {
		recall: (key) => {
			const { state, pendingNotices } = parseState(isOwn ? data[ACCOUNT + key] : undefined);
			return {
				state,
				pendingNotices: state === null ? [...notices, ...pendingNotices] : pendingNotices,
			};
		},
		remember: (accounts) => {
			if (accounts.length === 0) return;
			if (!isOwn) for (const key of listAccountKeys(data)) delete data[key];
			noteOwner(context, data);
			for (const { key, state, pendingNotices } of accounts) {
				// Written anew, it stands last: the first ones are those of the oldest checks.
				delete data[ACCOUNT + key];
				data[ACCOUNT + key] = serializeState(state, pendingNotices);
			}
			for (const oldest of listAccountKeys(data).slice(0, -MAX_ACCOUNTS)) delete data[oldest];
		},
		findOnlyKey: () => {
			const [key, ...others] = isOwn ? listAccountKeys(data) : [];
			return key === undefined || others.length > 0 ? null : key.slice(ACCOUNT.length);
		},
	};
}

function listAccountKeys(data: IDataObject): readonly string[] {
	return Object.keys(data).filter((key) => key.startsWith(ACCOUNT));
}
