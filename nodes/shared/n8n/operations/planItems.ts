import type { IExecuteFunctions, INode } from 'n8n-workflow';
import type { NumberedPlan } from '../../check/batch';
import { createPlanner, type Plan } from '../../check/plan';
import type { Vendor } from '../../vendor';
import { getCredentialType } from '../credential/credentialType';
import { createCredentialReader, type ItemCredential } from './itemCredentials';
import { createParameterReader, type ItemParameters } from './itemParameters';

/** An input item as it was filled in, and what it asks for. */
export interface PlannedItem extends NumberedPlan {
	readonly parameters: ItemParameters;
	readonly credential: ItemCredential;
}

/** Plans every input item, in order. Rejects only when the run was cancelled. */
export async function planItems(
	context: IExecuteFunctions,
	vendor: Vendor,
	cancelled: AbortSignal,
): Promise<readonly PlannedItem[]> {
	const readParameters = createParameterReader(context, vendor);
	const readCredential = await createCredentialReader(context, vendor);
	const plan = createItemPlanner(context.getNode(), vendor);
	const items: PlannedItem[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		cancelled.throwIfAborted();
		const parameters = readParameters(itemIndex);
		const credential = await readCredential(itemIndex);
		items.push({ itemIndex, plan: plan(parameters, credential), parameters, credential });
	}
	return items;
}

interface Planned {
	readonly parameters: ItemParameters;
	readonly credential: ItemCredential;
	readonly plan: Plan;
}

/** Plans one item; items that share all they are made of share their plan. */
function createItemPlanner(
	{ credentials }: INode,
	vendor: Vendor,
): (parameters: ItemParameters, credential: ItemCredential) => Plan {
	const plan = createPlanner(vendor);
	const credentialName = credentials?.[getCredentialType(vendor)]?.name ?? null;
	let last: Planned | undefined;
	return (parameters, credential) => {
		if (last?.parameters === parameters && last.credential === credential) return last.plan;
		const planned = plan({
			query: parameters.query,
			options: parameters.options,
			credential: credential.fields,
			credentialName,
			unreadable: credential.unreadable ?? parameters.unreadable,
		});
		last = { parameters, credential, plan: planned };
		return planned;
	};
}
