import type { Vendor } from '../../vendor';

/** The name of a vendor's credential type; a registration test holds it against the files. */
export function credentialTypeOf({ id }: Vendor): string {
	return `${id}Api`;
}
