import type { IExecuteFunctions } from 'n8n-workflow';
import type { NumberedPlan } from '../../check/batch';
import type { Plan } from '../../check/plan';
import { invalidRequest } from '../../failure/error';
import type { Failure } from '../../failure/failure';
import type { Vendor } from '../../vendor';
import { createAccountKey, numberEqualKeys } from '../../watch/accountKey';
import type { RememberedAccount } from '../../watch/memory';
import { readWatchOptions, type WatchOptions } from '../../watch/options';
import { getCredentialType } from '../credential/credentialType';
import type { AccountMemory } from '../memory/staticData';
import type { PlannedItem } from './planItems';

/** An input item whose account is watched. */
export interface TrackedItem extends NumberedPlan {
	/** The name under which its account is remembered. */
	readonly key: string;
	/** Where its limits cannot be read, the plan is a failure. */
	readonly options: WatchOptions;
	readonly remembered: RememberedAccount;
}

const ALIKE = invalidRequest(
	'These accounts cannot be told apart',
	'Their credentials differ in secrets alone, which are not remembered: give each a Label of its own.',
).failure;

/** Reads what to watch for in every planned item, and tells their accounts apart. */
export function trackItems(
	context: IExecuteFunctions,
	vendor: Vendor,
	items: readonly PlannedItem[],
	memory: AccountMemory,
): readonly TrackedItem[] {
	const credentialId = context.getNode().credentials?.[getCredentialType(vendor)]?.id ?? null;
	const createKey = ({ credential, plan }: PlannedItem) =>
		createAccountKey({
			vendor,
			credentialId,
			credential: credential.fields,
			request: plan.request,
			label: plan.context.label,
		});
	const keyed = items.map(addOptions).map((item) => ({ ...item, key: createKey(item) }));
	const told = refuseAlike(keyed, createKey);
	const keys = findOnlyAccount(told, memory) ?? numberEqualKeys(told.map(({ key }) => key));
	return told.map(({ itemIndex, plan, options }, position) => {
		const key = keys[position] ?? '';
		return { itemIndex, plan, options, key, remembered: memory.recall(key) };
	});
}

/** Of a single item, what cannot even be asked is the only account that was asked before. */
function findOnlyAccount(
	items: readonly PlannedItem[],
	memory: AccountMemory,
): readonly string[] | null {
	const [item, ...others] = items;
	if (item === undefined || others.length > 0 || item.plan.request !== null) return null;
	const key = memory.findOnlyKey();
	return key === null ? null : [key];
}

interface ItemWithOptions extends PlannedItem {
	readonly options: WatchOptions;
}

function addOptions(item: PlannedItem): ItemWithOptions {
	const { plan } = item;
	const options = readWatchOptions(item.parameters.options);
	// What the plan refuses is told first, as for a balance that is only read.
	if (!plan.result.ok || options.limits.ok) return { ...item, options };
	return { ...item, plan: { ...plan, result: options.limits }, options };
}

function refusePlan({ context }: Plan, failure: Failure): Plan {
	return { context, request: null, result: { ok: false, failure } };
}

/** An item with the name of its account, which other items may have too. */
interface KeyedItem extends ItemWithOptions {
	readonly key: string;
}

/** Refuses items whose credentials differ in secrets alone: no secret may tell their accounts apart. */
function refuseAlike(
	items: readonly KeyedItem[],
	createKey: (item: PlannedItem) => string,
): readonly KeyedItem[] {
	const credentials = new Map<string, Set<string>>();
	for (const { key, credential } of items) {
		const known = credentials.get(key) ?? new Set<string>();
		credentials.set(key, known.add(JSON.stringify(credential.fields)));
	}
	return items.map((item) => {
		const isNamed = (item.plan.request?.account ?? null) !== null;
		const isAlone = (credentials.get(item.key)?.size ?? 0) <= 1;
		if (isNamed || isAlone) return item;
		const refused = { ...item, plan: refusePlan(item.plan, ALIKE) };
		return { ...refused, key: createKey(refused) };
	});
}
