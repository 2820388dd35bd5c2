/** What the documents make of the first account of every stand-in, by node type; times and generated numbers are left out. */
export const FIRST_BALANCES = {
	cloud9Mobile: {
		...{ vendor: 'cloud9Mobile', label: 'Cloud9 Mobile 1024', account: '1024' },
		...{ balance: 1000, balanceText: '1000.00', unit: 'money', currency: 'GBP', available: 1000 },
	},
	igSend: {
		...{ vendor: 'igSend', label: 'iGsend 100000', account: '100000' },
		...{ balance: 1_400_000, balanceText: '1400000', unit: 'money', currency: 'GBP' },
		available: 1_400_000,
		details: { balanceState: 'IN_CREDIT', environment: 'custom' },
	},
	intelliSoftware: {
		...{ vendor: 'intelliSoftware', account: null },
		...{ balance: 100, balanceText: '100.0', unit: 'credits', currency: null, available: 100 },
		details: {},
	},
	kolmisoftM4: {
		...{ vendor: 'kolmisoftM4', label: 'Kolmisoft M4 wholesale_one', account: 'wholesale_one' },
		...{ balance: 60.72, balanceText: '60.7200', unit: 'money', currency: 'EUR', available: 60.72 },
		details: { currencySource: 'reply' },
	},
	sectigo: {
		...{ vendor: 'sectigo', label: 'Sectigo 1000482915', account: '1000482915' },
		...{ balance: 210, balanceText: '210.00', unit: 'money', currency: 'GBP' },
		...{ creditLimit: 0, available: 210 },
		details: {},
	},
} as const;
