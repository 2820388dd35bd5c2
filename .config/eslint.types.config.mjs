// n8n's own configuration must stay the template's (eslint.config.mjs in the root), so what needs
// type information stands here: no any, no needless cast, no floating promise, no way around it.
import redos from 'eslint-plugin-redos';
import regexp from 'eslint-plugin-regexp';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');

// typescript-eslint comes with n8n's CLI, in the version that n8n's own rules are written for.
const requireFromCli = createRequire(import.meta.resolve('@n8n/node-cli/eslint'));
const { default: tseslint } = await import(
	pathToFileURL(requireFromCli.resolve('typescript-eslint')).href
);

const LITERAL_SPREADS = {
	selector:
		':matches(ObjectExpression, ArrayExpression) > SpreadElement > :matches(ObjectExpression, ArrayExpression)',
	message: 'Write one property a line, and let Prettier decide about lists.',
};

const CURLY_QUOTES = {
	selector:
		':matches(Literal[value=/[\u2018\u2019]/], TemplateElement[value.raw=/[\u2018\u2019]/])',
	message: 'Use straight apostrophes.',
};

const ASSEMBLED_PATTERNS = {
	selector: ':matches(NewExpression, CallExpression)[callee.name="RegExp"]',
	message: 'Write regular expressions as literals: what is put together is judged by nobody.',
};

export default tseslint.config(
	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.base],
		languageOptions: {
			parserOptions: { project: '.config/tsconfig.json', tsconfigRootDir: root },
		},
		linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			// Data before code: what is no function stands above all that uses it.
			'@typescript-eslint/no-use-before-define': ['error', { functions: false }],
			'@typescript-eslint/no-unnecessary-type-assertion': 'error',
			'@typescript-eslint/no-unsafe-argument': 'error',
			'@typescript-eslint/no-unsafe-assignment': 'error',
			'@typescript-eslint/no-unsafe-call': 'error',
			'@typescript-eslint/no-unsafe-member-access': 'error',
			'@typescript-eslint/no-unsafe-return': 'error',
			'@typescript-eslint/only-throw-error': 'error',
			'@typescript-eslint/return-await': ['error', 'always'],
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
			'no-nested-ternary': 'error',
			'no-restricted-syntax': ['error', LITERAL_SPREADS, CURLY_QUOTES],
		},
	},
	{
		// A pattern that backtracks holds up the whole n8n, since no timeout interrupts it.
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		plugins: { redos, regexp },
		rules: {
			// recheck, which gives an attack string; `ignoreErrors` would let pass what it cannot judge.
			'redos/no-vulnerable': ['error', { ignoreErrors: false }],
			'no-restricted-syntax': ['error', LITERAL_SPREADS, CURLY_QUOTES, ASSEMBLED_PATTERNS],
			'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
			'regexp/no-super-linear-move': ['error', { report: 'potential' }],
		},
	},
	{
		files: ['test/**/*.test.ts'],
		// Jest's asymmetric matchers are typed as any.
		rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
	},
);
