import type { Vendor } from '../../vendor';

/** The name of a vendor's credential type; a registration test holds it against the files. */
export function getCredentialType({ id }: Pick<Vendor, 'id'>): string {
	return `${id}Api`;
}
