import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { plannerFor, type Plan } from '../../check/plan';
import type { Vendor } from '../../vendor';
import { credentialTypeOf } from '../credential/credentialType';
import { credentialReader, type ItemCredential } from './itemCredentials';
import { parameterReader, type ItemParameters } from './itemParameters';

/** An input item as it was filled in, and what it asks for. */
export interface PlannedItem {
	readonly itemIndex: number;
	readonly plan: Plan;
	readonly parameters: ItemParameters;
	readonly credential: ItemCredential;
}

/** Plans every input item, in order. Rejects only when the run was cancelled. */
export async function planItems(
	context: IExecuteFunctions,
	vendor: Vendor,
	cancelled: AbortSignal,
): Promise<readonly PlannedItem[]> {
	const parametersOf = parameterReader(context);
	const credentialOf = await credentialReader(context, vendor);
	const planFor = planner(context.getNode(), vendor);
	const items: PlannedItem[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		cancelled.throwIfAborted();
		const parameters = parametersOf(itemIndex);
		const credential = await credentialOf(itemIndex);
		items.push({ itemIndex, plan: planFor(parameters, credential), parameters, credential });
	}
	return items;
}

/** Plans one item; items that share all they are made of share their plan. */
function planner(node: INode, vendor: Vendor) {
	const plan = plannerFor(vendor);
	const credentialName = credentialNameOf(node, vendor);
	let last: { parameters: ItemParameters; credential: ItemCredential; plan: Plan } | undefined;
	return (parameters: ItemParameters, credential: ItemCredential): Plan => {
		if (last?.parameters === parameters && last.credential === credential) return last.plan;
		const { query, options } = parameters;
		const unreadable = credential.unreadable ?? parameters.unreadable;
		const input = { query, options, credential: credential.fields, credentialName, unreadable };
		last = { parameters, credential, plan: plan(input) };
		return last.plan;
	};
}

function credentialNameOf(node: INode, vendor: Vendor): string | null {
	return node.credentials?.[credentialTypeOf(vendor)]?.name ?? null;
}
