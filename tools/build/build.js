const { mkdir, readFile, readdir, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { build } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const { n8n } = require('../../package.json');
const { PROGRAMS } = require('./program');
const { run } = require('./run');

const BUNDLE = 'dist/index.js';

async function clean() {
	await rm('dist', { recursive: true, force: true });
}

/**
 * One module for everything: n8n strips dependencies at install, so libraries are inlined, and one
 * file is read faster than many.
 */
async function bundle() {
	const { metafile } = await build({
		entryPoints: ['index.ts'],
		outfile: BUNDLE,
		bundle: true,
		external: ['n8n-workflow', 'node:crypto'],
		// The libraries' readable ES modules; their packed builds look like malware to n8n's scanner.
		platform: 'neutral',
		mainFields: ['module', 'main'],
		format: 'cjs',
		target: 'es2022',
		metafile: true,
	});
	const [{ inputs }] = Object.values(metafile.outputs);
	await writeLicences(Object.keys(inputs).filter((input) => inputs[input].bytesInOutput > 0));
}

/** n8n loads a node from a file of its name, which stands beside its icon and its codex. */
async function entryFiles() {
	await Promise.all(
		[...n8n.nodes, ...n8n.credentials].map(async (file) => {
			const [className] = path.basename(file).split('.');
			const bundled = path.relative(path.dirname(file), BUNDLE).replace(/\.js$/, '');
			await mkdir(path.dirname(file), { recursive: true });
			const line = `exports.${className} = require('${bundled}').${className};`;
			await writeFile(file, `'use strict';\n${line}\n`);
		}),
	);
}

function iconsAndCodex() {
	return src('nodes/**/*.{svg,json}', { encoding: false }).pipe(dest('dist/nodes'));
}

const DECLARATIONS = path.join(PROGRAMS, 'declarations');

/** Checks all types. Of the declarations, those are packed that the package's own one leads to. */
async function declarations() {
	await run('node_modules/.bin/tsc', ['--emitDeclarationOnly', '--outDir', DECLARATIONS]);
	await copyDeclarations('index.d.ts', new Set());
}

async function copyDeclarations(file, copied) {
	if (copied.has(file)) return;
	copied.add(file);
	const text = await readFile(path.join(DECLARATIONS, file), 'utf8');
	const target = path.join('dist', file);
	await mkdir(path.dirname(target), { recursive: true });
	await writeFile(target, text);
	for (const [, specifier] of text.matchAll(/(?:from |import\()['"](\.[^'"]*)['"]/g)) {
		await copyDeclarations(path.join(path.dirname(file), `${specifier}.d.ts`), copied);
	}
}

/** The notices of everything that was inlined, as its licences ask for. */
async function writeLicences(inputs) {
	const folders = new Set(
		inputs.flatMap((input) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []),
	);
	const notices = await Promise.all([...folders].sort().map(noticeOf));
	await writeFile('dist/THIRD-PARTY-LICENSES.txt', notices.join('\n---\n\n'));
}

async function noticeOf(folder) {
	const { name, version, license, author } = JSON.parse(
		await readFile(path.join(folder, 'package.json'), 'utf8'),
	);
	const file = (await readdir(folder)).find((entry) => /^licen[cs]e(?:\.|$)/i.test(entry));
	const text = file === undefined ? '' : await readFile(path.join(folder, file), 'utf8');
	const holder = typeof author === 'string' ? author : (author?.name ?? `the authors of ${name}`);
	return `${name} ${version}\n\n${text.trim() || (await licenceNamed(license, holder))}\n`;
}

/** Some packages name their licence in package.json only; its words are those of our own. */
async function licenceNamed(license, holder) {
	if (license !== 'MIT') throw new Error(`The text of the licence ${license} is missing`);
	const ours = await readFile('LICENSE', 'utf8');
	return ours.trim().replace(/^Copyright .*$/m, `Copyright (c) ${holder}`);
}

/** From sources to `dist`. */
exports.build = series(clean, parallel(bundle, entryFiles, iconsAndCodex, declarations));

/** All of it that runs: without the declarations, which take most of the time. */
exports.buildCode = series(clean, parallel(bundle, entryFiles, iconsAndCodex));
