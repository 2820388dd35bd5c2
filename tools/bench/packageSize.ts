/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a program for people; the ban protects n8n's runtime */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** In bytes. */
export interface PackageSize {
	readonly packed: number;
	readonly unpacked: number;
	readonly files: number;
}

/** Measures the tarball and what came out of it. */
export function packageSize(tarball: string, folder: string): PackageSize {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => statSync(path.join(parentPath, name)).size);
	return {
		packed: statSync(tarball).size,
		unpacked: files.reduce((sum, size) => sum + size, 0),
		files: files.length,
	};
}
