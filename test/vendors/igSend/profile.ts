import { requiredText, secret, text } from '../fieldContract';
import type { VendorProfile } from '../vendorProfile';
import { readIndependently } from './independentReader';
import { igSendKeys, startIgSend } from './standIn';

export const profile: VendorProfile = {
	id: 'igSend',
	displayName: 'iGsend',
	otherNames: ['ig send'],
	searchWord: 'payout',
	contract: {
		credentialFields: {
			publicKey: requiredText,
			privateKey: secret,
			defaultClientId: requiredText,
			environment: { default: 'live', choices: ['custom', 'live', 'sandbox'] },
			baseUrl: { ...requiredText, shownFor: { environment: ['custom'] } },
		},
		parameters: { clientId: text },
		options: { amountUnit: { default: 'major', choices: ['major', 'minor'] } },
		shownInSubtitle: 'clientId',
	},

	startStandIn: startIgSend,
	credential: { ...igSendKeys.live, defaultClientId: '100000' },
	addressFields: (url) => ({ environment: 'custom', baseUrl: url }),
	wrongField: 'privateKey',
	refusalWords: 'Security Unauthorised Access',
	derivedSecrets: ({ publicKey, privateKey }) => {
		const pair = `${String(publicKey)}:${String(privateKey)}`;
		return [pair, Buffer.from(pair).toString('base64')];
	},

	otherCall: {
		path: '/another/path',
		parameters: { method: 'GET' },
		outcome: {
			kind: 'signed',
			isSigned: ({ headers }) => /^Basic .{10}/.test(headers['authorization'] ?? ''),
		},
	},

	firstBalance: {
		vendor: 'igSend',
		label: 'iGsend 100000',
		account: '100000',
		balance: 1_400_000,
		balanceText: '1400000',
		unit: 'money',
		currency: 'GBP',
		available: 1_400_000,
		details: { balanceState: 'IN_CREDIT', environment: 'custom' },
	},
	shownBalance: '1400000 GBP',

	replyFormats: [
		{
			name: 'iGsend',
			shape: 'json',
			isDefault: true,
			parameters: { clientId: '={{ $json.clientId }}' },
			options: {},
			faulty: { clientId: '100000' },
			other: { clientId: '100045' },
			balance: '1400000',
			otherBalance: '763.97',
			field: 'AccountBalance',
			refusal: (words) => writeRefusal({ MessageID: 10001, Message: words }),
			refusalByCode: (words) => writeRefusal({ MessageID: words, Message: 'Something else' }),
			successWith: (body, words) =>
				body
					.replace('"IN_CREDIT"', () => JSON.stringify(words))
					.replace('"GBP"', () => JSON.stringify(words)),
		},
	],
	replyNames: [
		'coreRes',
		'status',
		'MessageID',
		'tableRes',
		'ClientID',
		'AccountBalance',
		'Status',
		'Balance Currency',
		'Balance State',
	],
	readIndependently,
	readingOptions: ['amountUnit'],

	installed: {
		options: {},
		brokenBody: '{"coreRes": {"status": 1',
		format: 'JSON',
	},
};

function writeRefusal(outcome: object): string {
	return JSON.stringify({ coreRes: { status: 2, ...outcome }, tableRes: [] });
}
