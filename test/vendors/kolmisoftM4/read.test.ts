import { kolmisoftM4 } from '../../../nodes/KolmisoftM4/kolmisoftM4.vendor';
import type { Failure } from '../../../nodes/shared/failure/failure';
import type { Parameter } from '../../../nodes/shared/request/request';
import type { Reading } from '../../../nodes/shared/vendor';
import { READING, readerOf, REFUSAL, REQUEST, unexpected } from '../reading';

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
	const incorrectHash: Failure = {
		...REFUSAL,
		kind: 'authentication',
		vendorWords: 'Incorrect hash',
		advice: `Compare API Secret Key in the credential with the one ${settings}.`,
		isDocumented: true,
		isOfCredential: true,
	};
	const unlisted: Failure = {
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
