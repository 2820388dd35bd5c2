import { igSend } from '../../../nodes/IgSend/igSend.vendor';
import type { Failure } from '../../../nodes/shared/failure/failure';
import type { OutgoingRequest } from '../../../nodes/shared/request/request';
import type { Reading } from '../../../nodes/shared/vendor';
import { READING, readerOf, REFUSAL, REQUEST, unexpected, type Reads } from '../reading';

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

	const denied: Failure = {
		...REFUSAL,
		kind: 'authentication',
		code: '10009',
		advice:
			'Check Public Key and Private Key in the credential, and its Environment: the keys of live and sandbox differ.',
		isDocumented: true,
		isOfCredential: true,
	};
	const unknown: Failure = {
		...REFUSAL,
		kind: 'notFound',
		code: '10009',
		advice:
			'Check the Client ID, and whether these keys may read it; live and sandbox have clients of their own.',
		isDocumented: true,
	};
	const invalid: Failure = {
		...REFUSAL,
		kind: 'invalidRequest',
		code: '10009',
		advice: 'Check the Client ID, and whether these keys may read it.',
		isDocumented: true,
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
