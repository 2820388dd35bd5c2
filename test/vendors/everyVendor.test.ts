import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import * as index from '../../index';
import { readSecrets } from '../../nodes/shared/input/fields';
import { createScrubber, scrub } from '../../nodes/shared/secrets/scrubber';
import type { Vendor } from '../../nodes/shared/vendor';
import { VARIANTS } from '../faults/variants';
import { exchangesOf } from '../exchanges/exchanges';
import { SUBJECTS } from '../fuzz/subjects';
import { ALL_VENDORS, VENDORS } from './registry';

it.each(VENDORS.map(({ id }) => id))(
	'%s has one reply format that is asked for by default',
	(id) => {
		const formats = VARIANTS.filter(({ vendorId }) => vendorId === id);
		expect(formats.filter(({ isDefault }) => isDefault)).toHaveLength(1);
	},
);

it.each(VENDORS.map(({ id }) => id))('%s has replies enough to be mutated', (id) => {
	const subject = SUBJECTS.find(({ adapter }) => adapter.id === id);
	expect(subject?.seeds.length).toBeGreaterThan(5);
});

it.each(VENDORS.map(({ adapter }) => [adapter.name, adapter.id] as const))(
	'%s has at least three balances and six refusals as fixtures',
	(_, id) => {
		const exchanges = exchangesOf(id).map(([, exchange]) => exchange);
		expect(exchanges.filter(({ item }) => item !== undefined).length).toBeGreaterThanOrEqual(3);
		expect(exchanges.filter(({ refusal }) => refusal !== undefined).length).toBeGreaterThanOrEqual(
			6,
		);
	},
);

/** Every credential type that the package has, whether a test knows its vendor or not. */
const CREDENTIAL_TYPES = Object.entries(index)
	.filter(([name]) => name.endsWith('Api'))
	// The cast: what is named so is a credential type; the registration test holds it.
	.map(([name, type]) => [name, new type() as ICredentialType] as const);

function maskedFields({ properties }: ICredentialType): readonly INodeProperties[] {
	return properties.filter(({ typeOptions }) => typeOptions?.password === true);
}

/** The masked fields whose value the vendor's scrubber would let pass. */
function forgottenSecrets(vendor: Vendor | undefined, type: ICredentialType): readonly string[] {
	const credential = Object.fromEntries(type.properties.map(({ name }) => [name, `its-${name}-0`]));
	const scrubber = createScrubber(readSecrets(vendor?.credentialFields ?? {}, credential));
	return maskedFields(type)
		.map(({ name }) => name)
		.filter((name) => scrub(`key its-${name}-0.`, scrubber) !== 'key ***.');
}

describe('the fields of a credential', () => {
	it.each(CREDENTIAL_TYPES)('%s: the adapter reads the same, by the same names', (_, type) => {
		const vendor = ALL_VENDORS.find(({ adapter }) => `${adapter.id}Api` === type.name);
		const fields = Object.entries(vendor?.adapter.credentialFields ?? {});
		const declared = fields.map(([name, { label, isSecret = false }]) => [name, label, isSecret]);
		const shown = type.properties
			.filter((property) => property.type !== 'notice')
			.map(({ name, displayName, typeOptions }) => {
				return [name, displayName, typeOptions?.password ?? false];
			});
		expect(declared).toEqual(shown);
	});
});

describe('secrets', () => {
	it.each(CREDENTIAL_TYPES)('%s: every masked field is scrubbed', (_, type) => {
		const vendor = ALL_VENDORS.find(({ adapter }) => `${adapter.id}Api` === type.name);
		expect(maskedFields(type).length).toBeGreaterThan(0);
		expect(forgottenSecrets(vendor?.adapter, type)).toEqual([]);
	});

	it.each(CREDENTIAL_TYPES)('%s: a vendor that names no secret is found out', (_, type) => {
		const vendor = ALL_VENDORS.find(({ adapter }) => `${adapter.id}Api` === type.name);
		if (vendor === undefined) throw new Error(`No vendor of ${type.name} is registered`);
		const open = Object.entries(vendor.adapter.credentialFields).map(
			([fieldName, { label, read }]) => [fieldName, { label, read }] as const,
		);
		const careless = { ...vendor.adapter, credentialFields: Object.fromEntries(open) };
		expect(forgottenSecrets(careless, type)).toEqual(maskedFields(type).map(({ name }) => name));
	});
});
