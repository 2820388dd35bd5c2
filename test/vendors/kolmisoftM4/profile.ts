import { createHash } from 'node:crypto';
import { escapeXml } from '../../faults/replyTexts';
import { requiredText, secret, text } from '../fieldContract';
import type { VendorProfile } from '../vendorProfile';
import { readIndependently } from './independentReader';
import { kolmisoftM4Accounts, kolmisoftM4SecretKey, startKolmisoftM4 } from './standIn';

export const profile: VendorProfile = {
	id: 'kolmisoftM4',
	displayName: 'Kolmisoft M4',
	otherNames: ['kolmisoft', 'm4'],
	searchWord: 'voip',
	contract: {
		credentialFields: {
			baseUrl: requiredText,
			defaultUsername: requiredText,
			signRequests: { default: true },
			// A server that checks no hashes has none.
			apiSecretKey: { ...secret, shownFor: { signRequests: [true] } },
			allowUnauthorizedCerts: { default: false },
		},
		parameters: {
			username: text,
			currencyMode: { default: 'user', choices: ['code', 'system', 'user'] },
			currencyCode: { ...text, shownFor: { currencyMode: ['code'] } },
		},
		options: { method: { default: 'POST', choices: ['GET', 'POST'] } },
		shownInSubtitle: 'username',
	},

	startStandIn: startKolmisoftM4,
	credential: {
		defaultUsername: kolmisoftM4Accounts[0]?.username ?? '',
		signRequests: true,
		apiSecretKey: kolmisoftM4SecretKey,
		allowUnauthorizedCerts: false,
	},
	addressFields: (url) => ({ baseUrl: `${url}/billing` }),
	wrongField: 'apiSecretKey',
	refusalWords: 'Incorrect hash',
	derivedSecrets: ({ apiSecretKey }, items) =>
		items.map(({ username }) =>
			createHash('sha1')
				.update(`${String(username)}${String(apiSecretKey)}`)
				.digest('hex'),
		),

	otherCall: {
		path: '/billing/api/payments_get',
		parameters: {
			method: 'POST',
			sendBody: true,
			contentType: 'form-urlencoded',
			bodyParameters: { parameters: [{ name: 'u', value: '1' }] },
		},
		outcome: { kind: 'refused', words: 'signs the call /api/user_balance_get only' },
	},

	firstBalance: {
		vendor: 'kolmisoftM4',
		label: 'Kolmisoft M4 wholesale_one',
		account: 'wholesale_one',
		balance: 60.72,
		balanceText: '60.7200',
		unit: 'money',
		currency: 'EUR',
		available: 60.72,
		details: { currencySource: 'reply' },
	},
	shownBalance: '60.7200 EUR',

	replyFormats: [
		{
			name: 'Kolmisoft M4',
			shape: 'xml',
			isDefault: true,
			parameters: { username: '={{ $json.username }}' },
			options: {},
			faulty: { username: 'wholesale_one' },
			other: { username: 'term&inator +1 é' },
			balance: '60.7200',
			otherBalance: '-275932.9222',
			field: 'balance',
			refusal: (words) => `<status><error>${escapeXml(words)}</error></status>`,
			refusalByCode: (words) => `<page><status><error>${escapeXml(words)}</error></status></page>`,
			successWith: (body, words) =>
				body.replace('<currency>EUR', () => `<currency>${escapeXml(words)}`),
		},
	],
	replyNames: ['page', 'balance', 'currency', 'error'],
	readIndependently,
	readingOptions: [],

	installed: {
		options: {},
		brokenBody: '<page><balance>5</balance>',
		format: 'XML',
	},
};
