import { cloud9Mobile } from '../../nodes/Cloud9Mobile/cloud9Mobile.vendor';
import { igSend } from '../../nodes/IgSend/igSend.vendor';
import { intelliSoftware } from '../../nodes/IntelliSoftware/intelliSoftware.vendor';
import { kolmisoftM4 } from '../../nodes/KolmisoftM4/kolmisoftM4.vendor';
import { sectigo } from '../../nodes/Sectigo/sectigo.vendor';
import type { Fields } from '../../nodes/shared/input/fields';
import { orRefusal, type Refusal } from '../../nodes/shared/failure/failure';
import type { OutgoingRequest, Parameter } from '../../nodes/shared/request/request';
import type { Reading, Reply, Vendor } from '../../nodes/shared/vendor';

/** Cases by what they are about. */
type Table<Case> = Readonly<Record<string, Case>>;

const REQUEST: OutgoingRequest = {
	method: 'GET',
	url: 'https://www.example.com/',
	query: [],
	headers: {},
	body: { type: 'none' },
};

const READING: Reading = {
	outcome: 'balance',
	account: null,
	balance: { text: '100.0' },
	currency: null,
	creditLimit: null,
	details: {},
	warnings: [],
};

const REFUSAL: Refusal = {
	outcome: 'refused',
	kind: 'refused',
	summary: null,
	code: null,
	httpStatus: null,
	vendorWords: null,
	advice: 'The answer is not among the documented ones; ask the vendor what it means.',
	retryable: false,
	askedAgain: false,
	documented: false,
	ofCredential: false,
};

const unexpected = (
	what: string,
	said: Partial<Pick<Refusal, 'code' | 'vendorWords'>> = {},
): Refusal => ({
	...REFUSAL,
	...said,
	kind: 'unexpectedReply',
	advice: `The reply ${what}. Check the address in the credential, or ask the vendor whether the interface has changed.`,
});

const UNKNOWN_END = unexpected('does not show whether it is complete');

const UNKNOWN_USER = [
	'Error: Unknown user',
	'Unknown user',
	'Error:Unknown user',
	'Error: \n Unknown user',
	'error: unknown USER',
];

const OTHER_WORDS = [
	'My Error: Unknown user',
	'Error: Unknown user 1',
	'Error-Unknown user',
	'Error: An Unknown user',
	'Unknown',
	'<? xml',
];

const PROLOGS = [
	'',
	'<?xml?>',
	'<?xml version="1.0" ?>\n',
	'<? xml version="1.0" ?>\n\n',
	'\n\n <? xml version="1.0" ?>',
	'\uFEFF<? xml version="1.0" ?>',
	'<?\n \txml version="1.0" ?>',
	'<? XML ?>',
];

