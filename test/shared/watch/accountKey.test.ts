import { kolmisoftM4 } from '../../../nodes/KolmisoftM4/kolmisoftM4.vendor';
import { sectigo } from '../../../nodes/Sectigo/sectigo.vendor';
import type { Input } from '../../../nodes/shared/input/fields';
import type { Vendor } from '../../../nodes/shared/vendor';
import { createAccountKey, numberEqualKeys } from '../../../nodes/shared/watch/accountKey';

interface Subject {
	readonly credential: Input;
	readonly query?: Input;
	readonly credentialId?: string | null;
	readonly label?: string | null;
}

function keyOf(vendor: Vendor, subject: Subject): string {
	const { credential, query = {}, credentialId = '1', label = null } = subject;
	return createAccountKey({
		vendor,
		credentialId,
		credential,
		label,
		request: vendor.request(query, credential),
	});
}

const M4 = {
	baseUrl: 'https://m4.example/billing',
	defaultUsername: 'acme',
	signRequests: true,
	apiSecretKey: 'secret-key',
};
const SECTIGO = {
	loginName: 'reseller',
	loginPassword: 'pass-word',
	baseUrl: 'https://sectigo.example',
};

describe('an account', () => {
	it('keeps its key when how it is asked, or called, or with which secret, is changed', () => {
		const key = keyOf(kolmisoftM4, { credential: M4 });
		const changed = [
			keyOf(kolmisoftM4, { credential: { ...M4, apiSecretKey: 'another-key' } }),
			keyOf(kolmisoftM4, { credential: { ...M4, allowUnauthorizedCerts: true } }),
			keyOf(kolmisoftM4, { credential: M4, query: { method: 'GET', currencyMode: 'system' } }),
			keyOf(kolmisoftM4, { credential: M4, label: 'Traffic' }),
		];
		expect(changed).toEqual([key, key, key, key]);
		const resellerKey = keyOf(sectigo, { credential: SECTIGO });
		const rekeyed = { ...SECTIGO, loginPassword: 'new-word' };
		expect(keyOf(sectigo, { credential: rekeyed })).toBe(resellerKey);
	});

	it.each<[string, Vendor, Subject, Subject]>([
		['user', kolmisoftM4, { credential: M4 }, { credential: M4, query: { username: 'other' } }],
		[
			'server',
			kolmisoftM4,
			{ credential: M4 },
			{ credential: { ...M4, baseUrl: 'https://m4.example/second/billing' } },
		],
		['credential', kolmisoftM4, { credential: M4 }, { credential: M4, credentialId: '2' }],
		[
			'login, which the request does not name',
			sectigo,
			{ credential: SECTIGO },
			{ credential: { ...SECTIGO, loginName: 'second' } },
		],
		[
			'label, where the vendor names no account',
			sectigo,
			{ credential: SECTIGO },
			{ credential: SECTIGO, label: 'Second' },
		],
	])('of another %s has another key', (_, vendor, first, second) => {
		expect(keyOf(vendor, first)).not.toBe(keyOf(vendor, second));
	});

	it('that is not known is told apart by its label', () => {
		const unknown = { vendor: sectigo, credentialId: '1', credential: {}, request: null };
		expect(createAccountKey({ ...unknown, label: 'a' })).not.toBe(
			createAccountKey({ ...unknown, label: 'b' }),
		);
	});
});

it('is 22 characters of a hash', () => {
	expect(keyOf(kolmisoftM4, { credential: M4 })).toMatch(/^[\w-]{22}$/);
});

it('numbers the second and further of equal keys', () => {
	expect(numberEqualKeys(['a', 'b', 'a', 'a'])).toEqual(['a', 'b', 'a 2', 'a 3']);
});
