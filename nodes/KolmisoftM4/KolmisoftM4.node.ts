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
import { kolmisoftM4 } from './kolmisoftM4.vendor';

export class KolmisoftM4 implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kolmisoft M4',
		name: 'kolmisoftM4',
		icon: { light: 'file:kolmisoftM4.svg', dark: 'file:kolmisoftM4.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: createSubtitle('username'),
		description: 'Read or watch the balance of a user of a Kolmisoft M4 softswitch',
		defaults: { name: 'Kolmisoft M4' },
		skipNameGeneration: true,
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kolmisoftM4Api', required: true, testedBy: 'kolmisoftM4ApiTest' }],
		properties: [
			...createOperationFields(kolmisoftM4),
			{
				displayName: 'Username',
				name: 'username',
				type: 'string',
				default: '',
				placeholder: 'e.g. acme_wholesale',
				description:
					"The user whose balance to read; leave it empty for the credential's Default Username",
			},
			{
				displayName: 'Currency Mode',
				name: 'currencyMode',
				type: 'options',
				options: [
					{
						name: 'Currency by Code',
						value: 'code',
						description: 'Converted by the server into the currency of Currency Code',
					},
					{
						name: 'System Currency',
						value: 'system',
						description: "The server's default currency",
					},
					{
						name: 'User Currency',
						value: 'user',
						description: "The user's own currency; the only mode in which the server names it",
					},
				],
				default: 'user',
				description: 'In which currency the server gives the balance',
			},
			{
				displayName: 'Currency Code',
				name: 'currencyCode',
				type: 'string',
				default: '',
				placeholder: 'e.g. EUR',
				displayOptions: { show: { currencyMode: ['code'] } },
				description: "ISO 4217 code, or USER for the user's own currency without its name",
				hint: 'The server silently answers in its own currency for a code it does not know',
			},
			...createFieldsAndOptions({
				displayName: 'Method',
				name: 'method',
				type: 'options',
				options: [
					{
						name: 'GET',
						value: 'GET',
						description:
							'Parameters in the address, where logs keep them; only if the server allows it',
					},
					{ name: 'POST', value: 'POST', description: 'Parameters in a form body' },
				],
				default: 'POST',
				description: 'How to send the request; Kolmisoft recommends POST',
			}),
		],
	};

	methods = { credentialTest: { kolmisoftM4ApiTest: createCredentialTest(kolmisoftM4) } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, planForVendor(kolmisoftM4));
	}
}
