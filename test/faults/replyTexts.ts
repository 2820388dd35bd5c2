/** Adds a member to the outermost object of a JSON text, before all others. */
export function addMember(body: string, name: string, text: string): string {
	return body.replace('{', () => `{ ${JSON.stringify(name)}: ${JSON.stringify(text)},`);
}

/** A text as it stands in an element; characters that XML cannot hold become question marks. */
export function escapeXml(text: string): string {
	const printable = text.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/gu, '?');
	return printable.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A text as it stands in a format that has one line for each value. */
export function joinLines(text: string): string {
	return text.replaceAll(/[\r\n]+/gu, ' ');
}
