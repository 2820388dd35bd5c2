/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is test code */
import path from 'node:path';
import manifest from '../../package.json';
import { ALL_PROFILES } from '../vendors/profiles';
import { ALL_CONTRACTS } from './contract';
import { importsOf, packageSources, projectFiles, readText } from './projectFiles';

const FILES = projectFiles();
const SOURCES = packageSources();

/** The only libraries of the package; the build inlines them, since n8n installs no dependencies. */
const LIBRARIES = ['big.js', 'fast-xml-parser', 'jsonc-parser'];

const HASHES = /^node:crypto$/;
const N8N = /^n8n-workflow$/;
const INLINED = new RegExp(`^(?:${LIBRARIES.join('|')})$`);

/** The rooms of nodes/shared/. Each may import from those before it, and from no others. */
const ROOMS: readonly string[] = [
	'decimal',
	'omitNull',
	'groupBy',
	'failure',
	'item',
	'input',
	'request',
	'vendor',
	'secrets',
	'transport',
	'reply',
	'check',
	'forecast',
	'alert',
	'message',
	'watchMemory',
	'watch',
	'n8n/description',
	'n8n/http',
	'n8n/dataTable',
	'n8n/staticData',
	'n8n/memory',
	'n8n/credential',
	'n8n/plan',
	'n8n/run',
	'n8n/operations',
];

/** What an adapter is made of. */
const ADAPTER_ROOMS: readonly string[] = [
	'decimal',
	'omitNull',
	'failure',
	'input',
	'request',
	'vendor',
	'reply',
];

interface Part {
	readonly part: string;
	readonly files: RegExp;
	/** Relative imports are matched by their paths from the root. */
	readonly mayImport: readonly RegExp[];
}

/** A room's files; at the top of nodes/shared/ a room is a single file. */
function filesIn(room: string): RegExp {
	return new RegExp(`^nodes/shared/${room}(?:/\\w+)?(?:\\.ts)?$`);
}

const N8N_ROOMS = ROOMS.filter(isN8nRoom).map(filesIn);

function isN8nRoom(room: string): boolean {
	return room.startsWith('n8n/');
}

const PARTS: readonly Part[] = [
	...ROOMS.map((room, index) => ({
		part: `nodes/shared/${room}`,
		files: filesIn(room),
		mayImport: [
			...ROOMS.slice(0, index + 1).map(filesIn),
			...(isN8nRoom(room) ? [N8N] : [HASHES, INLINED]),
		],
	})),
	...ALL_CONTRACTS.flatMap(({ className, id, displayName }) => {
		const adapter = new RegExp(`^nodes/${className}/${id}\\.vendor$`);
		return [
			{
				part: `the adapter of ${displayName}`,
				files: new RegExp(`^nodes/${className}/${id}\\.vendor\\.ts$`),
				mayImport: [...ADAPTER_ROOMS.map(filesIn), HASHES],
			},
			{
				part: `the node of ${displayName}`,
				files: new RegExp(`^nodes/${className}/${className}\\.node\\.ts$`),
				mayImport: [...N8N_ROOMS, N8N, adapter],
			},
			{
				part: `the credential of ${displayName}`,
				files: new RegExp(`^credentials/${className}Api\\.credentials\\.ts$`),
				mayImport: [...N8N_ROOMS, N8N, adapter],
			},
		];
	}),
	{
		part: 'the node for lists of any vendors',
		files: /^nodes\/AccountBalance\/\w+(?:\.node)?\.ts$/,
		mayImport: [
			...ROOMS.map(filesIn),
			N8N,
			/^nodes\/AccountBalance\/\w+$/,
			...ALL_CONTRACTS.map(
				({ className, id }) =>
					new RegExp(`^nodes/${className}/(?:${className}\\.node|${id}\\.vendor)$`),
			),
		],
	},
	{
		part: 'index.ts',
		files: /^index\.ts$/,
		mayImport: [
			/^credentials\/\w+\.credentials$/,
			/^nodes\/\w+\/\w+\.node$/,
			/^nodes\/shared\/item$/,
		],
	},
];

/** The words by which the vendors, their hosts and their products are known. */
const VENDOR_WORDS = ALL_PROFILES.flatMap(({ id, displayName, otherNames }) =>
	[id, displayName, ...otherNames].map((word) => word.toLowerCase()),
);

/** A word of fewer letters also stands within others, where it means nothing. */
const LONG_ENOUGH = 4;

