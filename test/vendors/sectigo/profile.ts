import { joinLines } from '../../faults/replyTexts';
import { requiredText, secret } from '../fieldContract';
import type { VendorProfile } from '../vendorProfile';
import { readIndependently } from './independentReader';
import { sectigoLogin, startSectigo } from './standIn';

const SHARED_BY_FORMATS = {
	parameters: {},
	options: { responseFormat: '={{ $json.responseFormat }}' },
	balance: '210.00',
	otherBalance: '210.00',
	field: 'amount',
};

export const profile: VendorProfile = {
	id: 'sectigo',
	displayName: 'Sectigo',
	otherNames: ['comodo', 'trust-provider'],
	searchWord: 'ssl',
	contract: {
		credentialFields: {
			loginName: requiredText,
			loginPassword: secret,
			baseUrl: { default: 'https://secure.trust-provider.com', required: true },
		},
		parameters: {},
		options: { responseFormat: { default: '1', choices: ['0', '1', '2'] } },
	},

	startStandIn: startSectigo,
	credential: sectigoLogin,
	addressFields: (url) => ({ baseUrl: url }),
	wrongField: 'loginPassword',
	refusalWords: 'Permission denied!',

	otherCall: {
		path: '/products/!AnotherCall',
		parameters: {
			method: 'POST',
			sendBody: true,
			contentType: 'form-urlencoded',
			bodyParameters: { parameters: [{ name: 'orderNumber', value: '1' }] },
		},
		outcome: {
			kind: 'signed',
			isSigned: ({ body }) => {
				const form = new URLSearchParams(body);
				const { loginName, loginPassword } = sectigoLogin;
				const isLogin =
					form.get('loginName') === loginName && form.get('loginPassword') === loginPassword;
				return isLogin && form.get('orderNumber') === '1';
			},
		},
	},

	firstBalance: {
		vendor: 'sectigo',
		label: 'Sectigo 1000482915',
		account: '1000482915',
		balance: 210,
		balanceText: '210.00',
		unit: 'money',
		currency: 'GBP',
		creditLimit: 0,
		available: 210,
		details: {},
	},
	shownBalance: '210.00 GBP',

	replyFormats: [
		{
			...SHARED_BY_FORMATS,
			name: 'Sectigo, newline',
			shape: 'lines',
			isDefault: false,
			faulty: { responseFormat: '0' },
			other: { responseFormat: '2' },
			refusal: (words) => `-5\n${words}`,
			refusalByCode: (words) => `-5\n${words}`,
			successWith: (body, words) => body.replace('1000482915', () => joinLines(words)),
		},
		{
			...SHARED_BY_FORMATS,
			name: 'Sectigo, URL-encoded',
			shape: 'form',
			isDefault: true,
			faulty: { responseFormat: '1' },
			other: { responseFormat: '0' },
			refusal: (words) => `errorCode=-5&errorMessage=${encodeURIComponent(words)}`,
			refusalByCode: (words) => `errorCode=-5&errorDetail=${encodeURIComponent(words)}`,
			successWith: (body, words) => body.replace('1000482915', () => encodeURIComponent(words)),
		},
		{
			...SHARED_BY_FORMATS,
			name: 'Sectigo, JSON',
			shape: 'json',
			isDefault: false,
			faulty: { responseFormat: '2' },
			other: { responseFormat: '1' },
			refusal: (words) => JSON.stringify({ errorCode: -5, errorMessage: words }),
			refusalByCode: (words) => JSON.stringify({ errorCode: '-5', errorDetail: words }),
			successWith: (body, words) => body.replace('"1000482915"', () => JSON.stringify(words)),
		},
	],
	replyNames: [
		'errorCode',
		'errorMessage',
		'accountID',
		'currencyCode',
		'amount',
		'hardCreditLimit',
	],
	readIndependently,
	readingOptions: [],

	installed: {
		options: { responseFormat: '2' },
		brokenBody: '{"errorCode": 0, "amount": "5"',
		format: 'JSON',
	},
};
