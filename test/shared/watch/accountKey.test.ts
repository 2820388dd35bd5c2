import { kolmisoftM4 } from '../../../nodes/KolmisoftM4/kolmisoftM4.vendor';
import { sectigo } from '../../../nodes/Sectigo/sectigo.vendor';
import type { Input } from '../../../nodes/shared/input/fields';
import type { Vendor } from '../../../nodes/shared/vendor';
import {
	createAccountKey,
	createCredentialKey,
	createGivenAccountKey,
	createLabelKey,
} from '../../../nodes/shared/watch/accountKey';

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
});

it('is 22 characters of a hash', () => {
	expect(keyOf(kolmisoftM4, { credential: M4 })).toMatch(/^[\w-]{22}$/);
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
		expect(key).toMatch(/^[\w-]{22}$/);
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
