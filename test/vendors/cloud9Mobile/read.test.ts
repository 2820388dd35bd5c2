import { cloud9Mobile } from '../../../nodes/Cloud9Mobile/cloud9Mobile.vendor';
import type { Failure } from '../../../nodes/shared/failure/failure';
import type { Parameter } from '../../../nodes/shared/request/request';
import type { Reading } from '../../../nodes/shared/vendor';
import { casesOf, READING, readerOf, REFUSAL, REQUEST, unexpected } from '../reading';

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
	const refused = (vendorWords: string): Failure => ({
		...REFUSAL,
		vendorWords,
		advice: `Check Carrier ID and Password in the credential, or ${support}`,
	});
	const unknownUser = (vendorWords: string): Failure => ({
		...REFUSAL,
		kind: 'authentication',
		vendorWords,
		advice: 'Check Carrier ID and Password in the credential.',
		isDocumented: true,
		isOfCredential: true,
	});

	reads('as a refusal', {
		'a status of 0': [
			inside('<REQUEST_STATUS>0</REQUEST_STATUS>', balance, pounds),
			{
				...REFUSAL,
				vendorWords: 'REQUEST_STATUS 0 (Request Failed)',
				advice: `The vendor gives no reason. Try again later, or ${support}`,
				isDocumented: true,
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
