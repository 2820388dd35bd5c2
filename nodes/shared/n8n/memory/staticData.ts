import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { rememberedState, writtenState, type Remembered } from '../../watch/memory';
import type { WatchState } from '../../watch/state';
import { lossOf, noticeOf, sign } from './loss';

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

const ACCOUNT = 'account ';

/** The node's static data, which n8n saves after every run of a published workflow (n8n-core 2.41.1). */
export function watchedAccounts(context: IExecuteFunctions): WatchedAccounts {
	const data = context.getWorkflowStaticData('node');
	const loss = lossOf(context, data);
	const isOwn = loss !== 'otherNode';
	const notices = loss === null ? [] : [noticeOf(loss, context)];
	return {
		recall: (key) => {
			const { state, untold } = rememberedState(isOwn ? data[ACCOUNT + key] : undefined);
			return { state, untold: state === null ? [...notices, ...untold] : untold };
		},
		remember: (accounts) => {
			if (accounts.length === 0) return;
			if (!isOwn) for (const key of accountKeys(data)) delete data[key];
			sign(context, data);
			for (const { key, state, untold } of accounts) {
				// Written anew, it stands last: the first ones are those of the oldest checks.
				delete data[ACCOUNT + key];
				data[ACCOUNT + key] = writtenState(state, untold);
			}
			for (const oldest of accountKeys(data).slice(0, -MOST_ACCOUNTS)) delete data[oldest];
		},
		onlyKey: () => {
			const [key, ...others] = isOwn ? accountKeys(data) : [];
			return key === undefined || others.length > 0 ? null : key.slice(ACCOUNT.length);
		},
	};
}

function accountKeys(data: IDataObject): readonly string[] {
	return Object.keys(data).filter((key) => key.startsWith(ACCOUNT));
}
