/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console -- for programs for people; the ban protects n8n's runtime */
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { describeCommit } from './commit';

/** Writes a page of `docs/measured/` as Prettier has it, with the commit that it is of, and says so. */
export async function writeDocument(file: string, markdown: string): Promise<void> {
	const config = await resolveConfig(file, { config: '.config/prettier.config.js' });
	const page = [markdown.trimEnd(), describeCommit() ?? ''].join('\n\n');
	writeFileSync(file, await format(page, { ...config, parser: 'markdown' }));
	console.log(`Wrote ${file}`);
}
