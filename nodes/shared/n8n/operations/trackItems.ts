import type { IExecuteFunctions } from 'n8n-workflow';
import type { NumberedPlan } from '../../check/batch';
import type { Plan } from '../../check/plan';
import { invalidRequest } from '../../failure/error';
import type { Failure } from '../../failure/failure';
import { chooseTimeZone } from '../../input/time';
import type { Vendor } from '../../vendor';
import { readWatchOptions, type WatchOptions } from '../../alert/policy';
import { createAccountKey, createCredentialKey, createLabelKey } from '../../watch/accountKey';
import type { RowToWatch } from '../../watch/judgeAccount';
import type { WatchMemory } from '../../watch/memory';
import { nameAccounts } from '../../watch/unknownAccounts';
import { getCredentialType } from '../credential/credentialType';
import type { PlannedItem } from './planItems';

/** An input item whose account is watched. Where its limits cannot be read, its plan is a failure. */
export interface TrackedItem extends NumberedPlan, RowToWatch {}

const ALIKE = invalidRequest(
	'These accounts cannot be told apart',
	'Their credentials differ in secrets alone, which are not remembered: give each a Label of its own.',
).failure;

/** Reads what to watch for in every planned item, and tells their accounts apart. */
export function trackItems(
	context: IExecuteFunctions,
	vendor: Vendor,
	items: readonly PlannedItem[],
	memory: WatchMemory,
): readonly TrackedItem[] {
	const credentialId = context.getNode().credentials?.[getCredentialType(vendor)]?.id ?? null;
	const timeZone = chooseTimeZone(context.getTimezone());
	const keyed = items.map((item): KeyedItem => {
		const {
			plan,
			credential: { fields: credential },
		} = item;
		const {
			request,
			context: { label },
		} = plan;
		const watched = { vendor, credentialId, credential };
		return {
			...addOptions(item, timeZone),
			accountKey: request === null ? null : createAccountKey({ ...watched, request, label }),
			credentialKey: createCredentialKey(watched),
			labelKey: createLabelKey(label),
		};
	});
	const told = refuseAlike(keyed);
	const accountKeys = nameAccounts(told, memory, context.getExecutionId());
	const mixed = findMixedKeys(told, ({ credentialKey }) => credentialKey);
	return told.map(({ itemIndex, plan, options, labelKey, credentialKey }, position) => ({
		itemIndex,
		plan,
		options,
		labelKey,
		accountKey: accountKeys[position] ?? '',
		credentialKey: mixed.has(credentialKey) ? null : credentialKey,
	}));
}

interface ItemWithOptions extends PlannedItem {
	readonly options: WatchOptions;
}

function addOptions(item: PlannedItem, timeZone: string): ItemWithOptions {
	const { plan } = item;
	const options = readWatchOptions(item.parameters.options, timeZone);
	// What the plan refuses is told first, as for a balance that is only read.
	if (!plan.result.ok || options.limits.ok) return { ...item, options };
	return { ...item, plan: { ...plan, result: options.limits }, options };
}

function refusePlan({ context }: Plan, failure: Failure): Plan {
	return { context, request: null, result: { ok: false, failure } };
}

/** An item, and what its account, its credential and its label are remembered as. */
interface KeyedItem extends ItemWithOptions {
	/** Null where it is not known what to ask. */
	readonly accountKey: string | null;
	readonly credentialKey: string;
	readonly labelKey: string | null;
}

/** Refuses items whose credentials differ in secrets alone: no secret may tell their accounts apart. */
function refuseAlike(items: readonly KeyedItem[]): readonly KeyedItem[] {
	const mixed = findMixedKeys(items, ({ accountKey }) => accountKey);
	return items.map((item) => {
		const isNamed = (item.plan.request?.account ?? null) !== null;
		if (isNamed || !mixed.has(item.accountKey)) return item;
		return { ...item, plan: refusePlan(item.plan, ALIKE), accountKey: null };
	});
}

/** The keys under which there is more than one credential. */
function findMixedKeys<Key>(
	items: readonly KeyedItem[],
	getKey: (item: KeyedItem) => Key,
): ReadonlySet<Key> {
	const credentials = new Map<Key, Set<string>>();
	for (const item of items) {
		const known = credentials.get(getKey(item)) ?? new Set<string>();
		credentials.set(getKey(item), known.add(JSON.stringify(item.credential.fields)));
	}
	return new Set([...credentials].flatMap(([key, known]) => (known.size > 1 ? [key] : [])));
}
