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
import { sectigo } from './sectigo.vendor';

export class Sectigo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sectigo',
		name: 'sectigo',
		icon: { light: 'file:sectigo.svg', dark: 'file:sectigo.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: createSubtitle(),
		description: 'Read or watch the funds of a Sectigo reseller account for SSL certificates',
		defaults: { name: 'Sectigo' },
		skipNameGeneration: true,
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sectigoApi', required: true, testedBy: 'sectigoApiTest' }],
		properties: [
			...createOperationFields(sectigo),
			...createFieldsAndOptions({
				displayName: 'Response Format',
				name: 'responseFormat',
				type: 'options',
				options: [
					{ name: 'JSON', value: '2' },
					{ name: 'Newline-Delimited', value: '0' },
					{ name: 'URL-Encoded', value: '1' },
				],
				default: '1',
				description: 'In which format to ask for the reply; the output is the same',
			}),
		],
	};

	methods = { credentialTest: { sectigoApiTest: createCredentialTest(sectigo) } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, planForVendor(sectigo));
	}
}
