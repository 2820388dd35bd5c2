import { unexpectedReply } from '../failure/error';

/** The lines of a text without the empty ones at its end; LF, CRLF and CR all end a line. */
export function splitLines(text: string): readonly string[] {
	return text.trimEnd().split(/\r\n|\r|\n/);
}

/**
 * The fields of a form-encoded text (`+` is a space), split before they are decoded. Throws
 * `unexpectedReply` for a doubled name and for a percent sequence that is none.
 */
export function parseForm(text: string): ReadonlyMap<string, string> {
	const fields = new Map<string, string>();
	for (const pair of text.trim().split('&')) {
		const [name = '', ...value] = pair.split('=').map(decodeFormText);
		if (fields.has(name)) throw unexpectedReply('has a field twice');
		fields.set(name, value.join('='));
	}
	return fields;
}

function decodeFormText(text: string): string {
	try {
		return decodeURIComponent(text.replace(/\+/g, ' '));
	} catch {
		throw unexpectedReply('is not properly percent-encoded');
	}
}
