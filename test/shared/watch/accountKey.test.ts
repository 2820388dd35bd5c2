import type { Input } from '../../../nodes/shared/input/fields';
import { numberEqualKeys, createAccountKey } from '../../../nodes/shared/watch/accountKey';
import { ADAPTERS } from '../../vendors/adapters';

interface Subject {
	readonly credential: Input;
	readonly query?: Input;
	readonly credentialId?: string | null;
	readonly label?: string | null;
}

function keyOf(folder: keyof typeof ADAPTERS, subject: Subject): string {
	const { adapter: vendor } = ADAPTERS[folder];
	const { credential, query = {}, credentialId = '1', label = null } = subject;
	return createAccountKey({
		...{ vendor, credentialId, credential, label },
		request: vendor.request(query, credential),
	});
}

const M4 = {
	baseUrl: 'https://m4.example/billing',
	...{ username: 'acme', signRequests: true, apiSecretKey: 'secret-key' },
};
const SECTIGO = {
	...{ loginName: 'reseller', loginPassword: 'pass-word' },
	baseUrl: 'https://sectigo.example',
};

describe('an account', () => {
	it('keeps its key when how it is asked, or called, or with which secret, is changed', () => {
		const key = keyOf('KolmisoftM4', { credential: M4 });
		const changed = [
			keyOf('KolmisoftM4', { credential: { ...M4, apiSecretKey: 'another-key' } }),
			keyOf('KolmisoftM4', { credential: { ...M4, allowUnauthorizedCerts: true } }),
			keyOf('KolmisoftM4', { credential: M4, query: { method: 'GET', currencyMode: 'system' } }),
			keyOf('KolmisoftM4', { credential: M4, label: 'Traffic' }),
		];
		expect(changed).toEqual([key, key, key, key]);
		const sectigo = keyOf('Sectigo', { credential: SECTIGO });
		const rekeyed = { ...SECTIGO, loginPassword: 'new-word' };
		expect(keyOf('Sectigo', { credential: rekeyed })).toBe(sectigo);
	});

	it.each<[string, keyof typeof ADAPTERS, Subject, Subject]>([
		['user', 'KolmisoftM4', { credential: M4 }, { credential: M4, query: { username: 'other' } }],
		[
			'server',
			'KolmisoftM4',
			{ credential: M4 },
			{ credential: { ...M4, baseUrl: 'https://m4.example/second/billing' } },
		],
		['credential', 'KolmisoftM4', { credential: M4 }, { credential: M4, credentialId: '2' }],
		[
			'login, which the request does not name',
			'Sectigo',
			{ credential: SECTIGO },
			{ credential: { ...SECTIGO, loginName: 'second' } },
		],
		[
			'label, where the vendor names no account',
			'Sectigo',
			{ credential: SECTIGO },
			{ credential: SECTIGO, label: 'Second' },
		],
	])('of another %s has another key', (_, folder, first, second) => {
		expect(keyOf(folder, first)).not.toBe(keyOf(folder, second));
	});

	it('that is not known is told apart by its label', () => {
		const vendor = ADAPTERS.Sectigo.adapter;
		const unknown = { vendor, credentialId: '1', credential: {}, request: null };
		expect(createAccountKey({ ...unknown, label: 'a' })).not.toBe(
			createAccountKey({ ...unknown, label: 'b' }),
		);
	});
});

it('is 22 characters of a hash', () => {
	expect(keyOf('KolmisoftM4', { credential: M4 })).toMatch(/^[\w-]{22}$/);
});

it('numbers the second and further of equal keys', () => {
	expect(numberEqualKeys(['a', 'b', 'a', 'a'])).toEqual(['a', 'b', 'a 2', 'a 3']);
});
