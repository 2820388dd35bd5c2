import type { IExecuteFunctions } from 'n8n-workflow';
import type { NumberedPlan } from '../../check/batch';
import type { Input } from '../../input/fields';
import type { WatchedCredential } from '../../watch/accountKey';

/** An input item, what was filled in for it, and what it asks for. */
export interface PlannedItem extends NumberedPlan {
	/** The limits and options that all vendors share. */
	readonly options: Input;
	/** With which credential a vendor is asked; null where nobody is. */
	readonly askedWith: WatchedCredential | null;
}

/** Plans one input item; never throws. */
export type ItemPlanner = (itemIndex: number) => Promise<PlannedItem>;

/** Makes the planner of a run, as a node has it: for one vendor, or for the vendors that its rows name. */
export type CreateItemPlanner = (context: IExecuteFunctions) => ItemPlanner | Promise<ItemPlanner>;

/** Plans every input item, in order. Rejects only when the run was cancelled. */
export async function planItems(
	context: IExecuteFunctions,
	createItemPlanner: CreateItemPlanner,
	cancelled: AbortSignal,
): Promise<readonly PlannedItem[]> {
	const plan = await createItemPlanner(context);
	const items: PlannedItem[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		cancelled.throwIfAborted();
		items.push(await plan(itemIndex));
	}
	return items;
}
