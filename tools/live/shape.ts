import { parseXml, type XmlElement } from '../../nodes/shared/reply/xml';
import { exchangesOf, bytesOf, type Exchange } from '../../test/exchanges/exchanges';
import { listPresets, type FilledIn, type Subject } from './subject';

/** What a reply is made of: its format, and what is in its places, without any of its values. */
export interface Shape {
	readonly format: 'JSON' | 'XML' | 'HTML' | 'form' | 'lines' | 'nothing';
	/** Of each place, e.g. `page/balance`, what stands there; of a list's entries, all of it. */
	readonly places: ReadonlyMap<string, ReadonlySet<string>>;
}

/** No documented reply is deeper than three; what is deeper is not looked at. */
const MAX_DEPTH = 20;

/** Sources that are no document of the vendor's. */
const NOT_THE_DOCUMENT = /^(?:contract|public sources|inference|found by|live)\b/;

/** The fixtures that hold what the documents say, by how the check ended. */
const TOPICS = { balance: 'balances', refusal: 'refusals' } as const;

/** Where a live reply differs from the documented ones, in words; null where no document says. */
export function findDifferences(
	text: string,
	how: keyof typeof TOPICS,
	subject: Subject,
	filledIn: FilledIn,
): readonly string[] | null {
	const documented = listDocumented(how, subject, filledIn).map(readShape);
	return documented.length === 0 ? null : compareShapes(readShape(text), documented);
}

/** The texts of the documented replies of the same interface: where a list of the node's decides it, by its value. */
function listDocumented(
	how: keyof typeof TOPICS,
	{ vendor: { id }, parameters, options }: Subject,
	filledIn: FilledIn,
): readonly string[] {
	const lists = [...parameters, ...options].filter(({ type }) => type === 'options');
	const choose = (chosen: object) => JSON.stringify({ ...listPresets(lists), ...chosen });
	const wanted = choose(
		pick(
			lists.map(({ name }) => name),
			filledIn,
		),
	);
	const all = exchangesOf(id)
		.filter(([topic, { source }]) => topic === TOPICS[how] && !NOT_THE_DOCUMENT.test(source))
		.map(([, exchange]) => exchange);
	const same = all.filter(
		(exchange) =>
			choose(
				pick(
					lists.map(({ name }) => name),
					exchange,
				),
			) === wanted,
	);
	return (same.length === 0 ? all : same).flatMap(toText);
}

function pick(
	names: readonly string[],
	{ parameters, options }: Pick<Exchange, 'parameters' | 'options'>,
): object {
	const entries = Object.entries({ ...parameters, ...options });
	return Object.fromEntries(entries.filter(([name]) => names.includes(name)));
}

function toText({ reply }: Exchange): readonly string[] {
	return reply === undefined ? [] : [bytesOf(reply).toString('utf8')];
}

function compareShapes(live: Shape, documented: readonly Shape[]): readonly string[] {
	const sameFormat = documented.filter(({ format }) => format === live.format);
	if (sameFormat.length === 0) {
		const formats = [...new Set(documented.map(({ format }) => format))];
		return [`another format: ${live.format}, where the documents have ${formats.join(' or ')}`];
	}
	const known = new Map<string, Set<string>>();
	for (const { places } of sameFormat) {
		for (const [place, kinds] of places) {
			known.set(place, new Set([...(known.get(place) ?? []), ...kinds]));
		}
	}
	const always = [...known.keys()].filter((place) =>
		sameFormat.every(({ places }) => places.has(place)),
	);
	return [
		...[...live.places].flatMap(([place, kinds]) => comparePlace(place, kinds, known.get(place))),
		...always.filter((place) => !live.places.has(place)).map((place) => `missing: ${place}`),
	];
}

