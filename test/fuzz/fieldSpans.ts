export const FORMATS = ['xml', 'json', 'form', 'lines'] as const;

export type Format = (typeof FORMATS)[number];

/** A half-open part of a text. */
export interface Span {
	readonly start: number;
	readonly end: number;
}

/** Where one field of a reply stands: all of it, its first name and its value. */
export interface FieldSpan extends Span {
	readonly name: Span;
	readonly value: Span;
}

/** The format that a text, perhaps mutated, looks most like. */
export function formatOf(text: string): Format {
	const start = text.trimStart();
	if (start.startsWith('<')) return 'xml';
	if (start.startsWith('{')) return 'json';
	return text.includes('=') ? 'form' : 'lines';
}

/** The fields of a text that may be broken in any way: what looks like one, containers included. */
export function fieldSpans(text: string): readonly FieldSpan[] {
	switch (formatOf(text)) {
		case 'xml':
			return [...text.matchAll(/<([A-Za-z_]\w*)>/g)].flatMap((match) => xmlField(text, match));
		case 'json':
			return [...text.matchAll(/"([^"\\]*)"\s*:\s*/g)].map((match) => jsonField(text, match));
		case 'form':
			return partSpans(text, '&').map((span) => namedPart(text, span, '='));
		case 'lines':
			return partSpans(text, '\n').map((span) => namedPart(text, span, ':'));
	}
}

function xmlField(text: string, match: RegExpExecArray): readonly FieldSpan[] {
	const [tag, name = ''] = match;
	const start = match.index;
	const closing = `</${name}>`;
	const valueStart = start + tag.length;
	const valueEnd = text.indexOf(closing, valueStart);
	if (valueEnd < 0) return [];
	return [
		{
			start,
			end: valueEnd + closing.length,
			name: { start: start + 1, end: start + 1 + name.length },
			value: { start: valueStart, end: valueEnd },
		},
	];
}

function jsonField(text: string, match: RegExpExecArray): FieldSpan {
	const [opening, name = ''] = match;
	const start = match.index;
	const valueStart = start + opening.length;
	const valueEnd = jsonValueEnd(text, valueStart);
	return {
		start,
		end: valueEnd,
		name: { start: start + 1, end: start + 1 + name.length },
		value: { start: valueStart, end: valueEnd },
	};
}

function jsonValueEnd(text: string, start: number): number {
	if (text[start] === '"') {
		const end = /"(?:[^"\\]|\\.)*"/y;
		end.lastIndex = start;
		return end.test(text) ? end.lastIndex : text.length;
	}
	let depth = 0;
	for (let index = start; index < text.length; index++) {
		const character = text[index] ?? '';
		if (depth === 0 && /[,}\]\s]/.test(character)) return index;
		if (/[{[]/.test(character)) depth++;
		if (/[}\]]/.test(character) && --depth === 0) return index + 1;
	}
	return text.length;
}

function partSpans(text: string, separator: string): readonly Span[] {
	const spans: Span[] = [];
	let start = 0;
	for (const part of text.split(separator)) {
		spans.push({ start, end: start + part.length });
		start += part.length + separator.length;
	}
	return spans;
}

function namedPart(text: string, { start, end }: Span, separator: string): FieldSpan {
	const split = text.slice(start, end).indexOf(separator);
	const nameEnd = split < 0 ? start : start + split;
	const valueStart = split < 0 ? start : nameEnd + separator.length;
	return { start, end, name: { start, end: nameEnd }, value: { start: valueStart, end } };
}