/** What all of them share, and each vendor's own. */
const STAND_INS = /^test\/(?:standIns\/\w+|vendors\/\w+\/standIn)(?:\.test)?\.ts$/;

/** The profiles, and the second reading of replies. */
const VENDOR_KNOWLEDGE = /^test\/vendors\/\w+\/(?:profile|independentReader)\.ts$/;

/** Folders below nodes/, test/ and the like. */
const DEEPEST = 3;

describe.each(PARTS)('$part', ({ files, mayImport }) => {
	const own = SOURCES.filter((file) => files.test(file));

	test('exists', () => {
		expect(own).not.toEqual([]);
	});

	test.each(own)('%s imports only what it may', (file) => {
		const forbidden = importsOf(file).filter((specifier) => {
			const target = resolved(file, specifier);
			return !mayImport.some((allowed) => allowed.test(target));
		});
		expect(forbidden).toEqual([]);
	});
});

test('every source of the package belongs to one part', () => {
	const unclear = SOURCES.filter(
		(file) => PARTS.filter(({ files }) => files.test(file)).length !== 1,
	);
	expect(unclear).toEqual([]);
});

describe('libraries', () => {
	test('are each imported by one module alone', () => {
		const importing = SOURCES.flatMap((file) =>
			importsOf(file).filter((specifier) => LIBRARIES.includes(specifier)),
		);
		expect(importing.sort()).toEqual(LIBRARIES);
	});

	test('are installed for development alone', () => {
		expect(Object.keys(manifest.devDependencies)).toEqual(expect.arrayContaining(LIBRARIES));
	});
});

describe('what all vendors share', () => {
	test.each(SOURCES.filter((file) => file.startsWith('nodes/shared/')))(
		'%s names no vendor',
		(file) => {
			const text = `${file}\n${readText(file)}`;
			expect(VENDOR_WORDS.filter((word) => mentions(text, word))).toEqual([]);
		},
	);
});

describe('the stand-ins', () => {
	test.each(FILES.filter((file) => STAND_INS.test(file)))(
		'%s shares nothing with the package that it checks',
		(file) => {
			const forbidden = importsOf(file).filter((specifier) => {
				const target = resolved(file, specifier);
				return !/^node:[\w/]+$/.test(target) && !STAND_INS.test(`${target}.ts`);
			});
			expect(forbidden).toEqual([]);
		},
	);
});

describe('what the tests know about a vendor', () => {
	test.each(FILES.filter((file) => VENDOR_KNOWLEDGE.test(file)))(
		'%s is taken from its document, and not from the package',
		(file) => {
			const targets = importsOf(file).map((specifier) => resolved(file, specifier));
			expect(targets.filter((target) => !/^(?:test\/|node:)/.test(target))).toEqual([]);
		},
	);
});

describe('the tests', () => {
	test('need no tool', () => {
		// Reading the text alone is fast, and an import of a tool has this word in it.
		const suspected = FILES.filter(
			(file) => /^test\/.*\.ts$/.test(file) && readText(file).includes('tools'),
		);
		const needing = suspected.filter((file) =>
			importsOf(file).some((specifier) => resolved(file, specifier).startsWith('tools/')),
		);
		expect(needing).toEqual([]);
	});
});

describe('every file', () => {
	test(`lies at most ${DEEPEST} folders below those that stand in the root`, () => {
		expect(FILES.filter((file) => foldersOf(file).length > DEEPEST + 1)).toEqual([]);
	});

	test('has a name that says what is in it, and so has its folder', () => {
		const vague = FILES.filter((file) =>
			[...foldersOf(file), path.basename(file)].some((name) =>
				/^(?:utils?|utilit(?:y|ies)|helpers?|commons?)(?:\.|$)/i.test(name),
			),
		);
		expect(vague).toEqual([]);
	});
});

/** Whether a text has a word in it; a short one must stand by itself. */
function mentions(text: string, word: string): boolean {
	if (word.length >= LONG_ENOUGH) return text.toLowerCase().includes(word);
	const words = text.toLowerCase().split(/[^a-z0-9]+/);
	return words.includes(word);
}

/** A relative import as a path from the project's root; any other one as it is. */
function resolved(file: string, specifier: string): string {
	return specifier.startsWith('.')
		? path.posix.join(path.posix.dirname(file), specifier)
		: specifier;
}

function foldersOf(file: string): string[] {
	return file.split('/').slice(0, -1);
}