function comparePlace(
	place: string,
	kinds: ReadonlySet<string>,
	known: ReadonlySet<string> | undefined,
): readonly string[] {
	if (known === undefined) return [`new: ${place} (${[...kinds].join(', ')})`];
	const others = [...kinds].filter((kind) => !known.has(kind));
	if (others.length === 0) return [];
	return [`another type: ${place} is ${others.join(', ')}, documented as ${[...known].join(', ')}`];
}

/** The structure of a reply's text, of which nothing is believed. */
export function readShape(text: string): Shape {
	// Some documents have no-break spaces for spaces, even between the members of JSON.
	const trimmed = text.replaceAll('\u00a0', ' ').trim();
	if (trimmed === '') return { format: 'nothing', places: new Map() };
	if (/^<(?:!doctype\s+html|html)\b/i.test(trimmed)) return { format: 'HTML', places: new Map() };
	if (/^[[{]/.test(trimmed)) {
		const value = parseJson(trimmed);
		if (value !== undefined) return { format: 'JSON', places: readJson(value) };
	}
	if (trimmed.startsWith('<')) {
		const root = parseMarkup(trimmed);
		if (root !== undefined) return { format: 'XML', places: readXml(root) };
	}
	if (/^[\w%.+-]+=[^\r\n]*$/.test(trimmed)) return { format: 'form', places: readForm(trimmed) };
	return { format: 'lines', places: readLines(trimmed) };
}

type Places = Map<string, Set<string>>;

function note(places: Places, place: string, kind: string): void {
	places.set(place, (places.get(place) ?? new Set()).add(kind));
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function readJson(root: unknown): Places {
	const places: Places = new Map();
	const visit = (value: unknown, place: string, depth: number): void => {
		if (depth > MAX_DEPTH) return;
		if (place !== '') note(places, place, kindOfJson(value));
		if (Array.isArray(value)) {
			for (const entry of value) visit(entry, `${place}[]`, depth + 1);
		} else if (typeof value === 'object' && value !== null) {
			for (const [name, member] of Object.entries(value)) {
				visit(member, place === '' ? name : `${place}.${name}`, depth + 1);
			}
		}
	};
	visit(root, '', 0);
	return places;
}

function kindOfJson(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'string') return kindOfText(value);
	if (typeof value === 'number') return 'a number';
	return typeof value === 'boolean' ? 'true or false' : 'an object';
}

/** A number that is written as a text is one kind, since vendors differ in it. */
function kindOfText(text: string): string {
	const trimmed = text.trim();
	if (trimmed === '') return 'an empty text';
	return /^[+-]?\d+(?:[.,]\d+)*$/.test(trimmed) ? 'a number as text' : 'a text';
}

/** Vendors' declarations are not always well-formed, and say nothing about the structure. */
function parseMarkup(text: string): XmlElement | undefined {
	try {
		return parseXml(text.replace(/^<\?[^>]*\?>/, ''));
	} catch {
		return undefined;
	}
}

function readXml(root: XmlElement): Places {
	const places: Places = new Map();
	const visit = ({ name, children, text }: XmlElement, above: string): void => {
		const place = above === '' ? name : `${above}/${name}`;
		note(places, place, children.length > 0 ? 'elements' : kindOfText(text));
		const names = children.map((child) => child.name);
		for (const child of children) visit(child, place);
		for (const twice of names.filter((each, index) => names.indexOf(each) !== index)) {
			note(places, `${place}/${twice}`, 'several');
		}
	};
	visit(root, '');
	return places;
}

function readForm(text: string): Places {
	const places: Places = new Map();
	for (const [name, value] of new URLSearchParams(text)) note(places, name, kindOfText(value));
	return places;
}

/** By their names where they have any, as in `NAME:value`, else by their numbers. */
function readLines(text: string): Places {
	const places: Places = new Map();
	for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
		const [, name, value = line] = /^([A-Za-z_]\w*):(.*)$/.exec(line) ?? [];
		note(places, name ?? `line ${index + 1}`, kindOfText(value));
	}
	return places;
}
