import { exchangesOf } from './exchanges';
import { ADAPTERS, type RegisteredAdapter } from '../vendors/adapters';
import { play, type Played } from './play';
import words from '../vendors/words.json';

const VENDORS = Object.values(ADAPTERS);

/** What people reviewed; a text that is new or gone is reviewed there too. */
const REVIEWED = new Map<string, readonly string[]>(Object.entries(words));

it('belongs to the vendors of the package', () => {
	expect([...REVIEWED.keys()]).toEqual(VENDORS.map(({ adapter }) => adapter.name));
});

it.each(VENDORS.map((vendor) => [vendor.adapter.name, vendor] as const))(
	'%s says in all its exchanges what was reviewed, and nothing else',
	async (name, vendor) => {
		expect(await textsOf(vendor)).toEqual(REVIEWED.get(name));
	},
);

/** Every text that an operator is shown in the vendor's exchanges, once. */
async function textsOf(vendor: RegisteredAdapter): Promise<readonly string[]> {
	const played = exchangesOf(vendor.adapter.id).map(
		async ([, exchange]) => await play(vendor, exchange),
	);
	return [...new Set((await Promise.all(played)).flatMap(textsIn))].sort();
}

function textsIn({ result }: Played): readonly string[] {
	if ('error' in result) return [`${result.error} — ${result.details.description}`];
	return (result.details.warnings ?? []).map((warning) => `warning: ${warning}`);
}
