import manifest from '../../package.json';
import { ALL_VENDORS } from '../vendors/registry';
import { ALL_CONTRACTS } from './contract';
import { entriesIn } from './descriptionEntries';
import { projectFiles, readText } from './projectFiles';

interface ExampleNode {
	readonly name: string;
	readonly type: string;
	readonly parameters: { readonly content?: string } & Readonly<Record<string, unknown>>;
	readonly credentials?: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
}

interface Example {
	readonly name: string;
	readonly nodes: readonly ExampleNode[];
	readonly connections: Readonly<Record<string, unknown>>;
	readonly pinData: object;
}

/** What n8n adds to a node where it is a tool. */
const OF_TOOLS = ['descriptionType', 'toolDescription'];

const FILES = projectFiles().filter((file) => file.startsWith('examples/'));

test('the README lists every example, and no other', () => {
	const listed = [...readText('README.md').matchAll(/\]\((examples\/[\w-]+\.json)\)/g)];
	expect([...new Set(listed.map(([, file]) => file))].sort()).toEqual(FILES);
});

describe.each(FILES)('%s', (file) => {
	// The cast: what is parsed is untyped; n8n itself reads it in `npm run e2e`.
	const example = JSON.parse(readText(file)) as Example;
	const notes = example.nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');

	test('says in a note what to fill in', () => {
		expect(notes).toHaveLength(1);
		expect(notes[0]?.parameters.content).toMatch(/^## .+\n\n1\. /);
		expect(notes[0]?.parameters.content).toContain('credential');
	});

	test('uses nodes of this package, by names that exist', () => {
		const own = example.nodes.flatMap(({ type }) => {
			const [, name] = type.split(`${manifest.name}.`);
			return name === undefined ? [] : [name.replace(/Tool$/, '')];
		});
		const known = ALL_CONTRACTS.map(({ id }) => id);
		expect(own).not.toEqual([]);
		for (const name of own) expect(known).toContain(name);
	});

	test('fills in nothing that the nodes do not have', () => {
		for (const { name, type, parameters } of example.nodes) {
			const [, id] = type.split(`${manifest.name}.`);
			const vendor = ALL_VENDORS.find((each) => each.id === id?.replace(/Tool$/, ''));
			if (vendor === undefined) continue;
			const known = entriesIn('', vendor.createNode().description.properties).map(
				({ place }) => place,
			);
			const unknown = placesIn('', parameters).filter((place) => !known.includes(place));
			expect([name, unknown]).toEqual([name, []]);
		}
	});

	test('connects every node but its notes', () => {
		const text = JSON.stringify(example.connections);
		const names = example.nodes.filter((node) => !notes.includes(node)).map(({ name }) => name);
		expect(names.filter((name) => !text.includes(JSON.stringify(name)))).toEqual([]);
	});

	test('brings nothing of the n8n that it was made on', () => {
		expect(example.pinData).toEqual({});
		for (const { credentials = {} } of example.nodes) {
			for (const { id } of Object.values(credentials)) expect(id).toMatch(/^[a-zA-Z\d-]+-account$/);
		}
		expect(readText(file)).not.toMatch(/127\.0\.0\.1|localhost|instanceId/);
	});
});

/** The parameters, and the members of collections, by the names that lead there. */
function placesIn(place: string, parameters: object): string[] {
	return Object.entries(parameters).flatMap(([name, value]: [string, unknown]) => {
		if (OF_TOOLS.includes(name)) return [];
		const here = `${place}.${name}`;
		return typeof value === 'object' && value !== null ? [here, ...placesIn(here, value)] : [here];
	});
}
