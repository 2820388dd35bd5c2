/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the bans protect n8n's runtime; this is test code */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
	createSourceFile,
	forEachChild,
	isCallExpression,
	isExportDeclaration,
	isExternalModuleReference,
	isIdentifier,
	isImportDeclaration,
	isImportTypeNode,
	isLiteralTypeNode,
	isStringLiteralLike,
	ScriptTarget,
	SyntaxKind,
	type Node,
} from 'typescript';

/** The project's root folder. */
export const ROOT = path.join(__dirname, '../..');

const NOT_OURS: readonly string[] = ['.git', 'dist', 'node_modules'];

/** All files below a folder, relative to it, with forward slashes and in order. */
export function filesBelow(folder: string, skippedNames: readonly string[] = []): string[] {
	return readdirSync(folder, { withFileTypes: true })
		.filter(({ name }) => !skippedNames.includes(name))
		.flatMap((entry) =>
			entry.isDirectory()
				? filesBelow(path.join(folder, entry.name), skippedNames).map(
						(file) => `${entry.name}/${file}`,
					)
				: [entry.name],
		)
		.sort();
}

/** All files of the project, relative to its root; nothing installed, built or of git's. */
export function projectFiles(): string[] {
	return filesBelow(ROOT, NOT_OURS);
}

/** The TypeScript files that become the package. */
export function packageSources(): string[] {
	return projectFiles().filter((file) => /^(?:index|credentials\/.*|nodes\/.*)\.ts$/.test(file));
}

/** The text of a project file. */
export function readText(file: string): string {
	return readFileSync(path.join(ROOT, file), 'utf8');
}

/**
 * What a piece of code imports, exports from or requires, types included, as it is written there.
 * What is computed at run time stands there as code.
 */
export function importsIn(code: string): string[] {
	const found: string[] = [];
	const visit = (node: Node) => {
		const target = importedBy(node);
		if (target !== undefined) {
			found.push(isStringLiteralLike(target) ? target.text : target.getText());
		}
		forEachChild(node, visit);
	};
	visit(createSourceFile('code.ts', code, ScriptTarget.Latest, true));
	return found;
}

function importedBy(node: Node): Node | undefined {
	if (isImportDeclaration(node) || isExportDeclaration(node)) return node.moduleSpecifier;
	if (isExternalModuleReference(node)) return node.expression;
	if (isImportTypeNode(node)) {
		return isLiteralTypeNode(node.argument) ? node.argument.literal : node.argument;
	}
	return isCallExpression(node) && isLoading(node.expression) ? node.arguments[0] : undefined;
}

function isLoading(called: Node): boolean {
	const isRequire = isIdentifier(called) && called.text === 'require';
	return isRequire || called.kind === SyntaxKind.ImportKeyword;
}

/** What a project file imports. */
export function importsOf(file: string): string[] {
	return importsIn(readText(file));
}
