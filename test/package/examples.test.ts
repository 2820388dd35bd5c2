import manifest from '../../package.json';
import { createAllNodes } from '../engine/accountBalance';
import { entriesIn } from './descriptionEntries';
import { projectFiles, readText } from './projectFiles';

interface ExampleNode {
	readonly name: string;
	readonly type: string;
	readonly position: readonly [number, number];
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly retryOnFail?: boolean;
	readonly disabled?: boolean;
	readonly credentials?: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
}

interface Example {
	readonly name: string;
	readonly nodes: readonly ExampleNode[];
	readonly connections: Readonly<Record<string, unknown>>;
	readonly pinData: object;
}

interface Note {
	readonly width: number;
	readonly height: number;
	readonly content: string;
}

/** The oldest n8n that the package works on (docs/measured/compatibility.md). */
const OLDEST = '1.99.1';

/** Since when n8n's Data Table node makes tables: n8n-nodes-base 2.3.5, not yet 2.3.1. */
const OLDEST_WITH_TABLES = '2.4';

const NOTE = 'n8n-nodes-base.stickyNote';

const TABLE = 'n8n-nodes-base.dataTable';

/** They send a message, or a sign of life. */
const SENDING = ['n8n-nodes-base.emailSend', 'n8n-nodes-base.slack'];

/** An older canvas, with a note above its nodes. */
const OLDER_CANVAS = 'examples/agent-which-account-runs-dry.json';

/** What n8n adds to a node where it is a tool. */
const OF_TOOLS = ['descriptionType', 'toolDescription'];

const NODES = createAllNodes().map(({ description }) => description);

const FILES = projectFiles().filter((file) => file.startsWith('examples/'));

test('the README lists every example, and no other', () => {
	const listed = [...readText('README.md').matchAll(/\]\((examples\/[\w-]+\.json)\)/g)];
	expect([...new Set(listed.map(([, file]) => file))].sort()).toEqual(FILES);
});

