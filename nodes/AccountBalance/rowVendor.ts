import { attempt } from '../shared/failure/attempt';
import { invalidRequest } from '../shared/failure/error';
import { shortenName, type Failure } from '../shared/failure/failure';
import { readOptionalText } from '../shared/input/readers';
import { VENDORS, type ListedVendor } from './vendors';

/** What the parameter is called that names a row's vendor. */
export const VENDOR_TITLE = 'Vendor';

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

const ADVICE = `Enter one of ${NAMES}.`;

/** The vendor that a cell names, by its id or its display name, however people space and capitalize it. */
export function findRowVendor(value: unknown): RowVendor {
	const read = attempt(() => readOptionalText(value, VENDOR_TITLE));
	if (!read.ok) {
		return { type: 'unknown', name: UNKNOWN_VENDOR, failure: { ...read.failure, advice: ADVICE } };
	}
	const text = read.value ?? '';
	const known = KNOWN.get(normalize(text));
	if (known !== undefined) return known;
	const name = shortenName(text).trim();
	const summary = name === '' ? `${VENDOR_TITLE} is empty` : `There is no vendor called ${name}`;
	const { failure } = invalidRequest(summary, ADVICE);
	return { type: 'unknown', name: name === '' ? UNKNOWN_VENDOR : name, failure };
}

function normalize(name: string): string {
	return name.toLowerCase().replace(/[\s-]/g, '');
}
