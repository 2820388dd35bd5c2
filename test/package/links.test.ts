/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is test code */
import path from 'node:path';
import { projectFiles, readText } from './projectFiles';

const FILES = projectFiles();
const FOLDERS = new Set(FILES.flatMap(listFolders));
const PAGES = FILES.filter((file) => file.endsWith('.md'));

/** Where a link of a page, or a picture, leads: a path from the root, and a heading there or none. */
interface Target {
	readonly file: string;
	readonly anchor: string | undefined;
}

function listFolders(file: string): readonly string[] {
	const parts = file.split('/').slice(0, -1);
	return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function listTargets(page: string): readonly Target[] {
	const links = readText(page).matchAll(/(?:\]\(|srcset="|src=")([^)"\s]+)[)"]/g);
	return [...links]
		.map(([, link = '']) => link)
		.filter((link) => !/^(?:https?|mailto):/.test(link))
		.map((link) => {
			const [file = '', anchor] = link.split('#');
			return { file: file === '' ? page : path.posix.join(path.posix.dirname(page), file), anchor };
		});
}

/** The headings of a page as GitHub makes anchors of them. */
function listAnchors(page: string): readonly string[] {
	return [...readText(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.trim()
			.replace(/ /g, '-'),
	);
}

test.each(PAGES)('every link of %s leads somewhere', (page) => {
	const broken = listTargets(page).filter(({ file, anchor }) => {
		if (!FILES.includes(file)) return !FOLDERS.has(file);
		return anchor !== undefined && file.endsWith('.md') && !listAnchors(file).includes(anchor);
	});
	expect(broken).toEqual([]);
});

test('there are links to look at', () => {
	expect(PAGES.flatMap(listTargets).length).toBeGreaterThan(50);
});
