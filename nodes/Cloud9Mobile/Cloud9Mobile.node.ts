import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { createCredentialTest } from '../shared/n8n/credential/credentialTest';
import {
	createFieldsAndOptions,
	createOperationFields,
	createSubtitle,
	runOperation,
} from '../shared/n8n/operations/operations';
import { planForVendor } from '../shared/n8n/plan/vendorItems';
import { cloud9Mobile } from './cloud9Mobile.vendor';

export class Cloud9Mobile implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cloud9 Mobile',
		name: 'cloud9Mobile',
		icon: { light: 'file:cloud9Mobile.svg', dark: 'file:cloud9Mobile.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: createSubtitle(),
		description: 'Read or watch the balance of a Cloud9 Mobile (wire9) carrier account',
		defaults: { name: 'Cloud9 Mobile' },
		skipNameGeneration: true,
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cloud9MobileApi', required: true, testedBy: 'cloud9MobileApiTest' }],
		properties: [
			...createOperationFields(cloud9Mobile),
			...createFieldsAndOptions({
				displayName: 'Transaction ID',
				name: 'transactionId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 1001',
				description:
					'A whole number from 0 to 999999 for your records; leave it empty for a generated one',
			}),
		],
	};

	methods = { credentialTest: { cloud9MobileApiTest: createCredentialTest(cloud9Mobile) } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, planForVendor(cloud9Mobile));
	}
}
