import { projectFiles, readText } from '../package/projectFiles';
import { findProfileFolders, findVendorFolders, type VendorFolder } from './folders';
import { findForgotten, findOrphans, type FoundVendor, type ProjectTexts } from './forgotten';
import { ALL_PROFILES, isChosen } from './profiles';

const PROJECT: ProjectTexts = { files: projectFiles(), readText };
const FOLDERS = findVendorFolders();

describe.each(FOLDERS.filter(({ id }) => isChosen(id)))('$className', (folder) => {
	const vendor = withProfile(folder);
	const { className, id } = folder;

	test('has all that a vendor needs', () => {
		expect(findForgotten(vendor, PROJECT)).toEqual([]);
	});

	const own = PROJECT.files.filter((file) => isOwn(file, vendor) && !file.endsWith('.vendor.ts'));

	test.each(own.filter((file) => !/\/(?:fixtures|independentReader)\b/.test(file)))(
		'is red without %s',
		(hidden) => {
			const files = PROJECT.files.filter((file) => file !== hidden);
			const found = findForgotten(vendor, { ...PROJECT, files });
			expect(found).toEqual([expect.stringContaining(`${hidden}: add `)]);
		},
	);

	test('is red without fixtures', () => {
		const files = PROJECT.files.filter((file) => !file.includes(`/${id}/fixtures/`));
		expect(findForgotten(vendor, { ...PROJECT, files })).toEqual([
			`test/vendors/${id}/fixtures/: add balances, 3 at least`,
			`test/vendors/${id}/fixtures/: add refusals, 6 at least`,
		]);
	});

	test.each([
		'package.json',
		'index.ts',
		'nodes/AccountBalance/vendors.ts',
		'README.md',
		'docs/vendors.md',
		'CHANGELOG.md',
	])('is red where %s does not name it', (silent) => {
		const name = vendor.profile?.displayName ?? '';
		const words = new RegExp(`${className}|${id}|${name}`, 'g');
		const silenced = (file: string) =>
			file === silent ? readText(file).replace(words, 'Somebody') : readText(file);
		const found = findForgotten(vendor, { ...PROJECT, readText: silenced });
		expect(found).not.toEqual([]);
		expect(found.filter((line) => !line.startsWith(`${silent}: add `))).toEqual([]);
	});
});

test('every profile belongs to a vendor', () => {
	expect(findOrphans(findProfileFolders(), FOLDERS)).toEqual([]);
	expect(findOrphans(['nobody'], FOLDERS)).toEqual([
		'nodes/<Vendor>/nobody.vendor.ts: add the adapter, or remove test/vendors/nobody',
	]);
});

test('a vendor of which there is nothing but the adapter is told all that it lacks', () => {
	const vendor = { className: 'UnheardVoice', id: 'unheardVoice', profile: undefined };
	expect(findForgotten(vendor, PROJECT)).toEqual([
		'nodes/UnheardVoice/UnheardVoice.node.ts: add the node; copy the nearest one',
		'nodes/UnheardVoice/UnheardVoice.node.json: add the codex: categories, search words, links',
		'nodes/UnheardVoice/unheardVoice.svg: add the icon on light backgrounds',
		'nodes/UnheardVoice/unheardVoice.dark.svg: add the icon on dark backgrounds',
		'credentials/UnheardVoiceApi.credentials.ts: add the class UnheardVoiceApi',
		'test/vendors/unheardVoice/profile.ts: add what the tests know about it, as a VendorProfile',
		'test/vendors/unheardVoice/standIn.ts: add a server that is as strict as the document says',
		'test/vendors/unheardVoice/standIn.test.ts: add the tests of that server',
		'test/vendors/unheardVoice/sign.test.ts: add what is asked, signed and refused; see signing.ts',
		'test/vendors/unheardVoice/read.test.ts: add how replies are read; see reading.ts',
		"test/vendors/unheardVoice/onEngine.test.ts: add what is special about it on n8n's engine",
		'test/vendors/unheardVoice/words.json: add what it says in its exchanges, once you have reviewed it',
		'test/vendors/unheardVoice/fixtures/: add balances, 3 at least',
		'test/vendors/unheardVoice/fixtures/: add refusals, 6 at least',
		'package.json: add "dist/nodes/UnheardVoice/UnheardVoice.node.js" to n8n.nodes',
		'package.json: add "dist/credentials/UnheardVoiceApi.credentials.js" to n8n.credentials',
		"index.ts: add export { UnheardVoiceApi } from './credentials/UnheardVoiceApi.credentials';",
		"index.ts: add export { UnheardVoice } from './nodes/UnheardVoice/UnheardVoice.node';",
		"nodes/AccountBalance/vendors.ts: add { vendor: unheardVoice, shortName: '…', Node: UnheardVoice }",
	]);
});

test('and what the documents lack, as soon as it has a profile', () => {
	const [first] = ALL_PROFILES;
	if (first === undefined) throw new Error('No vendor has a profile');
	const contract = { ...first.contract, options: { own: { default: '' } } };
	const profile = { ...first, displayName: 'Unheard Voice', contract };
	const vendor = { className: 'UnheardVoice', id: 'unheardVoice', profile };
	expect(findForgotten(vendor, PROJECT).slice(-7)).toEqual([
		'README.md: add a row that begins with Unheard Voice to the table under "Vendors"',
		'docs/vendors.md: add a row that begins with **Unheard Voice API** to the table under "Unheard Voice"',
		'docs/vendors.md: add a row that begins with Fields of the node to the table under "Unheard Voice"',
		'docs/vendors.md: add a row that begins with Unheard Voice to the table under "Last verified"',
		'SECURITY.md: add a row that begins with Unheard Voice to the table under "What each credential signs"',
		'package.json: add Unheard Voice to the description',
		'CHANGELOG.md: add a line that names Unheard Voice',
	]);
});

function withProfile(folder: VendorFolder): FoundVendor {
	return { ...folder, profile: ALL_PROFILES.find(({ id }) => id === folder.id) };
}

/** Whether a file stands in one of the vendor's own folders, or is its credential. */
function isOwn(file: string, { className, id }: VendorFolder): boolean {
	return [`nodes/${className}/`, `test/vendors/${id}/`, `credentials/${className}Api.`].some(
		(start) => file.startsWith(start),
	);
}
