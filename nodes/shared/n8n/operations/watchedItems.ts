import type { IExecuteFunctions } from 'n8n-workflow';
import type { Plan, RefusedPlan } from '../../check/plan';
import { invalidRequest, type Refusal } from '../../failure/failure';
import type { BalanceRequest } from '../../request/request';
import type { Vendor } from '../../vendor';
import { distinctKeys, watchKey } from '../../watch/accountKey';
import type { Remembered } from '../../watch/memory';
import { watchOptions, type WatchOptions } from '../../watch/options';
import type { NumberedPlan } from './checkItems';
import { credentialTypeOf } from '../credential/credentialType';
import type { PlannedItem } from './planItems';
import type { WatchedAccounts } from '../memory/staticData';

/** An input item whose account is watched. */
export interface WatchedItem extends NumberedPlan {
	/** The name under which its account is remembered. */
	readonly key: string;
	/** Where its limits cannot be read, the plan is a refusal. */
	readonly options: WatchOptions;
	readonly remembered: Remembered;
}

/** Reads what to watch for in every planned item, and tells their accounts apart. */
export function watchedItems(
	context: IExecuteFunctions,
	vendor: Vendor,
	items: readonly PlannedItem[],
	accounts: WatchedAccounts,
): readonly WatchedItem[] {
	const credentialId = context.getNode().credentials?.[credentialTypeOf(vendor)]?.id ?? null;
	const keyOf = ({ credential, plan }: PlannedItem) =>
		watchKey({
			...{ vendor, credentialId, credential: credential.fields },
			...{ request: requestOf(plan), label: plan.context.label },
		});
	const keyed = items.map(withOptions).map((item) => ({ ...item, key: keyOf(item) }));
	const planned = refuseAlike(keyed, keyOf);
	const keys = onlyAccount(planned, accounts) ?? distinctKeys(planned.map(({ key }) => key));
	return planned.map(({ itemIndex, plan, options }, position) => {
		const key = keys[position] ?? '';
		return { itemIndex, plan, options, key, remembered: accounts.recall(key) };
	});
}

/** Of a single item, what cannot even be asked is the only account that was asked before. */
function onlyAccount(
	items: readonly PlannedItem[],
	accounts: WatchedAccounts,
): readonly string[] | null {
	const [item, ...others] = items;
	if (item === undefined || others.length > 0 || requestOf(item.plan) !== null) return null;
	const key = accounts.onlyKey();
	return key === null ? null : [key];
}

interface ItemWithOptions extends PlannedItem {
	readonly options: WatchOptions;
}

function withOptions(item: PlannedItem): ItemWithOptions {
	const options = watchOptions(item.parameters.options);
	// What the plan refuses is told first, as for a balance that is only read.
	if (item.plan.outcome === 'refused' || !('outcome' in options.limits))
		return { ...item, options };
	const plan = refusedPlan(item.plan, item.plan.check.request, options.limits);
	return { ...item, plan, options };
}

function refusedPlan(
	{ context }: Plan,
	request: BalanceRequest | null,
	refusal: Refusal,
): RefusedPlan {
	return { outcome: 'refused', context, request, refusal };
}

function requestOf(plan: Plan): BalanceRequest | null {
	return plan.outcome === 'planned' ? plan.check.request : plan.request;
}

/** An item with the name of its account, which other items may have too. */
interface KeyedItem extends ItemWithOptions {
	readonly key: string;
}

/** Refuses items whose credentials differ in secrets alone: no secret may tell their accounts apart. */
function refuseAlike(
	items: readonly KeyedItem[],
	keyOf: (item: PlannedItem) => string,
): readonly KeyedItem[] {
	const credentials = new Map<string, Set<string>>();
	for (const { key, credential } of items) {
		const known = credentials.get(key) ?? new Set<string>();
		credentials.set(key, known.add(JSON.stringify(credential.fields)));
	}
	return items.map((item) => {
		const isNamed = (requestOf(item.plan)?.account ?? null) !== null;
		const isAlone = (credentials.get(item.key)?.size ?? 0) <= 1;
		if (isNamed || isAlone) return item;
		const refused = { ...item, plan: refusedPlan(item.plan, null, ALIKE) };
		return { ...refused, key: keyOf(refused) };
	});
}

const ALIKE = invalidRequest(
	'These accounts cannot be told apart',
	'Their credentials differ in secrets alone, which are not remembered: give each a Label of its own.',
).refusal;
