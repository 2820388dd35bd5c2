import { invalidRequest } from '../shared/failure/error';
import { shortenName, type Failure } from '../shared/failure/failure';
import { VENDORS, type ListedVendor } from './vendors';

/** What a row says as its vendor where the balance comes with the input. */
export const CUSTOM = 'custom';

/** Whose account a row is about. */
export type RowVendor =
	| { readonly type: 'listed'; readonly listed: ListedVendor }
	| { readonly type: 'custom' }
	| UnknownVendor;

/** A cell that names no vendor, and what it holds. */
export interface UnknownVendor {
	readonly type: 'unknown';
	readonly name: string;
	readonly failure: Failure;
}

/** What a vendor is called of which not even the name is known. */
export const UNKNOWN_VENDOR = 'Unknown vendor';

const KNOWN: ReadonlyMap<string, RowVendor> = new Map<string, RowVendor>([
	...VENDORS.flatMap((listed) => {
		const vendor = { type: 'listed', listed } as const;
		return [listed.vendor.id, listed.vendor.name].map((name) => [normalize(name), vendor] as const);
	}),
	[CUSTOM, { type: 'custom' }],
]);

const NAMES = [...VENDORS.map(({ vendor }) => vendor.name), CUSTOM].join(', ');

/** The vendor that a cell names, by its id or its display name, however people space and capitalize it. */
export function findRowVendor(value: unknown): RowVendor {
	const text = typeof value === 'string' ? value : '';
	const known = KNOWN.get(normalize(text));
	if (known !== undefined) return known;
	const name = shortenName(text).trim();
	const summary = name === '' ? 'Vendor is empty' : `There is no vendor called ${name}`;
	const { failure } = invalidRequest(summary, `Enter one of ${NAMES}.`);
	return { type: 'unknown', name: name === '' ? UNKNOWN_VENDOR : name, failure };
}

function normalize(name: string): string {
	return name.toLowerCase().replace(/[\s-]/g, '');
}
