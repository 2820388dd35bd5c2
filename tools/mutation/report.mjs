// Writes docs/measured/mutation.md from Stryker's reports: the score, and every survivor with its reason. Fails
// where one has none, where a reason names what did not survive, and where a report is not of the committed sources.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { PARTS, REPORTS } from './parts.mjs';
import { REASONS } from './reasons.mjs';

const documentFile = readDocument();
const files = collectFiles();

function readDocument() {
	const { values } = parseArgs({ options: { document: { type: 'string' } } });
	if (values.document === undefined) throw new Error('Name a value for --document');
	return values.document;
}

/** The mutants of every file, those of its newest report: a file may be mutated again by itself. */
function collectFiles() {
	const names = readdirSync(REPORTS);
	const missing = Object.keys(PARTS).filter((part) => !names.includes(`${part}.json`));
	if (missing.length > 0) throw new Error(`There is no report of the part ${missing.join(', ')}`);
	const reports = names
		.map((name) => `${REPORTS}/${name}`)
		.sort((one, other) => statSync(one).mtimeMs - statSync(other).mtimeMs)
		.map((name) => JSON.parse(readFileSync(name, 'utf8')).files);
	return Object.fromEntries(
		Object.entries(Object.assign({}, ...reports)).sort(([one], [other]) => (one < other ? -1 : 1)),
	);
}

/** Files whose mutants are of another text than the one that is committed. */
function listOutdated() {
	return Object.entries(files).flatMap(([file, { source }]) => {
		const committed = execFileSync('git', ['show', `HEAD:${file}`], { encoding: 'utf8' });
		return committed === source ? [] : [file];
	});
}

const KILLED = ['Killed', 'Timeout'];
const SURVIVED = ['Survived', 'NoCoverage'];

const count = (mutants, statuses) =>
	mutants.filter(({ status }) => statuses.includes(status)).length;

function score(mutants) {
	const killed = count(mutants, KILLED);
	return ((100 * killed) / (killed + count(mutants, SURVIVED))).toFixed(1);
}

function row(name, mutants) {
	const figures = [...[KILLED, SURVIVED].map((statuses) => count(mutants, statuses))];
	return `| ${[name, ...figures, `${score(mutants)} %`].join(' | ')} |`;
}

const survivors = Object.entries(files).flatMap(([file, { source, mutants }]) => {
	const lines = source.split('\n');
	return mutants
		.filter(({ status }) => SURVIVED.includes(status))
		.map(({ location: { start, end }, replacement = '' }) => {
			const line = lines[start.line - 1] ?? '';
			const original = line.slice(
				start.column - 1,
				start.line === end.line ? end.column - 1 : undefined,
			);
			const within = declarationAround(lines, start.line);
			return { file, within, original, replacement };
		});
});

/** The name of what is declared around a line, such as the function that it stands in. */
function declarationAround(lines, number) {
	const above = lines.slice(0, number).reverse();
	const names = above.flatMap(
		(line) => /^(?:export )?(?:async )?(?:function\*?|const|class) (\w+)/.exec(line)?.[1] ?? [],
	);
	return names[0] ?? '';
}

function isAt({ file, declaration, original, replacement }, survivor) {
	return (
		survivor.file.endsWith(`/${file}`) &&
		survivor.within === declaration &&
		survivor.original === original &&
		(replacement === undefined || survivor.replacement === replacement)
	);
}

function reasonFor(survivor) {
	return REASONS.find(({ places }) => places.some((place) => isAt(place, survivor)))?.reason;
}

const unexplained = survivors.filter((survivor) => reasonFor(survivor) === undefined);
for (const { file, within, original, replacement } of unexplained) {
	console.error(`No reason for the survivor in ${file}, ${within}: ${original} -> ${replacement}`);
}

const outdated = listOutdated();
for (const file of outdated) console.error(`${file} is committed in another text than was mutated`);

const dead = REASONS.flatMap(({ places }) => places).filter(
	(place) => !survivors.some((survivor) => isAt(place, survivor)),
);
for (const { file, declaration, original } of dead) {
	console.error(`A reason for no survivor, in ${file}, ${declaration}: ${original}`);
}

const code = (text) =>
	`\`${text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('`', 'ˋ').slice(0, 80)}\``;

const all = Object.values(files).flatMap(({ mutants }) => mutants);
const groups = REASONS.map(({ reason }) => ({
	reason,
	members: survivors.filter((survivor) => reasonFor(survivor) === reason),
})).filter(({ members }) => members.length > 0);

/** The newest commit that changed what is mutated. */
function sourceCommit() {
	const parameters = ['log', '-1', '--format=%h', '--', ...Object.keys(files)];
	return execFileSync('git', parameters, { encoding: 'utf8' }).trim();
}

/** In lines: shorter files have too few changes for a share of them to mean much. */
const SHORT_FILE = 40;
const LEAST_SCORE = 90;

const weak = Object.entries(files).filter(
	([, { source, mutants }]) =>
		source.split('\n').length > SHORT_FILE && Number(score(mutants)) < LEAST_SCORE,
);
for (const [file, { mutants }] of weak) {
	console.error(`${file} has a score of ${score(mutants)} %, less than ${LEAST_SCORE} %`);
}

const document = [
	'# Mutation score',
	`Made by \`npm run mutation\` on ${new Date().toISOString().slice(0, 10)}, of the sources of commit ${sourceCommit()}; edit the tests or \`tools/mutation/reasons.mjs\`, not this page.`,
	"Stryker changes the pure core and the adapters in one place after the other, and runs unit tests each time: for the search for secrets, for the watch with its alerts, and for the forecast their own, for everything else those of all that is left, with the contract of every vendor. A change that no test notices has survived. The tests on n8n's engine and those with large inputs are left out, since each would be run thousands of times: what they alone would notice counts as survived.",
	`**${score(all)} %** of ${count(all, [...KILLED, ...SURVIVED])} changes were noticed. Changes that do not compile or that hit the tests' own data are not counted.`,
	[
		'| File | Noticed | Survived | Score |',
		'| --- | --- | --- | --- |',
		...Object.entries(files).map(([file, { mutants }]) => row(file, mutants)),
	].join('\n'),
	'## The survivors, by reason',
	...groups.map(({ reason, members }) =>
		[
			`### ${reason}`,
			members
				.map(
					({ file, within, original, replacement }) =>
						`- ${file.split('/').at(-1)}, ${within}: ${code(original)} → ${code(replacement)}`,
				)
				.join('\n'),
		].join('\n\n'),
	),
].join('\n\n');

const config = await resolveConfig(documentFile, { config: '.config/prettier.config.js' });
writeFileSync(documentFile, await format(document, { ...config, parser: 'markdown' }));
console.log(
	`Wrote ${documentFile}: ${score(all)} %, ${survivors.length} survivors, ${unexplained.length} without a reason`,
);
if ([unexplained, weak, outdated, dead].some(({ length }) => length > 0)) process.exitCode = 1;
