/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is test code */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** From the project's root, where tests and programs run, bundled or not. */
export const PROFILES_FOLDER = 'test/vendors';
const NODES_FOLDER = 'nodes';

const ADAPTER_FILE = /^(\w+)\.vendor\.ts$/;

/** A vendor of the package as its folder names it. */
export interface VendorFolder {
	/** The folder below nodes/, which is the node's class too. */
	readonly className: string;
	/** The node type's name. */
	readonly id: string;
}

/** The folders of nodes/ that hold an adapter. */
export function findVendorFolders(): readonly VendorFolder[] {
	return foldersIn(NODES_FOLDER).flatMap((className) =>
		readdirSync(path.join(NODES_FOLDER, className)).flatMap((file) => {
			const id = ADAPTER_FILE.exec(file)?.[1];
			return id === undefined ? [] : [{ className, id }];
		}),
	);
}

/** The folders of test/vendors/ that hold a profile. */
export function findProfileFolders(): readonly string[] {
	return foldersIn(PROFILES_FOLDER).filter((folder) =>
		existsSync(path.join(PROFILES_FOLDER, folder, 'profile.ts')),
	);
}

function foldersIn(folder: string): readonly string[] {
	return readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name)
		.sort();
}
