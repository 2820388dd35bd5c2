/* eslint-disable @n8n/community-nodes/no-restricted-imports -- for programs for people; the ban protects n8n's runtime */
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The version of a package that is installed in a folder. */
export function installedVersion(folder: string, name: string): string {
	const file = path.join(folder, 'node_modules', name, 'package.json');
	// The cast: every package.json has a version.
	return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
