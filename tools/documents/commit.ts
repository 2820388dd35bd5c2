/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- for programs for people; the bans protect n8n's runtime */
import { execFileSync } from 'node:child_process';

/** What figures depend on. */
const SOURCES = ['nodes', 'credentials', 'package-lock.json'];

/** The commit that figures are of, in words; null outside of a clone. */
export function describeCommit(): string | null {
	try {
		const commit = askGit('rev-parse', '--short', 'HEAD');
		const isChanged = askGit('status', '--porcelain', '--', ...SOURCES) !== '';
		return `Measured on commit \`${commit}\`${isChanged ? ' with changes on top of it' : ''}.`;
	} catch {
		return null;
	}
}

function askGit(...words: readonly string[]): string {
	return execFileSync('git', words, { encoding: 'utf8' }).trim();
}