describe.each(FILES)('%s', (file) => {
	// The cast: what is parsed is untyped; n8n itself reads it in `npm run e2e`.
	const example = JSON.parse(readText(file)) as Example;
	const notes = example.nodes.filter(({ type }) => type === NOTE);
	const working = example.nodes.filter(({ type }) => type !== NOTE);

	test('says in a note what to fill in', () => {
		expect(notes).toHaveLength(1);
		expect(notes[0]?.parameters['content']).toMatch(/^## .+\n\n1\. /);
		expect(notes[0]?.parameters['content']).toContain('credential');
	});

	test('uses nodes of this package by names that exist, or the table that they fill', () => {
		const own = example.nodes.flatMap(({ type }) => {
			const [, name] = type.split(`${manifest.name}.`);
			return name === undefined ? [] : [name.replace(/Tool$/, '')];
		});
		const known = NODES.map(({ name }) => name);
		for (const name of own) expect(known).toContain(name);
		if (own.length === 0) expect(JSON.stringify(example.nodes)).toContain('account board');
	});

	test('fills in nothing that the nodes do not have', () => {
		for (const { name, type, parameters } of example.nodes) {
			const [, id] = type.split(`${manifest.name}.`);
			const node = NODES.find((each) => each.name === id?.replace(/Tool$/, ''));
			if (node === undefined) continue;
			const known = entriesIn('', node.properties).map(({ place }) => place);
			const unknown = placesIn('', parameters).filter((place) => !known.includes(place));
			expect([name, unknown]).toEqual([name, []]);
		}
	});

	test('connects every node but its notes', () => {
		const text = JSON.stringify(example.connections);
		const names = working.map(({ name }) => name);
		expect(names.filter((name) => !text.includes(JSON.stringify(name)))).toEqual([]);
	});

	test('tries again what it sends, and has Slack switched off', () => {
		for (const { name, type, retryOnFail, disabled } of example.nodes) {
			if (!SENDING.includes(type) && name !== 'Ping') continue;
			expect([name, retryOnFail]).toEqual([name, true]);
			expect([name, disabled ?? false]).toEqual([name, type === 'n8n-nodes-base.slack']);
		}
	});

	test('brings nothing of the n8n that it was made on', () => {
		expect(example.pinData).toEqual({});
		for (const { credentials = {} } of example.nodes) {
			for (const { id } of Object.values(credentials)) expect(id).toMatch(/^[a-zA-Z\d-]+-account$/);
		}
		expect(readText(file)).not.toMatch(/127\.0\.0\.1|localhost|instanceId/);
	});
});

describe.each(FILES.filter((file) => file !== OLDER_CANVAS))('the canvas of %s', (file) => {
	// The cast: as above.
	const example = JSON.parse(readText(file)) as Example;
	const working = example.nodes.filter(({ type }) => type !== NOTE);
	const [noteNode] = example.nodes.filter(({ type }) => type === NOTE);
	// The cast: what every note has.
	const note = noteNode?.parameters as unknown as Note;

	test('names the oldest n8n that imports it', () => {
		const oldest = working.some(({ type }) => type === TABLE) ? OLDEST_WITH_TABLES : OLDEST;
		expect(note.content).toContain(`Needs n8n ${oldest} or newer.`);
	});

	test('has a note that is neither cut nor half empty', () => {
		const needed = estimateHeight(note);
		expect(note.height).toBeGreaterThanOrEqual(needed);
		expect(note.height).toBeLessThan(needed + 60);
	});

	test('covers nothing', () => {
		const boxes = example.nodes.map((node) => [node.name, boxOf(node)] as const);
		const covered = boxes.flatMap(([name, box], number) =>
			boxes
				.slice(number + 1)
				.filter(([, other]) => areOverlapping(box, other))
				.map(([otherName]) => `${name} and ${otherName}`),
		);
		expect(covered).toEqual([]);
	});

	// The editor makes the whole canvas visible. Where its width decides, room is left above the button.
	test('is wide enough for nothing to lie under the button of the editor', () => {
		const boxes = example.nodes.map(boxOf);
		const width =
			Math.max(...boxes.map(({ right }) => right)) - Math.min(...boxes.map(({ left }) => left));
		const height =
			Math.max(...boxes.map(({ bottom }) => bottom)) - Math.min(...boxes.map(({ top }) => top));
		expect(width / height).toBeGreaterThan(1.8);
	});
});

interface Box {
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
}

/** An agent shows its name beside its icon; below others stand a name and a line of what it does. */
function boxOf({ type, position: [left, top], parameters }: ExampleNode): Box {
	if (type === NOTE) {
		// The cast: what every note has.
		const { width, height } = parameters as unknown as Note;
		return { left, right: left + width, top, bottom: top + height };
	}
	const width = type.endsWith('.agent') ? 256 : 96;
	return { left, right: left + width, top, bottom: top + 96 + 44 };
}

function areOverlapping(first: Box, second: Box): boolean {
	const isBeside = first.right <= second.left || second.right <= first.left;
	const isAbove = first.bottom <= second.top || second.bottom <= first.top;
	return !isBeside && !isAbove;
}

/** As n8n 2.41.1 sets a note: so many pixels a character, a line, and between paragraphs. */
function estimateHeight({ width, content }: Note): number {
	const blocks = content.replace(/[*`]/g, '').split(/\n+/).slice(1);
	const heights = blocks.map((block) => {
		const lines = Math.ceil((block.length * 7.2) / (width - 44));
		return 19 * lines + (/^\d/.test(block) ? 3 : 8);
	});
	return heights.reduce((sum, height) => sum + height, 70);
}

/** The parameters, and the members of collections, by the names that lead there. */
function placesIn(place: string, parameters: object): string[] {
	return Object.entries(parameters).flatMap(([name, value]: [string, unknown]) => {
		if (OF_TOOLS.includes(name)) return [];
		const here = `${place}.${name}`;
		return typeof value === 'object' && value !== null ? [here, ...placesIn(here, value)] : [here];
	});
}
