/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is test code */
import { runInNewContext } from 'node:vm';
import manifest from '../../package.json';
import { ALL_PROFILES } from '../vendors/profiles';
import { ALL_VENDORS } from '../vendors/registry';
import { projectFiles, readText } from './projectFiles';

/** Where the package lives; all other addresses are copies of this one. */
const { homepage } = manifest;

/** As GitHub makes the link of a heading. */
function toAnchor(heading: string): string {
	return heading.toLowerCase().replace(/ /g, '-');
}

interface Codex {
	readonly resources: Readonly<Record<string, ReadonlyArray<{ readonly url: string }>>>;
}

function linksOf(className: string): readonly string[] {
	// The cast: what is parsed is untyped.
	const codex = JSON.parse(readText(`nodes/${className}/${className}.node.json`)) as Codex;
	return Object.values(codex.resources).flatMap((links) => links.map(({ url }) => url));
}

describe.each(ALL_PROFILES.map(({ id, displayName }) => [displayName, id] as const))(
	'%s',
	(displayName, id) => {
		const vendor = ALL_VENDORS.find((each) => each.id === id);
		const section = `${homepage}/blob/main/docs/vendors.md#${toAnchor(displayName)}`;

		test('leads from its node and its credential to its own section', () => {
			expect(readText('docs/vendors.md').split('\n')).toContain(`## ${displayName}`);
			expect(vendor?.createCredential().documentationUrl).toBe(section);
			expect(linksOf(vendor?.className ?? '')).toEqual([section, section]);
		});
	},
);

test('the node for lists leads to its page', () => {
	const page = `${homepage}/blob/main/docs/lists.md`;
	expect(linksOf('AccountBalance')).toEqual([page, page]);
});

test('no other address of the package stands anywhere', () => {
	const shipped = projectFiles().filter((file) =>
		/^(?:nodes|credentials)\/|^package\.json$/.test(file),
	);
	const addresses = shipped.flatMap((file) =>
		[...readText(file).matchAll(/https:\/\/[\w.-]+\/n8n-nodes-account-balance/g)].map(
			([url]) => url,
		),
	);
	expect([...new Set(addresses)]).toEqual([homepage]);
	expect(manifest.repository.url).toBe(`${homepage}.git`);
});

describe('publishing', () => {
	const workflow = readText('.github/workflows/publish.yml');
	const [, script = ''] = /run: >-\s+node --eval '([^']+)'/.exec(workflow) ?? [];
	const homes = 'https://github.com/acme/n8n-nodes-account-balance';
	test.each([
		[{ homepage: `https://${'example.com'}/n8n-nodes-account-balance` }, 1],
		[{ homepage: homes, author: { email: 'maintainers@example.com' } }, 1],
		[{ homepage: homes, author: { email: 'maintainers@acme.com' } }, 0],
	])('of %j ends with %d', (published, status) => {
		const exit = jest.fn();
		runInNewContext(script, { process: { exit }, require: () => published });
		expect(exit.mock.calls).toEqual([[status]]);
	});

	test('comes after the address was looked at', () => {
		expect(workflow.indexOf(script)).toBeGreaterThan(0);
		expect(workflow.indexOf(script)).toBeLessThan(workflow.indexOf('npm run release'));
	});
});
