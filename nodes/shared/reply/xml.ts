import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { unexpectedReply } from '../failure/error';

/** An element with its text, entities resolved; attributes and comments are left out. */
export interface XmlElement {
	readonly name: string;
	readonly children: readonly XmlElement[];
	readonly text: string;
}

const TEXT = '#text';
const CHARACTER_DATA = '#cdata';

/**
 * Keeps order, so that a doubled field stays visible; converts nothing, since the defaults turn
 * `0x1F` into 31. Nesting is bounded: no documented reply is deeper than three.
 */
const parser = new XMLParser({
	preserveOrder: true,
	ignoreAttributes: true,
	// The XML declaration is one of them for the parser.
	ignorePiTags: true,
	parseTagValue: false,
	trimValues: false,
	processEntities: false,
	textNodeName: TEXT,
	cdataPropName: CHARACTER_DATA,
	maxNestedTags: 20,
});

/**
 * Reads one well-formed XML document. DTDs, and with them every entity but XML's own five and the
 * numeric ones, are refused unread. Throws `unexpectedReply`.
 */
export function parseXml(reply: string): XmlElement {
	const text = reply.trim();
	// Comments and character data are all that may begin like this without a DTD.
	if (/<!(?!--|\[CDATA\[)/.test(text)) throw unexpectedReply('brings a DTD along');
	// The parser alone accepts `<page><balance>5</page>` and text before the root.
	if (XMLValidator.validate(text) !== true) throw unexpectedReply('is not complete XML');
	// Inside an element the parser keeps what it would drop behind the root.
	const documents = readNodes(parse(`<document>${text}</document>`)).children;
	const [root, ...others] = documents.flatMap(({ children }) => children);
	if (root === undefined || others.length > 0) {
		throw unexpectedReply('is XML with more or less than one outermost element');
	}
	return root;
}

/** The parser refuses by throwing: names that every object has, and too many levels. */
function parse(text: string): unknown {
	try {
		return parser.parse(text);
	} catch {
		throw unexpectedReply('is no XML that can be read');
	}
}

interface XmlContent {
	readonly children: readonly XmlElement[];
	readonly text: string;
}

/** The parser's ordered form: a list of objects with one key each, the element's name or a text marker. */
function readNodes(nodes: unknown): XmlContent {
	const children: XmlElement[] = [];
	let text = '';
	for (const [name, content] of listEntries(nodes)) {
		if (name === TEXT) text += resolveEntities(String(content));
		else if (name === CHARACTER_DATA) text += joinText(content);
		else children.push(readElement(name, content));
	}
	return { children, text };
}

function readElement(name: string, nodes: unknown): XmlElement {
	const { children, text } = readNodes(nodes);
	// The parser takes some white space for a part of the name.
	if (!/^[\w:.-]+$/.test(name)) throw unexpectedReply('has an element with an odd name');
	// `1<x/>2` would read as the text 12.
	if (children.length > 0 && text.trim() !== '') {
		throw unexpectedReply('mixes text and elements');
	}
	return { name, children, text };
}

function listEntries(nodes: unknown): ReadonlyArray<readonly [string, unknown]> {
	const list: readonly object[] = Array.isArray(nodes) ? nodes : [];
	return list.flatMap((node) => Object.entries(node));
}

/** The parser writes character data as an element's content, whose entities stay as they are. */
function joinText(nodes: unknown): string {
	return listEntries(nodes)
		.map(([, content]) => String(content))
		.join('');
}

const XML_ENTITIES: Readonly<Record<string, string>> = {
	lt: '<',
	gt: '>',
	amp: '&',
	quot: '"',
	apos: "'",
};

function resolveEntities(text: string): string {
	return text.replace(/&([^&;]*)(;?)/g, (_, entity: string, end: string) => {
		const character =
			end === '' ? null : (resolveNamedEntity(entity) ?? resolveNumericEntity(entity));
		if (character === null) throw unexpectedReply('uses an entity that XML does not define');
		return character;
	});
}

function resolveNamedEntity(entity: string): string | null {
	return Object.hasOwn(XML_ENTITIES, entity) ? (XML_ENTITIES[entity] ?? null) : null;
}

/** XML 1.0, sections 2.2 and 4.1: not every code point is a character. */
function resolveNumericEntity(entity: string): string | null {
	const [, hexadecimal, decimal] = /^#(?:x0*([0-9a-f]{1,6})|0*([0-9]{1,7}))$/i.exec(entity) ?? [];
	// Not a number where it is neither.
	const codePoint = hexadecimal === undefined ? Number(decimal) : parseInt(hexadecimal, 16);
	const character = codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '';
	return /[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(character)
		? character
		: null;
}

/** The only child of that name, or undefined. Throws `unexpectedReply` where it stands twice. */
export function findChild(element: XmlElement, name: string): XmlElement | undefined {
	const [first, second] = element.children.filter((child) => child.name === name);
	if (second !== undefined) throw unexpectedReply(`has the field <${name}> twice`);
	return first;
}

/** The trimmed text of a child without children of its own; null where there is no such child. */
export function findChildText(element: XmlElement, name: string): string | null {
	const child = findChild(element, name);
	if (child === undefined) return null;
	if (child.children.length > 0) throw unexpectedReply(`has elements inside <${name}>`);
	return child.text.trim();
}

/** As `findChildText`, for a child that must be there and not empty. Throws `unexpectedReply`. */
export function requireChildText(element: XmlElement, name: string): string {
	const text = findChildText(element, name);
	if (text === null || text === '') throw unexpectedReply(`lacks the field <${name}>`);
	return text;
}
