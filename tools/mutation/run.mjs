// Changes one part after the other; each is a run of Stryker's, and leaves a report of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { PARTS, REPORTS } from './parts.mjs';

const STRYKER = '.config/mutation/node_modules/.bin/stryker';

await rm(REPORTS, { recursive: true, force: true });
for (const part of Object.keys(PARTS)) {
	const stryker = spawn(STRYKER, ['run', '.config/mutation/stryker.config.mjs'], {
		stdio: 'inherit',
		env: { ...process.env, MUTATION_PART: part },
	});
	const [code] = await once(stryker, 'close');
	if (code !== 0) throw new Error(`Stryker ended with ${code} in the part ${part}`);
}
