import type { INodeProperties } from 'n8n-workflow';
import { readOptionalText } from '../shared/input/readers';
import type { QueryParameters } from '../shared/n8n/plan/itemParameters';
import type { Vendor } from '../shared/vendor';
import type { ListedVendor } from './vendors';

/** The parameter that names the account of a row, whatever its vendor calls it. */
export const ACCOUNT = 'account';

export const ACCOUNT_TITLE = 'Account';

/** How it is read where it is only compared, or names what nobody is asked about. */
export const NAMED_ACCOUNT = { [ACCOUNT]: { label: ACCOUNT_TITLE, read: readOptionalText } };

/** The options of one vendor, called so that they can stand beside those of the others. */
export function createVendorOptions({ vendor, shortName, Node }: ListedVendor): INodeProperties[] {
	const { properties } = new Node().description;
	const own = listOwnFields(vendor);
	return [...properties, ...properties.flatMap(({ options = [] }) => options)].flatMap(
		(property) => {
			if (!('type' in property) || !own.includes(property.name)) return [];
			const shown = { ...property };
			// In a list of vendors nothing may be hidden: n8n's editor deletes what it hides (2.41.1).
			delete shown.displayOptions;
			const displayName = `${shortName} ${property.displayName}`;
			return [{ ...shown, displayName, name: getOptionName(vendor, property.name) }];
		},
	);
}

/** What a row of a vendor fills in: its account, and its own options, but no others'. */
export function createVendorParameters({ vendor, shortName }: ListedVendor): QueryParameters {
	const { accountNamedBy, queryFields } = vendor;
	const accountField = accountNamedBy.by === 'parameter' ? accountNamedBy.parameter : ACCOUNT;
	const fieldNames = new Map([[ACCOUNT, accountField]]);
	for (const name of listOwnFields(vendor)) fieldNames.set(getOptionName(vendor, name), name);
	const fields = Object.entries(queryFields).map(([name, field]) => {
		const label = name === accountField ? ACCOUNT_TITLE : `${shortName} ${field.label}`;
		return [name, { ...field, label }] as const;
	});
	return {
		fields: { [accountField]: NAMED_ACCOUNT[ACCOUNT], ...Object.fromEntries(fields) },
		findField: (parameter) => fieldNames.get(parameter) ?? null,
		collections: {},
	};
}

/** All but the one that names the account. */
function listOwnFields({ accountNamedBy, queryFields }: Vendor): readonly string[] {
	const account = accountNamedBy.by === 'parameter' ? accountNamedBy.parameter : null;
	return Object.keys(queryFields).filter((name) => name !== account);
}

/** Such as `acmeVoiceCurrencyMode`. */
function getOptionName({ id }: Vendor, name: string): string {
	return `${id}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
