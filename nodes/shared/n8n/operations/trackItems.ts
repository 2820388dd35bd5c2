import type { IExecuteFunctions } from 'n8n-workflow';
import { readWatchOptions, type WatchOptions } from '../../alert/policy';
import type { NumberedPlan } from '../../check/batch';
import type { Plan, RefusedPlan } from '../../check/plan';
import { invalidRequest } from '../../failure/error';
import type { Failure } from '../../failure/failure';
import { groupBy } from '../../groupBy';
import { chooseTimeZone } from '../../input/time';
import {
	createAccountKey,
	createCredentialKey,
	createGivenAccountKey,
	createLabelKey,
	createNameKey,
	createVendorKey,
} from '../../watch/accountKey';
import type { RowToWatch } from '../../watch/judgeAccount';
import type { WatchMemory } from '../../watchMemory/memory';
import { nameAccounts } from '../../watch/unknownAccounts';
import type { PlannedItem } from '../plan/planItems';

/** An input item whose account is watched. Where its limits cannot be read, its plan is a refusal. */
export interface TrackedItem extends NumberedPlan, RowToWatch {}

const ALIKE = invalidRequest(
	'These accounts cannot be told apart',
	'Their credentials differ in secrets alone, which are not remembered: give each a Label of its own.',
).failure;

/** Reads what to watch for in every planned item, and tells their accounts apart. */
export function trackItems(
	context: IExecuteFunctions,
	items: readonly PlannedItem[],
	memory: WatchMemory,
): readonly TrackedItem[] {
	const timeZone = chooseTimeZone(context.getTimezone());
	const keyed = refuseAlike(items.map((item) => addKeys(addOptions(item, timeZone))));
	const accountKeys = nameAccounts(keyed, memory, context.getExecutionId());
	const mixed = findMixedKeys(keyed, ({ credentialKey }) => credentialKey);
	return keyed.map(({ itemIndex, plan, watch, labelKey, credentialKey }, position) => ({
		itemIndex,
		plan,
		options: watch,
		labelKey,
		accountKey: accountKeys[position] ?? '',
		credentialKey: mixed.has(credentialKey) ? null : credentialKey,
	}));
}

interface ItemWithOptions extends PlannedItem {
	/** What to watch for. */
	readonly watch: WatchOptions;
}

function addOptions(item: PlannedItem, timeZone: string): ItemWithOptions {
	const { plan } = item;
	const watch = readWatchOptions(item.options, timeZone);
	// What the plan refuses is told first, as for a balance that is only read.
	if (plan.type === 'refused' || watch.limits.ok) return { ...item, watch };
	return { ...item, plan: refusePlan(plan, watch.limits.failure), watch };
}

function refusePlan({ context, request }: Plan, failure: Failure): RefusedPlan {
	return { type: 'refused', context, request, failure };
}

/** An item, and what its account, its credential and its label are remembered as. */
interface KeyedItem extends ItemWithOptions {
	/** Null where it is not known what to ask. */
	readonly accountKey: string | null;
	/** Null where nobody is asked. */
	readonly credentialKey: string | null;
	readonly labelKey: string | null;
	readonly vendorKey: string;
	readonly nameKey: string;
	/** As the row names it, or null. */
	readonly account: string | null;
}

function addKeys(item: ItemWithOptions): KeyedItem {
	const { askedWith, plan } = item;
	return {
		...item,
		accountKey: chooseAccountKey(item),
		credentialKey: askedWith === null ? null : createCredentialKey(askedWith),
		labelKey: createLabelKey(plan.context.label),
		vendorKey: createVendorKey(plan.context.vendor),
		nameKey: createNameKey(plan.context),
		account: plan.context.account,
	};
}

function chooseAccountKey({ askedWith, plan: { request, context } }: PlannedItem): string | null {
	if (askedWith === null) return createGivenAccountKey(context);
	const { label, account } = context;
	return request === null ? null : createAccountKey({ ...askedWith, request, account, label });
}

/** Refuses items whose credentials differ in secrets alone: no secret may tell their accounts apart. */
function refuseAlike(items: readonly KeyedItem[]): readonly KeyedItem[] {
	const mixed = findMixedKeys(items, ({ accountKey }) => accountKey);
	return items.map((item) => {
		const { accountKey, account, plan } = item;
		if (accountKey === null || account !== null || !mixed.has(accountKey)) return item;
		const refused: Plan = { ...refusePlan(plan, ALIKE), request: null };
		return { ...item, plan: refused, accountKey: null };
	});
}

/** The keys under which there is more than one credential. */
function findMixedKeys<Key>(
	items: readonly KeyedItem[],
	getKey: (item: KeyedItem) => Key,
): ReadonlySet<Key> {
	const groups = [...groupBy(items, getKey)];
	return new Set(groups.flatMap(([key, group]) => (countCredentials(group) > 1 ? [key] : [])));
}

function countCredentials(items: readonly KeyedItem[]): number {
	const known = items.map(({ askedWith }) => JSON.stringify(askedWith?.credential));
	return new Set(known).size;
}
