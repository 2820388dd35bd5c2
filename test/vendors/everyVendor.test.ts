import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import * as index from '../../index';
import { createScrubber, scrub } from '../../nodes/shared/secrets/scrubber';
import type { Vendor } from '../../nodes/shared/vendor';
import { VARIANTS } from '../faults/variants';
import { exchangesOf } from '../exchanges/exchanges';
import { ORACLES } from '../fuzz/oracles';
import { SUBJECTS } from '../fuzz/subjects';
import { FIRST_BALANCES } from '../standIns/firstBalances';
import { STARTS } from './runningVendors';
import { VENDORS } from './registry';

/** What each suite knows of the vendors, and what to add where one is missing. */
const KNOWN_BY: ReadonlyArray<readonly [what: string, ids: readonly string[], add: string]> = [
	['a stand-in', Object.keys(STARTS), 'Add it to STARTS in test/standIns/runningVendors.ts'],
	[
		'the first balances',
		Object.keys(FIRST_BALANCES),
		'Add it to FIRST_BALANCES in test/standIns/firstBalances.ts',
	],
	[
		'the fault variants',
		VARIANTS.filter(({ isDefault }) => isDefault).map(({ vendorId }) => vendorId),
		'Add its default reply format to VARIANTS in test/faults/variants.ts',
	],
	[
		'the fuzz subjects',
		SUBJECTS.filter(({ seeds }) => seeds.length > 5).map(({ adapter }) => adapter.id),
		'Add it to SUBJECTS in test/fuzz/subjects.ts, with balances and refusals',
	],
	[
		'the independent readers',
		Object.keys(ORACLES),
		'Add a second reading of its replies to test/fuzz/oracles.ts',
	],
];

/** The ids that are missing, with what to do about it. */
function missingIn(ids: readonly string[], add: string): readonly string[] {
	return VENDORS.flatMap(({ adapter: { id } }) => (ids.includes(id) ? [] : [`${id}: ${add}`]));
}

it.each(KNOWN_BY)('every vendor has %s', (_, ids, add) => {
	expect(missingIn(ids, add)).toEqual([]);
});

it('a vendor that no suite knows is told with what to add', () => {
	const [, ids, add] = KNOWN_BY[2] ?? ['', [], ''];
	const others = ids.filter((id) => id !== 'sectigo');
	expect(missingIn(others, add)).toEqual([
		'sectigo: Add its default reply format to VARIANTS in test/faults/variants.ts',
	]);
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
	const scrubber = createScrubber(vendor?.secrets(credential) ?? []);
	return maskedFields(type)
		.map(({ name }) => name)
		.filter((name) => scrub(`key its-${name}-0.`, scrubber) !== 'key ***.');
}

describe('secrets', () => {
	it.each(CREDENTIAL_TYPES)('%s: every masked field is scrubbed', (_, type) => {
		const vendor = VENDORS.find(({ adapter }) => `${adapter.id}Api` === type.name);
		expect(maskedFields(type).length).toBeGreaterThan(0);
		expect(forgottenSecrets(vendor?.adapter, type)).toEqual([]);
	});

	it.each(CREDENTIAL_TYPES)('%s: a vendor that names no secret is found out', (_, type) => {
		const vendor = VENDORS.find(({ adapter }) => `${adapter.id}Api` === type.name);
		if (vendor === undefined) throw new Error(`No vendor of ${type.name} is registered`);
		const careless = { ...vendor.adapter, secrets: () => [] };
		expect(forgottenSecrets(careless, type)).toEqual(maskedFields(type).map(({ name }) => name));
	});
});
