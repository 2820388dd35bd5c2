import { kolmisoftM4 } from '../../../nodes/KolmisoftM4/kolmisoftM4.vendor';
import { sectigo } from '../../../nodes/Sectigo/sectigo.vendor';
import type { Input } from '../../../nodes/shared/input/fields';
import type { Vendor } from '../../../nodes/shared/vendor';
import {
	createAccountKey,
	createCredentialKey,
	createGivenAccountKey,
	createLabelKey,
	createNameKey,
	createVendorKey,
	isAccountOf,
} from '../../../nodes/shared/watch/accountKey';

interface Subject {
	readonly credential: Input;
	readonly query?: Input;
	readonly credentialId?: string | null;
	readonly label?: string | null;
	/** As a row names it. */
	readonly account?: string;
}

function keyOf(vendor: Vendor, subject: Subject): string {
	const { credential, query = {}, credentialId = '1', label = null } = subject;
	const request = vendor.request(query, credential);
	const { account = request.account } = subject;
	return createAccountKey({ vendor, credentialId, credential, label, account, request });
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
			keyOf(kolmisoftM4, { credential: M4, query: { method: 'GET' } }),
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
		[
			'currency',
			kolmisoftM4,
			{ credential: M4 },
			{ credential: M4, query: { currencyMode: 'system' } },
		],
		[
			'currency code',
			kolmisoftM4,
			{ credential: M4, query: { currencyMode: 'code', currencyCode: 'EUR' } },
			{ credential: M4, query: { currencyMode: 'code', currencyCode: 'USD' } },
		],
		[
			'name, which the row has',
			sectigo,
			{ credential: SECTIGO, account: '77' },
			{ credential: SECTIGO, account: '88' },
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
});

it('begins with the key of its vendor', () => {
	const key = keyOf(kolmisoftM4, { credential: M4 });
	expect(key).toMatch(/^[\w-]{22} [\w-]{22}$/);
	expect(isAccountOf(key, createVendorKey(kolmisoftM4))).toBe(true);
	expect(isAccountOf(key, createVendorKey(sectigo))).toBe(false);
});

it('a row that cannot be asked is known by all that it says', () => {
	const keyOfRow = (name: string, account: string | null) => {
		const vendor = { id: null, name, unit: 'money' };
		return createNameKey({ vendor, account, label: null, credentialName: null });
	};
	const key = keyOfRow('Twillio', 'main');
	expect(key).toMatch(/^[\w-]{22}$/);
	expect(new Set([key, keyOfRow('Twillio', null), keyOfRow('Acme', 'main')]).size).toBe(3);
});

describe('a credential', () => {
	const key = (credential: Input, credentialId: string | null = '1') =>
		createCredentialKey({ vendor: sectigo, credentialId, credential });

	it('is known by its id and its open fields', () => {
		expect(key(SECTIGO)).toMatch(/^[\w-]{22}$/);
		expect(key(SECTIGO)).toBe(key({ ...SECTIGO }));
		expect(key(SECTIGO, '2')).not.toBe(key(SECTIGO));
		expect(key(SECTIGO, null)).not.toBe(key(SECTIGO));
		expect(key({ ...SECTIGO, loginName: 'second' })).not.toBe(key(SECTIGO));
	});

	it('is the same with another secret: of that not even a hash is kept', () => {
		expect(key({ ...SECTIGO, loginPassword: 'new-word' })).toBe(key(SECTIGO));
		// Nor where an open field holds it.
		const copied = (secret: string) =>
			key({ loginName: secret, loginPassword: secret, baseUrl: SECTIGO.baseUrl });
		expect(copied('one-word')).toBe(copied('two-word'));
	});
});

it('a label is remembered as a hash, and none as none', () => {
	expect(createLabelKey(null)).toBeNull();
	expect(createLabelKey('')).not.toBeNull();
	expect(createLabelKey('Traffic')).toMatch(/^[\w-]{22}$/);
	expect(createLabelKey('Traffic')).toBe(createLabelKey('Traffic'));
	expect(createLabelKey('Traffic')).not.toBe(createLabelKey('traffic'));
});

describe('an account whose balance comes with the input', () => {
	const keyOfGiven = (id: string | null, name: string, account: string | null) =>
		createGivenAccountKey({
			vendor: { id, name, unit: 'money' },
			label: null,
			credentialName: null,
			account,
		});

	it('is known by its service and its name', () => {
		const key = keyOfGiven('custom', 'Twilio', 'main');
		expect(key).toMatch(/^[\w-]{22} [\w-]{22}$/);
		expect(keyOfGiven('custom', 'Twilio', 'main')).toBe(key);
		const others = [
			keyOfGiven('custom', 'Twilio', 'other'),
			keyOfGiven('custom', 'Vonage', 'main'),
			keyOfGiven('acme', 'Twilio', 'main'),
		];
		expect(new Set([key, ...others]).size).toBe(4);
	});

	it('is not known where either is missing', () => {
		expect(keyOfGiven(null, 'Twilio', 'main')).toBeNull();
		expect(keyOfGiven('custom', 'Twilio', null)).toBeNull();
	});
});
