import { createHash } from 'node:crypto';
import { readSecrets, type Input } from '../input/fields';
import type { BalanceRequest } from '../request/request';
import type { Vendor } from '../vendor';

/** What tells an account from every other, no secret among it. */
export interface WatchedAccount {
	readonly vendor: Vendor;
	/** n8n's own id of the credential, or null. */
	readonly credentialId: string | null;
	readonly credential: Input;
	/** Null where it is not known what to ask. */
	readonly request: BalanceRequest | null;
	/** `options.label`, or null. */
	readonly label: string | null;
}

/** Characters; 132 bits. */
const KEY_LENGTH = 22;

/**
 * The name under which an account is remembered. Where the vendor's request names no account, the
 * credential's open fields and the label tell accounts apart: of a secret not even a hash is kept.
 */
export function createAccountKey(account: WatchedAccount): string {
	const text = JSON.stringify([account.credentialId, ...identify(account)]);
	return createHash('sha256').update(text).digest('base64url').slice(0, KEY_LENGTH);
}

function identify({ request, label, vendor, credential }: WatchedAccount): readonly unknown[] {
	if (request === null) return ['unknown', label];
	const [url] = request.urls;
	return request.account === null
		? [url, label, listOpenFields(vendor, credential)]
		: [url, request.account];
}

/** A field that holds a secret's value is none of them, whatever it is called. */
function listOpenFields(vendor: Vendor, credential: Input): ReadonlyArray<[string, unknown]> {
	const secrets = new Set(readSecrets(vendor.credentialFields, credential));
	return Object.entries(credential).filter(([, value]) => !secrets.has(String(value)));
}

/** Keys of the items of one run; of equal ones, the second and further are numbered. */
export function numberEqualKeys(keys: readonly string[]): readonly string[] {
	const counts = new Map<string, number>();
	return keys.map((key) => {
		const count = (counts.get(key) ?? 0) + 1;
		counts.set(key, count);
		return count === 1 ? key : `${key} ${count}`;
	});
}
