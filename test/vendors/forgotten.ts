import type { VendorFolder } from './folders';
import type { VendorProfile } from './vendorProfile';

/** The project's files, by their paths from its root, and what stands in them. */
export interface ProjectTexts {
	readonly files: readonly string[];
	readonly readText: (file: string) => string;
}

/** A vendor of nodes/, with what the tests know about it, if they do. */
export interface FoundVendor extends VendorFolder {
	readonly profile: VendorProfile | undefined;
}

/** The part of package.json and of a fixture that is looked at. */
interface Manifest {
	readonly description: string;
	readonly n8n: { readonly nodes: readonly string[]; readonly credentials: readonly string[] };
}
type Exchanges = ReadonlyArray<{ readonly item?: object; readonly refusal?: object }>;

/** The vendors that one node asks for a whole list. */
const MIXED_LIST = 'nodes/AccountBalance/vendors.ts';

const MIN_BALANCES = 3;
const MIN_REFUSALS = 6;

/** What a vendor lacks, in words that say what to add and where; nothing, where all is there. */
export function findForgotten(vendor: FoundVendor, project: ProjectTexts): readonly string[] {
	return [
		...findMissingFiles(vendor, project),
		...findMissingFixtures(vendor, project),
		...findMissingRegistrations(vendor, project),
		...(vendor.profile === undefined ? [] : findMissingTexts(vendor.profile, project)),
	];
}

/** The folders of profiles that belong to no vendor of nodes/. */
export function findOrphans(
	profileFolders: readonly string[],
	vendors: readonly VendorFolder[],
): readonly string[] {
	return profileFolders
		.filter((folder) => !vendors.some(({ id }) => id === folder))
		.map((id) => `nodes/<Vendor>/${id}.vendor.ts: add the adapter, or remove test/vendors/${id}`);
}

function findMissingFiles(
	{ className, id }: FoundVendor,
	{ files }: ProjectTexts,
): readonly string[] {
	const needed: ReadonlyArray<readonly [file: string, what: string]> = [
		[`nodes/${className}/${className}.node.ts`, 'the node; copy the nearest one'],
		[`nodes/${className}/${className}.node.json`, 'the codex: categories, search words, links'],
		[`nodes/${className}/${id}.svg`, 'the icon on light backgrounds'],
		[`nodes/${className}/${id}.dark.svg`, 'the icon on dark backgrounds'],
		[`credentials/${className}Api.credentials.ts`, `the class ${className}Api`],
		[`test/vendors/${id}/profile.ts`, 'what the tests know about it, as a VendorProfile'],
		[`test/vendors/${id}/standIn.ts`, 'a server that is as strict as the document says'],
		[`test/vendors/${id}/standIn.test.ts`, 'the tests of that server'],
		[`test/vendors/${id}/sign.test.ts`, 'what is asked, signed and refused; see signing.ts'],
		[`test/vendors/${id}/read.test.ts`, 'how replies are read; see reading.ts'],
		[`test/vendors/${id}/onEngine.test.ts`, "what is special about it on n8n's engine"],
		[`test/vendors/${id}/words.json`, 'what it says in its exchanges, once you have reviewed it'],
	];
	return needed
		.filter(([file]) => !files.includes(file))
		.map(([file, what]) => `${file}: add ${what}`);
}

function findMissingFixtures(
	{ id }: FoundVendor,
	{ files, readText }: ProjectTexts,
): readonly string[] {
	const folder = `test/vendors/${id}/fixtures/`;
	const exchanges = files
		.filter((file) => file.startsWith(folder) && file.endsWith('.json'))
		// The cast: what is parsed is untyped; the contract test plays every exchange.
		.flatMap((file) => JSON.parse(readText(file)) as Exchanges);
	const balances = exchanges.filter(({ item }) => item !== undefined).length;
	const refusals = exchanges.filter(({ refusal }) => refusal !== undefined).length;
	return [
		...unless(balances >= MIN_BALANCES, `${folder}: add balances, ${MIN_BALANCES} at least`),
		...unless(refusals >= MIN_REFUSALS, `${folder}: add refusals, ${MIN_REFUSALS} at least`),
	];
}

function findMissingRegistrations(
	{ className, id }: FoundVendor,
	{ readText }: ProjectTexts,
): readonly string[] {
	// The cast: what is parsed is untyped; npm and n8n rely on these two as well.
	const { n8n } = JSON.parse(readText('package.json')) as Manifest;
	const node = `dist/nodes/${className}/${className}.node.js`;
	const credential = `dist/credentials/${className}Api.credentials.js`;
	const index = readText('index.ts');
	const exports = [
		`export { ${className}Api } from './credentials/${className}Api.credentials';`,
		`export { ${className} } from './nodes/${className}/${className}.node';`,
	];
	return [
		...unless(n8n.nodes.includes(node), `package.json: add "${node}" to n8n.nodes`),
		...unless(
			n8n.credentials.includes(credential),
			`package.json: add "${credential}" to n8n.credentials`,
		),
		...exports.flatMap((line) => unless(index.includes(line), `index.ts: add ${line}`)),
		...unless(
			readText(MIXED_LIST).includes(`vendor: ${id},`),
			`${MIXED_LIST}: add { vendor: ${id}, shortName: '…', Node: ${className} }`,
		),
	];
}

/** A table of a document, by the heading that it stands under, in which every vendor has a row. */
interface Table {
	readonly file: string;
	readonly heading: string;
	readonly firstCell: string;
}

function findMissingTexts(profile: VendorProfile, { readText }: ProjectTexts): readonly string[] {
	const { displayName } = profile;
	// The cast: what is parsed is untyped; npm shows it.
	const { description } = JSON.parse(readText('package.json')) as Manifest;
	const missingRows = tablesOf(profile)
		.filter(
			({ file, heading, firstCell }) =>
				!findFirstCells(readText(file), heading).includes(firstCell),
		)
		.map(
			({ file, heading, firstCell }) =>
				`${file}: add a row that begins with ${firstCell} to the table under "${heading}"`,
		);
	return [
		...missingRows,
		...unless(
			description.includes(displayName),
			`package.json: add ${displayName} to the description`,
		),
		...unless(
			readText('CHANGELOG.md').includes(displayName),
			`CHANGELOG.md: add a line that names ${displayName}`,
		),
	];
}

function tablesOf({ displayName, contract }: VendorProfile): readonly Table[] {
	const ownFields = { ...contract.parameters, ...contract.options };
	const section = { file: 'docs/vendors.md', heading: displayName };
	return [
		{ file: 'README.md', heading: 'Vendors', firstCell: displayName },
		{ ...section, firstCell: `**${displayName} API**` },
		...(Object.keys(ownFields).length === 0
			? []
			: [{ ...section, firstCell: 'Fields of the node' }]),
		{ file: 'docs/vendors.md', heading: 'Last verified', firstCell: displayName },
		{ file: 'SECURITY.md', heading: 'What each credential signs', firstCell: displayName },
	];
}

/** The first cells of the table under a heading. */
function findFirstCells(markdown: string, heading: string): readonly string[] {
	const section = markdown.split(/^#+ /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
	return section
		.split('\n')
		.filter((line) => line.startsWith('|'))
		.map((line) => line.split('|')[1]?.trim() ?? '');
}

function unless(isThere: boolean, words: string): readonly string[] {
	return isThere ? [] : [words];
}
