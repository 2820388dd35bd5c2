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
import { intelliSoftware } from './intelliSoftware.vendor';

export class IntelliSoftware implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'IntelliSoftware',
		name: 'intelliSoftware',
		icon: { light: 'file:intelliSoftware.svg', dark: 'file:intelliSoftware.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: createSubtitle(),
		description: 'Read or watch the SMS credits of an IntelliSoftware (IntelliSMS) account',
		defaults: { name: 'IntelliSoftware' },
		skipNameGeneration: true,
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'intelliSoftwareApi', required: true, testedBy: 'intelliSoftwareApiTest' },
		],
		properties: [
			...createOperationFields(intelliSoftware),
			...createFieldsAndOptions({
				displayName: 'Interface',
				name: 'interface',
				type: 'options',
				options: [
					{
						name: 'Form',
						value: 'form',
						description: 'Keys in a form, a line of text as the reply',
					},
					{ name: 'JSON', value: 'json', description: 'Keys and reply as JSON' },
				],
				default: 'json',
				description: 'Which of the two interfaces of the vendor to use; the output is the same',
			}),
		],
	};

	methods = { credentialTest: { intelliSoftwareApiTest: createCredentialTest(intelliSoftware) } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, planForVendor(intelliSoftware));
	}
}
