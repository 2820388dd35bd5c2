import { parseTree, type Node } from 'jsonc-parser';
import { unexpectedReply } from '../failure/error';

/**
 * JSON that has lost nothing: numbers keep their digits, doubled fields stay visible and
 * `__proto__` is a name like any other. `JSON.parse` keeps none of the three, and its reviver's
 * source text exists on Node 24 only.
 */
export type JsonNode =
	| { readonly type: 'object'; readonly members: ReadonlyArray<readonly [string, JsonNode]> }
	| { readonly type: 'array'; readonly items: readonly JsonNode[] }
	| { readonly type: 'string'; readonly value: string }
	| { readonly type: 'number'; readonly digits: string }
	| { readonly type: 'boolean' | 'null' };

export type JsonMembers = Extract<JsonNode, { type: 'object' }>;

/** No documented reply is deeper than three. */
const MAX_DEPTH = 20;

/** Reads a whole JSON text whose outermost value is an object. Throws `unexpectedReply`. */
export function parseJsonObject(text: string): JsonMembers {
	try {
		// Strict syntax first; the tree parser is made for configuration files and forgives.
		JSON.parse(text);
	} catch {
		throw unexpectedReply('is not complete JSON');
	}
	// The tree parser calls itself for every level.
	if (isDeeperThan(MAX_DEPTH, text)) throw unexpectedReply('is nested too deep');
	const root = parseTree(text);
	if (root?.type !== 'object') throw unexpectedReply('is JSON, but no object');
	return toMembers(root, text);
}

/** Whether valid JSON opens more objects and lists within each other than that. */
function isDeeperThan(max: number, text: string): boolean {
	let depth = 0;
	let isInString = false;
	for (let index = 0; index < text.length; index++) {
		const character = text.charAt(index);
		if (character === '"') isInString = !isInString;
		// An escaped quotation mark ends no string.
		else if (isInString) index += character === '\\' ? 1 : 0;
		else if (character === '[' || character === '{') depth++;
		else if (character === ']' || character === '}') depth--;
		if (depth > max) return true;
	}
	return false;
}

function toJsonNode(node: Node, text: string): JsonNode {
	switch (node.type) {
		case 'object':
			return toMembers(node, text);
		case 'array':
			return { type: 'array', items: listParts(node).map((item) => toJsonNode(item, text)) };
		case 'string':
			return { type: 'string', value: String(node.value) };
		case 'number':
			return { type: 'number', digits: text.slice(node.offset, node.offset + node.length) };
		case 'boolean':
			return { type: 'boolean' };
		case 'null':
		case 'property':
			return { type: 'null' };
	}
}

function toMembers(object: Node, text: string): JsonMembers {
	const members = listParts(object).map((property) => toMember(property, text));
	return { type: 'object', members };
}

function toMember(property: Node, text: string): readonly [string, JsonNode] {
	const [key, value] = listParts(property);
	if (key === undefined || value === undefined) throw unexpectedReply('is not complete JSON');
	return [String(key.value), toJsonNode(value, text)];
}

/** The properties of an object, the name and the value of a property, or the items of a list. */
function listParts(node: Node): readonly Node[] {
	return node.children ?? [];
}

/** The member of that name, or undefined. Throws `unexpectedReply` where it stands twice. */
export function findMember(object: JsonMembers, name: string): JsonNode | undefined {
	const [first, second] = object.members.filter(([key]) => key === name);
	if (second !== undefined) throw unexpectedReply(`has the field "${name}" twice`);
	return first?.[1];
}

/** A string or a number as its text, digit for digit; null for anything else. */
export function toScalarText(node: JsonNode | undefined): string | null {
	if (node?.type === 'string') return node.value;
	return node?.type === 'number' ? node.digits : null;
}

/** A member that must be a non-empty string or a number. Throws `unexpectedReply`. */
export function requireScalar(object: JsonMembers, name: string): string {
	const text = toScalarText(findMember(object, name));
	if (text === null || text.trim() === '') throw unexpectedReply(`lacks the field "${name}"`);
	return text;
}

/** A member that may be missing; null then, and for anything but a string or a number. */
export function findScalar(object: JsonMembers, name: string): string | null {
	return toScalarText(findMember(object, name));
}

/** A member that must be an object. Throws `unexpectedReply`. */
export function requireObject(object: JsonMembers, name: string): JsonMembers {
	const node = findMember(object, name);
	if (node?.type !== 'object') throw unexpectedReply(`lacks the object "${name}"`);
	return node;
}

/** A member that must be a list of objects. Throws `unexpectedReply`. */
export function requireList(object: JsonMembers, name: string): readonly JsonMembers[] {
	const node = findMember(object, name);
	if (node?.type !== 'array') throw unexpectedReply(`lacks the list "${name}"`);
	return node.items.map((item) => {
		if (item.type !== 'object') throw unexpectedReply(`has a list "${name}" that holds no objects`);
		return item;
	});
}
