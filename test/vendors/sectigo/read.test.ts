import { sectigo } from '../../../nodes/Sectigo/sectigo.vendor';
import type { Failure } from '../../../nodes/shared/failure/failure';
import type { Reading } from '../../../nodes/shared/vendor';
import { casesOf, READING, readerOf, REFUSAL, REQUEST, UNKNOWN_END, unexpected } from '../reading';

const NO_CODES = [
	'00',
	'-0',
	'+1',
	'--1',
	'1.5',
	'-1.5',
	'-016',
	'0x',
	'x0',
	'-16x',
	'x-16',
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

	const denied: Failure = {
		...REFUSAL,
		kind: 'authentication',
		code: '-16',
		vendorWords: 'Permission denied!',
		advice:
			'The login may be wrong, locked or expired, or the address of this server may not be allowed. Check the credential before the next try, since repeated tries can lock the account.',
		isDocumented: true,
		isOfCredential: true,
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
				advice: "Try again later; the cause is on Sectigo's side.",
				retryable: true,
				isAskedAgain: true,
				isDocumented: true,
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
				isAskedAgain: false,
				isDocumented: true,
			},
		],
	});
});