describe('Cloud9 Mobile', () => {
	const asked: readonly Parameter[] = [
		['transaction_id', '1001'],
		['request_type', 'check_balance'],
		['timestamp', '2007-03-08 23:43:43'],
	];
	const reads = readerOf(cloud9Mobile, { ...REQUEST, query: asked });
	const inside = (...elements: readonly string[]) =>
		`<Wire9_data><STATUS_Response>${elements.join('')}</STATUS_Response></Wire9_data>`;
	const status = '<REQUEST_STATUS>1</REQUEST_STATUS>';
	const balance = '<BALANCE>1000.00</BALANCE>';
	const echoes =
		'<TIME_STAMP>2007-03-08 23:43:43</TIME_STAMP><TRANSACTION_ID>1001</TRANSACTION_ID>';
	const pounds = '<CURRENCY>Pounds</CURRENCY>';
	const details = { transactionId: '1001', vendorTimestamp: '2007-03-08 23:43:43' };
	const reading: Reading = { ...READING, balance: { text: '1000.00' }, currency: 'GBP', details };

	reads('a balance', {
		'in pounds': [inside(balance, pounds, status, echoes), reading],
		'in dollars': [
			inside(balance, '<CURRENCY>Dollars</CURRENCY>', status, echoes),
			{ ...reading, currency: 'USD' },
		],
		'in euros': [
			inside(balance, '<CURRENCY>Euros</CURRENCY>', status, echoes),
			{ ...reading, currency: 'EUR' },
		],
		'in a currency that no document names': [
			inside(balance, '<CURRENCY>Baht</CURRENCY>', status, echoes),
			{
				...reading,
				currency: null,
				details: { ...details, currencyText: 'Baht' },
				warnings: ['The vendor\'s word for the currency, "Baht", is no ISO 4217 code.'],
			},
		],
		'without echoes': [
			inside(balance, pounds, status),
			{
				...reading,
				details: {},
				warnings: [
					'TRANSACTION_ID in the reply is "", but "1001" was sent.',
					'TIME_STAMP in the reply is "", but "2007-03-08 23:43:43" was sent.',
				],
			},
		],
		'with empty echoes': [
			inside(balance, pounds, status, '<TIME_STAMP/><TRANSACTION_ID> </TRANSACTION_ID>'),
			{
				...reading,
				details: { transactionId: '', vendorTimestamp: '' },
				warnings: [
					'TRANSACTION_ID in the reply is "", but "1001" was sent.',
					'TIME_STAMP in the reply is "", but "2007-03-08 23:43:43" was sent.',
				],
			},
		],
		'with the echoes of another request, in another word for the currency': [
			inside(
				balance,
				'<CURRENCY>Baht</CURRENCY>',
				status,
				'<TIME_STAMP>2007</TIME_STAMP><TRANSACTION_ID>1000</TRANSACTION_ID>',
			),
			{
				...reading,
				currency: null,
				details: { transactionId: '1000', vendorTimestamp: '2007', currencyText: 'Baht' },
				warnings: [
					'TRANSACTION_ID in the reply is "1000", but "1001" was sent.',
					'TIME_STAMP in the reply is "2007", but "2007-03-08 23:43:43" was sent.',
					'The vendor\'s word for the currency, "Baht", is no ISO 4217 code.',
				],
			},
		],
	});

	reads('what answers a request without parameters:', {
		echoes: [
			inside(balance, pounds, status, echoes),
			{
				...reading,
				warnings: [
					'TRANSACTION_ID in the reply is "1001", but "" was sent.',
					'TIME_STAMP in the reply is "2007-03-08 23:43:43", but "" was sent.',
				],
			},
			{ request: REQUEST },
		],
	});

	reads('as no plain balance', {
		'another root': [
			inside(balance, pounds, status).replaceAll('Wire9_data', 'Wire8_data'),
			unexpected('has no <Wire9_data><STATUS_Response>'),
		],
		'another element within the root': [
			inside(balance, pounds, status).replaceAll('STATUS_Response', 'Response'),
			unexpected('has no <Wire9_data><STATUS_Response>'),
		],
		'an empty root': ['<Wire9_data/>', unexpected('has no <Wire9_data><STATUS_Response>')],
		'a status of 2': [
			inside(balance, pounds, '<REQUEST_STATUS>2</REQUEST_STATUS>'),
			unexpected('has an undocumented REQUEST_STATUS', { vendorWords: 'REQUEST_STATUS 2' }),
		],
		'no status': [inside(balance, pounds), unexpected('lacks the field <REQUEST_STATUS>')],
		'no amount': [inside(pounds, status), unexpected('lacks the field <BALANCE>')],
		'an amount in words': [
			inside('<BALANCE>ten</BALANCE>', pounds, status),
			unexpected('has no plain decimal in "BALANCE"'),
		],
		'no currency': [inside(balance, status), unexpected('lacks the field <CURRENCY>')],
		'an error without words': ['<Error/>', unexpected('lacks the field <Error_Message>')],
		'words before the declaration': [
			`ok<? xml version="1.0" ?>${errorOf('Unknown user')}`,
			unexpected('is not complete XML'),
		],
	});

	const support = 'ask support@cloud9-mobile.co.uk.';
	const refused = (vendorWords: string): Refusal => ({
		...REFUSAL,
		vendorWords,
		advice: `Check Carrier ID and Password in the credential, or ${support}`,
	});
	const unknownUser = (vendorWords: string): Refusal => ({
		...REFUSAL,
		kind: 'authentication',
		vendorWords,
		advice: 'Check Carrier ID and Password in the credential.',
		documented: true,
		ofCredential: true,
	});

	reads('as a refusal', {
		'a status of 0': [
			inside('<REQUEST_STATUS>0</REQUEST_STATUS>', balance, pounds),
			{
				...REFUSAL,
				vendorWords: 'REQUEST_STATUS 0 (Request Failed)',
				advice: `The vendor gives no reason. Try again later, or ${support}`,
				documented: true,
			},
		],
	});

	reads(
		'as an unknown user:',
		casesOf(UNKNOWN_USER, (words) => [errorOf(` ${words} `), unknownUser(words)]),
	);

	reads(
		'as words like any other:',
		casesOf(OTHER_WORDS, (words) => [errorOf(`<![CDATA[${words}]]>`), refused(words)]),
	);

	reads(
		'the refusal behind',
		casesOf(PROLOGS, (prolog) => [`${prolog}${errorOf('xml')}`, refused('xml')]),
	);
});

/** Cloud9's error, with no white space of its own. */
function errorOf(words: string): string {
	return `<Error><Error_Message>${words}</Error_Message></Error>`;
}

