import type { IExecuteFunctions, INode } from 'n8n-workflow';
import type { Fields } from '../core/fields';
import { plannerFor, type Plan } from '../core/plan';
import { invalidRequest, type Refusal } from '../core/refusal';
import type { Vendor } from '../core/vendor';
import { credentialTypeOf } from './credentialType';
import { filledInParameters, itemParameters } from './itemParameters';

/** Plans every input item, in order. Rejects only when the run was cancelled. */
export async function planItems(
	context: IExecuteFunctions,
	vendor: Vendor,
	cancelled: AbortSignal,
): Promise<readonly Plan[]> {
	const node = context.getNode();
	const names = filledInParameters(node);
	const plan = plannerFor(vendor);
	const plans: Plan[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		cancelled.throwIfAborted();
		const credential = await credentialOf(context, vendor, itemIndex);
		const parameters = itemParameters(context, names, itemIndex);
		plans.push(
			plan({
				query: parameters.query,
				options: parameters.options,
				credential: credential.fields,
				credentialName: credentialNameOf(node, vendor),
				unreadable: credential.unreadable ?? parameters.unreadable,
			}),
		);
	}
	return plans;
}

interface ItemCredential {
	readonly fields: Fields;
	readonly unreadable: Refusal | null;
}

async function credentialOf(
	context: IExecuteFunctions,
	vendor: Vendor,
	itemIndex: number,
): Promise<ItemCredential> {
	try {
		const fields = await context.getCredentials(credentialTypeOf(vendor), itemIndex);
		return { fields, unreadable: null };
	} catch {
		// What is thrown may quote the credential's expressions: only our own words go on.
		return { fields: {}, unreadable: UNREADABLE_CREDENTIAL };
	}
}

const UNREADABLE_CREDENTIAL = invalidRequest(
	'The credential cannot be read',
	'Select a credential in the node, and check that it still exists, that its expressions are ' +
		'valid, and that n8n still has the encryption key it was saved with.',
).refusal;

function credentialNameOf(node: INode, vendor: Vendor): string | null {
	return node.credentials?.[credentialTypeOf(vendor)]?.name ?? null;
}
