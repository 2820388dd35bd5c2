import type { IDataObject } from 'n8n-workflow';

/** A row of a sheet or a table, as a person keeps it. */
export type Row = IDataObject;

/** The node as it is set up for a list: every parameter comes from the row. */
export const FROM_ROW = {
	vendor: '={{ $json.vendor }}',
	account: '={{ $json.account }}',
	threshold: '={{ $json.threshold }}',
	customBalance: {
		service: '={{ $json.service }}',
		balance: '={{ $json.balance }}',
		creditLimit: '={{ $json.creditLimit }}',
		currency: '={{ $json.currency }}',
		unit: '={{ $json.unit }}',
	},
	options: { retries: 0 },
};

/** A list of an operations team on a bad day: one vendor down, one credential refused, one row nonsense. */
export const BAD_DAY: readonly Row[] = [
	{ vendor: 'Sectigo', threshold: 300 },
	{ vendor: 'Kolmisoft M4', account: 'wholesale_one', threshold: 10 },
	{ vendor: 'iGsend', account: 100_000, threshold: '5' },
	{ vendor: 'Cloud9 Mobile', account: 1024, threshold: 1 },
	{ vendor: 'Twillio', account: 'main', threshold: 5 },
	{ vendor: 'IntelliSoftware', threshold: '1.000,50' },
	{
		vendor: 'custom',
		service: 'OpenRouter',
		account: 'team',
		balance: '3.5',
		currency: 'USD',
		threshold: 5,
	},
];
