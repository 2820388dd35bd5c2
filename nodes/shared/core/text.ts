import { unexpectedReply } from './refusal';

/** The lines of a text without the empty ones at its end; LF, CRLF and CR all end a line. */
export function linesOf(text: string): readonly string[] {
	return text.trimEnd().split(/\r\n|\r|\n/);
}

/** The fields of a form-encoded text (`+` is a space). Throws `unexpectedReply` for a doubled name. */
export function formFieldsOf(text: string): ReadonlyMap<string, string> {
	const fields = new Map<string, string>();
	for (const [name, value] of new URLSearchParams(text.trim())) {
		if (fields.has(name)) throw unexpectedReply(`has the field "${name}" twice`);
		fields.set(name, value);
	}
	return fields;
}