describe('iGsend', () => {
	const request: OutgoingRequest = {
		...REQUEST,
		url: 'https://api.igsend.co.uk/services/clientbalance/',
		query: [['ClientID', '100000']],
	};
	const reads = readerOf(igSend, request);
	const success = { status: 1, Message: 'Client Balance', MessageID: 10010 };
	const row = {
		ClientID: 100000,
		AccountBalance: '1400000',
		Status: 'success',
		'Balance Currency': 'GBP',
		'Balance State': 'IN_CREDIT',
	};
	const balanceOf = (...rows: readonly object[]) =>
		JSON.stringify({ coreRes: success, tableRes: rows });
	const details = { balanceState: 'IN_CREDIT', environment: 'live' };
	const reading: Reading = {
		...READING,
		balance: { text: '1400000' },
		currency: 'GBP',
		details,
	};

	reads('a balance', {
		'in full': [balanceOf(row), reading],
		'in major units': [balanceOf(row), reading, { query: { amountUnit: 'major' } }],
		'in minor units': [
			balanceOf(row),
			{ ...reading, balance: { text: '14000.00' } },
			{ query: { amountUnit: 'minor' } },
		],
		'without a state': [
			balanceOf({ ...row, 'Balance State': undefined }),
			{ ...reading, details: { environment: 'live' } },
		],
		'with a success in capital letters': [balanceOf({ ...row, Status: 'SUCCESS' }), reading],
		'with white space around': [
			balanceOf({ ...row, ClientID: ' 100000 ', 'Balance Currency': ' GBP\n' }),
			reading,
		],
		'with no-break spaces': [
			balanceOf(row).replace('Balance Currency', 'Balance\u00a0Currency'),
			reading,
		],
		'with no-break spaces between the fields': [
			balanceOf(row).replaceAll(',', ',\u00a0\u00a0'),
			reading,
		],
		'in another word for the currency': [
			balanceOf({ ...row, 'Balance Currency': 'Pounds' }),
			{
				...reading,
				currency: null,
				details: { ...details, currencyText: 'Pounds' },
				warnings: ['The vendor\'s word for the currency, "Pounds", is no ISO 4217 code.'],
			},
		],
	});

	const from = (url: string, environment: string): Reads => [
		balanceOf(row),
		{ ...reading, details: { ...details, environment } },
		{ request: { ...request, url } },
	];

	reads('where a balance comes from:', {
		live: from('https://api.igsend.co.uk/services/clientbalance/', 'live'),
		'the sandbox': from('https://sandbox.api.igsend.co.uk/services/clientbalance/', 'sandbox'),
		'a longer name': from('https://api.igsend.co.uk.example.com/services/', 'custom'),
		'another port': from('https://api.igsend.co.uk:8443/services/clientbalance/', 'custom'),
		'another scheme': from('http://api.igsend.co.uk/services/clientbalance/', 'custom'),
		'the address within another': from('http://127.0.0.1/https://api.igsend.co.uk/', 'custom'),
	});

	const answerOf = (outcome: object) =>
		JSON.stringify({ coreRes: { ...success, ...outcome }, tableRes: [row] });
	const undocumented = (code: string, vendorWords = 'Client Balance') =>
		unexpected('has an undocumented status or MessageID', { code, vendorWords });

	reads('as no plain balance', {
		'no outcome': [JSON.stringify({ tableRes: [row] }), unexpected('lacks the object "coreRes"')],
		'no status': [answerOf({ status: null }), unexpected('lacks the field "status"')],
		'no message': [answerOf({ MessageID: null }), unexpected('lacks the field "MessageID"')],
		'another status': [answerOf({ status: 3 }), undocumented('10010')],
		'a status of 0': [answerOf({ status: 0 }), undocumented('10010')],
		'another status with other words': [
			answerOf({ status: 3, MessageID: 10020, Message: 'Account locked' }),
			undocumented('10020', 'Account locked'),
		],
		'a success with the message of a failure': [
			answerOf({ MessageID: 10009 }),
			undocumented('10009'),
		],
		'no rows': [balanceOf(), unexpected('has more or less than one row in "tableRes"')],
		'two rows': [balanceOf(row, row), unexpected('has more or less than one row in "tableRes"')],
		'a failed row': [
			balanceOf({ ...row, Status: 'failed' }),
			unexpected('has a row that is not successful', { vendorWords: 'failed' }),
		],
		'a row of another client': [
			balanceOf({ ...row, ClientID: 100001 }),
			unexpected('is about another client'),
		],
		'no currency': [
			balanceOf({ ...row, 'Balance Currency': ' ' }),
			unexpected('lacks the field "Balance Currency"'),
		],
		'an amount in words': [
			balanceOf({ ...row, AccountBalance: 'ten' }),
			unexpected('has no plain decimal in "AccountBalance"'),
		],
		'a client where none was asked about': [
			balanceOf(row),
			unexpected('is about another client'),
			{ request: { ...request, query: [] } },
		],
	});

	const denied: Refusal = {
		...REFUSAL,
		kind: 'authentication',
		code: '10009',
		advice:
			'Check Public Key and Private Key in the credential, and its Environment: the keys of live and sandbox differ.',
		documented: true,
		ofCredential: true,
	};
	const unknown: Refusal = {
		...REFUSAL,
		kind: 'notFound',
		code: '10009',
		advice:
			'Check the Client ID, and whether these keys may read it; live and sandbox have clients of their own.',
		documented: true,
	};
	const invalid: Refusal = {
		...REFUSAL,
		kind: 'invalidRequest',
		code: '10009',
		advice: 'Check the Client ID, and whether these keys may read it.',
		documented: true,
	};
	const failed = 'Data Validation Failed.';
	const noAccount = 'Account Number was not available for this client.';
	const refusedWith = (outcome: object) =>
		JSON.stringify({ coreRes: { status: 2, MessageID: 10009, ...outcome } });

	reads('as a refusal', {
		'of the keys': [
			refusedWith({ Message: 'Security Unauthorised Access' }),
			{ ...denied, vendorWords: 'Security Unauthorised Access' },
		],
		'of the keys, in other letters': [
			refusedWith({ Message: failed, Description: 'security unauthorized ACCESS' }),
			{ ...denied, vendorWords: `${failed} security unauthorized ACCESS` },
		],
		'of the account': [
			refusedWith({ Message: failed, Description: noAccount }),
			{ ...unknown, vendorWords: `${failed} ${noAccount}` },
		],
		'of the account, in small letters': [
			refusedWith({ Description: 'account number was not available' }),
			{ ...unknown, vendorWords: 'account number was not available' },
		],
		'of both: the keys come first': [
			refusedWith({ Message: noAccount, Description: 'Security unauthorised access' }),
			{ ...denied, vendorWords: `${noAccount} Security unauthorised access` },
		],
		'of the request': [refusedWith({ Message: failed }), { ...invalid, vendorWords: failed }],
		'without words': [refusedWith({}), { ...invalid, vendorWords: '' }],
		'with another message': [
			refusedWith({ MessageID: 10011, Description: noAccount }),
			{ ...REFUSAL, code: '10011', vendorWords: noAccount },
		],
	});
});

