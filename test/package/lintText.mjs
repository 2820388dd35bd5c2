// Lints what comes in as if it stood in an adapter, and prints the rules and their words as JSON.
import { ESLint } from 'eslint';
import { readFileSync } from 'node:fs';
import config from '../../.config/eslint.types.config.mjs';

// Without what needs to know the types, since the text stands in no project.
const untyped = config.map((entry) => ({
	...entry,
	languageOptions: { ...entry.languageOptions, parserOptions: {} },
	rules: Object.fromEntries(
		Object.entries(entry.rules ?? {}).filter(([rule]) => !rule.startsWith('@typescript-eslint/')),
	),
}));

const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: untyped });
const [result] = await eslint.lintText(readFileSync(0, 'utf8'), {
	filePath: 'nodes/Invented/invented.vendor.ts',
});
const messages = result.messages.map(({ ruleId, message }) => [ruleId, message]);
process.stdout.write(JSON.stringify(messages));
