/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- a program for people; the bans protect n8n's runtime */
import '../../../test/engine/services';

import { PackageDirectoryLoader } from 'n8n-core';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What is to be loaded: one node's file, or a whole package by n8n's own loader. */
export type LoadTask =
	| { readonly kind: 'file'; readonly file: string }
	| { readonly kind: 'package'; readonly folder: string };

/** What it cost in a process that had n8n-core and n8n-workflow loaded, and nothing else. */
export interface Loaded {
	readonly milliseconds: number;
	/** The modules that came along. */
	readonly files: number;
	readonly bytes: number;
}

async function load(task: LoadTask): Promise<Loaded> {
	const requireFile = createRequire(__filename);
	const before = new Set(Object.keys(requireFile.cache));
	const begin = performance.now();
	if (task.kind === 'file') requireFile(task.file);
	else await new PackageDirectoryLoader(task.folder).loadAll();
	const milliseconds = performance.now() - begin;
	const added = Object.keys(requireFile.cache).filter((file) => !before.has(file));
	const bytes = added.reduce((sum, file) => sum + statSync(file).size, 0);
	return { milliseconds, files: added.length, bytes };
}

process.once('message', (task: LoadTask) => {
	// What is not caught is printed, and ends the process without an answer.
	void load(task).then((loaded) => {
		process.send?.(loaded);
		process.disconnect();
	});
});
