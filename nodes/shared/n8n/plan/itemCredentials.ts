import type { IExecuteFunctions } from 'n8n-workflow';
import { invalidRequest } from '../../failure/error';
import type { Failure } from '../../failure/failure';
import type { Input } from '../../input/fields';
import type { Vendor } from '../../vendor';
import { getCredentialType } from '../credential/credentialType';

/**
 * An index that no item has. Where a field of the credential is an expression that looks at its
 * item, n8n throws or gives nothing for it (n8n-core 1.98.0 and 2.41.1; docs/decisions/0009).
 */
const NO_ITEM = Infinity;

/** The credential of one item, expressions resolved. */
export interface ItemCredential {
	readonly fields: Input;
	/** Why it cannot be read. */
	readonly unreadable: Failure | null;
}

const UNREADABLE_CREDENTIAL = invalidRequest(
	'The credential cannot be read',
	'Select a credential in the node, and check that it still exists, that its expressions are ' +
		'valid, and that n8n still has the encryption key it was saved with.',
).failure;

export type CredentialReader = (itemIndex: number) => Promise<ItemCredential>;

/**
 * Returns what reads the credential of an item. n8n fetches and decrypts it at every call, 1.4 ms on
 * a server (measured, n8n 2.41.1): so where it is the same for all items, it is read once.
 */
export async function createCredentialReader(
	context: IExecuteFunctions,
	vendor: Vendor,
): Promise<CredentialReader> {
	if (context.getNode().credentials?.[getCredentialType(vendor)] === undefined) {
		const unselected = { fields: {}, unreadable: createUnselectedFailure(vendor) };
		return async () => unselected;
	}
	const read = async (itemIndex: number) => await readCredential(context, vendor, itemIndex);
	const shared = await readSharedCredential(read, context.getInputData().length);
	return shared === null ? read : async () => shared;
}

function createUnselectedFailure({ name }: Vendor): Failure {
	return invalidRequest(
		`No credential is selected for ${name}`,
		`Open the node and select a credential for ${name}.`,
	).failure;
}

/** The credential where it is the same for every item, or null. */
async function readSharedCredential(
	read: CredentialReader,
	items: number,
): Promise<ItemCredential | null> {
	// The last and the second tell apart what depends on an item's place alone.
	const compared = [NO_ITEM, items - 1, 1];
	if (items <= compared.length) return null;
	const shared = await read(0);
	for (const itemIndex of compared) {
		if (!isSame(shared, await read(itemIndex))) return null;
	}
	return shared;
}

function isSame(first: ItemCredential, second: ItemCredential): boolean {
	const isReadable = first.unreadable === null && second.unreadable === null;
	return isReadable && JSON.stringify(first.fields) === JSON.stringify(second.fields);
}

async function readCredential(
	context: IExecuteFunctions,
	vendor: Vendor,
	itemIndex: number,
): Promise<ItemCredential> {
	try {
		const fields = await context.getCredentials(getCredentialType(vendor), itemIndex);
		return { fields, unreadable: null };
	} catch {
		// What is thrown may quote the credential's expressions: only our own words go on.
		return { fields: {}, unreadable: UNREADABLE_CREDENTIAL };
	}
}
