/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the bans protect n8n's runtime; this is test code */
import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	realpathSync,
	rmSync,
	statSync,
	symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import manifest from '../../package.json';
import { PROFILES } from '../vendors/profiles';
import type { FirstBalance, VendorProfile } from '../vendors/vendorProfile';
import type { InstalledRun } from './installedPackage';
import { filesBelow, importsIn, projectFiles, ROOT } from './projectFiles';

/** In bytes: what n8n downloads when somebody installs the package. */
const LARGEST_TARBALL = 150_000;

const MILLISECONDS_TO_INSTALL = 120_000;
const MILLISECONDS_TO_RUN = 60_000;

const NOTICES = 'dist/THIRD-PARTY-LICENSES.txt';

const WORKSHOP = path.join(realpathSync(tmpdir()), `n8n-nodes-tarball-${randomUUID()}`);
const TARBALL = path.join(WORKSHOP, `${manifest.name}-${manifest.version}.tgz`);
const MODULES = path.join(WORKSHOP, 'node_modules');
const PACKAGE = path.join(MODULES, manifest.name);

/** In the project: from there the program finds n8n-core. */
const PROGRAM_FOLDER = path.join(ROOT, 'node_modules/.cache', path.basename(WORKSHOP));

const run = promisify(execFile);

/** One bundle, and a file for each class that n8n loads. */
const CODE = ['dist/index.js', ...manifest.n8n.credentials, ...manifest.n8n.nodes];

/** What the item's types are made of. */
const ITEM_DECLARATIONS = ['item', 'failure/kinds'].map((name) => `dist/nodes/shared/${name}.d.ts`);
const DECLARATIONS = [...CODE.map((file) => file.replace(/\.js$/, '.d.ts')), ...ITEM_DECLARATIONS];

/** What the stand-ins' first accounts do not say beforehand. */
const AT_SOME_TIME = { checkedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) };

beforeAll(async () => {
	const missing = ['dist/index.js', 'dist/index.d.ts'].filter(
		(file) => !existsSync(path.join(ROOT, file)),
	);
	if (missing.length > 0) {
		throw new Error(`${missing.join(', ')}: missing, and packed. Run \`npm run build\` first.`);
	}
	mkdirSync(WORKSHOP);
	await npm('pack', '--pack-destination', WORKSHOP);
	await npm('install', '--prefix', WORKSHOP, '--legacy-peer-deps', TARBALL);
}, MILLISECONDS_TO_INSTALL);

afterAll(() => {
	for (const folder of [WORKSHOP, PROGRAM_FOLDER]) rmSync(folder, { recursive: true, force: true });
});

describe('the tarball', () => {
	test('holds what n8n loads, its types, the notices and the documents, and nothing else', () => {
		const copied = projectFiles()
			.filter((file) => /^nodes\/.*\.(?:json|svg)$/.test(file))
			.map((file) => `dist/${file}`);
		const documents = ['LICENSE', 'README.md', 'package.json', NOTICES];
		expect(filesBelow(PACKAGE)).toEqual([...CODE, ...DECLARATIONS, ...copied, ...documents].sort());
	});

	test(`is smaller than ${LARGEST_TARBALL / 1000} kB`, () => {
		expect(statSync(TARBALL).size).toBeLessThan(LARGEST_TARBALL);
	});

	test('brings along the notice of every inlined package, in the version that was inlined', async () => {
		const inlined = await inlinedPackages();
		expect(inlined).toEqual(expect.arrayContaining(['big.js', 'fast-xml-parser', 'jsonc-parser']));
		const notices = packedText(NOTICES).split('\n---\n\n');
		expect(notices.map((notice) => notice.split('\n', 1)[0])).toEqual(
			inlined.map((name) => `${name} ${versionOf(name)}`),
		);
		for (const notice of notices) {
			expect(notice).toMatch(/licen[cs]e/i);
			expect(notice).toMatch(/copyright/i);
		}
	});
});

describe('what is loaded', () => {
	test.each(CODE)('%s needs only n8n-workflow, node:crypto and what is packed', (file) => {
		const missing = importsIn(packedText(file)).filter(
			(specifier) => specifier !== 'node:crypto' && !isPacked(file, specifier, '.js'),
		);
		expect(missing).toEqual([]);
	});

	test.each(DECLARATIONS)('%s needs only n8n-workflow and what is packed', (file) => {
		const missing = importsIn(packedText(file)).filter(
			(specifier) => !isPacked(file, specifier, '.d.ts'),
		);
		expect(missing).toEqual([]);
	});
});

