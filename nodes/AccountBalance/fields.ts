import type { INodeProperties } from 'n8n-workflow';
import { createAmountField } from '../shared/n8n/description/amountField';
import { createOptionsCollection } from '../shared/n8n/description/optionsCollection';
import { CUSTOM, VENDOR_TITLE } from './rowVendor';
import { ACCOUNT, ACCOUNT_TITLE } from './vendorParameters';
import { VENDORS } from './vendors';

export const VENDOR = 'vendor';

export const CUSTOM_BALANCE = 'customBalance';

export const CUSTOM_BALANCE_TITLE = 'Balance From Input';

const DEFAULT_VENDOR = VENDORS[0].vendor.id;

// None of these is hidden by the vendor: in a list the vendor is an expression, and n8n's editor deletes
// what its value for the current item hides (2.41.1).

/** Whose account it is. */
export function createVendorField(): INodeProperties {
	const listed = VENDORS.map(({ vendor: { id, name } }) => ({ name, value: id }));
	return {
		displayName: VENDOR_TITLE,
		name: VENDOR,
		type: 'options',
		options: [...listed, { name: 'Custom (Values From Input)', value: CUSTOM }].sort(
			(first, second) => first.name.localeCompare(second.name, 'en'),
		),
		default: DEFAULT_VENDOR,
		description:
			'Whose account to check; for a list of accounts, an expression that yields the vendor of each row by its name, or custom',
	};
}

/** Which of a vendor's accounts. */
export function createAccountField(): INodeProperties {
	return {
		displayName: ACCOUNT_TITLE,
		name: ACCOUNT,
		type: 'string',
		default: '',
		placeholder: 'e.g. acme_wholesale',
		description:
			"Kolmisoft M4's username, iGsend's client ID, or the name of a custom account; leave it empty for the account of the credential, which is the only one at the other vendors",
	};
}

/** A balance that is there already, such as from the reply to an HTTP Request. */
export function createCustomBalanceField(): INodeProperties {
	const { displayName, name } = { displayName: CUSTOM_BALANCE_TITLE, name: CUSTOM_BALANCE };
	const collection = createOptionsCollection({ displayName, name }, [
		createAmountField({
			displayName: 'Balance',
			name: 'balance',
			placeholder: 'e.g. {{ $json.balance }}',
			description: 'The amount as the service gives it: a plain number such as 20 or 19.50',
		}),
		createAmountField({
			displayName: 'Credit Limit',
			name: 'creditLimit',
			placeholder: 'e.g. 50',
			description: 'How far the account may go below zero; it is added to what is available',
		}),
		{
			displayName: 'Currency',
			name: 'currency',
			type: 'string',
			default: '',
			placeholder: 'e.g. EUR',
			description: 'ISO 4217 code of the currency, where there is one',
		},
		{
			displayName: 'Service',
			name: 'service',
			type: 'string',
			default: '',
			placeholder: 'e.g. Twilio',
			description: 'Who has the account; messages and the item name it',
		},
		{
			displayName: 'Unit',
			name: 'unit',
			type: 'string',
			default: 'money',
			placeholder: 'e.g. kWh',
			description: 'What there is a number of: money, credits, or a word of your own',
		},
	]);
	return {
		...collection,
		description:
			'For the vendor Custom only: the balance that the input brings along, for example from an HTTP Request',
	};
}
