import { addMember, joinLines } from '../../faults/replyTexts';
import { secret, text } from '../fieldContract';
import type { VendorProfile } from '../vendorProfile';
import { readIndependently } from './independentReader';
import { intelliSoftwareKeys, startIntelliSoftware } from './standIn';

const SHARED_BY_FORMATS = {
	parameters: {},
	options: { interface: '={{ $json.interface }}' },
	balance: '100.0',
	otherBalance: '100.0',
	field: 'balance',
};

export const profile: VendorProfile = {
	id: 'intelliSoftware',
	displayName: 'IntelliSoftware',
	otherNames: ['intellisms'],
	searchWord: 'sms credit',
	contract: {
		credentialFields: {
			accessKey: secret,
			secretKey: secret,
			baseUrl: { default: 'https://www.intellisoftware.co.uk', required: true },
			backupBaseUrl: text,
		},
		parameters: {},
		options: { interface: { default: 'json', choices: ['form', 'json'] } },
	},

	startStandIn: startIntelliSoftware,
	credential: { ...intelliSoftwareKeys, backupBaseUrl: '' },
	addressFields: (url) => ({ baseUrl: url }),
	wrongField: 'secretKey',
	refusalWords: 'login_invalid',

	otherCall: {
		path: '/another/path',
		parameters: {
			method: 'POST',
			sendBody: true,
			contentType: 'form-urlencoded',
			bodyParameters: { parameters: [{ name: 'more', value: '1' }] },
		},
		outcome: {
			kind: 'signed',
			isSigned: ({ body }) =>
				[...new URLSearchParams(body).keys()].sort().join() === 'accesskey,more,secretkey',
		},
	},

	firstBalance: {
		vendor: 'intelliSoftware',
		account: null,
		balance: 100,
		balanceText: '100.0',
		unit: 'credits',
		currency: null,
		available: 100,
		details: {},
	},
	shownBalance: '100.0 credits',

	replyFormats: [
		{
			...SHARED_BY_FORMATS,
			name: 'IntelliSoftware, JSON',
			shape: 'json',
			isDefault: true,
			faulty: { interface: 'json' },
			other: { interface: 'form' },
			refusal: (words) => writeFailure({ error: 'undocumented', error_description: words }),
			refusalByCode: (words) => writeFailure({ error: words }),
			successWith: (body, words) => addMember(body, 'remark', words),
		},
		{
			...SHARED_BY_FORMATS,
			name: 'IntelliSoftware, form',
			shape: 'line',
			isDefault: false,
			faulty: { interface: 'form' },
			other: { interface: 'json' },
			refusal: (words) => `ERR:${joinLines(words)}`,
			refusalByCode: (words) => `ERR:${joinLines(words)}`,
			// A single number has no place for words.
			successWith: (body) => body,
		},
	],
	replyNames: ['response_status', 'balance', 'errors', 'error', 'error_code', 'ERR'],
	readIndependently,
	readingOptions: ['interface'],

	installed: {
		options: {},
		brokenBody: '{"response_status": "ok", "balance": "5"',
		format: 'JSON',
	},
};

function writeFailure(error: object): string {
	return JSON.stringify({ response_status: 'failure', errors: [error] });
}