describe('IntelliSoftware', () => {
	const reads = readerOf(intelliSoftware, REQUEST);
	const byForm = { query: { interface: 'form' } };
	const cut = { complete: false };

	reads('a balance', {
		'in JSON unless told otherwise': ['{"response_status":"ok","balance":"100.0"}', READING],
		'in JSON': [
			'{"response_status":"ok","balance":100.0}',
			READING,
			{ query: { interface: 'json' } },
		],
		'in JSON, whose end is seen': ['{"response_status":"ok","balance":"100.0"}', READING, cut],
		'in a line': ['BALANCE:100.0', READING, byForm],
		'in a line with white space around': ['\n BALANCE: 100.0 \r\n', READING, byForm],
	});

	const NEITHER = unexpected('is neither a BALANCE: nor an ERR: line');
	const NO_REASON = unexpected('refuses without a reason');
	const failure = (...errors: readonly object[]) =>
		JSON.stringify({ response_status: 'failure', errors });

	reads('as no plain balance', {
		'no status': ['{"balance":"100.0"}', unexpected('lacks the field "response_status"')],
		'another status': [
			'{"response_status":"OK","balance":"100.0"}',
			unexpected('has an undocumented response_status', { vendorWords: 'OK' }),
		],
		'another status with errors': [
			JSON.stringify({
				response_status: 'error',
				errors: [{ error: 'locked', error_description: 'Ask us.' }, { error_code: 7 }],
			}),
			unexpected('has an undocumented response_status', {
				vendorWords: 'error: locked: Ask us.; 7',
			}),
		],
		'another status with no list of errors': [
			JSON.stringify({ response_status: 'error', errors: 'locked' }),
			unexpected('has an undocumented response_status', { vendorWords: 'error' }),
		],
		'a balance with an empty list of errors': [
			'{"response_status":"ok","balance":"100.0","errors":[]}',
			unexpected('is ok and lists refusals'),
		],
		'a balance with an error': [
			'{"response_status":"ok","balance":"100.0","errors":[{"error":"login_invalid"}]}',
			unexpected('is ok and lists refusals'),
		],
		'no balance': ['{"response_status":"ok"}', unexpected('lacks the field "balance"')],
		'a balance in words': [
			'{"response_status":"ok","balance":"ten"}',
			unexpected('has no plain decimal in "balance"'),
		],
		'no errors': [failure(), NO_REASON],
		'an error without a name': [failure({}), NO_REASON],
		'an error with a description alone': [failure({ error_description: 'Words.' }), NO_REASON],
		'a line whose end is not seen': ['BALANCE:100.0', UNKNOWN_END, { ...byForm, ...cut }],
		'a line in words': ['BALANCE:ten', unexpected('has no plain decimal in "balance"'), byForm],
		'an error line without a name': ['ERR:', NO_REASON, byForm],
		'an empty text': ['', NEITHER, byForm],
		'an amount alone': ['100.0', NEITHER, byForm],
		'words before the balance': ['OK BALANCE:100.0', NEITHER, byForm],
		'a word in small letters': ['balance:100.0', NEITHER, byForm],
		'a second line': ['BALANCE:100.0\nBALANCE:100.0', NEITHER, byForm],
		'a second line behind an error': ['ERR:LOGIN_INVALID\nBALANCE:100.0', NEITHER, byForm],
		'a balance that goes on behind a line separator': ['BALANCE:100.0\u20280', NEITHER, byForm],
		'JSON for a line': ['{"response_status":"ok","balance":"100.0"}', NEITHER, byForm],
		'a line for JSON': ['BALANCE:100.0', unexpected('is not complete JSON')],
	});

	const login: Refusal = {
		...REFUSAL,
		kind: 'authentication',
		code: 'login_invalid',
		vendorWords: 'login_invalid',
		advice:
			'Check Access Key and Secret Key in the credential; a new pair can be made in the IntelliSoftware account.',
		documented: true,
		ofCredential: true,
	};
	const missing: Refusal = {
		...REFUSAL,
		kind: 'invalidRequest',
		advice: 'Check that Access Key and Secret Key are both entered in the credential.',
		documented: true,
	};
	const malformed: Refusal = {
		...missing,
		advice: 'Check Access Key and Secret Key in the credential for missing or added characters.',
	};
	const later: Refusal = {
		...REFUSAL,
		kind: 'vendorUnavailable',
		advice: 'Try again later.',
		retryable: true,
		askedAgain: true,
		documented: true,
	};
	const insecure: Refusal = {
		...REFUSAL,
		kind: 'notAllowed',
		advice: 'Let the Base URL in the credential begin with https://.',
		documented: true,
	};
	const byNumber = (number: number, code: string, meaning: Refusal): Reads => [
		failure({ error_code: number, error_description: 'Words.' }),
		{ ...meaning, code, vendorWords: `${number}: Words.` },
	];

	reads('an error without a name by its number:', {
		11: byNumber(11, 'login_invalid', login),
		12: byNumber(12, 'internal_error', later),
		20: byNumber(20, 'auth_parameter_missing', missing),
		21: byNumber(21, 'auth_parameter_invalid', malformed),
		22: byNumber(22, 'connection_not_secure', insecure),
		'that no document lists': byNumber(99, '99', REFUSAL),
	});

	reads('an error with a word for a number:', {
		'that every object has': [
			failure({ error_code: 'constructor' }),
			{ ...REFUSAL, code: 'constructor', vendorWords: 'constructor' },
		],
		'of its prototype': [
			failure({ error_code: '__proto__' }),
			{ ...REFUSAL, code: '__proto__', vendorWords: '__proto__' },
		],
	});

	reads('an error by its name:', {
		'in small letters': [failure({ error: 'login_invalid', error_code: 12 }), login],
		'in capital letters': [
			failure({ error: 'LOGIN_INVALID' }),
			{ ...login, vendorWords: 'LOGIN_INVALID' },
		],
		'in a line whose end is not seen': [
			'ERR: LOGIN_INVALID ',
			{ ...login, vendorWords: 'LOGIN_INVALID' },
			{ ...byForm, ...cut },
		],
		'that no document lists': [
			failure({ error: 'account_suspended', error_code: 99 }),
			{ ...REFUSAL, code: 'account_suspended', vendorWords: 'account_suspended' },
		],
		'that every object has': [
			failure({ error: 'constructor' }),
			{ ...REFUSAL, code: 'constructor', vendorWords: 'constructor' },
		],
	});

	reads('of several errors', {
		'the first one': [
			failure({ error: 'internal_error', error_code: 11 }, { error: 'no_username' }),
			{ ...later, code: 'internal_error', vendorWords: 'internal_error; no_username' },
		],
		'a refused login, wherever it stands': [
			failure(
				{ error: 'internal_error', error_description: 'Busy.' },
				{ error: 'LOGIN_INVALID', error_code: 11, error_description: 'Withdrawn.' },
			),
			{ ...login, vendorWords: 'internal_error: Busy.; LOGIN_INVALID: Withdrawn.' },
		],
		'a refused login by its number': [
			failure({ error: 'no_password' }, { error_code: '11' }),
			{ ...login, vendorWords: 'no_password; 11' },
		],
		'the first one before one without a name': [
			failure({ error: 'no_password' }, { error_description: 'Words.' }),
			{ ...missing, code: 'no_password', vendorWords: 'no_password; Words.' },
		],
	});
});

