/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is test code */
import { readFileSync } from 'node:fs';
import { exchangesOf } from './exchanges';
import { ADAPTERS, type RegisteredAdapter } from '../vendors/adapters';
import { play, type Played } from './play';

/** What people reviewed; a text that is new or gone is reviewed there too. */
function readReviewed({ id }: RegisteredAdapter): readonly string[] {
	// The cast: what is parsed is untyped; the test below holds it against texts.
	return JSON.parse(readFileSync(`test/vendors/${id}/words.json`, 'utf8')) as readonly string[];
}

it('belongs to the vendors of the package', () => {
	expect(ADAPTERS.map(readReviewed)).not.toContainEqual([]);
});

it.each(ADAPTERS.map((vendor) => [vendor.adapter.name, vendor] as const))(
	'%s says in all its exchanges what was reviewed, and nothing else',
	async (_, vendor) => {
		expect(await textsOf(vendor)).toEqual(readReviewed(vendor));
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
