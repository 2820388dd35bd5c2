/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- the bans protect n8n's runtime; this is test code */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { checkSync } from 'recheck';
import ts from 'typescript';
import { packageSources, readText } from './projectFiles';

/** Every regular expression of the package's own code, with the file that it stands in. */
function regularExpressions(): ReadonlyArray<readonly [file: string, literal: string]> {
	return packageSources().flatMap((file) => {
		const source = ts.createSourceFile(file, readText(file), ts.ScriptTarget.ES2022, true);
		const found: Array<readonly [string, string]> = [];
		const visit = (node: ts.Node): void => {
			if (ts.isRegularExpressionLiteral(node)) found.push([file, node.text]);
			ts.forEachChild(node, visit);
		};
		visit(source);
		return found;
	});
}

/** recheck's verdict, with the text that would take long. */
function judge(literal: string): string {
	const [, source = '', flags = ''] = /^\/(.*)\/(\w*)$/s.exec(literal) ?? [];
	const verdict = checkSync(source, flags);
	return verdict.status === 'vulnerable'
		? `${verdict.status}: ${verdict.attack.pattern}`
		: verdict.status;
}

test('there are regular expressions to judge', () => {
	expect(regularExpressions().length).toBeGreaterThan(30);
});

test.each(regularExpressions())(
	'%s: %s takes time by the length of the text alone',
	(_, literal) => {
		expect(judge(literal)).toBe('safe');
	},
);

const ROOT = path.resolve(__dirname, '../..');

const MILLISECONDS_TO_LINT = 60_000;

type Findings = ReadonlyArray<readonly [rule: string, message: string]>;

/** What lint says of texts that stand where an adapter stands. */
function lint(texts: Readonly<Record<string, string>>): Readonly<Record<string, Findings>> {
	// In a process of its own: ESLint loads its configuration as an ES module, which jest cannot.
	const script = path.join(__dirname, 'lintTexts.mjs');
	const options = { cwd: ROOT, input: JSON.stringify(texts), encoding: 'utf8' } as const;
	// The cast: the script writes just this.
	return JSON.parse(execFileSync('node', [script], options)) as Record<string, Findings>;
}

/** The pattern that stalled n8n for minutes: it looks at each `&errorCode=` once for every other one. */
const STALLING = String.raw`/^(?:\S*&)?errorCode=\S*$/`;

const TEXTS = {
	stalling: `export const isForm = (text: string) => ${STALLING}.test(text);\n`,
	looksAgain: "export const cut = (text: string) => text.replace(/\\/+$/, '');\n",
	repeatsTwice: 'export const all = /^a*a*b$/;\n',
	putTogether: "export const all = new RegExp(['a', '+'].join(''));\n",
	harmless: 'export const amount = /^-?\\d+(?:\\.\\d+)?$/;\n',
};

describe('a regular expression that backtracks', () => {
	let findings: Readonly<Record<string, Findings>>;

	// Once for all texts: loading the linter takes longer than reading them.
	beforeAll(() => {
		findings = lint(TEXTS);
	}, MILLISECONDS_TO_LINT);

	const findingsFor = (text: keyof typeof TEXTS) => findings[text] ?? [];
	const rulesFor = (text: keyof typeof TEXTS) => findingsFor(text).map(([rule]) => rule);

	test('is looked for in every text', () => {
		expect(Object.keys(findings)).toEqual(Object.keys(TEXTS));
	});

	test('is told with a text that takes long', () => {
		expect(judge(STALLING)).toMatch(/^vulnerable: .*'&errorCode='\.repeat\(\d+\)/);
	});

	test('is red, however it is made', () => {
		expect(findingsFor('stalling')).toEqual([
			['redos/no-vulnerable', 'Found a ReDoS vulnerable RegExp (2nd degree polynomial).'],
		]);
	});

	test('is red where it looks at a run once for each of its characters', () => {
		expect(rulesFor('looksAgain').sort()).toEqual([
			'redos/no-vulnerable',
			'regexp/no-super-linear-move',
		]);
	});

	test('is red where two repetitions take the same letters', () => {
		expect(rulesFor('repeatsTwice')).toContain('redos/no-vulnerable');
		expect(rulesFor('repeatsTwice')).toContain('regexp/no-super-linear-backtracking');
	});

	test('is red where lint cannot see it, being put together', () => {
		expect(rulesFor('putTogether')).toContain('no-restricted-syntax');
	});

	test('is green where it does not', () => {
		expect(findingsFor('harmless')).toEqual([]);
	});
});