describe('Kolmisoft M4', () => {
	const asking = (...query: readonly Parameter[]) => ({ request: { ...REQUEST, query } });
	const posting = (...fields: readonly Parameter[]) => ({
		request: { ...REQUEST, method: 'POST', body: { type: 'form', fields } as const },
	});
	const reads = readerOf(kolmisoftM4, REQUEST);
	const reading: Reading = { ...READING, balance: { text: '52.1400' } };
	const plain = '<page><balance> 52.1400 </balance></page>';
	const inDollars = '<page><balance>52.1400</balance><currency> USD </currency></page>';
	const ofUser = asking(['user_currency', '1']);
	const fromReply: Reading = {
		...reading,
		currency: 'USD',
		details: { currencySource: 'reply' },
	};
	const fromRequest: Reading = {
		...reading,
		currency: 'EUR',
		details: { currencySource: 'request' },
	};
	const unnamed: Reading = {
		...reading,
		warnings: ['The reply names no currency, though one was asked for.'],
	};

	reads('a balance', {
		"in the server's currency": [plain, reading],
		"in the server's currency, whatever the reply names": [inDollars, reading],
		'in the currency that was asked for': [plain, fromRequest, asking(['currency', 'EUR'])],
		'in the currency that a form asked for': [inDollars, fromRequest, posting(['currency', 'EUR'])],
		"in the user's currency, which goes unnamed": [plain, reading, asking(['currency', 'USER'])],
		"in the user's currency": [inDollars, fromReply, ofUser],
		"in the user's currency by a form": [inDollars, fromReply, posting(['user_currency', '1'])],
		"in the user's currency by both ways": [
			inDollars,
			fromReply,
			asking(['user_currency', '1'], ['currency', 'USER']),
		],
		"in the user's currency, which the reply does not name": [plain, unnamed, ofUser],
		"in the user's currency, whose name is empty": [
			'<page><balance>52.1400</balance><currency> </currency></page>',
			unnamed,
			ofUser,
		],
		'in a word for a currency': [
			'<page><balance>52.1400</balance><currency>Dollar</currency></page>',
			{
				...reading,
				details: { currencySource: 'reply', currencyText: 'Dollar' },
				warnings: ['The vendor\'s word for the currency, "Dollar", is no ISO 4217 code.'],
			},
			ofUser,
		],
		'beside an empty status': ['<page><status/><balance>52.1400</balance></page>', reading],
	});

	const neither = (vendorWords: string | null) =>
		unexpected('has neither a plain balance nor a plain refusal', { vendorWords });
	const NEITHER = neither(null);

	reads('as no plain balance', {
		'another root': ['<balance>52.1400</balance>', NEITHER],
		'a balance in another root': ['<data><balance>52.1400</balance></data>', NEITHER],
		'an error in another root': ['<data><error>Incorrect hash</error></data>', NEITHER],
		'a balance in a status': ['<status><balance>52.1400</balance></status>', NEITHER],
		'an empty status': ['<status/>', NEITHER],
		'an empty page': ['<page/>', unexpected('lacks the field <balance>')],
		'an empty error': ['<page><error> </error></page>', neither('')],
		'an empty error in a status': ['<status><error/></status>', neither('')],
		'a balance and an error': [
			'<page><balance>52.1400</balance><error>Incorrect hash</error></page>',
			neither('Incorrect hash'),
		],
		'a balance and an error in a status': [
			'<page><balance>52.1400</balance><status><error>Incorrect hash</error></status></page>',
			neither('Incorrect hash'),
		],
		'a balance and an empty error': [
			'<page><balance>52.1400</balance><error/></page>',
			neither(''),
		],
		'a balance in words': [
			'<page><balance>ten</balance></page>',
			unexpected('has no plain decimal in "balance"'),
		],
	});

	const settings = 'on the M4 server under Maintenance, Settings, API tab';
	const incorrectHash: Refusal = {
		...REFUSAL,
		kind: 'authentication',
		vendorWords: 'Incorrect hash',
		advice: `Compare API Secret Key in the credential with the one ${settings}.`,
		documented: true,
		ofCredential: true,
	};
	const unlisted: Refusal = {
		...REFUSAL,
		advice: `The words are not among the known ones, perhaps because the server speaks another language. Check the username, and the API settings ${settings}.`,
	};

	reads('as a refusal', {
		'an error in a status': ['<status><error>Incorrect hash</error></status>', incorrectHash],
		'an error in a page': ['<page><error> Incorrect hash </error></page>', incorrectHash],
		'an error in a status in a page': [
			'<page><status><error>Incorrect hash</error></status></page>',
			incorrectHash,
		],
		'an error beside a status': [
			'<page><status>failed</status><error>Incorrect hash</error></page>',
			incorrectHash,
		],
		'the words in other letters, on two lines': [
			'<page><error>INCORRECT \n hash</error></page>',
			{ ...incorrectHash, vendorWords: 'INCORRECT \n hash' },
		],
		'the words within others': [
			'<page><error>Incorrect hash!</error></page>',
			{ ...unlisted, vendorWords: 'Incorrect hash!' },
		],
		'a name that every object has': [
			'<page><error>constructor</error></page>',
			{ ...unlisted, vendorWords: 'constructor' },
		],
	});
});

