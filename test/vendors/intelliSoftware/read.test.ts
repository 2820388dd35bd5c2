import { intelliSoftware } from '../../../nodes/IntelliSoftware/intelliSoftware.vendor';
import type { Failure } from '../../../nodes/shared/failure/failure';
import {
	READING,
	readerOf,
	REFUSAL,
	REQUEST,
	UNKNOWN_END,
	unexpected,
	type Reads,
} from '../reading';

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

	const login: Failure = {
		...REFUSAL,
		kind: 'authentication',
		code: 'login_invalid',
		vendorWords: 'login_invalid',
		advice:
			'Check Access Key and Secret Key in the credential; a new pair can be made in the IntelliSoftware account.',
		isDocumented: true,
		isOfCredential: true,
	};
	const missing: Failure = {
		...REFUSAL,
		kind: 'invalidRequest',
		advice: 'Check that Access Key and Secret Key are both entered in the credential.',
		isDocumented: true,
	};
	const malformed: Failure = {
		...missing,
		advice: 'Check Access Key and Secret Key in the credential for missing or added characters.',
	};
	const later: Failure = {
		...REFUSAL,
		kind: 'vendorUnavailable',
		advice: 'Try again later.',
		retryable: true,
		isAskedAgain: true,
		isDocumented: true,
	};
	const insecure: Failure = {
		...REFUSAL,
		kind: 'notAllowed',
		advice: 'Let the Base URL in the credential begin with https://.',
		isDocumented: true,
	};
	const byNumber = (number: number, code: string, meaning: Failure): Reads => [
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
