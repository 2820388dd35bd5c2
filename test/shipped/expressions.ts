import { projectFiles, readText } from '../package/projectFiles';

/** An expression that people import, or copy from a page. */
export interface ShippedExpression {
	/** Where it stands: a file, and in a workflow the node. */
	readonly place: string;
	/** As n8n takes it, with its equals sign. */
	readonly value: string;
	/** The parameter that it fills in; null on a page. */
	readonly parameter: string | null;
}

/** The pages that show expressions. */
const PAGES = ['README.md', 'docs/item.md', 'docs/lists.md', 'docs/vendors.md', 'docs/watch.md'];

interface ExampleNode {
	readonly name: string;
	readonly parameters: object;
}

/** The expressions of one node of an example, by the names of its parameters. */
export function expressionsOf(file: string, node: string): Readonly<Record<string, string>> {
	const found = inExample(`examples/${file}`).filter(({ place }) => place.endsWith(`, ${node}`));
	if (found.length === 0) throw new Error(`${file} has no node ${node} with expressions`);
	return Object.fromEntries(found.map(({ parameter, value }) => [parameter ?? '', value]));
}

/** Every expression of the examples and of the pages. */
export function shippedExpressions(): readonly ShippedExpression[] {
	const examples = projectFiles().filter((file) => file.startsWith('examples/'));
	return [...examples.flatMap(inExample), ...PAGES.flatMap(inPage)];
}

function inExample(file: string): ShippedExpression[] {
	// The cast: what is parsed is untyped; n8n itself reads it in `npm run e2e`.
	const { nodes } = JSON.parse(readText(file)) as { nodes: readonly ExampleNode[] };
	return nodes.flatMap(({ name, parameters }) =>
		textsIn('', parameters)
			.filter(([, value]) => value.startsWith('='))
			.map(([parameter, value]) => ({ place: `${file}, ${name}`, parameter, value })),
	);
}

function inPage(file: string): ShippedExpression[] {
	const found = readText(file).matchAll(/\{\{.*?\}\}/g);
	return [...found].map(([value]) => ({ place: file, parameter: null, value: `=${value}` }));
}

type PlacedText = readonly [path: string, text: string];

function textsIn(path: string, value: unknown): PlacedText[] {
	if (typeof value === 'string') return [[path, value]];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, member]) =>
		textsIn(path === '' ? name : `${path}.${name}`, member),
	);
}

/** The keys of the item that an expression reads, such as `details.kind`. */
export function keysIn({ value }: ShippedExpression): readonly string[] {
	const found = value.matchAll(/(?:\$json|\.json)\.([\w.]+)(\()?/g);
	return [...found].map(([, path = '', call]) =>
		// What is called is a method of the value before it.
		call === undefined ? path : path.split('.').slice(0, -1).join('.'),
	);
}
