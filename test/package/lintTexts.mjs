// Reads texts by name as JSON, lints each as if it stood in an adapter, and prints the rules and
// their words by the same names.
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

async function lint(text) {
	const [result] = await eslint.lintText(text, { filePath: 'nodes/Invented/invented.vendor.ts' });
	return result.messages.map(({ ruleId, message }) => [ruleId, message]);
}

const findings = {};
for (const [name, text] of Object.entries(JSON.parse(readFileSync(0, 'utf8')))) {
	findings[name] = await lint(text);
}
process.stdout.write(JSON.stringify(findings));
