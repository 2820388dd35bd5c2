/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the bans protect n8n's runtime; this is test code */
import { createRequire } from 'node:module';
import path from 'node:path';
import { filesBelow } from '../package/projectFiles';

const TESTS = path.dirname(__dirname);

/** So many that a machine's cores end at about the same time. */
const GROUPS = listFiles(__dirname, '.group.ts');

const load = createRequire(__filename);

/**
 * Runs the suites of one group in one go. Jest loads everything anew for every file that it runs, and
 * n8n's engine takes longer to load than most suites take to run.
 */
export function runGroup(file: string): void {
	const group = GROUPS.indexOf(path.basename(file));
	// By name, suites of one folder, which take about equally long, come into different groups.
	const suites = listFiles(TESTS, '.test.ts').filter((_, index) => index % GROUPS.length === group);
	describe.each(suites)('%s', (suite) => {
		load(path.join(TESTS, suite));
	});
}

/** All files below a folder whose names end like this, relative to it and in order. */
function listFiles(folder: string, ending: string): readonly string[] {
	return filesBelow(folder).filter((file) => file.endsWith(ending));
}
