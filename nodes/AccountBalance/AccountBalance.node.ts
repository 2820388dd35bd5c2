import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { getCredentialType } from '../shared/n8n/credential/credentialType';
import {
	createFieldsAndOptions,
	createOperationFields,
	createSubtitle,
	listOperationValues,
	runOperation,
} from '../shared/n8n/operations/operations';
import { createAccountField, createCustomBalanceField, createVendorField } from './fields';
import { planRows } from './planRows';
import { createVendorOptions } from './vendorParameters';
import { VENDORS } from './vendors';

export class AccountBalance implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Account Balance',
		name: 'accountBalance',
		icon: { light: 'file:accountBalance.svg', dark: 'file:accountBalance.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: createSubtitle('account'),
		description: 'Read or watch the balances of a list of accounts at any vendors',
		defaults: { name: 'Account Balance' },
		skipNameGeneration: true,
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		// Not required, since a list rarely has all vendors; a row that lacks its own is told. Both names
		// stand here so that n8n's editor puts the credentials between the two parameters.
		credentials: VENDORS.map(({ vendor }) => ({
			name: getCredentialType(vendor),
			required: false,
			displayOptions: { show: { vendor: [vendor.id], operation: listOperationValues() } },
		})),
		properties: [
			createVendorField(),
			...createOperationFields({ name: 'any of its vendors' }),
			createAccountField(),
			createCustomBalanceField(),
			...createFieldsAndOptions(...VENDORS.flatMap(createVendorOptions)),
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, planRows);
	}
}
