import * as index from '../../index';
import manifest from '../../package.json';
import { profileOf } from '../vendors/profiles';
import { ALL_VENDORS, VENDORS } from '../vendors/registry';
import { ALL_CONTRACTS, CONTRACTS } from './contract';
import { projectFiles, readText } from './projectFiles';

const FILES = projectFiles();
const CLASS_NAMES = ALL_CONTRACTS.map(({ className }) => className);

/** All that n8n knows; it takes a category in exactly this spelling. */
const CODEX_CATEGORIES = [
	'Analytics',
	'Communication',
	'Data & Storage',
	'Development',
	'Finance & Accounting',
	'Marketing & Content',
	'Miscellaneous',
	'Productivity',
	'Sales',
	'Utility',
];

/** What people look for; n8n's editor ranks a word that is an alias by itself above one within. */
const SEARCH_WORDS = [
	'alert',
	'balance',
	'credit',
	'low balance',
	'monitor',
	'prepaid',
	'threshold',
	'top up',
];

/** Scripts that npm runs by itself when a package is installed, packed or published. */
const LIFECYCLE_SCRIPTS = [
	'dependencies',
	'install',
	'postinstall',
	'postpack',
	'postprepare',
	'postpublish',
	'preinstall',
	'prepack',
	'prepare',
	'preprepare',
	'prepublish',
	'prepublishOnly',
	'publish',
];

interface Codex {
	readonly node: string;
	readonly nodeVersion: string;
	readonly codexVersion: string;
	readonly categories: readonly string[];
	readonly alias: readonly string[];
}

describe('files', () => {
	test('every vendor folder holds the node, its adapter, its codex and two icons', () => {
		const own = FILES.filter((file) => /^nodes\/(?!shared\/|AccountBalance\/)/.test(file));
		const expected = ALL_CONTRACTS.flatMap(({ className, id }) => [
			`nodes/${className}/${className}.node.json`,
			`nodes/${className}/${className}.node.ts`,
			`nodes/${className}/${id}.dark.svg`,
			`nodes/${className}/${id}.svg`,
			`nodes/${className}/${id}.vendor.ts`,
		]);
		expect(own).toEqual(expected.sort());
	});

	test('every vendor has one credential', () => {
		expect(FILES.filter((file) => file.startsWith('credentials/'))).toEqual(
			CLASS_NAMES.map((name) => `credentials/${name}Api.credentials.ts`),
		);
	});

	test('package.json registers every node and every credential, and nothing else', () => {
		expect(manifest.n8n.nodes).toEqual(builtFilesOf(/^nodes\/.*\.node\.ts$/));
		expect(manifest.n8n.credentials).toEqual(builtFilesOf(/^credentials\/.*\.credentials\.ts$/));
	});

	test('the tests know every vendor', () => {
		expect(ALL_VENDORS.map(({ className }) => className)).toEqual(CLASS_NAMES);
	});
});

describe('index.ts', () => {
	test('exports every class, and nothing else', () => {
		expect(Object.keys(index).sort()).toEqual(
			['AccountBalance', ...CLASS_NAMES.flatMap((name) => [name, `${name}Api`])].sort(),
		);
	});

	test("exports each class from its own file, and the item's types", () => {
		const classes = CLASS_NAMES.flatMap((name) => [
			`export { ${name}Api } from './credentials/${name}Api.credentials';`,
			`export { ${name} } from './nodes/${name}/${name}.node';`,
		]);
		const mixed = "export { AccountBalance } from './nodes/AccountBalance/AccountBalance.node';";
		const types = [
			"export type { BalanceDetails, BalanceItem, CombinedItem, FailedItem, WatchedBalanceItem, WatchedFailureItem, WatchItem } from './nodes/shared/item';",
		];
		const exported = readText('index.ts').replace(/\n\t|,?\n(?=\})/g, ' ');
		expect(exported.trim().split('\n').sort()).toEqual([mixed, ...classes, ...types].sort());
	});
});