const NO_CODES = [
	...['00', '-0', '+1', '--1', '1.5', '-1.5', '-016', '0x', 'x0', '-16x', 'x-16'],
	'-1234567890',
];

describe('Sectigo', () => {
	const reads = readerOf(sectigo, REQUEST);
	const cut = { complete: false };
	const reading: Reading = {
		...READING,
		account: '1111111111',
		balance: { text: '111111' },
		currency: 'GBP',
		creditLimit: { text: '11' },
	};
	const unlimited: Reading = {
		...reading,
		creditLimit: null,
		warnings: ['The reply names no hardCreditLimit: available may be higher.'],
	};
	const fields = {
		errorCode: 0,
		accountID: '1111111111',
		currencyCode: 'GBP',
		amount: '111111',
		hardCreditLimit: '11',
	};
	const asJson = (changes: object = {}) => JSON.stringify({ ...fields, ...changes });
	const asForm =
		'errorCode=0&accountID=1111111111&currencyCode=GBP&amount=111111&hardCreditLimit=11';
	const asLines = '0\n1111111111\nGBP\n111111\n11';

	reads('a balance', {
		'in JSON': [asJson(), reading],
		'in JSON, whose end is seen': [asJson(), reading, cut],
		'in JSON with white space around, whose end is seen': [`\n ${asJson()} \n`, reading, cut],
		'in JSON with white space in the fields': [
			asJson({
				errorCode: ' 0 ',
				accountID: ' 1111111111 ',
				currencyCode: ' GBP ',
				amount: ' 111111 ',
				hardCreditLimit: ' 11 ',
			}),
			reading,
		],
		'in JSON without a limit': [asJson({ hardCreditLimit: undefined }), unlimited],
		'in JSON with an empty limit': [asJson({ hardCreditLimit: ' ' }), unlimited],
		'in JSON in another word for the currency, without a limit': [
			asJson({ currencyCode: 'Pounds', hardCreditLimit: null }),
			{
				...unlimited,
				currency: null,
				details: { currencyText: 'Pounds' },
				warnings: [
					'The vendor\'s word for the currency, "Pounds", is no ISO 4217 code.',
					...unlimited.warnings,
				],
			},
		],
		'in a form': [asForm, reading],
		'in a form in another order': [asForm.split('&').reverse().join('&'), reading],
		'in a form with white space around': [` ${asForm}\r\n`, reading],
		'in a form without a limit': [asForm.replace('&hardCreditLimit=11', ''), unlimited],
		'in lines': [asLines, reading],
		'in lines with white space around': [
			asLines
				.split('\n')
				.map((line) => ` ${line} `)
				.join('\r\n'),
			reading,
		],
		'in lines without a limit': [asLines.replace(/\n11$/, '\n'), unlimited],
	});

	const noCode = (vendorWords = '') =>
		unexpected('has no whole number as its errorCode', { vendorWords });
	const NO_CODE = noCode();

	const undocumented = (code: string, vendorWords: string) =>
		unexpected('has an undocumented errorCode', { code, vendorWords });

	reads('as no plain balance', {
		'a form whose end is not seen': [asForm, UNKNOWN_END, cut],
		'lines whose end is not seen': [asLines, UNKNOWN_END, cut],
		'an empty text': [' \n', unexpected('is empty')],
		'a sixth line': [`${asLines}\n0`, unexpected('has more lines than documented')],
		'lines without a name': ['0\n\nGBP\n111111', unexpected('lacks the field "accountID"')],
		'lines without a currency': [
			'0\n1111111111\n \n111111',
			unexpected('lacks the field "currencyCode"'),
		],
		'lines without an amount': ['0\n1111111111\nGBP', unexpected('lacks the field "amount"')],
		'a code above 0': [asJson({ errorCode: 5 }), undocumented('5', '')],
		'a code above 0 in lines': ['5\nWords', undocumented('5', 'Words')],
		'a code above 0 with words': [
			'errorCode=7&errorMessage=Account+locked',
			undocumented('7', 'Account locked'),
		],
		'no code': [asJson({ errorCode: null }), unexpected('lacks the field "errorCode"')],
		'an empty code': [asJson({ errorCode: ' ' }), unexpected('lacks the field "errorCode"')],
		'a form that goes on behind white space': [`${asForm} 1`, NO_CODE],
		'a form that begins before white space': [`a ${asForm}`, NO_CODE],
		'a form behind another': [
			'a b&errorCode=0&accountID=1111111111&currencyCode=GBP&amount=111111',
			NO_CODE,
		],
		'a field whose name ends like the code': [`x${asForm}`, NO_CODE],
		'an amount in words': [
			asJson({ amount: 'ten' }),
			unexpected('has no plain decimal in "amount"'),
		],
		'a limit in words': [
			asJson({ hardCreditLimit: 'none' }),
			unexpected('has no plain decimal in "hardCreditLimit"'),
		],
	});

	reads(
		'as no plain balance the code',
		casesOf(NO_CODES, (errorCode) => [asJson({ errorCode }), NO_CODE]),
	);

	const denied: Refusal = {
		...REFUSAL,
		kind: 'authentication',
		code: '-16',
		vendorWords: 'Permission denied!',
		advice:
			'The login may be wrong, locked or expired, or the address of this server may not be allowed. Check the credential before the next try, since repeated tries can lock the account.',
		documented: true,
		ofCredential: true,
	};

	reads('as a refusal', {
		'in JSON': ['{"errorCode":-16,"errorMessage":"Permission denied!"}', denied],
		'in a form': ['errorCode=-16&errorMessage=Permission+denied%21', denied],
		'in a form whose end is not seen': [
			'errorCode=-16&errorMessage=Permission%20denied!',
			denied,
			cut,
		],
		'in lines': ['-16\nPermission denied!', denied],
		'in lines whose end is not seen': [' -16 \r\nPermission denied!\r\n', denied, cut],
		'in JSON with a detail': [
			'{"errorCode":"-16","errorDetail":"Locked.","errorMessage":"Permission denied!"}',
			{ ...denied, vendorWords: 'Permission denied! Locked.' },
		],
		'in lines with a detail': [
			'-16\nPermission denied!\nLocked.',
			{ ...denied, vendorWords: 'Permission denied! Locked.' },
		],
		'in JSON without words': ['{"errorCode":-16}', { ...denied, vendorWords: '' }],
		'in lines without words': ['-16', { ...denied, vendorWords: '' }],
		'with the longest code': [
			'-123456789\nSomething new!',
			{ ...REFUSAL, code: '-123456789', vendorWords: 'Something new!' },
		],
	});

	reads('what may pass by itself:', {
		'an unknown error, which is asked again': [
			'-14\nWords',
			{
				...REFUSAL,
				kind: 'vendorUnavailable',
				code: '-14',
				vendorWords: 'Words',
				advice: 'Try again later; the cause is on Sectigo’s side.',
				retryable: true,
				askedAgain: true,
				documented: true,
			},
		],
		'a call limit, which is not': [
			'-42\nWords',
			{
				...REFUSAL,
				kind: 'rateLimited',
				code: '-42',
				vendorWords: 'Words',
				advice:
					'The call limit of the account is used up, so nothing is sent again by itself. Check less often.',
				retryable: true,
				askedAgain: false,
				documented: true,
			},
		],
	});
});

interface Circumstances {
	readonly query?: Fields;
	readonly request?: OutgoingRequest;
	readonly complete?: boolean;
}

type Reads = readonly [text: string, answer: Reading | Refusal, circumstances?: Circumstances];

/** Declares the tests of one adapter's reader, whose replies answer this request. */
function readerOf(adapter: Vendor, usual: OutgoingRequest) {
	const answerTo = (text: string, circumstances: Circumstances): Reading | Refusal => {
		const { query = {}, request = usual, complete = true } = circumstances;
		const reply: Reply = { status: 200, text, complete, request };
		return orRefusal(() => adapter.read(reply, query));
	};
	return (how: string, table: Table<Reads>): void => {
		it.each(Object.entries(table))(`reads ${how} %s`, (_, [text, answer, circumstances = {}]) => {
			expect(answerTo(text, circumstances)).toEqual(answer);
		});
	};
}

/** A case for each of these texts. */
function casesOf(texts: readonly string[], caseOf: (text: string) => Reads): Table<Reads> {
	return Object.fromEntries(texts.map((text) => [JSON.stringify(text), caseOf(text)]));
}