describe('the installed package', () => {
	let installedRun: InstalledRun;
	let bundledFiles: readonly string[] = [];

	beforeAll(async () => {
		symlinkSync(
			path.join(ROOT, 'node_modules/n8n-workflow'),
			path.join(MODULES, 'n8n-workflow'),
			'junction',
		);
		const program = path.join(PROGRAM_FOLDER, 'installedPackage.js');
		bundledFiles = await bundle(program);
		installedRun = await runProgram(program);
	}, MILLISECONDS_TO_RUN);

	test('is what is used, with n8n-workflow beside it and nothing of the sources', () => {
		const visible = readdirSync(MODULES).filter((name) => !name.startsWith('.'));
		expect(visible.sort()).toEqual([manifest.name, 'n8n-workflow']);
		expect(bundledFiles).toContain('test/engine/packageSource.ts');
		expect(bundledFiles.filter((file) => !file.startsWith('test/'))).toEqual([]);
	});

	test('reads the balance of every vendor', () => {
		expect(installedRun.balances).toEqual(
			Object.fromEntries(
				PROFILES.map((profile) => [profile.id, [{ ...balanceItemOf(profile), ...AT_SOME_TIME }]]),
			),
		);
	});

	test('tests the credential of every vendor', () => {
		expect(installedRun.credentialTests).toEqual(
			Object.fromEntries(
				PROFILES.map(({ id, firstBalance, shownBalance }) => [
					id,
					{
						status: 'OK',
						message: `${labelOf(firstBalance, 'Tested credential')}: ${shownBalance}`,
					},
				]),
			),
		);
	});

	test('refuses replies that break off, in the words of the reader that is bundled', () => {
		const refusedAs = (format: string): unknown => {
			const description = expect.stringMatching(new RegExp(`\\b${format}\\b`));
			const details = expect.objectContaining({ kind: 'unexpectedReply', description });
			return [{ error: expect.any(String), details }];
		};
		expect(installedRun.brokenReplies).toEqual(
			Object.fromEntries(PROFILES.map(({ id, installed }) => [id, refusedAs(installed.format)])),
		);
	});
});

/** The first balance with what is known of it only where the package is tried. */
function balanceItemOf({ firstBalance, installed }: VendorProfile): object {
	const label = labelOf(firstBalance, 'My credential');
	if (installed.details === undefined) return { ...firstBalance, label };
	const details: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(installed.details)) {
		details[name] = value instanceof RegExp ? expect.stringMatching(value) : value;
	}
	return { ...firstBalance, label, details };
}

/** A balance without an account is called by its credential. */
function labelOf({ label }: FirstBalance, credentialName: string): string {
	return label ?? credentialName;
}

async function npm(...parameters: readonly string[]): Promise<void> {
	const quietly = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts'];
	// A cache of its own: nobody's home is written to, and nothing that lies there is used.
	const cache = ['--cache', path.join(WORKSHOP, 'cache')];
	await run('npm', [...parameters, ...quietly, ...cache], {
		cwd: ROOT,
		timeout: MILLISECONDS_TO_INSTALL,
	});
}

function packedText(file: string): string {
	return readFileSync(path.join(PACKAGE, file), 'utf8');
}

function isPacked(file: string, specifier: string, ending: string): boolean {
	if (!specifier.startsWith('.')) return specifier === 'n8n-workflow';
	const target = path.join(PACKAGE, path.dirname(file), `${specifier}${ending}`);
	return target.startsWith(`${PACKAGE}${path.sep}`) && existsSync(target);
}

/** What a bundle of the sources is made of besides them. */
async function inlinedPackages(): Promise<string[]> {
	const { metafile } = await build({
		absWorkingDir: ROOT,
		entryPoints: ['index.ts'],
		bundle: true,
		platform: 'neutral',
		mainFields: ['module', 'main'],
		external: ['n8n-workflow', 'node:crypto'],
		metafile: true,
		write: false,
	});
	const inputs = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
	const names = inputs
		.filter(([, { bytesInOutput }]) => bytesInOutput > 0)
		.flatMap(([file]) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
	return [...new Set(names)].sort();
}

function versionOf(name: string): string {
	const text = readFileSync(path.join(ROOT, 'node_modules', name, 'package.json'), 'utf8');
	// The cast: what is parsed is untyped, and every installed package has a version.
	return (JSON.parse(text) as { version: string }).version;
}

/** Makes one file of the program, and returns what went into it. */
async function bundle(program: string): Promise<string[]> {
	const { metafile } = await build({
		absWorkingDir: ROOT,
		entryPoints: [path.join(__dirname, 'installedPackage.ts')],
		outfile: program,
		bundle: true,
		platform: 'node',
		packages: 'external',
		format: 'cjs',
		metafile: true,
	});
	return Object.keys(metafile.inputs);
}

async function runProgram(program: string): Promise<InstalledRun> {
	// As on a server: jest's own NODE_ENV is not n8n's.
	const env = { ...process.env, NODE_ENV: 'production' };
	const { stdout } = await run(process.execPath, [program, '--package', PACKAGE], {
		env,
		timeout: MILLISECONDS_TO_RUN,
	});
	// The cast: what is parsed is untyped; the tests compare all of it.
	return JSON.parse(stdout) as InstalledRun;
}
