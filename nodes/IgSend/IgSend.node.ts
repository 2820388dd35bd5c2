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
import { igSend } from './igSend.vendor';

export class IgSend implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'iGsend',
		name: 'igSend',
		icon: { light: 'file:igSend.svg', dark: 'file:igSend.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: createSubtitle('clientId'),
		description: 'Read or watch the balance of an iGsend payout account',
		defaults: { name: 'iGsend' },
		skipNameGeneration: true,
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'igSendApi', required: true, testedBy: 'igSendApiTest' }],
		properties: [
			...createOperationFields(igSend),
			{
				displayName: 'Client ID',
				name: 'clientId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 100045',
				description:
					"The client whose balance to read; leave it empty for the credential's Default Client ID",
			},
			...createFieldsAndOptions({
				displayName: 'Amount Unit',
				name: 'amountUnit',
				type: 'options',
				options: [
					{ name: 'Major (Pounds)', value: 'major', description: 'Take the amount as it is' },
					{
						name: 'Minor (Pence)',
						value: 'minor',
						description: 'Divide the amount by 100, exactly',
					},
				],
				default: 'major',
				description:
					"What the vendor's number counts: the document does not say, so compare one balance with the portal",
			}),
		],
	};

	methods = { credentialTest: { igSendApiTest: createCredentialTest(igSend) } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, planForVendor(igSend));
	}
}
