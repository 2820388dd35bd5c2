import { escapeXml } from '../../faults/replyTexts';
import { requiredText, secret, text } from '../fieldContract';
import type { VendorProfile } from '../vendorProfile';
import { readIndependently } from './independentReader';
import { cloud9MobileLogin, startCloud9Mobile } from './standIn';

export const profile: VendorProfile = {
	id: 'cloud9Mobile',
	displayName: 'Cloud9 Mobile',
	otherNames: ['cloud9', 'wire9'],
	searchWord: 'wire9',
	contract: {
		credentialFields: {
			carrierId: requiredText,
			password: secret,
			baseUrl: { default: 'http://api.wire9.com', required: true },
		},
		parameters: {},
		options: { transactionId: text },
	},

	startStandIn: startCloud9Mobile,
	credential: cloud9MobileLogin,
	addressFields: (url) => ({ baseUrl: url }),
	wrongField: 'password',
	refusalWords: 'Error: Unknown user',

	otherCall: {
		path: '/index.php',
		parameters: {
			method: 'GET',
			sendQuery: true,
			queryParameters: { parameters: [{ name: 'function', value: 'top_up' }] },
		},
		outcome: { kind: 'refused', words: 'check_balance' },
	},

	firstBalance: {
		vendor: 'cloud9Mobile',
		label: 'Cloud9 Mobile 1024',
		account: '1024',
		balance: 1000,
		balanceText: '1000.00',
		unit: 'money',
		currency: 'GBP',
		available: 1000,
	},
	shownBalance: '1000.00 GBP',

	replyFormats: [
		{
			name: 'Cloud9 Mobile',
			shape: 'xml',
			isDefault: true,
			parameters: {},
			options: { transactionId: '={{ $json.transactionId }}' },
			faulty: { transactionId: 1 },
			other: { transactionId: 2 },
			balance: '1000.00',
			otherBalance: '1000.00',
			field: 'BALANCE',
			refusal: (words) => `<Error><Error_Message>${escapeXml(words)}</Error_Message></Error>`,
			refusalByCode: (words) =>
				`<Error><Error_Message>Error: ${escapeXml(words)}</Error_Message></Error>`,
			successWith: (body, words) =>
				body
					.replace('<CURRENCY>Pounds', () => `<CURRENCY>${escapeXml(words)}`)
					.replace(/<TIME_STAMP>[^<]*/u, () => `<TIME_STAMP>${escapeXml(words)}`)
					.replace(/<TRANSACTION_ID>[^<]*/u, () => `<TRANSACTION_ID>${escapeXml(words)}`),
		},
	],
	replyNames: [
		'Wire9_data',
		'STATUS_Response',
		'REQUEST_STATUS',
		'BALANCE',
		'CURRENCY',
		'Error',
		'Error_Message',
	],
	readIndependently,
	readingOptions: [],

	installed: {
		options: { transactionId: '1001' },
		brokenBody: '<Wire9_data><STATUS_Response><BALANCE>5</BALANCE>',
		format: 'XML',
		details: {
			transactionId: '1001',
			vendorTimestamp: /^[\d-]{10} [\d:]{8}$/,
		},
	},
};
