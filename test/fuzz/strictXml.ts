/** One element as the strict reader sees it: children in their order, and all its own text. */
export interface StrictElement {
	readonly name: string;
	readonly children: readonly StrictElement[];
	readonly text: string;
}

interface OpenElement {
	readonly name: string;
	readonly children: StrictElement[];
	text: string;
}

/** XML 1.0, section 2.3: letters of any script; such a name is never one of the documented ones. */
const NAME = /^[\p{L}_:][\p{L}\p{M}\p{N}_.:\u00b7-]*$/u;

const ENTITIES: ReadonlyMap<string, string> = new Map([
	['lt', '<'],
	['gt', '>'],
	['amp', '&'],
	['quot', '"'],
	['apos', "'"],
]);

/** White space of any script between elements: a documented refusal has a no-break space there. */
const BLANK = /^\s*$/;

/**
 * A reader for the documented shapes: a declaration at most, then elements and text. Returns the
 * outermost element, or null where anything else stands in the text.
 */
export function readStrictXml(reply: string): StrictElement | null {
	const outermost: OpenElement = { name: '', children: [], text: '' };
	const open: OpenElement[] = [outermost];
	const text = withoutDeclaration(reply.trim());
	let position = 0;
	while (position < text.length) {
		const current = open[open.length - 1];
		if (current === undefined) return null;
		const end = text[position] === '<' ? markupEnd(text, position) : textEnd(text, position);
		if (end === null) return null;
		const token = text.slice(position, end);
		if (!readToken(token, current, open)) return null;
		position = end;
	}
	const [root] = outermost.children;
	const isOne = open.length === 1 && outermost.children.length === 1;
	return isOne && BLANK.test(outermost.text) && root !== undefined ? root : null;
}

/** One vendor's refusal is documented with a space before `xml`. */
function withoutDeclaration(text: string): string {
	const isDeclared = /^<\?\s*xml\s/i.test(text);
	const end = text.indexOf('?>');
	return isDeclared && end >= 0 ? text.slice(end + 2) : text;
}

function textEnd(text: string, start: number): number {
	const end = text.indexOf('<', start);
	return end < 0 ? text.length : end;
}

const LONG_MARKUP: ReadonlyArray<readonly [opening: string, closing: string]> = [
	['<!--', '-->'],
	['<![CDATA[', ']]>'],
	['<?', '?>'],
];

/** Where a tag, a comment, an instruction or character data ends; an attribute may contain `>`. */
function markupEnd(text: string, start: number): number | null {
	for (const [opening, closing] of LONG_MARKUP) {
		if (!text.startsWith(opening, start)) continue;
		const end = text.indexOf(closing, start + opening.length);
		return end < 0 ? null : end + closing.length;
	}
	let quote = '';
	for (let index = start + 1; index < text.length; index++) {
		const character = text[index] ?? '';
		if (quote !== '') {
			if (character === quote) quote = '';
		} else if (character === '"' || character === "'") quote = character;
		else if (character === '>') return index + 1;
	}
	return null;
}

/** Adds a token to the element that is open. False where it is not allowed there. */
function readToken(token: string, current: OpenElement, open: OpenElement[]): boolean {
	if (!token.startsWith('<')) return readText(token, current);
	if (token.startsWith('<![CDATA[')) {
		// XML 1.0, section 2.7: text like any other, only that nothing in it is escaped.
		if (open.length === 1) return false;
		current.text += token.slice(9, -3);
		return true;
	}
	// XML 1.0, sections 2.5 and 2.6: comments and instructions are no part of the text.
	if (token.startsWith('<!--') || token.startsWith('<?')) return true;
	if (token.startsWith('<!')) return false;
	return token.startsWith('</') ? closeElement(token, open) : openElement(token, current, open);
}

function readText(token: string, current: OpenElement): boolean {
	const parts = token.split('&');
	current.text += parts[0] ?? '';
	for (const part of parts.slice(1)) {
		const end = part.indexOf(';');
		const character = end < 0 ? null : characterOf(part.slice(0, end));
		if (character === null) return false;
		current.text += character + part.slice(end + 1);
	}
	return true;
}

function characterOf(entity: string): string | null {
	if (!entity.startsWith('#')) return ENTITIES.get(entity) ?? null;
	const isHexadecimal = /^#x[0-9a-f]+$/i.test(entity);
	if (!isHexadecimal && !/^#[0-9]+$/.test(entity)) return null;
	const value = isHexadecimal ? Number(`0x${entity.slice(2)}`) : Number(entity.slice(1));
	return value > 0 && value <= 0x10ffff ? String.fromCodePoint(value) : null;
}

function openElement(token: string, current: OpenElement, open: OpenElement[]): boolean {
	const isEmpty = token.endsWith('/>');
	const inner = token.slice(1, isEmpty ? -2 : -1);
	// White space of other scripts is not well-formed here. The validator lets it by, which does no
	// harm: at a name's end the name is plain, before it the name is none of the documented ones.
	const name = /^\s*\S*/.exec(inner)?.[0] ?? '';
	if (!NAME.test(name.trimStart())) return false;
	const element: OpenElement = { name, children: [], text: '' };
	current.children.push(element);
	if (!isEmpty) open.push(element);
	return true;
}

function closeElement(token: string, open: OpenElement[]): boolean {
	const closed = open.pop();
	const name = token.slice(2, -1).trim();
	if (closed === undefined || open.length === 0 || closed.name.trimStart() !== name) return false;
	// Text beside elements is nowhere documented.
	return closed.children.length === 0 || BLANK.test(closed.text);
}

/** The only child of that name. */
export function onlyChild(element: StrictElement | null, name: string): StrictElement | null {
	const found = element?.children.filter((child) => child.name === name) ?? [];
	return found.length === 1 ? (found[0] ?? null) : null;
}

/** The text of the only child of that name, if it is a leaf and not empty. */
export function leafText(element: StrictElement | null, name: string): string | null {
	const child = onlyChild(element, name);
	return child?.children.length === 0 ? child.text.trim() || null : null;
}

/** All elements within one, at any depth. */
export function descendantsOf(element: StrictElement): readonly StrictElement[] {
	return element.children.flatMap((child) => [child, ...descendantsOf(child)]);
}
