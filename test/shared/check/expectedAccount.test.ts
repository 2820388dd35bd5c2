import { assertExpected, assertMayBeNamed } from '../../../nodes/shared/check/expectedAccount';
import type { AccountNaming, Vendor } from '../../../nodes/shared/vendor';
import { catchFailure } from '../failure/catchFailure';

/** Whether an item that expects this account may be asked, by what the vendor says of its accounts. */
function mayBeNamed(by: AccountNaming, account: string | null, expected: string) {
	const unused = () => {
		throw new Error('Nobody is asked');
	};
	const vendor: Vendor = {
		id: 'tiny',
		name: 'Tiny',
		unit: 'money',
		accountNamedBy: by,
		credentialFields: {},
		queryFields: {},
		request: unused,
		sign: unused,
		read: unused,
	};
	const request = {
		account,
		method: 'GET',
		urls: ['https://tiny.example/x'],
		query: [],
		body: { type: 'none' },
		allowUnauthorizedCerts: false,
	} as const;
	return () => assertMayBeNamed(vendor, request, expected);
}

describe('an account that an item names', () => {
	it('may be any where the reply has to name it', () => {
		expect(mayBeNamed({ by: 'reply' }, null, '77')).not.toThrow();
	});

	it('has to be that of the request, where that names one', () => {
		expect(mayBeNamed({ by: 'credential' }, '77', '77')).not.toThrow();
		expect(catchFailure(mayBeNamed({ by: 'credential' }, '78', '77'))).toMatchObject({
			kind: 'invalidRequest',
			summary: 'The credential is of another account',
			advice:
				'The item names the account 77; that of the credential at Tiny is 78. Leave Account empty, or choose the credential of this account.',
		});
	});

	it('is refused where nobody ever names one', () => {
		expect(catchFailure(mayBeNamed({ by: 'nobody' }, null, '77'))).toMatchObject({
			kind: 'invalidRequest',
			summary: 'Tiny does not name its accounts',
			advice: 'Leave Account empty for Tiny, and use Label for a name of your own.',
		});
	});

	it('is compared with that of the reply, without the spaces around it', () => {
		expect(() => assertExpected('Tiny', ' 77 ', '77')).not.toThrow();
		expect(catchFailure(() => assertExpected('Tiny', null, '77'))).toMatchObject({
			advice:
				'The item names the account 77; that of the credential at Tiny is none that is named. Leave Account empty, or choose the credential of this account.',
		});
	});
});
