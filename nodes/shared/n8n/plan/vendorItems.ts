import type { IExecuteFunctions } from 'n8n-workflow';
import { createPlanner, type Plan } from '../../check/plan';
import type { Vendor } from '../../vendor';
import { getCredentialType } from '../credential/credentialType';
import { createCredentialReader, type ItemCredential } from './itemCredentials';
import {
	createParameterReader,
	createQueryParameters,
	type ItemParameters,
	type ParameterReader,
} from './itemParameters';
import type { CreateItemPlanner, ItemPlanner } from './planItems';

/** For a node of one vendor, whose parameters are called as its fields. */
export function planForVendor(vendor: Vendor): CreateItemPlanner {
	return async (context) => {
		const query = createQueryParameters(vendor.queryFields);
		return await createVendorItemPlanner(context, vendor, createParameterReader(context, query));
	};
}

/** Plans the items that are about accounts at one vendor. */
export async function createVendorItemPlanner(
	context: IExecuteFunctions,
	vendor: Vendor,
	readParameters: ParameterReader,
): Promise<ItemPlanner> {
	const readCredential = await createCredentialReader(context, vendor);
	const selected = context.getNode().credentials?.[getCredentialType(vendor)];
	const plan = createCachingPlanner(vendor, selected?.name ?? null);
	return async (itemIndex) => {
		const parameters = readParameters(itemIndex);
		const credential = await readCredential(itemIndex);
		return {
			itemIndex,
			plan: plan(parameters, credential),
			options: parameters.options,
			askedWith: {
				vendor,
				credentialId: selected?.id ?? null,
				credential: credential.fields,
			},
		};
	};
}

interface Planned {
	readonly parameters: ItemParameters;
	readonly credential: ItemCredential;
	readonly plan: Plan;
}

/** Plans one item; items that share all they are made of share their plan. */
function createCachingPlanner(
	vendor: Vendor,
	credentialName: string | null,
): (parameters: ItemParameters, credential: ItemCredential) => Plan {
	const plan = createPlanner(vendor);
	let last: Planned | undefined;
	return (parameters, credential) => {
		if (last?.parameters === parameters && last.credential === credential) return last.plan;
		const { query, options, expectedAccount = null } = parameters;
		const planned = plan({
			query,
			options,
			credential: credential.fields,
			credentialName,
			expectedAccount,
			unreadable: credential.unreadable ?? parameters.unreadable,
		});
		last = { parameters, credential, plan: planned };
		return planned;
	};
}
