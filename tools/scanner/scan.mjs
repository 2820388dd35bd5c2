// Runs n8n's package scanner on the sources and on the packed tarball, as n8n does on a published
// package, and counts warnings as findings too. Usage: npm run scan
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const project = path.resolve(import.meta.dirname, '../..');

// The scanner is installed in a folder of its own, with an eslint of its own.
const { resolve } = createRequire(path.join(project, '.config/scanner/package.json'));
const load = async (name) => await import(pathToFileURL(resolve(name)).href);

const { analyzePackage, buildScanConfig, SOURCE_FILE_PATTERNS } = await load(
	'@n8n/scan-community-package/scanner/scanner.mjs',
);
const { ESLint } = await load('eslint');
const { default: glob } = await load('fast-glob');

const work = mkdtempSync(path.join(tmpdir(), 'account-balance-scan-'));

async function scan(leg, directory, patterns) {
	const { passed } = await analyzePackage(directory, patterns);
	const eslint = new ESLint({
		cwd: directory,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const files = glob.sync(patterns, {
		cwd: directory,
		absolute: true,
		ignore: ['node_modules/**', '**/package-lock.json'],
	});
	const results = await eslint.lintFiles(files);
	const findings = results.flatMap(({ filePath, messages }) =>
		messages.map(({ line, ruleId, message }) => {
			return `${path.relative(directory, filePath)}:${line} ${ruleId} ${message}`;
		}),
	);
	console.log(`${leg}: ${files.length} files, passed: ${passed}, findings: ${findings.length}`);
	for (const finding of findings) console.log(`  ${finding}`);
	if (!passed || findings.length > 0 || files.length < 10) process.exitCode = 1;
}

function unpackedTarball() {
	const [packed] = JSON.parse(
		execFileSync('npm', ['pack', '--json', '--pack-destination', work], { cwd: project }),
	);
	execFileSync('tar', ['-xzf', path.join(work, packed.filename), '-C', work]);
	return path.join(work, 'package');
}

try {
	await scan('sources', project, SOURCE_FILE_PATTERNS);
	await scan('tarball', unpackedTarball(), ['**/*.js', 'package.json']);
} finally {
	rmSync(work, { recursive: true });
}
