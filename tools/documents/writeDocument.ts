/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console -- for programs for people; the ban protects n8n's runtime */
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

/** Writes a page of `docs/` as Prettier has it, and says so. */
export async function writeDocument(file: string, markdown: string): Promise<void> {
	const config = await resolveConfig(file, { config: '.config/prettier.config.js' });
	writeFileSync(file, await format(markdown, { ...config, parser: 'markdown' }));
	console.log(`Wrote ${file}`);
}