describe.each(CONTRACTS)('$displayName', ({ id, className, displayName }) => {
	const vendor = VENDORS.find((each) => each.className === className);

	test('is called the same everywhere', () => {
		const node = vendor?.createNode();
		const credential = vendor?.createCredential();
		expect({
			adapter: [vendor?.adapter.id, vendor?.adapter.name],
			node: [node?.constructor.name, node?.description.name, node?.description.displayName],
			credential: [credential?.constructor.name, credential?.name, credential?.displayName],
			used: node?.description.credentials,
			tests: Object.keys(node?.methods?.credentialTest ?? {}),
		}).toEqual({
			adapter: [id, displayName],
			node: [className, id, displayName],
			credential: [`${className}Api`, `${id}Api`, `${displayName} API`],
			used: [{ name: `${id}Api`, required: true, testedBy: `${id}ApiTest` }],
			tests: [`${id}ApiTest`],
		});
	});

	test('has no declarative credential test, which would win over its own', () => {
		expect(vendor?.createCredential().test).toBeUndefined();
	});

	test('has a codex that names the node and categories of n8n', () => {
		const codex = codexOf(className);
		expect(codex).toMatchObject({
			node: `${manifest.name}.${id}`,
			nodeVersion: '1.0',
			codexVersion: '1.0',
		});
		expect(codex.categories).toContain('Finance & Accounting');
		expect(CODEX_CATEGORIES).toEqual(expect.arrayContaining([...codex.categories]));
	});

	test('is found by more words than its name, none of them twice', () => {
		const words = codexOf(className).alias.map((word) => word.toLowerCase());
		expect(words).toEqual(expect.arrayContaining([...SEARCH_WORDS, profileOf(id).searchWord]));
		expect(words).toEqual([...new Set(words)]);
	});

	test("stands in the README's table of vendors", () => {
		const rows = readText('README.md')
			.split('\n')
			.filter((line) => line.startsWith('|'));
		expect(rows.filter((row) => firstCellOf(row).includes(displayName))).not.toEqual([]);
	});
});

describe('package.json', () => {
	const scripts = Object.keys(manifest.scripts);

	test('asks for nothing but n8n-workflow, which n8n brings along', () => {
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		const others = Object.keys(manifest).filter((key) =>
			/^(?!dev|peerD).*dependenc|^overrides$|^resolutions$/i.test(key),
		);
		expect(others).toEqual([]);
	});

	test('publishes dist alone', () => {
		expect(manifest.files).toEqual(['dist']);
		expect(manifest).toMatchObject({ main: 'dist/index.js', types: 'dist/index.d.ts' });
		expect(manifest).not.toHaveProperty('private');
	});

	test('lets nothing run at install or publish', () => {
		expect(scripts.filter((script) => LIFECYCLE_SCRIPTS.includes(script))).toEqual([]);
	});

	test('names a community package that n8n checks strictly', () => {
		expect(manifest.name).toMatch(/^n8n-nodes-[a-z-]+$/);
		expect(manifest.license).toBe('MIT');
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(manifest.n8n).toMatchObject({ n8nNodesApiVersion: 1, strict: true });
		expect(Object.values(manifest.author)).toEqual([expect.any(String), expect.any(String)]);
	});

	test('names every vendor in its description', () => {
		const missing = ALL_CONTRACTS.filter(
			({ displayName }) => !manifest.description.includes(displayName),
		);
		expect(missing).toEqual([]);
	});
});

function builtFilesOf(pattern: RegExp): string[] {
	return FILES.filter((file) => pattern.test(file)).map(
		(file) => `dist/${file.replace(/\.ts$/, '.js')}`,
	);
}

function codexOf(className: string): Codex {
	// The cast: what is parsed is untyped; the tests hold it against the type's keys.
	return JSON.parse(readText(`nodes/${className}/${className}.node.json`)) as Codex;
}

function firstCellOf(tableRow: string): string {
	return tableRow.split('|')[1] ?? '';
}
