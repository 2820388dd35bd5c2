import { createHash } from 'node:crypto';
import type { ItemContext } from '../check/plan';
import { readSecrets, type Input } from '../input/fields';
import type { BalanceRequest } from '../request/request';
import type { Vendor } from '../vendor';

/** What tells a credential from every other, no secret among it. */
export interface WatchedCredential {
	readonly vendor: Vendor;
	/** n8n's own id of the credential, or null. */
	readonly credentialId: string | null;
	readonly credential: Input;
}

/** What tells an account from every other. */
export interface AskedAccount extends WatchedCredential {
	readonly request: BalanceRequest;
	/** As the request names it, or the row where the vendor is not asked by it; or null. */
	readonly account: string | null;
	/** `options.label`, or null. */
	readonly label: string | null;
}

/** Characters; 132 bits. */
const KEY_LENGTH = 22;

/**
 * The name under which an account is remembered. Where nobody names the account before the reply, the
 * credential's open fields and the label tell accounts apart: of a secret not even a hash is kept.
 */
export function createAccountKey(asked: AskedAccount): string {
	const { vendor, request, account, label, credentialId } = asked;
	const [url] = request.urls;
	const { currency = null } = request;
	const own =
		account === null
			? [credentialId, url, currency, label, listOpenFields(asked)]
			: [credentialId, url, currency, account];
	return joinKeys(createVendorKey(vendor), hash(own));
}

/** The same where nobody is asked: by who has the account, and its name; null where either is unknown. */
export function createGivenAccountKey({ vendor, account }: ItemContext): string | null {
	return vendor.id === null || account === null
		? null
		: joinKeys(createVendorKey(vendor), hash([account]));
}

/** What the key of every account of a vendor, or of a service of another API, begins with. */
export function createVendorKey({ id, name }: ItemContext['vendor']): string {
	return hash([id, name]);
}

/** What a row that cannot even be asked says whose account it is. */
export function createNameKey({ vendor, account }: ItemContext): string {
	return hash([vendor.id, vendor.name, account]);
}

/** Whether a key is that of an account of this vendor. */
export function isAccountOf(accountKey: string, vendorKey: string): boolean {
	return accountKey.startsWith(joinKeys(vendorKey, ''));
}

function joinKeys(first: string, second: string): string {
	return `${first} ${second}`;
}

/** The name under which a credential is remembered. */
export function createCredentialKey(watched: WatchedCredential): string {
	return hash([watched.credentialId, listOpenFields(watched)]);
}

/** What a label is remembered as, however long it is. */
export function createLabelKey(label: string | null): string | null {
	return label === null ? null : hash([label]);
}

/** What an event is about. */
export interface AlertSubject {
	/** The workflow and the node that watch. */
	readonly watchId: string;
	readonly accountKey: string;
	readonly labelKey: string | null;
	/** Which of the rows with this account and this label. */
	readonly rowNumber: number;
	/** Its balance, or whether it can be checked at all. */
	readonly subject: 'account' | 'check';
}

/** The same key for all events of one subject, whatever its limits are, and whether or not anything is remembered. */
export function createAlertKey(alert: AlertSubject): string {
	const { watchId, accountKey, labelKey, rowNumber, subject } = alert;
	return hash([watchId, accountKey, labelKey, rowNumber, subject]);
}

function hash(parts: readonly unknown[]): string {
	const text = JSON.stringify(parts);
	return createHash('sha256').update(text).digest('base64url').slice(0, KEY_LENGTH);
}

/** A field that holds a secret's value is none of them, whatever it is called. */
function listOpenFields({
	vendor,
	credential,
}: WatchedCredential): ReadonlyArray<[string, unknown]> {
	const secrets = new Set(readSecrets(vendor.credentialFields, credential));
	return Object.entries(credential).filter(([, value]) => !secrets.has(String(value)));
}
